"""Somebody answers a questionnaire on a phone, with and without scripts, by keys and by sight.

The city shows a link to give by hand; whoever gets it answers, stops, goes on and sends.
"""

import pytest
from playwright.sync_api import expect

from favn.config.demo.fixed import known_id
from favn.kit import clock
from tests.browser.walk import DESKTOP, PHONE, become, faults, hangs_out, picture

WAVE = f"/spoergeskemaer/runder/{known_id('wave', f'Samarbejdet {clock.today().year}')}/"
EARLIER = known_id("wave", f"Samarbejdet {clock.today().year - 1}")


def link(visitor, name):
    """The address that the city is shown, once."""
    page = visitor(DESKTOP)
    become(page, "Vær Birgitte Holm")
    page.goto(f"{WAVE}?vis=all")
    page.get_by_role("row", name=name).get_by_role("button", name="Vis et link").click()
    return page.locator("main a[href*='/skema/']").get_attribute("href")


def sound(page):
    """Nothing hangs out of the screen, and nothing fails a rule of accessibility."""
    assert not hangs_out(page)
    assert faults(page) == []


def answer_all(page, *, by_keys=False):
    """The three parts of the check, from where one stands."""
    for question in ("Kender medlemmerne jeres vision?", "Ved I, hvordan I når den?"):
        choose(page, question, "4", by_keys=by_keys)
    page.get_by_role("button", name="Næste").click()
    choose(page, "Har I en handleplan?", "Ja", by_keys=by_keys)
    page.get_by_role("button", name="Næste").click()
    assert "Dit svar giver 1 spørgsmål mere her." in page.inner_text("main")
    choose(page, "Følger I planen?", "Ved ikke", by_keys=by_keys)
    page.get_by_role("button", name="Næste").click()
    money = page.get_by_role("group", name="Hvor får I penge fra?")
    money.get_by_label("Fonde", exact=True).check(force=True)
    page.get_by_label("Hvor mange medlemmer har I? (medlemmer) (skal udfyldes)").fill("1.120")
    choose(page, "Har I aftaler med andre?", "Ikke relevant", by_keys=by_keys)
    page.get_by_role("button", name="Næste").click()


def choose(page, question, answer, *, by_keys=False):
    field = page.get_by_role("group", name=question).get_by_label(answer, exact=True)
    if by_keys:
        field.focus()
        page.keyboard.press("Space")
    else:
        field.check(force=True)


def test_it_is_answered_on_a_phone_without_scripts(visitor):
    address = link(visitor, "Sprogvennerne")
    page = visitor(PHONE, scripts=False)
    page.goto(address)
    page.get_by_role("link", name="Begynd").click()
    answer_all(page)
    assert "Intet er sendt endnu." in page.inner_text("main")
    page.get_by_label("Dit navn").fill("Lone Beck")
    page.get_by_role("button", name="Send svarene").click()
    assert "Tak. Dine svar er sendt." in page.inner_text("main")
    page.go_back()
    page.goto(address)
    assert "Dine svar blev sendt" in page.inner_text("main")


def test_it_saves_itself_is_left_and_gone_on_with_by_keys(visitor):
    address = link(visitor, "Syrisk Kulturforening")
    page = visitor(PHONE)
    page.goto(address)
    picture(page, "phone-skema")
    sound(page)
    page.get_by_role("link", name="Begynd").click()
    choose(page, "Kender medlemmerne jeres vision?", "4", by_keys=True)
    expect(page.locator("[data-saved]")).to_contain_text("Gemt kl.")
    picture(page, "phone-skema_1")
    sound(page)
    again = visitor(PHONE)
    again.goto(address)
    again.get_by_role("link", name="Gå videre").click()
    group = again.get_by_role("group", name="Kender medlemmerne jeres vision?")
    assert group.get_by_label("4", exact=True).is_checked()
    answer_all(again, by_keys=True)
    picture(again, "phone-skema_oversigt")
    sound(again)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_pages_of_those_who_ask_fit_and_can_be_used_by_all(visitor, size):
    page = visitor(size)
    become(page, "Vær Birgitte Holm")
    check = f"/spoergeskemaer/{known_id('questionnaire', 'samarbejdet')}/"
    question = known_id("question", "handleplan")
    paths = ("/spoergeskemaer/", check, f"{check}3/", f"{check}2/forskelle/", f"{check}2/se/2/",
             f"{check}3/afsnit/plan/nyt/", f"{check}3/spoergsmaal/{question}/",
             f"{check}runde/", f"{WAVE}?vis=all", f"{WAVE}resultat/",
             f"{check}3/sprog/en/", f"{WAVE}resultat/?mod={EARLIER}")  # fmt: skip
    for place, path in enumerate(paths):
        page.goto(path)
        picture(page, f"{size['width']}-spoergeskemaer-{place}")
        sound(page)
