"""From a guest to another house and back: the case, with four people and two organisations.

Salma writes a guest down and talks; Karen, the nurse, receives and helps; Salma hands the person
over to Omar in the other association, who says that the person came. The person reads who looked,
takes the yes back, and Omar reads nothing more. Jonas, who leads, reads no word of it.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.walk import DESKTOP, PHONE, become, picture

GUEST = "Nadifa Prøve"
NOTE = "Hun har fået et brev om sin bolig."
REASON = "Hovedpine hver dag"
THERE = "Naboerne i Nord"


@pytest.fixture
def people(visitor):
    """Everybody in a browser of their own."""

    def person(name, size=DESKTOP):
        page = visitor(size)
        become(page, f"Vær {name}")
        return page

    return person


def press(page, name):
    page.get_by_role("button", name=name).click()


def follow(page, name):
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def say_yes(salma, person, purpose, recipient=""):
    salma.goto(f"{person}samtykke/")
    salma.get_by_label("Hvad gælder det?").select_option(label=purpose)
    if recipient:
        salma.get_by_label("Hvem gælder det?").fill(recipient)
    salma.get_by_label("Ja", exact=True).check()
    press(salma, "Gem svaret")
    expect(salma.get_by_text("Giv personen kvitteringen med")).to_be_visible()


def test_a_guest_is_helped_in_the_house_and_handed_over_and_takes_it_back(people, visitor):
    # A guest gets a name, says yes, and a case.
    salma = people("Salma Rahimi")
    salma.goto("/personer/ny/")
    salma.get_by_label(re.compile("^Navn")).fill(GUEST)
    press(salma, "Gem")
    person = re.sub(r"^https?://[^/]+", "", salma.url)
    say_yes(salma, person, "Rådgivning og sag")
    salma.goto(f"{person}ny-sag/")
    salma.get_by_label("Social rådgivning").check()
    salma.get_by_label("Hvad handler det om?").fill("Brev om bolig")
    press(salma, "Åbn sagen")
    case = re.sub(r"^https?://[^/]+", "", salma.url)
    picture(salma, "case-1-a-new-case")

    # The conversation saves itself while one writes; a page that is loaded again goes on.
    follow(salma, "Ny samtale")
    salma.get_by_label("Notat").fill(NOTE)
    expect(salma.locator("[data-saved]")).to_contain_text("Gemt kl.")
    picture(salma, "case-2-saved-by-itself")
    other = salma.context.new_page()
    other.goto(salma.url)
    expect(other.get_by_label("Notat")).to_have_value(NOTE)
    other.get_by_label("Bolig").check()
    other.get_by_label("Antal lovområder").fill("2")
    expect(other.locator("[data-saved]")).to_contain_text("Gemt kl.")
    salma.get_by_label("Notat").fill("Fra det første vindue")
    expect(salma.locator("[data-saved]")).to_contain_text("et andet vindue")
    press(salma, "Færdig: tæl samtalen")
    expect(salma.get_by_text("Vælg mindst ét emne").first).to_be_visible()
    salma.get_by_label("Bolig").check()
    salma.get_by_label("Antal lovområder").fill("2")
    press(salma, "Færdig: tæl samtalen")
    expect(salma.get_by_role("heading", name="Sådan står notatet nu")).to_be_visible()
    picture(salma, "case-3-two-windows")
    salma.get_by_label("Notat").fill(NOTE)
    press(salma, "Færdig: tæl samtalen")
    expect(salma.get_by_text("Samtalen er gemt og talt med.")).to_be_visible()
    expect(salma.get_by_text(NOTE)).to_be_visible()
    other.close()

    # She sends the person to the nurse, who has it at once; and writes down what is due.
    salma.goto(f"{person}henvis/")
    option = salma.get_by_label("Hvem tager over?").locator("option", has_text="Karen Friis")
    salma.get_by_label("Hvem tager over?").select_option(option.get_attribute("value"))
    salma.get_by_label("Hvad er der brug for hjælp til?").fill(REASON)
    press(salma, "Send til kollegaen")
    karen = people("Karen Friis", PHONE)
    karen.goto("/henvisninger/")
    picture(karen, "case-4-the-nurse-receives-phone")
    follow(karen, GUEST)
    expect(karen.get_by_text(REASON)).to_be_visible()
    assert karen.goto(case).status == 403
    salma.goto(case)
    salma.get_by_text("Ny opgave eller frist").click()
    salma.get_by_label("Hvad skal der ske?").fill("Klag over opsigelsen")
    salma.get_by_label("Frist i arbejdsdage").select_option("5")
    press(salma, "Skriv opgaven")
    salma.goto("/min-dag/")
    expect(salma.get_by_text("Klag over opsigelsen").first).to_be_visible()
    expect(salma.get_by_text(GUEST)).to_have_count(0)
    picture(salma, "case-5-my-day")

    # The person came and was helped; the nurse's words stay with her.
    karen.goto("/henvisninger/")
    follow(karen, GUEST)
    karen.get_by_label("Kommet").check()
    press(karen, "Gem trinnet")
    karen.goto(f"{person}sundhed/")
    karen.get_by_label("Smerter").check()
    karen.get_by_label("Notat").fill("Har brug for briller")
    press(karen, "Gem og tæl sundhedstjekket")
    expect(karen.get_by_text("Sundhedstjekket er gemt og talt med.")).to_be_visible()
    picture(karen, "case-6-the-health-check-phone")
    salma.goto(case)
    expect(salma.get_by_text("Låst. Spørg Karen Friis").first).to_be_visible()
    expect(salma.get_by_text("Har brug for briller")).to_have_count(0)
    expect(salma.get_by_text(": Kommet").first).to_be_visible()
    picture(salma, "case-7-what-is-locked")

    # Across to another association: with a yes to that house by name, and the agreed fields alone.
    say_yes(salma, person, "Henvisning", THERE)
    salma.goto(f"{person}henvis/?vej=forening")
    salma.get_by_label(re.compile("^Navn")).check()
    salma.get_by_label("Hvad personen ønsker hjælp til").check()
    salma.get_by_label("Hvad ønsker personen hjælp til?").fill("Vil gerne øve dansk")
    picture(salma, "case-8-what-crosses")
    press(salma, "Overdrag")
    omar = people("Omar Jibril")
    omar.goto("/henvisninger/")
    follow(omar, "Åbn overdragelsen")
    expect(omar.get_by_text("Vil gerne øve dansk")).to_be_visible()
    expect(omar.get_by_text(GUEST)).to_be_visible()
    expect(omar.get_by_text(NOTE)).to_have_count(0)
    picture(omar, "case-9-the-other-house")
    crossed = omar.url
    omar.get_by_label("Kommet").check()
    press(omar, "Send svaret")
    assert omar.goto(case).status == 404
    assert omar.goto(person).status == 404
    salma.goto("/henvisninger/")
    expect(salma.get_by_text("Nyt svar").first).to_be_visible()

    # Who leads the house reads no word of it.
    jonas = people("Jonas Lindqvist")
    assert jonas.goto(case).status == 403
    expect(jonas.get_by_text(NOTE)).to_have_count(0)

    # The person reads who looked, and takes the yes back; over there nothing is left to read.
    salma.goto(person)
    press(salma, "Giv en kode til egen side")
    code = re.search(r"(?:[2-9A-HJ-NP-Z]{4} ){3}[2-9A-HJ-NP-Z]{4}", salma.inner_text("main"))[0]
    guest = visitor(PHONE)
    guest.goto("/min-side/medborgerhuset/")
    guest.get_by_label("Din kode").fill(code)
    guest.get_by_role("main").get_by_role("button").first.click()
    expect(guest.get_by_role("heading", name="Hvem har set på dig")).to_be_visible()
    expect(guest.get_by_text("Sundhedsfaglig, Medborgerhuset").first).to_be_visible()
    picture(guest, "case-10-who-looked-phone")
    guest.get_by_role("row").filter(has_text=THERE).get_by_role("button").click()
    expect(guest.get_by_text("kan ikke læse mere").first).to_be_visible()
    assert omar.goto(crossed).status == 404
    picture(omar, "case-11-nothing-left")
