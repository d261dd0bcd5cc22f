"""From the job centre to an outcome: the programme, with three people and two organisations.

Signe in the job centre writes a woman down and hands her over; Petra receives her, asks her, plans
a course and a placement in the kitchen, then one at a company; the job centre hears at a status
meeting what the woman said yes to, and nothing else. The outcome is written, the turn ends, and the
year closes on its intake. Jonas, who leads the house, sees the numbers and no name.
"""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from favn.kit import clock
from tests.browser.walk import DESKTOP, PHONE, become, picture

GUEST = "Sahar Prøve"
HOUSE = "Medborgerhuset"
CENTRE = "Sundhavn Kommune"
COMPANY = "Havnens Vaskeri"
NEXT = "Prøver fire timer mere om ugen."


@pytest.fixture
def people(visitor):
    """Everybody in a browser of their own."""

    def person(name, size=DESKTOP):
        page = visitor(size)
        become(page, f"Vær {name}")
        return page

    return person


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def unfold(page, name):
    page.locator("summary", has_text=name).first.click()


def say_yes(page, person, purpose, recipient=""):
    page.goto(f"{person}samtykke/")
    page.get_by_label("Hvad gælder det?").select_option(label=purpose)
    if recipient:
        page.get_by_label("Hvem gælder det?").fill(recipient)
    page.get_by_label("Ja", exact=True).check()
    press(page, "Gem svaret")
    expect(page.get_by_text("Giv personen kvitteringen med")).to_be_visible()


def address(page):
    return re.sub(r"^https?://[^/]+", "", page.url).split("#")[0]


def day(ago=0):
    return (clock.today() - timedelta(days=ago)).isoformat()


def test_a_woman_is_referred_goes_through_the_programme_and_the_year_closes(people):
    # The job centre writes her down, hears her yes to this house, and hands her over.
    signe = people("Signe Ravn")
    signe.goto("/personer/ny/")
    signe.get_by_label(re.compile("^Navn")).fill(GUEST)
    press(signe, "Gem")
    there = address(signe)
    say_yes(signe, there, "Henvisning", HOUSE)
    signe.goto(f"{there}henvis/?vej=forening")
    signe.get_by_label(re.compile("^Navn")).check()
    signe.get_by_label("Hvad personen ønsker hjælp til").check()
    signe.get_by_label("Hvad ønsker personen hjælp til?").fill("Opkvalificering")
    press(signe, "Overdrag")

    # The programme receives her; nothing is copied but what is typed.
    petra = people("Petra Vang")
    petra.goto("/forloeb/")
    picture(petra, "programme-1-sent-here")
    petra.get_by_role("link", name="Se og modtag").first.click()
    expect(petra.get_by_text(GUEST).first).to_be_visible()
    petra.get_by_label("Henvist den").fill(day(0))
    petra.get_by_label("Hele år på ydelse ved henvisningen").fill("16")
    press(petra, "Modtag henvisningen")
    turn = address(petra)
    expect(petra.get_by_text("skal først sige ja til beskæftigelsesforløbet")).to_be_visible()
    picture(petra, "programme-2-received")

    # It begins by her own yes; then a course, the kitchen, and a company.
    petra.get_by_role("link", name="Personens side").click()
    here = address(petra)
    say_yes(petra, here, "Beskæftigelsesforløb")
    petra.goto(turn)
    press(petra, "Begynd forløbet")
    expect(petra.get_by_text("Forløbet er begyndt.")).to_be_visible()
    for what, where in (
        ("Kursus eller opkvalificering", "Dansk på arbejdspladsen"),
        ("Praktik i køkkenet", ""),
        ("Praktik i en virksomhed", COMPANY),
    ):
        unfold(petra, "Skriv et kursus eller en praktik")
        petra.get_by_label("Hvad?", exact=False).first.select_option(label=what)
        petra.get_by_label("Hvilken virksomhed eller hvilket kursus?").fill(where)
        press(petra, "Skriv det")
        expect(petra.get_by_text("Skrevet i forløbet.")).to_be_visible()
    expect(petra.get_by_role("cell", name=COMPANY)).to_be_visible()
    signe.goto("/henvisninger/")
    expect(signe.get_by_text("Nyt svar").first).to_be_visible()
    assert signe.goto(turn).status == 403

    # The caseworker hears what she said yes to, and the paper shows just that.
    say_yes(petra, here, "Status til sagsbehandleren", CENTRE)
    petra.goto(turn)
    unfold(petra, "Aftal et statusmøde")
    press(petra, "Aftal et statusmøde")
    petra.get_by_role("table", name=re.compile("Statusmøder")).get_by_role("link").first.click()
    petra.get_by_label("Begyndt").check()
    petra.get_by_label("Kurser og praktik").check()
    petra.get_by_label("Det næste, I er enige om").first.check()
    petra.locator("textarea").fill(NEXT)
    press(petra, "Gem det, I fortalte")
    expect(petra.get_by_text(NEXT)).to_be_visible()
    picture(petra, "programme-3-what-was-told")
    with petra.expect_download() as paper:
        petra.get_by_role("link", name="Hent papiret").click()
    assert paper.value.suggested_filename == "status.pdf"

    # What came of it; the turn ends, and the year closes on its intake.
    petra.goto("/forloeb/aar/")
    expect(petra.get_by_text("Disse mangler et udfald")).to_be_visible()
    petra.goto(turn)
    unfold(petra, "Slut forløbet")
    press(petra, "Slut forløbet")
    expect(petra.get_by_text("Forløbet er slut.").first).to_be_visible()
    petra.goto(turn)
    unfold(petra, "Skriv udfaldet")
    petra.get_by_label("Tilkendt fleksjob").check()
    press(petra, "Gem udfaldet")
    expect(petra.get_by_text("Udfaldet er skrevet.")).to_be_visible()
    petra.goto("/forloeb/aar/")
    petra.get_by_role("listitem").get_by_role("link", name="Hodan Jama").click()
    unfold(petra, "Skriv udfaldet")
    petra.get_by_label("Anden indsats i jobcentret").check()
    press(petra, "Gem udfaldet")
    petra.goto("/forloeb/aar/")
    expect(petra.get_by_text("Alle henviste står på netop én linje: 13 = ")).to_be_visible()
    picture(petra, "programme-4-the-year-closes")
    phone = people("Petra Vang", PHONE)
    phone.goto("/forloeb/aar/2023/")
    expect(phone.get_by_text("Alle henviste står på netop én linje: 31 = ")).to_be_visible()
    picture(phone, "programme-5-the-printed-year-phone")

    # Who leads the house sees the numbers, and nobody's name.
    jonas = people("Jonas Lindqvist")
    jonas.goto("/aar/")
    jonas.get_by_role("link", name="Beskæftigelsesforløbet i tal").click()
    expect(jonas.get_by_text("henvist").first).to_be_visible()
    expect(jonas.get_by_text(GUEST)).to_have_count(0)
    assert jonas.goto(turn).status == 403
    picture(jonas, "programme-6-the-leader")

    # The other association has a programme of its own, and no way into this one.
    yusuf = people("Yusuf Dahir")
    yusuf.goto("/forloeb/")
    expect(yusuf.get_by_text("Dilek Arslan")).to_be_visible()
    assert yusuf.goto(turn).status == 404
