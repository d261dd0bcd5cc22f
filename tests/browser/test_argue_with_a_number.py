"""Argue with a number: a file is taken, the page speaks in three layers, a printed claim is tried.

Sofia keeps the barometer; Birgitte writes a committee's word and a report whose sentence does not
follow from its own figures. Everybody reads the same; Jonas and Leila of other houses read no
more than that. The house is this journey's own.
"""

import csv
import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import built_once, served
from tests.browser.walk import PHONE, picture

TITLE = "Skolebørns trivsel"
PAGE = "/barometer/skoleboerns-trivsel/"
PUBLIC = "/barometeret/sundhavn/skoleboerns-trivsel"
FILE = "MÅL;TID;INDHOLD\nTrivsel;2020;88,0\nTrivsel;2022;88,4\nTrivsel;2024;89,2\n"
"""From 88.0 to 89.2 in four years is 0.3 a year; the last 10.8 to 100 then take 36 years."""
WRONG = "Ledigheden steg fra 15 til 11 procent fra 2024 til 2025."
ANSWER = "Talt om i 2025; papiret skriver det sådan."


@pytest.fixture
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("argue") / "home"
    shutil.copytree(built_once(tmp_path_factory), place)
    return place


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def told(page, words):
    expect(page.get_by_text(words).first).to_be_visible()


def open_indicator(page):
    """A ratio between two groups, alike at 100, and its definition."""
    page.goto("/barometer/")
    follow(page, "Ny indikator")
    page.get_by_label("Hvad følges?").fill(TITLE)
    page.get_by_label("Hvad ser vi på?").select_option(label="Tallet selv")
    page.get_by_label("Hvilken vej vil målet?").select_option(label="Højere er bedre")
    page.get_by_label("Hvornår er to grupper ens?").fill("100")
    press(page, "Opret indikatoren")
    page.get_by_label("Gælder fra").fill("2020-01-01")
    page.get_by_label("Enhed").select_option(label="Procent af en anden gruppes tal")
    page.get_by_label("Hvad siger tallet?").fill("Den ene gruppes tal i procent af den andens.")
    page.get_by_label("Kilde").fill("Skolernes egen måling")
    page.get_by_label("Hvordan er tallene blevet til?").select_option(label="Ikke oplyst")
    press(page, "Gem definitionen")
    told(page, "Definitionen er skrevet.")


def measure(page, when, value):
    follow(page, "Skriv en måling")
    page.get_by_label("Hvornår?").fill(when)
    page.get_by_label("Tal (skal udfyldes)").fill(value)
    press(page, "Gem målingen")
    told(page, "Målingen er skrevet.")


def read_file(page, words):
    """Up to the dry run: nothing is written yet."""
    page.goto("/barometer/filer/")
    page.locator("input[type=file]").set_input_files(
        {"name": "trivsel.csv", "mimeType": "text/csv", "buffer": words.encode()}
    )
    press(page, "Læs filen")
    page.get_by_label("Hvilken indikator?").select_option(label=TITLE)
    press(page, "Se, hvad filen gør")
    told(page, "2 nye tal. 1 er der i forvejen.")


def say_what_was_printed(page):
    page.goto(PAGE)
    follow(page, "Skriv, hvad der er trykt")
    page.get_by_label("År til lighed").check()
    page.get_by_label("Ordene, som de er trykt").fill("ca. 15 år til lighed")
    page.get_by_label("Antal år").fill("15")
    page.get_by_label("Hvor er det trykt?").fill("Årsberetningen, side 4")
    press(page, "Gem det trykte")
    told(page, "Den samme serie giver 36,0 år")


def say_for_a_committee(page):
    page.goto(PAGE)
    follow(page, "Skriv udvalgets ord")
    page.get_by_label("Hvem siger det?").select_option(label="Børneudvalget")
    page.get_by_label("Måler ikke vores arbejde").check()
    page.get_by_label("Udvalgets ord").fill("Trivslen måles ikke i vores tilbud.")
    press(page, "Gem ordene")


def correct(page, when, value, reason):
    page.goto(PAGE)
    page.get_by_text("Ret et tal", exact=True).click()
    page.get_by_role("row").filter(has_text=when).get_by_role("link").click()
    expect(page.get_by_role("heading", name=f"Ret tallet for {when}")).to_be_visible()
    page.get_by_label("Tal (skal udfyldes)").fill(value)
    page.get_by_label("Hvorfor rettes tallet?").fill(reason)
    press(page, "Ret tallet")
    told(page, "Tallet er rettet.")


def fetched(page):
    """Time and value of every row of the public file."""
    text = page.request.get(f"{PUBLIC}.csv").text()
    return {row["time"]: row["value"] for row in csv.DictReader(text.splitlines())}


def begin_report(page):
    page.goto("/rapporter/ny/")
    page.get_by_label("Anden rapport").check()
    page.get_by_label("Rapportens titel").fill("Arbejde og skole")
    page.get_by_label("Hvilket år handler den om?").fill("2025")
    page.get_by_label("Offentlig").check()
    press(page, "Begynd")
    page.get_by_label("Tekst").first.fill(WRONG)
    press(page, "Gem kapitlet")


def test_a_number_is_read_tried_and_argued_with(home, visitors):
    with served(home) as address:
        sofia = visitors(address, name="Sofia Petrović")
        citizen = visitors(address, PHONE)

        # Sofia types one value and reads the rest from a file, which writes nothing until taken.
        open_indicator(sofia)
        measure(sofia, "2020", "88,0")
        read_file(sofia, FILE)
        picture(sofia, "argue-1-what-the-file-does")
        sofia.get_by_role("button", name="Tag tallene med").click()
        told(sofia, "2 tal er taget med.")

        # The page keeps apart what was seen, what it carries, and what a pace would give.
        sofia.goto(PAGE)
        told(sofia, "Tallet steg fra 88,0 til 89,2 % fra 2020 til 2024.")
        for layer in ("Observeret", "Evidens", "Samme tempo"):
            expect(sofia.get_by_role("heading", name=layer, exact=True)).to_be_visible()
        expect(sofia.locator("#evidens")).to_contain_text("Kan ikke afgøres")
        say_what_was_printed(sofia)
        assert citizen.goto(f"{PUBLIC}/").status == 404
        press(sofia, "Gør den offentlig")
        told(sofia, "Indikatoren er offentlig.")

        # Everybody reads the same, and the answer stands before the drawing on a phone.
        citizen.goto(f"{PUBLIC}/")
        told(citizen, "ca. 15 år til lighed (Årsberetningen, side 4)")
        told(citizen, "Den samme serie giver 36,0 år")
        follow(citizen, "Se hvorfor")
        expect(citizen.locator("#evidens")).to_be_in_viewport()
        picture(citizen, "argue-2-the-public-page-phone")
        assert fetched(citizen) == {"2020": "88.0", "2022": "88.4", "2024": "89.2"}

        # From the goals one goes on to what the municipality does about them.
        citizen.goto("/barometeret/sundhavn/")
        follow(citizen, "Læs, hvad der gøres for målene")
        expect(citizen.get_by_role("heading", name="Inklusionspolitik").first).to_be_visible()
        citizen.goto(f"{PUBLIC}/")

        # A committee's word and a correction are there at once, on the page and in the file.
        birgitte = visitors(address, name="Birgitte Holm")
        say_for_a_committee(birgitte)
        correct(sofia, "2022", "88,6", "Skolerne har sendt et nyt tal.")
        citizen.reload()
        told(citizen, "Børneudvalget: måler ikke vores arbejde.")
        citizen.get_by_text("Rettelser").click()
        told(citizen, "Skolerne har sendt et nyt tal.")
        assert fetched(citizen)["2022"] == "88.6"

        # A sentence against its own figures is warned about, answered, and frozen with its answer.
        begin_report(birgitte)
        told(birgitte, "men tallene går fra 15 til 11")
        report = re.sub("#.*", "", birgitte.url)
        picture(birgitte, "argue-3-the-sentence-is-warned-about")
        follow(birgitte, "Svar på tjekket")
        birgitte.get_by_text("Skriv, hvorfor det er rigtigt").click()
        birgitte.get_by_label("Det er rigtigt, fordi").fill(ANSWER)
        press(birgitte, "Gem svaret")
        told(birgitte, "Besvaret")
        birgitte.goto(report)
        press(birgitte, "Frys, og gør offentlig")
        birgitte.get_by_text("Det sagde tjekket, da udgaven blev frosset").first.click()
        told(birgitte, ANSWER)
        edition = birgitte.url
        picture(birgitte, "argue-4-the-frozen-edition")
        citizen.goto("/rapport/sundhavn/")
        follow(citizen, "Arbejde og skole")
        told(citizen, WRONG)
        expect(citizen.get_by_text(ANSWER)).to_have_count(0)

        # Two other houses write reports of their own; of this one they read what everybody reads.
        for name in ("Leila Haddad", "Jonas Lindqvist"):
            stranger = visitors(address, name=name)
            assert stranger.goto(report).status == 404
            assert stranger.goto(edition).status == 404
            assert stranger.goto(PAGE).status in (403, 404)
            assert stranger.goto(f"{PUBLIC}/").status == 200
