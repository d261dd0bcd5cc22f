"""A report from the first word to the frozen edition, with scripts and without.

Jonas writes, the page saves by itself, he picks a number by its name and freezes what he saw;
Rasmus finds his office's chapter and Birgitte sees that it is written.
"""

import re

from playwright.sync_api import expect

from tests.browser.walk import DESKTOP, PHONE, become, faults, picture


def begin(page, title):
    page.goto("/rapporter/ny/")
    page.get_by_label("Anden rapport").check()
    page.get_by_label("Rapportens titel").fill(title)
    page.get_by_role("button", name="Begynd").click()


def test_what_saves_itself_can_be_frozen_without_opening_the_page_again(visitor):
    jonas = visitor(DESKTOP)
    become(jonas, "Vær Jonas Lindqvist")
    begin(jonas, "Skrevet i ét stræk")
    jonas.get_by_label("Tekst").first.fill("Året gik godt.")
    expect(jonas.get_by_text("Gemt kl.").first).to_be_visible()
    expect(jonas.locator("[data-preview]").first).to_contain_text("Året gik godt.")
    jonas.get_by_role("button", name="Frys, og gør offentlig").click()
    expect(jonas.get_by_text("Udgave 1 er frosset")).to_be_visible()
    expect(jonas.get_by_text("Året gik godt.")).to_be_visible()


def test_a_number_is_chosen_and_put_in_on_a_phone_without_scripts(visitor):
    jonas = visitor(PHONE, scripts=False)
    become(jonas, "Vær Jonas Lindqvist")
    begin(jonas, "Med et tal i")
    jonas.get_by_role("link", name=re.compile("Sæt et tal ind")).first.click()
    jonas.get_by_label("Hvilket tal?").select_option(label="Vejledninger")
    jonas.get_by_role("button", name="Vis tallet").click()
    jonas.get_by_label("Hvornår?").select_option("2023")
    jonas.get_by_label("Delt efter").select_option("topic")
    jonas.get_by_role("button", name="Vis tallet").click()
    jonas.get_by_label("Hvordan skal det se ud?").select_option("graf")
    jonas.get_by_role("button", name="Vis tallet").click()
    finding = "Flest: E-boks og breve med 262 vejledninger"
    expect(jonas.get_by_text(finding).first).to_be_visible()
    picture(jonas, "report-1-choose-a-number-phone")
    jonas.get_by_role("button", name="Sæt ind sidst i kapitlet").click()
    expect(jonas.get_by_text("Tallet er sat ind sidst i “Forord”")).to_be_visible()
    expect(jonas.get_by_text("Flest: E-boks og breve").first).to_be_visible()


def test_the_pages_of_the_picker_are_for_all(visitor):
    jonas = visitor(PHONE)
    become(jonas, "Vær Jonas Lindqvist")
    jonas.goto("/rapporter/")
    jonas.get_by_role("link", name=re.compile("^Skriv.*Centrets år 2023")).click()
    writing = jonas.url
    assert faults(jonas) == []
    jonas.get_by_role("link", name=re.compile("Vælg årets tal")).nth(1).click()
    assert faults(jonas) == []
    assert jonas.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    jonas.goto(writing)
    jonas.get_by_role("link", name=re.compile("Sæt et tal ind")).first.click()
    jonas.get_by_label("Hvilket tal?").select_option(label="Registrerede besøg")
    jonas.get_by_role("button", name="Vis tallet").click()
    assert faults(jonas) == []
    assert jonas.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_an_office_writes_its_own_chapter_and_the_editor_sees_it(visitor):
    rasmus = visitor(PHONE)
    become(rasmus, "Vær Rasmus Thorup")
    rasmus.goto("/rapporter/")
    rasmus.get_by_role("link", name=re.compile("Skriv jeres kapitel")).first.click()
    writing = rasmus.url
    expect(rasmus.get_by_label("Tekst")).to_have_count(1)
    rasmus.get_by_label("Tekst").fill("Vi har fået tre nye partnere.")
    rasmus.get_by_role("button", name="Gem kapitlet").click()
    expect(rasmus.get_by_text("“Beskæftigelsesforvaltningen” er gemt.")).to_be_visible()
    picture(rasmus, "report-2-an-offices-chapter-phone")
    birgitte = visitor(DESKTOP)
    become(birgitte, "Vær Birgitte Holm")
    birgitte.goto(writing)
    row = birgitte.get_by_role("row").filter(has_text="Beskæftigelsesforvaltningen").first
    expect(row).to_contain_text("Skrevet")
    expect(row).to_contain_text("Rasmus Thorup")
    picture(birgitte, "report-3-who-has-written")
