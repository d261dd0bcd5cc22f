"""Choosing a number for a report: every step shows its value, and it goes in by a button."""

import re

import pytest

from tests.policy.steps import ask, initiative
from tests.publishing import papers, plans
from tests.publishing.papers import VISITS, begin, preview, write, written
from tests.publishing.taps import LAST_YEAR, guidances, visits


@pytest.fixture
def report(houses):
    visits(houses, 4, on=LAST_YEAR)
    return begin(houses, houses.jonas)


def address(houses, report, who=None):
    row = papers.chapter_of(houses, who or houses.jonas, report)
    return f"/rapporter/{report.pk}/kapitel/{row.pk}/tal/"


def page(houses, report, who=None, **asked):
    who = who or houses.jonas
    answer = houses.visit(who).get(address(houses, report, who), asked)
    assert answer.status_code == 200
    return papers.words(answer.content.decode())


def test_the_writing_page_leads_there(houses, report):
    html = houses.visit(houses.jonas).get(f"/rapporter/{report.pk}/").content.decode()
    assert f'href="{address(houses, report)}"' in html


def test_first_one_chooses_a_number(houses, report):
    shown = page(houses, report)
    assert "Registrerede besøg</option>" in shown
    assert "Delt efter" not in shown
    assert "Sæt ind sidst i kapitlet" not in shown


def test_then_its_value_now_stands_there_alone_and_in_a_sentence(houses, report):
    shown = page(houses, report, tal="centre.visits@medborgerhuset")
    assert '<span class="fv-digits">4</span>' in shown
    assert f'I en sætning: <a href="/tal/{VISITS}/">4</a>.' in shown
    assert f"<code>{{{{{VISITS}}}}}</code>" in shown


def test_parts_come_as_a_table_or_bars(houses, report):
    guidances(houses, "brev", 3, on=LAST_YEAR)
    asked = {"tal": "centre.guidances@medborgerhuset", "efter": "topic"}
    assert "Vejledninger efter emne, 2025</caption>" in page(houses, report, **asked)
    shown = page(houses, report, **asked, form="graf")
    assert "Flest: E-boks og breve med 3 vejledninger" in shown
    assert "?by=topic | graf}}" in shown


def test_what_does_not_fit_the_number_falls_back_to_its_first(houses, report):
    asked = {"tal": "centre.visits@medborgerhuset", "periode": "1066", "efter": "shoe"}
    shown = page(houses, report, **asked, kun="måne", form="lagkage")
    assert f"<code>{{{{{VISITS}}}}}</code>" in shown
    assert "Vælg et tal" in page(houses, report, tal="centre.visits@naboerne")


def test_a_button_puts_it_last_in_the_chapter_once(houses, report):
    write(houses, houses.jonas, report, "Først nogle ord.")
    client, here = houses.visit(houses.jonas), address(houses, report)
    html = client.get(here, {"tal": "centre.visits@medborgerhuset"}).content.decode()
    version = re.search(r'name="version" value="(\d+)"', html)[1]
    sent = {"version": version, "place": f"{{{{{VISITS}}}}}"}
    for _ in range(2):
        client.post(here, sent)
    row = papers.chapter_of(houses, houses.jonas, report)
    assert row.text == f"Først nogle ord.\n\n{{{{{VISITS}}}}}\n"
    assert '<span class="fv-digits">4</span>' in preview(houses, houses.jonas, report)


def test_on_an_older_version_nothing_is_overwritten(houses, report):
    write(houses, houses.jonas, report, "Noget nyt")
    sent = {"version": 1, "place": f"{{{{{VISITS}}}}}"}
    answer = houses.visit(houses.jonas).post(address(houses, report), sent)
    assert answer.status_code == 409
    assert papers.chapter_of(houses, houses.jonas, report).text == "Noget nyt"


@pytest.mark.parametrize("place", ["", "ord", "{{a}} {{b}}", "{{" + "a" * 400 + "}}"])
def test_only_one_place_in_braces_is_put_in(houses, report, place):
    sent = {"version": 1, "place": place}
    answer = houses.visit(houses.jonas).post(address(houses, report), sent)
    assert answer.status_code == 422
    assert place not in papers.chapter_of(houses, houses.jonas, report).text or place == ""


def test_a_withheld_number_says_so_before_it_is_put_in(houses):
    visits(houses, 3, on=LAST_YEAR, cards=3)
    report = begin(houses, houses.jonas, edition="public")
    shown = page(houses, report, tal="centre.guests@medborgerhuset")
    assert "holdt tilbage" in shown
    assert "så få personer" in shown


def test_the_city_chooses_from_its_plan_and_from_what_it_accepted(houses):
    plan, rows = plans.opened(houses)
    ask(houses, initiative(houses, plan, 9, "Talt"))
    report = begin(houses, houses.birgitte, year=2026)
    shown = page(houses, report, who=houses.birgitte)
    assert "Lovet og leveret</option>" in shown
    assert "godkendt hos jer" not in shown
    asked = {"tal": "policy.initiatives@sundhavn/handleplan", "efter": "office", "form": "graf"}
    assert "Flest:" in page(houses, report, who=houses.birgitte, **asked)
    only = page(houses, report, who=houses.birgitte, **asked, kun="kulturforvaltningen")
    assert "&amp;unit=kulturforvaltningen" in only
    assert rows[0].owner_id


def test_a_stranger_finds_no_such_page(houses, report):
    for who in (houses.leila, houses.birgitte):
        assert houses.visit(who).get(address(houses, report)).status_code == 404
    assert houses.visit(houses.mehmet).get(address(houses, report)).status_code == 403


def test_a_house_without_a_plan_or_figures_is_told_what_belongs_here(houses):
    report = written(houses, houses.birgitte, "Ord")
    assert "Der er ingen tal at sætte ind endnu" in page(houses, report, who=houses.birgitte)
