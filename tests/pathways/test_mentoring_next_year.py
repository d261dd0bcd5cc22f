"""Mentoring in the house over New Year: a pair is counted when it begins and when it ends.

Each in the year of its day, once; who goes on over New Year begins nowhere anew. What both sides
tell stands in the year their pair ended.
"""

import uuid
from datetime import date

import pytest

from favn.kit import clock, figures
from favn.pathways.actions import pairs
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.pairs import Ending, State, Way
from favn.pathways.models import Meeting, Milestone
from favn.statistics.figures import Edition, Period
from tests.cast import join
from tests.gatherings.steps import filled
from tests.pathways.mentoring import Mentoring

OLD, NEW = date(2026, 12, 30), date(2027, 1, 8)
FIGURES = ("pairs_started", "pairs_ended", "pairs_broken")


def page_of(pair):
    return f"/makkerskab/par/{pair.pk}/"


def told(house, year):
    """(begun, ended, broken) of a year."""
    asked = [(f"pathways.{name}", None) for name in FIGURES]
    found = figures.values(asked, house.pk, Period(year), edition=Edition.INTERNAL)
    return tuple(value.total for value in found)


def finish(network, pair, to=State.ENDED, ending=Ending.AGREED, on=NEW):
    pair = network.again(pair)
    network.do(pairs.finish, pair=pair, to=to, ending=ending, on=on, version=pair.version)
    return network.again(pair)


@pytest.fixture
def december(network, moving):
    moving(OLD)
    return network


def test_a_pair_that_goes_on_over_new_year_began_last_year_and_ends_in_this(december, moving, ida):
    network = december
    goes_on, ends, breaks = (network.started() for _ in range(3))
    moving(NEW)
    assert told(network.house, 2026) == (3, 0, 0)
    assert told(network.house, 2027) == (0, 0, 0)
    finish(network, ends)
    finish(network, breaks, State.BROKEN, Ending.TIME)
    network.started(breaks.mentee, network.mentor("Ny Mentor"))
    assert told(network.house, 2026) == (3, 0, 0)
    assert told(network.house, 2027) == (1, 1, 1)
    html = ida.get("/makkerskab/par/").content.decode()
    assert page_of(goes_on) in html


def test_an_end_written_in_january_with_its_day_in_december_is_last_years(december, moving):
    network = december
    pair = network.started()
    moving(NEW)
    finish(network, pair, on=date(2026, 12, 31))
    assert told(network.house, 2026) == (1, 1, 0)
    assert told(network.house, 2027) == (0, 0, 0)


def test_two_who_agree_in_december_to_begin_in_january_are_this_years(december, moving):
    network = december
    pair = network.agreed()
    terms = pairs.Terms(date(2027, 1, 4), date(2027, 12, 31), 2)
    network.do(pairs.start, pair=pair, terms=terms, version=pair.version)
    assert told(network.house, 2026) == (0, 0, 0)
    moving(NEW)
    with network.open():
        pairs.count_begun(pairs=[network.again(pair)], at=clock.now())
        pairs.count_begun(pairs=[network.again(pair)], at=clock.now())
    assert told(network.house, 2027) == (1, 0, 0)
    assert told(network.house, 2026) == (0, 0, 0)
    assert network.count(Milestone) == 1


def test_what_both_tell_stands_in_the_year_their_pair_ended_and_in_no_other(
    december, moving, ida, guest
):
    network = december
    pair = network.started()
    moving(NEW)
    pair = finish(network, pair)
    page = network.page_of(pair.mentee)
    with network.open():
        row = pair.outcomes.get(side=Side.MENTEE, moment="end")
    sent = {"verb": "outcome", "outcome": row.pk, "job": "yes"}
    assert guest.post(page, sent).status_code == 302
    asked = {
        year: ida.get(f"/makkerskab/udbytte/{year}/").context["asked"] for year in (2026, 2027)
    }
    assert asked == {2026: 0, 2027: 2}
    starts = {
        year: ida.get(f"/makkerskab/udbytte/{year}/?hvornaar=start").context["asked"]
        for year in (2026, 2027)
    }
    assert starts == {2026: 2, 2027: 0}


def test_a_meeting_of_december_is_written_in_january_and_a_day_to_come_is_not(
    december, moving, ida
):
    network = december
    pair = network.started()
    moving(NEW)
    met = {"verb": "met", "id": uuid.uuid4(), "way": "together"}
    for on, status in (
        ("2026-12-29", 422), ("2027-01-09", 422), ("2199-12-31", 422), ("1801-01-01", 422),
        ("", 422), ("2026-12-31", 302), ("2026-12-31", 302),
    ):  # fmt: skip
        assert ida.post(page_of(pair), met | {"on": on}).status_code == status
    assert network.count(Meeting) == 1
    assert network.again(pair).last_met_on == date(2026, 12, 31)
    wrong = met | {"on": "2027-01-02", "way": "telepathy", "id": uuid.uuid4()}
    assert ida.post(page_of(pair), wrong).status_code == 422


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"started_on": "2199-12-31"}, "inden for en måned"),
        ({"started_on": "1801-01-01"}, "før de blev spurgt"),
        ({"planned_end": "2199-12-31"}, "inden for to år"),
        ({"planned_end": "2026-12-31"}, None),
        ({"planned_end": "2026-12-30"}, "efter den dag, de begynder"),
        ({"every_weeks": "9"}, "fra 1 til 8"),
        ({"mentee_expects": "x" * 5000}, "for lang"),
    ],
)
def test_an_agreement_at_the_turn_of_the_year_that_cannot_be_counts_nobody(
    december, ida, typed, said
):
    pair = december.agreed()
    begin = f"{page_of(pair)}begynd/"
    answer = ida.post(begin, filled(ida.get(begin), **typed))
    assert answer.status_code == (422 if said else 302)
    assert (said or "") in answer.content.decode()
    assert told(december.house, 2026) == ((0 if said else 1), 0, 0)


def test_an_old_page_ends_nothing_twice(december, moving, ida):
    pair = december.started()
    moving(NEW)
    sent = {"verb": "finish", "ending": "agreed", "on": NEW, "version": pair.version}
    assert ida.post(page_of(pair), sent).status_code == 302
    assert ida.post(page_of(pair), sent).status_code == 409
    late = sent | {"version": december.again(pair).version, "ending": "time"}
    assert ida.post(page_of(pair), late).status_code == 422
    for version in ("", "x", "9" * 30):
        assert ida.post(page_of(pair), sent | {"version": version}).status_code in (409, 422)
    assert told(december.house, 2027) == (0, 1, 0)


def test_the_other_house_counts_its_own_pairs_and_moves_none_of_ours(cast, december, moving):
    join(cast, "inge", cast.naboerne, "coordinator", None)
    theirs = Mentoring(cast, "inge", "Nord")
    pair = december.started()
    theirs.started()
    moving(NEW)
    inge = cast.visit(cast.inge)
    for verb in ("met", "pause", "finish", "follow-up", "void"):
        sent = {"verb": verb, "id": uuid.uuid4(), "on": NEW, "way": Way.TOGETHER, "row": pair.pk,
                "ending": "agreed", "version": pair.version}  # fmt: skip
        assert inge.post(page_of(pair), sent).status_code == 404
    assert inge.get(f"{page_of(pair)}begynd/").status_code == 404
    finish(theirs, theirs.again(next(iter(_pairs(theirs)))))
    assert told(december.house, 2026) == (1, 0, 0)
    assert told(december.house, 2027) == (0, 0, 0)
    assert told(theirs.house, 2027) == (0, 1, 0)
    assert december.again(pair).state == State.STARTED


def _pairs(network):
    with network.open():
        return [one.pair for one in Milestone.objects.owned().select_related("pair")]
