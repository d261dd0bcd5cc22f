"""The network's meetings and who was host: over New Year, planned, called off, asked absurdly."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils.timezone import make_aware

from favn.gatherings import actions as gatherings
from favn.gatherings.actions import Facts, Hours
from favn.gatherings.queries import meetings_of
from favn.kit import clock
from tests.associations.steps import Network
from tests.cast import join, new_id

OLD, NEW = date(2026, 12, 30), date(2027, 1, 8)


@pytest.fixture
def kinds(network):
    with network.open():
        rows = gatherings.first_kinds(by=network.by, at=clock.now())
        return {kind.slug: kind for kind in rows}


def planned(network, kind, on, host, starts=time(17), ends=time(20)):
    """Announced some days before."""
    before = make_aware(datetime.combine(on - timedelta(days=9), time(9)))
    facts = Facts(kind, f"{kind.name} {on:%d %m}", "Erfaringer", host.party, place="Salen",
                  takes_signups=False)  # fmt: skip
    row = gatherings.make(
        id=new_id(), facts=facts, hours=Hours(on, starts, ends), by=network.by, at=before
    )
    return gatherings.announce(gathering=row, by=network.by, at=before)


def held(network, row, heads):
    (meeting,) = meetings_of(row)
    gatherings.count_walk_ins(meeting=meeting, heads=heads, shown=0, by=network.by, at=clock.now())


def met(client, year):
    return {
        one.name: (one.held, one.came)
        for one in client.get(f"/netvaerk/?aar={year}").context["met"]
    }


def test_each_year_has_its_own_meetings_also_those_that_are_counted_in_the_new(
    network, mikkel, kinds, moving
):
    """A meeting that goes past midnight on New Year's Eve is of the day it began."""
    host = network.join("Nordkredsen", "Aalborg")
    moving(OLD)
    with network.open():
        held(network, planned(network, kinds["netvaerksmoede"], OLD, host), 28)
        late = planned(
            network, kinds["netvaerksmoede"], date(2026, 12, 31), host, time(22), time(1)
        )
    moving(NEW)
    with network.open():
        held(network, late, 12)
        held(network, planned(network, kinds["netvaerksmoede"], NEW, host), 30)
        held(network, planned(network, kinds["webinar"], date(2027, 1, 7), host), 50)
    assert met(mikkel, 2026) == {"Netværksmøde": (2, 40)}
    assert met(mikkel, 2027) == {"Netværksmøde": (1, 30), "Webinar": (1, 50)}
    this = mikkel.get("/netvaerk/")
    assert this.context["year"] == 2027
    assert [meeting.on for meeting in this.context["meetings"]] == [date(2027, 1, 7), NEW]
    assert "31. dec. 2026" not in this.content.decode().split('id="moeder"')[1].split("<h2")[0]


def test_who_is_planned_or_was_called_off_was_not_host_last(network, mikkel, kinds, moving):
    north, south = network.join("Nordkredsen", "Aalborg"), network.join("Sydkredsen", "Svendborg")
    moving(OLD)
    with network.open():
        held(network, planned(network, kinds["seminar"], OLD, north), 9)
        planned(network, kinds["netvaerksmoede"], date(2027, 2, 12), north)
        off = planned(network, kinds["netvaerksmoede"], NEW, south)
        gatherings.cancel(gathering=off, reason="Sne", by=network.by, at=clock.now())
    moving(date(2027, 1, 9))
    hosted = {row.name: day for row, day in mikkel.get("/netvaerk/").context["rows"]}
    assert hosted == {"Nordkredsen": OLD, "Sydkredsen": None}


def test_another_houses_meetings_are_not_the_networks(network, mikkel, kinds, cast, moving):
    join(cast, "olga", cast.naboerne, "network", None)
    theirs = Network(cast, cast.naboerne, cast.olga)
    moving(NEW)
    host = theirs.join("Nabokredsen")
    with theirs.open():
        own = {k.slug: k for k in gatherings.first_kinds(by=theirs.by, at=clock.now())}
        held(theirs, planned(theirs, own["netvaerksmoede"], NEW, host), 30)
    network.join("Nordkredsen")
    assert met(mikkel, 2027) == {}
    assert met(cast.visit(cast.olga), 2027) == {"Netværksmøde": (1, 30)}


@pytest.mark.parametrize("year", ["9" * 5000, "٢٠٢٦", "0", "-1", "2028", "x", "%00"])
def test_a_year_that_is_none_shows_this_one(network, mikkel, year):
    network.join("Nordkredsen")
    assert mikkel.get(f"/netvaerk/?aar={year}").context["year"] == 2026


@pytest.mark.parametrize("version", ["9" * 5000, "٣", "x", ""])
def test_a_version_that_is_none_takes_no_leaving_back(network, mikkel, version):
    row = network.leave(network.join("Nordkredsen"), date(2026, 11, 1))
    page = f"/netvaerk/{row.pk}/"
    mikkel.post(page, {"verb": "back", "version": version})
    with network.open():
        row.refresh_from_db()
    assert row.left_on == date(2026, 11, 1)
