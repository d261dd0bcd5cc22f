"""A funder's count: referred and guided travel to the initiative that pays, and no line does."""

import re

import pytest

from favn.pathways.choices.schemes import Kind
from favn.policy.models import Plan
from favn.policy.queries import live_values
from tests.cast import TODAY
from tests.pathways.mentoring import Mentoring
from tests.pathways.test_schemes import contact, scheme, step
from tests.pathways.turns import Programme, day, year_page
from tests.policy.steps import Q4, accept, ask, initiative, send, standing

ASKED = ("pathways.referred", "pathways.guided", "pathways.guided_in")


@pytest.fixture
def work(cast):
    return Programme(cast)


@pytest.fixture
def plan(cast):
    with cast.acting(cast.birgitte):
        return Plan.objects.create(
            organisation=cast.sundhavn, slug="plan", title="Planen", first_year=2024,
            last_year=2028,
        )  # fmt: skip


def filled(work):
    """Two referred and three guided in the quarter, one of whom began; one referred before it."""
    for name, ago in (("A", 10), ("B", 12), ("C", 200)):
        work.refer(work.person(name), on=day(ago))
    row = scheme(work, Kind.GUIDE)
    every = [contact(work, row, on=day(20)) for _ in range(3)]
    step(work, every[0], "started", 2)


def test_an_initiative_asks_and_the_quarter_is_sent_and_accepted(work, plan):
    filled(work)
    duty = ask(work.cast, initiative(work.cast, plan), figures=ASKED)
    with work.acting("jonas"):
        live = {value.figure.id: value.total for value in live_values(duty, Q4)}
    assert live == {"pathways.referred": 2, "pathways.guided": 3, "pathways.guided_in": 1}
    accept(work.cast, send(work.cast, duty))
    seen = standing(work.cast, duty, work.cast.birgitte)
    assert {one.figure.id: one.value for one in seen.sent} == live


def test_a_mentor_and_a_mentee_who_begin_are_counted_where_the_initiative_asks(work, plan):
    """Number 1 asks for pairs and for the intake; what is sent opens to what it means."""
    duty = ask(
        work.cast, initiative(work.cast, plan, number=1),
        figures=("pathways.pairs_started", "pathways.referred"),
    )  # fmt: skip
    Mentoring(work.cast).started()
    with work.acting("jonas"):
        live = {value.figure.id: value.total for value in live_values(duty, Q4)}
    assert live == {"pathways.pairs_started": 1, "pathways.referred": 0}
    accept(work.cast, send(work.cast, duty))
    page = f"/optaellinger/{duty.pk}/{Q4}/"
    html = work.text(page, "birgitte")
    (definition,) = re.findall(r'href="(/tal/pathways\.pairs_started@medborgerhuset/[^"]+)"', html)
    told = work.text(definition, "birgitte")
    assert "Hver gang en mentor og en mentee begynder" in told


def test_the_centres_year_shows_what_the_house_runs_and_leads_the_leader_on(work):
    jonas = work.client("jonas")
    page = f"/aar/{TODAY.year}/"
    assert "Beskæftigelsesforløbet i tal" not in jonas.get(page).content.decode()
    filled(work)
    html = jonas.get(page).content.decode()
    assert "Beskæftigelsesforløbet i tal" in html
    assert year_page() in html
    assert "Beskæftigelsesforløbet i tal" not in work.client("amina").get(page).content.decode()


def test_what_came_of_it_is_special_and_the_number_referred_is_exact(work):
    filled(work)
    address = f"/tal/pathways.referred@medborgerhuset/{TODAY.year}/"
    assert ">3<" in work.text(address, "jonas").replace(" ", "").replace("\n", "")
    broken = work.text(f"{address}?by=line", "jonas")
    assert "Ikke slut endnu" not in broken
    assert "Ikke slut endnu" in work.text(f"{address}?by=line&udgave=internal")
