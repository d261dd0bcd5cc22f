"""The public plan with absurd addresses, beside another municipality's, and in the next year.

Who reads in January sees what the last closed round froze, until the new round is closed.
"""

from datetime import date

import pytest

from favn.policy.choices import Status
from tests.policy.public_steps import PLAN, made_public, read
from tests.policy.round_steps import close, hand_in, open_round
from tests.policy.steps import initiative, neighbour

OLD, NEW = date(2026, 12, 30), date(2027, 1, 8)


@pytest.mark.parametrize(
    "query",
    [
        "status=x",
        "forvaltning=x",
        "maal=x",
        "sog=%00",
        "q=%00",
        "status=%F0%9F%92%A9",
        "forvaltning=00000000-0000-0000-0000-000000000000",
        "side=-1&side=99999999999999999999",
        "q=" + "a" * 3000,
        "status=&status=&q[]=1",
    ],
)
def test_an_address_somebody_made_up_is_answered_with_the_plan(houses, plan, row, query):
    made_public(houses, plan, row)
    assert "Hverdagshjælp" in read(houses, f"{PLAN}?{query}")


@pytest.mark.parametrize(
    "path", ["plan/0/", "plan/99999999999999999999/", "plan/7/7/", "Plan/7/", "plan/-7/", "x/7/"]
)
def test_what_is_not_in_the_plan_is_not_found(houses, plan, row, path):
    made_public(houses, plan, row)
    read(houses, PLAN + path, status=404)


# Over New Year


@pytest.fixture
def january(houses, plan, row, settings):
    """A plan whose status of 2025 everybody reads, and the round of 2026 begun before New Year."""
    made_public(houses, plan, row)
    settings.TODAY = OLD
    round_ = open_round(houses, plan, year=2026, last_day=date(2027, 1, 31))
    hand_in(houses, round_, row, "Fire steder nu.", Status.FINISHED, by=houses.birgitte)
    settings.TODAY = NEW
    return round_


def test_in_january_the_last_closed_round_stands_until_the_new_one_is_closed(
    houses, plan, row, january
):
    assert "I gang" in read(houses)
    assert "Fire steder nu." not in read(houses, f"{PLAN}plan/7/")
    close(houses, january)
    assert "Afsluttet" in read(houses)
    page = read(houses, f"{PLAN}plan/7/")
    assert "Fire steder nu." in page
    assert "Det går fremad." in page, "what was said the year before stands there still"


def test_an_initiative_that_is_new_this_year_comes_with_this_years_round(
    houses, plan, row, january
):
    close(houses, january)
    new = initiative(houses, plan, 9, "Den nye")
    read(houses, f"{PLAN}plan/9/", status=404)
    this_year = open_round(houses, plan, year=2027, last_day=date(2027, 1, 31))
    for one, text in ((row, "Slut."), (new, "Nu.")):
        hand_in(houses, this_year, one, text, Status.RUNNING, by=houses.birgitte)
    close(houses, this_year)
    assert "9. Den nye" in read(houses)
    assert "Nu." in read(houses, f"{PLAN}plan/9/")


# Another municipality


def test_two_municipalities_have_each_their_plan_at_each_their_address(houses, plan, row):
    made_public(houses, plan, row)
    neighbour(houses)
    assert "Hverdagshjælp" not in read(houses, "/plan/fjordby/")
    for path in ("plan/", "plan/7/", "plan/nyt.atom", "plan/7/nyt.atom"):
        read(houses, f"/plan/fjordby/{path}", status=404)
        read(houses, f"/plan/fjordby/{path}", who=houses.signe, status=404)
    assert "Hverdagshjælp" in read(houses, who=houses.signe)
