"""The centre's annual report over New Year: frozen too early, frozen again, and the year after.

A year that has not ended tells everybody how much happened, and never how many people: those stand
when the year is over. What a reader once read stays, and says what has moved since.
"""

import re
from datetime import date

import pytest

from favn.centre import actions as centre
from favn.kit import clock
from tests.cast import new_id
from tests.publishing.papers import begin, freeze, pdf_words, words, write

EVE, LATER = date(2026, 12, 31), date(2027, 1, 8)
VISITS, GUESTS = "centre.visits@medborgerhuset/2026", "centre.guests@medborgerhuset/2026"


def visits(houses, number, on):
    """So many guests of a day, counted today."""
    with houses.acting(houses.amina):
        for _ in range(number):
            centre.count_visit(id=new_id(), on=on, hour=23, by=houses.amina, at=clock.now())


@pytest.fixture
def report(houses, settings):
    """The year's report, begun while the year still runs, with numbers of events and of people."""
    settings.TODAY = EVE
    report = begin(houses, houses.jonas, kind="year", year=2026, title="Centrets år 2026")
    write(houses, houses.jonas, report, f"Der kom {{{{{VISITS}}}}}, og de var {{{{{GUESTS}}}}}.")
    for title in ("Rummene", "Indtægter", "Udgifter"):
        write(houses, houses.jonas, report, "Se næste år.", title=title)
    return report


def public(houses, report, number, kind="/"):
    address = f"/rapport/medborgerhuset/{report.slug}/{number}{kind}"
    return houses.visit().get(address)


def test_too_early_it_counts_what_happened_and_holds_people_back_on_page_and_paper(houses, report):
    visits(houses, 5, on=EVE)
    freeze(houses, houses.jonas, report)
    page = words(public(houses, report, 1).content.decode())
    for told in (page, pdf_words(public(houses, report, 1, ".pdf").content)):
        assert "holdt tilbage" in told
        assert "Antal mennesker i et år, der ikke er slut" in told


def test_after_new_year_a_new_edition_tells_all_and_the_first_stays_as_it_was(
    houses, report, settings
):
    visits(houses, 5, on=EVE)
    first = freeze(houses, houses.jonas, report)
    settings.TODAY = LATER
    visits(houses, 2, on=EVE)
    second = freeze(houses, houses.jonas, report)
    assert (first.values[VISITS]["total"], second.values[VISITS]["total"]) == (5, 7)
    assert first.values[GUESTS]["total"] is None
    assert second.values[GUESTS]["total"] == 0
    own = houses.visit(houses.jonas).get(f"/rapporter/udgave/{first.pk}/").content.decode()
    assert "Tal, der har flyttet sig" in own
    assert "nu 7" in words(own)


def test_the_last_minute_of_the_year_is_this_years_and_the_first_is_the_nexts(
    houses, report, settings
):
    settings.TODAY = LATER
    visits(houses, 1, on=EVE)
    visits(houses, 3, on=date(2027, 1, 1))
    assert freeze(houses, houses.jonas, report).values[VISITS]["total"] == 1


def test_the_next_years_report_begins_with_its_own_numbers_beside_the_old(houses, report, settings):
    freeze(houses, houses.jonas, report)
    settings.TODAY = LATER
    new = begin(houses, houses.jonas, kind="year", year=2027, title="Centrets år 2027")
    page = houses.visit(houses.jonas).get(f"/rapporter/{new.pk}/").content.decode()
    assert "centre.visits@medborgerhuset/2027" in page
    assert "medborgerhuset/2026" not in page
    shelf = words(houses.visit(houses.jonas).get("/rapporter/").content.decode())
    assert "Centrets år 2026" in shelf
    assert "Centrets år 2027" in shelf


@pytest.mark.parametrize("year", ["2029", "1066", "", "i fjor"])
def test_a_year_that_cannot_be_told_of_is_said_and_nothing_is_begun(houses, settings, year):
    settings.TODAY = LATER
    data = {
        "id": new_id(),
        "title": "Centrets år",
        "year": year,
        "kind": "year",
        "edition": "public",
    }
    answer = houses.visit(houses.jonas).post("/rapporter/ny/", data)
    assert answer.status_code == 422


def test_another_house_counts_its_own_year_and_reads_no_draft(houses, report, settings):
    visits(houses, 5, on=EVE)
    settings.TODAY = LATER
    theirs = begin(houses, houses.leila, kind="year", year=2026, title="Centrets år 2026")
    page = houses.visit(houses.leila).get(f"/rapporter/{theirs.pk}/se/").content.decode()
    assert re.search(r"\b0 besøg", re.sub(r"<[^>]+>", "", words(page)))
    for page in ("", "se/", "pdf/"):
        assert houses.visit(houses.leila).get(f"/rapporter/{report.pk}/{page}").status_code == 404
