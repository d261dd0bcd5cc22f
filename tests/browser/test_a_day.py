"""One day in the house: four roles, thirty guests in three ways, ten minutes without a network.

Amina is at the door on a phone; Jonas leads the house, on a desktop without scripts; Nanna leads
the volunteers; two volunteers swap their shifts on their own pages, without an account or scripts.
Leila, in another association, sees nothing of it.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_offline_desk import badge, number, ready, settled, tap
from tests.browser.walk import DESKTOP, PHONE, become, becomes, faults, hangs_out, picture

AMINA, JONAS, NANNA, LEILA = (
    f"Vær {name}" for name in ("Amina Warsame", "Jonas Lindqvist", "Nanna Holst", "Leila Haddad")
)
COMERS = (("Hodan", 4), ("Piotr", 3), ("Fatma", 3))
HAPPENED = "Tredive gæster kom, og nettet var væk i ti minutter."
HANDED_ON = "Nøglen til skabet ligger hos køkkenet."


@pytest.fixture
def amina(visitor):
    """Her phone has kept the desk before its clock is set: a clock of Playwright's hides from the
    page which files it is made of."""
    page = visitor(PHONE)
    become(page, AMINA)
    ready(page)
    page.clock.install()
    ready(page)
    return page


@pytest.fixture
def jonas(visitor):
    page = visitor(DESKTOP, scripts=False)
    become(page, JONAS)
    return page


@pytest.fixture
def nanna(visitor):
    page = visitor(DESKTOP)
    become(page, NANNA)
    return page


@pytest.fixture
def leila(visitor):
    page = visitor(DESKTOP, scripts=False)
    become(page, LEILA)
    return page


def is_sound(page):
    """Nothing hangs out of the screen, and everybody can use it."""
    assert not hangs_out(page)
    assert faults(page) == []


def next_week(nanna):
    """The rota of the week that follows."""
    nanna.goto("/vagter/")
    nanna.get_by_role("link", name=re.compile("^Uge ")).last.click()


def ten_by_count(amina):
    """Four while there is a net, six in ten minutes without; sent once each when it is back."""
    before = number(amina)
    tap(amina, 4)
    expect(badge(amina)).to_be_hidden()
    amina.context.set_offline(True)
    tap(amina, 3)
    amina.clock.fast_forward("10:00")
    amina.reload()
    amina.wait_for_selector("html[data-desk-ready]", state="attached")
    tap(amina, 3)
    expect(badge(amina)).to_contain_text("6 venter")
    picture(amina, "day-360-offline")
    amina.context.set_offline(False)
    expect(badge(amina)).to_be_hidden()
    amina.reload()
    settled(amina)
    assert number(amina) == before + 10


def ten_by_card(amina):
    """Two get a card without a name and show it five times each; an unknown one is refused."""
    before, done = number(amina), 0
    for _guest in range(2):
        amina.goto("/kort/")
        amina.get_by_role("button", name="Nyt kort").click()
        code = amina.locator(".fv-print-code").inner_text()
        ready(amina)
        for _time in range(5):
            amina.get_by_label("Kort").fill(code)
            amina.get_by_label("Kort").press("Enter")
            done += 1  # A page kept from before may still show an older number.
            assert becomes(lambda: number(amina), before + done)
    amina.get_by_label("Kort").fill("AAAA BBBB CCCC")
    amina.get_by_label("Kort").press("Enter")
    refused = amina.locator("[data-refused] li")
    expect(refused).to_contain_text("Kortet findes ikke her")
    refused.get_by_role("button", name="Fjern").click()
    assert number(amina) == before + 10


def an_outing_today(jonas):
    """Jonas announces it and writes down who rang, with names."""
    jonas.goto("/i-dag/")
    today = jonas.locator("[data-desk]").get_attribute("data-day")
    jonas.goto("/arrangementer/ny/")
    jonas.get_by_label("Titel").fill("Tur til havnen")
    jonas.get_by_label("Slags").select_option(label="Udflugt")
    jonas.get_by_label("Hvad er det til for?").fill("Gå en tur sammen.")
    jonas.get_by_label("Første dag").fill(today)
    jonas.get_by_label("Begynder").fill("23:58")
    jonas.get_by_label("Slutter").fill("23:59")
    jonas.locator("[name=place]").fill("Vi mødes i caféen")
    jonas.get_by_role("button", name="Gem kladden").click()
    jonas.get_by_role("button", name="Annoncér").click()
    jonas.get_by_role("link", name="Tilmeldte").first.click()
    for name, persons in COMERS:
        jonas.get_by_label("Navn", exact=False).first.fill(name)
        jonas.get_by_label("Mail eller telefon").fill("20 11 22 33")
        jonas.get_by_label("Hvor mange kommer I?").fill(str(persons))
        jonas.get_by_role("button", name="Skriv på").click()
    assert "10 har plads" in jonas.inner_text("main")


def ten_by_name(amina):
    """At the door the list is one tap from today's page."""
    ready(amina)
    expect(amina.get_by_role("heading", name="Tæl med navn")).to_be_visible()
    picture(amina, "day-360-today")
    is_sound(amina)
    amina.get_by_role("link", name="Tur til havnen").click()
    here = amina.locator(".fv-digits").first
    for name, _persons in COMERS:
        amina.get_by_role("button", name=name).first.click()
    assert becomes(here.inner_text, "10")
    picture(amina, "day-360-names")
    is_sound(amina)


def own_page(nanna, visitor, name):
    """Somebody's own page on their phone, by the link that Nanna can show them."""
    nanna.goto("/frivillige/alle/")
    nanna.get_by_role("link", name=name).first.click()
    nanna.get_by_text("Den frivilliges egen side").click()
    link = nanna.locator('a[href*="/mine-vagter/"]')
    if not link.count():
        nanna.get_by_role("button", name="Lav et nyt link").click()
        nanna.get_by_text("Den frivilliges egen side").click()
    page = visitor(PHONE, scripts=False)
    page.goto(link.get_attribute("href"))
    return page


def swapped_both_ways(nanna, visitor):
    """The one who asked gets a Thursday for a Tuesday; whoever comes after reads why not."""
    next_week(nanna)
    asks = re.search(r"(\w+) vil bytte", nanna.inner_text("main"))[1]
    picture(nanna, "day-1280-rota")
    is_sound(nanna)
    giver, sahra = own_page(nanna, visitor, asks), own_page(nanna, visitor, "Sahra Abdi")
    late = own_page(nanna, visitor, "Bente Ulrik")
    late.get_by_role("button", name="Ja, jeg tager den").first.wait_for()
    sahra.get_by_text("Byt i stedet").first.click()
    sahra.get_by_label("Byt mod min vagt").first.select_option(index=1)
    picture(sahra, "day-360-offer")
    sahra.get_by_role("button", name="Tilbyd at bytte").first.click()
    assert "Du har stadig din egen vagt, til der er sagt ja." in sahra.inner_text("body")
    giver.reload()
    picture(giver, "day-360-agree")
    giver.get_by_role("button", name="Ja, lad os bytte").click()
    assert "I har byttet." in giver.inner_text("body")
    late.get_by_role("button", name="Ja, jeg tager den").first.click()
    assert "En anden sagde ja lige før dig" in late.inner_text("body")
    next_week(nanna)
    assert "vil bytte" not in nanna.inner_text("main")


def the_day_book(amina, jonas):
    """Amina writes what the next should know; Jonas reads it without scripts."""
    amina.goto("/dagbog/")
    amina.get_by_label("Hvad skete der i dag?").fill(HAPPENED)
    amina.get_by_label("Hvad skal de vide i morgen?").fill(HANDED_ON)
    amina.get_by_role("button", name="Gem siden").click()
    expect(amina.get_by_text("Siden er gemt.")).to_be_visible()
    picture(amina, "day-360-book")
    is_sound(amina)
    jonas.goto("/dagbog/")
    assert HAPPENED in jonas.get_by_label("Hvad skete der i dag?").input_value()


def test_a_day_in_the_house(amina, jonas, nanna, leila, visitor):
    leila.goto("/i-dag/")
    elsewhere = number(leila)
    ten_by_count(amina)
    ten_by_card(amina)
    an_outing_today(jonas)
    ten_by_name(amina)
    swapped_both_ways(nanna, visitor)
    the_day_book(amina, jonas)
    leila.goto("/i-dag/")
    assert number(leila) == elsewhere
    assert "Tur til havnen" not in leila.inner_text("body")
    leila.goto("/dagbog/")
    assert HAPPENED not in leila.content()
