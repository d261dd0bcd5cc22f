"""Support over several years: receiver, purpose, period and money; over New Year, typed wrong and
put right, and kept from the other city.

Known answer from a city's action plan of 2025: support in 2025–2027, told with a status text.
"""

import uuid
from datetime import date

import pytest

from favn.kit import clock
from favn.policy import actions, queries
from favn.policy.choices import Hand, Status, Step
from favn.policy.models import Initiative
from tests.policy.steps import OTHER, cost, initiative, neighbour

PAGE, CHANGE = "/planen/stoette/", "/planen/7/ret/"
OLD, NEW = date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture
def birgitte(houses, row, settings):
    settings.TODAY = OLD
    return houses.visit(houses.birgitte)


def text(client, page=PAGE):
    answer = client.get(page)
    assert answer.status_code == 200
    plain = answer.content.decode().replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(plain.split())


def change(client, **typed):
    form = {f.name: f.value() or "" for f in client.get(CHANGE).context["form"]}
    return client.post(CHANGE, form | typed)


def amount(houses, plan, row, first, last, kroner, step=Step.GRANTED):
    with houses.acting(houses.birgitte):
        actions.add_amount(
            id=uuid.uuid4(), plan=plan, initiative=row, title="Støtte", step=step, kroner=kroner,
            first_year=first, last_year=last, unit=houses.units[OTHER], pool="", part_of=None,
            same_as=None, note="", by=houses.birgitte, at=clock.now(),
        )  # fmt: skip


def test_whom_the_plan_supports_stands_with_purpose_period_and_money(birgitte, houses, plan, row):
    amount(houses, plan, row, 2025, 2027, 600_000)
    change(birgitte, summary="Et sted at mødes.", starts_on="2025-01-01", ends_on="2027-12-31")
    page = text(birgitte)
    for said in (
        "Løber nu",
        "Medborgerhuset</h",
        "7. Hverdagshjælp",
        "Et sted at mødes.",
        "Fra 1. jan. 2025 til og med 31. dec. 2027.",
        "Bevilget 2025–2027: 600.000 kr.",
    ):
        assert said in page
    assert "Slutter i" not in page
    assert f'href="{PAGE}"' in text(birgitte, "/planen/")


def test_the_last_day_is_the_whole_day_and_then_it_is_over(birgitte, settings):
    change(birgitte, starts_on="2025-01-01", ends_on="2026-12-31")
    page = text(birgitte)
    assert "Slutter i 2026" in page
    assert "1 slutter i 2026." in page
    settings.TODAY = NEW
    page = text(birgitte)
    assert "Er slut" in page
    assert "Løber nu" not in page
    assert "Slutter i" not in page


def test_what_its_office_has_said_is_finished_is_over_also_without_a_last_day(
    birgitte, houses, row
):
    with houses.acting(houses.birgitte):
        actions.write_status(
            initiative=row, year=2026, status=Status.FINISHED, text="Pengene er brugt.", version=0,
            by=houses.birgitte, at=clock.now(),
        )  # fmt: skip
    page = text(birgitte)
    assert "Er slut" in page
    assert "Løber nu" not in page


def test_what_begins_next_year_is_ahead_until_its_first_day(birgitte, settings):
    change(birgitte, starts_on="2027-01-01", ends_on="2027-12-31")
    assert "Er ikke begyndt" in text(birgitte)
    settings.TODAY = NEW
    page = text(birgitte)
    assert "Løber nu" in page
    assert "1 slutter i 2027." in page


def test_a_party_that_gets_support_is_named_and_no_longer_when_it_withdrew(
    birgitte, houses, plan, row
):
    lamp = initiative(houses, plan, 8, "Lampen")
    with houses.acting(houses.birgitte):
        Initiative.objects.owned().filter(pk=lamp.pk).update(funded=None)
    assert "8. Lampen" not in text(birgitte)
    with houses.acting(houses.birgitte):
        said = {"by": houses.birgitte, "at": clock.now()}
        lamp.refresh_from_db()
        part = actions.join_in(
            id=uuid.uuid4(), initiative=lamp, party=houses.naboerne, hand=Hand.RECEIVER, **said
        )
    assert "8. Lampen" in text(birgitte)
    with houses.acting(houses.birgitte):
        actions.withdraw_part(part=part, on=OLD, why="Aftalen er ophørt", **said)
    assert "8. Lampen" not in text(birgitte)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_on": "2024-12-31"}, "slutter, før den begynder"),
        ({"starts_on": "0025-01-01"}, "årstal kan ikke passe"),
        ({"starts_on": "1925-01-01"}, "over ti år fra planens år"),
        ({"ends_on": "2127-12-31"}, "over ti år fra planens år"),
        ({"ends_on": "99999-12-31"}, "dag-måned-år"),
        ({"starts_on": "2025-13-01"}, "dag-måned-år"),
    ],
)
def test_a_period_that_cannot_be_is_not_written(birgitte, houses, wrong, sentence):
    right = {"starts_on": "2025-01-01", "ends_on": "2026-12-31"}
    assert change(birgitte, **right).status_code == 302
    answer = change(birgitte, **wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "til og med i dag" in text(birgitte)


def test_a_support_without_days_or_money_says_so(birgitte, houses, plan):
    page = text(birgitte)
    assert "Begyndelsen er ikke oplyst" in page
    assert "uden slutdag" in page
    assert "Intet beløb er oplyst." in page
    with houses.acting(houses.birgitte):
        lines = queries.lines(plan, houses.birgitte.memberships.get(), OLD)
        (one,) = queries.support_of(plan, lines, OLD)
    assert (one.is_over, one.is_ahead, one.ends_this_year) == (False, False, False)


def test_two_on_one_page_and_the_second_is_told(birgitte):
    form = {f.name: f.value() or "" for f in birgitte.get(CHANGE).context["form"]}
    assert birgitte.post(CHANGE, form | {"ends_on": "2026-12-31"}).status_code == 302
    late = birgitte.post(CHANGE, form | {"ends_on": "2027-12-31"})
    assert late.status_code == 409
    assert "til og med i dag" in text(birgitte)


def test_offices_read_and_the_other_city_sees_nothing(birgitte, houses):
    assert "Medborgerhuset" in text(houses.visit(houses.rasmus))
    assert houses.visit(houses.jonas).get(PAGE).status_code == 403
    signe = neighbour(houses)
    assert signe.get(PAGE).status_code == 404
    assert signe.post(CHANGE, {"ends_on": "2025-12-31"}).status_code == 404


def test_more_support_costs_no_more_queries(birgitte, houses, plan, row):
    amount(houses, plan, row, 2025, 2027, 600_000)
    one = cost(birgitte, PAGE)
    for number in (8, 9):
        amount(houses, plan, initiative(houses, plan, number, f"Nr. {number}"), 2026, 2026, number)
    assert cost(birgitte, PAGE) == one
