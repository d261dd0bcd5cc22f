"""A need meets an offer: put forward, answered by both; and two sheets beside each other."""

from favn.config.demo.agreements import FIRST
from tests.browser.together import ALIGNED
from tests.browser.walk import DESKTOP, PHONE, become, posted

OURS = "/vores/"


def test_without_scripts_a_need_finds_its_offer_and_both_say_yes(visitor):
    freja, mehmet = visitor(DESKTOP, scripts=False), visitor(PHONE, scripts=False)
    become(freja, "Vær Freja Dahlgaard")
    become(mehmet, "Vær Mehmet Aydın")
    freja.goto("/samarbejder/forslag/")
    posted(freja.get_by_role("button", name="Læg frem for begge Sal til fællesspisning"))
    mehmet.goto(OURS)
    mehmet.get_by_role("link", name="Sal til fællesspisning – Skolekøkken med spisesal").click()
    mehmet.get_by_label("Vil gerne tale om det").check()
    mehmet.get_by_role("button", name="Send svaret").click()
    freja.get_by_role("link", name="Sal til fællesspisning – Skolekøkken med spisesal").click()
    freja.get_by_label("Vil gerne tale om det").check()
    freja.get_by_role("button", name="Send svaret").click()
    freja.get_by_role("button", name="Begynd at afstemme forventninger").click()
    assert freja.locator("h1").inner_text() == "Sal til fællesspisning"
    mehmet.goto(OURS)
    assert mehmet.get_by_role("link", name="Sal til fællesspisning", exact=True).count() >= 1


def test_what_differs_stands_out_before_an_agreement(visitor):
    page = visitor(DESKTOP)
    become(page, "Vær Freja Dahlgaard")
    page.goto(f"{ALIGNED}afstemt/")
    text = page.locator("main").inner_text()
    assert FIRST["money"] in text
    assert "Tallene er forskellige" in text
