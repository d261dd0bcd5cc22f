"""Somebody signs up on a phone without scripts, and is ticked off at the door on a tablet."""

from tests.browser.walk import PHONE, become, becomes, faults, hangs_out

TABLET = {"width": 820, "height": 1180}


def test_from_the_public_list_to_the_list_at_the_door(visitor):
    page = visitor(PHONE, scripts=False)
    page.goto("/tag-del/medborgerhuset/")
    page.get_by_role("link", name="Samtalesalon: At høre til").click()
    page.get_by_role("link", name="Meld dig til").click()
    page.get_by_role("button", name="Meld mig til").click()
    assert "Skriv dit navn." in page.inner_text("main")
    page.get_by_label("Navn").fill("Selma")
    page.get_by_label("Mail eller telefon").fill("22 33 44 55")
    page.get_by_role("button", name="Meld mig til").click()
    told = page.inner_text("main")
    assert "Du er meldt til." in told
    assert "Gem din kode" in told
    page.get_by_label("Hvor mange kommer I?").fill("2")
    page.get_by_role("button", name="Ret antallet").click()
    assert page.get_by_role("button", name="Meld mig fra").is_visible()
    desk = visitor(TABLET)
    become(desk, "Vær Amina Warsame")
    desk.goto("/arrangementer/?vis=holdte")
    desk.get_by_role("link", name="Netværksmøde i november").click()
    desk.get_by_role("link", name="Fremmøde").click()
    here = desk.locator(".fv-digits").first
    before = int(here.inner_text())
    desk.get_by_role("button", name="Kom uden tilmelding").click()
    assert becomes(here.inner_text, str(before + 1))
    assert not hangs_out(desk)
    assert faults(desk) == []
