"""The whole house in one thread: a tap at the desk, and where its number goes.

Amina taps; Jonas sees it in the year and sends the quarter; Birgitte accepts and finds it in the
status draft; the figure's page tells how it was counted; a correction moves exactly the right
numbers. Leila in the other house sees nothing of it.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.walk import DESKTOP, PHONE, become, becomes, picture, posted

INITIATIVE = re.compile(r"\b12\. ")


def open_quarter(page):
    """The open quarter's figures and its count page, found as Jonas finds it: by its link."""
    page.goto("/optaellinger/")
    rows = page.get_by_role("row").filter(
        has_text=re.compile(r"Ikke sendt|Foreløbig|Sendt|Godkendt")
    )
    return rows.filter(has_text=INITIATIVE).first.get_by_role("link")


def value(page, address: str) -> int:
    """A figure as its file tells it."""
    answer = page.request.get(f"/tal/{address}.json")
    assert answer.ok, answer.status
    return answer.json()["value"]


def digits(text: str) -> int:
    return int(re.sub(r"\D", "", text))


@pytest.fixture
def year(visitor):
    page = visitor(DESKTOP)
    become(page, "Vær Jonas Lindqvist")
    page.goto("/aar/")
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def test_one_number_crosses_the_house(visitor, year):
    amina, jonas, birgitte, leila = visitor(PHONE), visitor(DESKTOP), visitor(DESKTOP), visitor()
    participations = f"centre.participations@medborgerhuset/{year}"

    # Jonas looks before anything happens; Leila looks at her own house.
    become(jonas, "Vær Jonas Lindqvist")
    before = value(jonas, participations)
    visits_before = value(jonas, f"centre.visits@medborgerhuset/{year}")
    become(leila, "Vær Leila Haddad")
    other_before = value(leila, f"centre.participations@naboerne/{year}")

    # Amina taps + at a session.
    become(amina, "Vær Amina Warsame")
    amina.goto("/i-dag/")
    button = amina.locator("button[value^='participation:']").first
    shown = digits(button.inner_text().split("\n")[-1] or "0")
    picture(amina, "journey-1-today-phone")
    button.click()
    expect(amina.get_by_role("button", name="Fortryd")).to_be_visible()
    again = amina.locator("button[value^='participation:']").first
    assert digits(again.inner_text().split("\n")[-1]) == shown + 1

    # It stands in the year; visits did not move; the other house did not move.
    assert becomes(lambda: value(jonas, participations), before + 1)
    assert value(jonas, f"centre.visits@medborgerhuset/{year}") == visits_before
    assert value(leila, f"centre.participations@naboerne/{year}") == other_before
    assert leila.request.get(f"/tal/{participations}.json").status == 404
    jonas.goto(f"/aar/{year}/")
    picture(jonas, "journey-2-year-desktop")

    # Jonas approves each number and sends the open quarter.
    open_quarter(jonas).click()
    count_page = jonas.url
    for box in jonas.get_by_role("checkbox").all():
        box.check()
    picture(jonas, "journey-3-count-desktop")
    jonas.get_by_role("button", name=re.compile("^Send")).click()
    expect(jonas.get_by_text("Sendt").first).to_be_visible()

    # Birgitte accepts what came and finds it in the draft.
    become(birgitte, "Vær Birgitte Holm")
    birgitte.goto(count_page)
    picture(birgitte, "journey-4-accept-desktop")
    posted(birgitte.get_by_role("button", name="Godkend optællingen"))
    birgitte.goto(f"/planen/status/{year}/")
    link = birgitte.locator(f"a[href*='centre.participations@medborgerhuset/{year}-Q']").first
    accepted = digits(link.inner_text())
    picture(birgitte, "journey-5-draft-desktop")

    # Pressing it tells how it was counted, as it was sent.
    link.click()
    expect(birgitte.get_by_text("Hver gang en gæst deltager på et hold")).to_be_visible()
    expect(birgitte.get_by_text("Kun tallet er sendt")).to_be_visible()
    picture(birgitte, "journey-6-figure-desktop")
    address = re.search(r"/tal/([^?]+?)/?(?:\?|$)", birgitte.url).group(1)
    assert value(birgitte, address) == accepted == value(jonas, address)

    # Amina takes the tap back: the year and the quarter move, the accepted number does not.
    amina.get_by_role("button", name="Fortryd").click()
    expect(amina.get_by_text("Fortrudt").first).to_be_visible()
    assert becomes(lambda: value(jonas, participations), before)
    assert value(jonas, address) == accepted - 1
    assert value(birgitte, address) == accepted
    assert value(jonas, f"centre.visits@medborgerhuset/{year}") == visits_before
    jonas.goto(count_page)
    expect(jonas.get_by_text("Nu", exact=True).first).to_be_visible()
    picture(jonas, "journey-7-moved-desktop")


def test_the_start_page_leads_through_the_four_steps(visitor):
    page = visitor()
    page.goto("/")
    picture(page, "start-phone")
    steps = page.locator("ol li").filter(has=page.get_by_role("button"))
    assert steps.count() == 4
    steps.nth(0).get_by_role("button").click()
    expect(page.get_by_role("heading", name="I dag")).to_be_visible()


def test_it_also_works_without_scripts(visitor):
    page = visitor(PHONE, scripts=False)
    become(page, "Vær Amina Warsame")
    page.goto("/i-dag/")
    before = digits(page.locator("button[value='visit']").inner_text().split("\n")[-1])
    page.locator("button[value='visit']").click()
    assert digits(page.locator("button[value='visit']").inner_text().split("\n")[-1]) == before + 1
    page.get_by_role("button", name="Fortryd").click()
    assert digits(page.locator("button[value='visit']").inner_text().split("\n")[-1]) == before
