"""The plan: a quiet list by office, where what is missing stands out."""

import uuid

import pytest

from favn.kit import clock
from favn.policy import actions
from favn.policy.choices import Status
from tests.policy.steps import OTHER, OWN, accept, ask, ask_back, at, cost, initiative, send

PAGE = "/planen/"


def shown(cast, who):
    answer = cast.visit(who).get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_plan_the_page_says_what_belongs_here(houses):
    assert "Ingen plan endnu" in shown(houses, houses.birgitte)
    page = shown(houses, houses.rasmus)
    assert "når planredaktøren har oprettet planen" in page
    assert "Opret plan" not in page


def test_a_plan_without_initiatives_leads_to_the_first(houses, plan):
    assert 'href="/planen/ny/"' in shown(houses, houses.birgitte)
    page = shown(houses, houses.rasmus)
    assert "Ingen indsatser endnu" in page
    assert "/planen/ny/" not in page


def test_initiatives_stand_by_office_with_number_and_status(houses, plan, row):
    initiative(houses, plan, 12, "Åbent bibliotek", OTHER)
    with houses.acting(houses.birgitte):
        actions.write_status(
            initiative=row, year=2026, status=Status.RUNNING, text="I gang.", version=0,
            by=houses.birgitte, at=clock.now(),
        )  # fmt: skip
    page = shown(houses, houses.birgitte)
    parts = [f"<h2>{OWN}", "Hverdagshjælp", f"<h2>{OTHER}", "Åbent bibliotek"]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert "I gang, i dag" in page
    assert "Aldrig fået en status" in page
    assert f"{OTHER}: 1 indsats." in page
    assert f"{OWN}: 1 indsats" not in page


def test_counts_are_told_in_a_word(houses, row, duty):
    page = shown(houses, houses.birgitte)
    assert "1 ventes, fristen er ikke nået" in page
    assert "0 optællinger godkendt" in page
    ask_back(houses, send(houses, duty))
    page = shown(houses, houses.birgitte)
    assert "1 spurgt tilbage" in page
    assert "ventes" not in page
    count = send(houses, duty)
    assert "1 venter på svar" in shown(houses, houses.birgitte)
    accept(houses, count)
    assert "1 optælling godkendt" in shown(houses, houses.birgitte)


def test_an_office_reads_the_whole_plan_but_only_its_own_counts(houses, plan, duty):
    theirs = initiative(houses, plan, 8, "Åbent bibliotek", OTHER)
    accept(houses, send(houses, duty))
    accept(houses, send(houses, ask(houses, theirs)))
    page = shown(houses, houses.rasmus)
    assert "Åbent bibliotek" in page
    assert page.count("1 optælling godkendt") == 1
    assert shown(houses, houses.birgitte).count("1 optælling godkendt") == 2


@pytest.mark.parametrize("who", ["jonas", "mehmet", "amina", "leila"])
def test_associations_do_not_read_the_plan(houses, row, who):
    assert houses.visit(getattr(houses, who)).get(PAGE).status_code == 403


def test_a_plan_of_earlier_years_is_shown_until_a_new_one_comes(houses):
    with houses.acting(houses.birgitte):
        for first, title in ((2019, "Den gamle"), (2022, "Den næste")):
            actions.open_plan(
                id=uuid.uuid4(), slug=str(first), title=title, first_year=first,
                last_year=first + 2, by=houses.birgitte, at=at(),
            )  # fmt: skip
    assert "Den næste" in shown(houses, houses.birgitte)


def test_three_initiatives_cost_no_more_queries_than_one(houses, plan, duty):
    send(houses, duty)
    client = houses.visit(houses.birgitte)
    one = cost(client, PAGE)
    for number in (11, 12):
        send(houses, ask(houses, initiative(houses, plan, number, f"Nr. {number}")))
    assert cost(client, PAGE) == one
