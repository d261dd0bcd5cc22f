"""Two municipalities beside each other: neither planner nor office ever sees the other's year.

Every address of the room is tried with the first one's ids, so that a new page is tried too.
"""

import re
import uuid

import pytest
from django.urls import URLPattern

from favn.kit import clock
from favn.people.accounts.models import Membership
from favn.people.organisations.models import Unit
from favn.policy import actions, queries
from favn.policy.choices import Channel, Ruling, Step
from favn.policy.urls import urlpatterns
from tests.cast import join
from tests.policy.round_steps import committee, hand_in, link, open_round
from tests.policy.steps import OWN, at, neighbour

SECRET = "Hverdagshjælp"
ROUTES = [str(p.pattern) for p in urlpatterns if isinstance(p, URLPattern)]
FOR_EVERYBODY = [
    str(p.pattern) for p in urlpatterns if isinstance(p, URLPattern) and p.callback.access.public
]
"""Answer links and the public plan; nothing of Sundhavn's is public in these tests."""
WITH_KEY = [route for route in ROUTES if "<" in route and route not in FOR_EVERYBODY]
PLAIN = [route for route in ROUTES if "<" not in route]


@pytest.fixture
def ids(houses, plan, row, duty):
    """What stands in Sundhavn's addresses, one of each."""
    social, children = (committee(houses, n) for n in ("Socialudvalget", "Børneudvalget"))
    round_ = open_round(houses, plan, committees=[social])
    hand_in(houses, round_, row, SECRET)
    by, now = houses.birgitte, clock.now()
    with houses.acting(by):
        common = {"id": uuid.uuid4(), "by": by, "at": now}
        amount = actions.add_amount(
            **common, plan=plan, initiative=row, title=SECRET, step=Step.GRANTED, kroner=1000,
            first_year=2026, last_year=2026, unit=None, pool="", note="",
        )  # fmt: skip
        output = actions.promise(
            **common, initiative=row, unit=SECRET, promised=3, years=(2026, 2026)
        )
        advice = actions.recommend(
            **common, plan=plan, panel="Panelet", year=2026, text=SECRET, addressee=social
        )
        heard = actions.Heard(SECRET, children, at().date(), SECRET)
        hearing = actions.hear(**common, round=round_, unit=social, heard=heard)
        minute = actions.Minute(social, Ruling.NOTED, at().date(), SECRET)
        decision = actions.decide(**common, plan=plan, minute=minute, about=[row])
        run = actions.Run(SECRET, Channel.POSTER, at().date(), at().date())
        campaign = actions.plan_campaign(**common, initiative=row, run=run)
        group = actions.begin_group(**common, plan=plan, name=SECRET, task="", since=at().date())
        meeting = actions.write_meeting(
            **common, group=group, on=at().date(), decided=SECRET, followed=""
        )
    return {
        "slug": plan.slug, "number": row.number, "year": 2026, "kind": "pdf", "quarter": "2026-Q4",
        "duty": duty.pk, "unit": social.pk, "amount": amount.pk, "output": output.pk,
        "advice": advice.pk, "hearing": hearing.pk, "meeting": meeting.pk, "paper": uuid.uuid4(),
        "decision": decision.pk, "campaign": campaign.pk,
        "party": houses.medborgerhuset.pk, "organisation": houses.sundhavn.slug, "token": "x" * 43,
    }  # fmt: skip


def filled(route, ids):
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(ids[found[1]]), route)


@pytest.fixture
def signe(houses, ids):
    return neighbour(houses)


@pytest.fixture
def kaj(houses, signe):
    """He works in an office of the neighbour that bears the same name as one of Sundhavn's."""
    with houses.acting(houses.signe):
        where = Membership.objects.get(account=houses.signe).organisation
        unit = Unit.objects.create(organisation=where, name=OWN, kind="office")
    join(houses, "kaj", where, "office", unit)
    return houses.visit(houses.kaj)


def test_there_are_addresses_to_try():
    assert len(WITH_KEY) > 30
    assert len(PLAIN) > 10


@pytest.mark.parametrize("route", WITH_KEY)
def test_every_address_with_a_key_is_not_found(signe, kaj, ids, route):
    for client in (signe, kaj):
        for answer in (client.get(filled(route, ids)), client.post(filled(route, ids), {})):
            assert answer.status_code in (403, 404), route
            assert SECRET not in answer.content.decode()
    assert signe.get(filled(route, ids)).status_code == 404


@pytest.mark.parametrize("route", FOR_EVERYBODY)
def test_what_everybody_may_open_tells_nothing_of_a_plan_that_is_not_public(signe, ids, route):
    assert SECRET not in signe.get(filled(route, ids)).content.decode()


@pytest.mark.parametrize("route", PLAIN)
def test_pages_without_a_key_are_the_neighbours_own(signe, ids, route):
    answer = signe.get(f"/{route}")
    assert answer.status_code in (200, 404)
    assert SECRET not in answer.content.decode()


def test_the_first_municipality_does_see_them(houses, ids):
    """So that the tests above look for something that is there."""
    birgitte = houses.visit(houses.birgitte)
    seen = [route for route in WITH_KEY if "<uuid:paper>" not in route]
    answers = {route: birgitte.get(filled(route, ids)) for route in seen}
    assert {route: a.status_code for route, a in answers.items() if a.status_code != 200} == {}
    told = sum(SECRET in a.content.decode(errors="ignore") for a in answers.values())
    assert told > 15


def test_a_link_opens_no_other_municipality(houses, signe, ids, plan):
    with houses.acting(houses.birgitte):
        round_ = queries.round_of(plan, 2026)
    page = link(houses, round_, OWN)
    assert houses.visit().get(page).status_code == 200
    assert houses.visit().get(page.replace("/sundhavn/", "/fjordby/")).status_code == 404
