"""A reader without scripts finds an initiative in the public plan, and follows it to its feed."""

from tests.browser.walk import DESKTOP, PHONE


def test_a_reader_filters_and_opens_without_scripts(visitor):
    page = visitor(PHONE, scripts=False)
    page.goto("/")
    page.get_by_role("link", name="Sundhavn Kommune", exact=True).click()
    page.get_by_label("Søg").fill("grønlandske")
    page.get_by_role("button", name="Vis", exact=True).click()
    assert "vises." in page.inner_text("main")
    page.get_by_role("link", name="11. ").click()
    assert page.locator("h1").inner_text().startswith("11. ")
    assert "Givet af" in page.inner_text("main")
    link = page.get_by_role("link", name="Følg indsatsen i en nyhedslæser")
    answer = page.request.get(link.get_attribute("href"))
    assert answer.headers["content-type"].startswith("application/atom+xml")


def test_on_paper_the_list_stands_and_what_is_pressed_does_not(visitor):
    page = visitor(DESKTOP)
    page.goto("/plan/sundhavn/")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Vis", exact=True).is_visible()
    assert not page.get_by_role("navigation").first.is_visible()
    assert page.get_by_role("link", name="42. ").is_visible()
