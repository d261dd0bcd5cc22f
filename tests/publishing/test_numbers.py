"""The year in ten numbers: the writer chooses them from all the house has counted in it."""

import pytest

from favn.publishing import queries, rules
from tests.publishing import papers
from tests.publishing.papers import VISITS, begin, preview, write
from tests.publishing.taps import LAST_YEAR, guidances, visits

GUIDANCES = "{{centre.guidances@medborgerhuset/2025}}"
LETTERS = "{{centre.guidances@medborgerhuset/2025?by=topic | kun E-boks og breve}}"
DOOR = f"{{{{{VISITS}}}}}"


@pytest.fixture
def report(houses):
    visits(houses, 4, on=LAST_YEAR)
    guidances(houses, "brev", 3, on=LAST_YEAR)
    guidances(houses, "mitid", 2, on=LAST_YEAR)
    return begin(houses, houses.jonas, kind="year")


def address(houses, report):
    row = papers.chapter_of(houses, houses.jonas, report, "Året i tal")
    return f"/rapporter/{report.pk}/kapitel/{row.pk}/aarets-tal/"


def choose(houses, report, *chosen, version=None):
    row = papers.chapter_of(houses, houses.jonas, report, "Året i tal")
    sent = {"version": version or row.version, "chosen": chosen}
    return houses.visit(houses.jonas).post(address(houses, report), sent)


def test_every_number_of_the_year_and_every_part_stands_with_its_value(houses, report):
    html = houses.visit(houses.jonas).get(address(houses, report)).content.decode()
    assert "Registrerede besøg: 4" in html
    assert "E-boks og breve: 3 (Vejledninger)" in html
    assert "MitID: 2 (Vejledninger)" in html


def test_the_chosen_stand_first_and_the_others_go(houses, report):
    text = f"{DOOR}\n\nOrd, der bliver.\n\n{GUIDANCES}"
    write(houses, houses.jonas, report, text, title="Året i tal")
    assert choose(houses, report, LETTERS, DOOR).status_code == 302
    row = papers.chapter_of(houses, houses.jonas, report, "Året i tal")
    assert row.text == f"{LETTERS}\n\n{DOOR}\n\nOrd, der bliver.\n"
    page = preview(houses, houses.jonas, report)
    assert "Vejledninger: E-boks og breve, 2025" in page
    assert '<span class="fv-digits">3</span>' in page


def test_none_is_too_few_and_only_what_is_offered_can_be_chosen(houses, report):
    assert choose(houses, report).status_code == 422
    with houses.acting(houses.jonas):
        member = houses.jonas.memberships.get()
        places = [choice.place for choice in queries.choices(report, member)][:10]
    assert choose(houses, report, *places).status_code == 302
    for foreign in ("{{centre.visits@naboerne/2025}}", "ord"):
        assert choose(houses, report, *places, foreign).status_code == 422


def test_on_an_older_version_the_choice_is_kept_and_nothing_overwritten(houses, report):
    write(houses, houses.jonas, report, "Nyt", title="Året i tal")
    answer = choose(houses, report, LETTERS, version=1)
    assert answer.status_code == 409
    assert papers.chapter_of(houses, houses.jonas, report, "Året i tal").text == "Nyt"
    assert f'value="{LETTERS}"' in answer.content.decode()


def test_one_part_that_is_withheld_stays_withheld(houses):
    visits(houses, 3, on=LAST_YEAR, cards=3)
    place = "{{centre.guests@medborgerhuset/2025?by=month | kun november}}"
    report = begin(houses, houses.jonas, edition="public")
    write(houses, houses.jonas, report, f"Kun {place} kom.")
    assert "har ingen del" in preview(houses, houses.jonas, report)


def test_ten_are_enough():
    assert rules.why_not_choose(10) is None
    assert "Du har valgt 11" in rules.why_not_choose(11)
