"""Pairs that began, ended and broke, by network and year, and what a funder is sent."""

import json

import pytest

from favn.config import cli
from favn.kit import figures
from favn.pathways.actions import networks, pairs
from favn.pathways.choices.pairs import Ending, State, Wait
from favn.pathways.rules.pairs import wait_of
from tests.cast import TODAY
from tests.pathways.mentoring import other_network


def finished(network, pair, to, ending):
    network.do(pairs.finish, pair=pair, to=to, ending=ending, on=TODAY, version=pair.version)


def figure(capsys, name):
    """The number of the year, and each cell that is not nought."""
    address = f"pathways.{name}@medborgerhuset/2026?by=network"
    assert cli.run(["figure", address, "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    return facts["value"], {one["label"]: one["value"] for one in facts["cells"] if one["value"]}


def test_a_pair_counts_when_it_begins_and_once_more_when_it_ends_or_breaks(network, capsys):
    vestby = other_network(network, "Vestby")
    for _n in range(2):
        network.started()
    finished(network, network.started(), State.ENDED, Ending.AGREED)
    there = network.started(
        network.mentee("A", network=vestby), network.mentor("B", network=vestby)
    )
    finished(network, there, State.BROKEN, Ending.TIME)
    network.agreed()
    assert figure(capsys, "pairs_started") == (4, {"Sundhavn": 3, "Vestby": 1})
    assert figure(capsys, "pairs_ended") == (1, {"Sundhavn": 1})
    assert figure(capsys, "pairs_broken") == (1, {"Vestby": 1})


def test_they_stand_in_the_year_of_a_house_that_has_some_and_in_no_other(network, cast):
    year = "/aar/2026/"
    assert "nye makkerskaber" not in cast.visit(cast.jonas).get(year).content.decode()
    network.started()
    page = cast.visit(cast.jonas).get(year)
    assert page.context["year"].values["pairs_started"].total == 1
    assert "nye makkerskaber" in page.content.decode()
    assert "akkerskaber" not in cast.visit(cast.leila).get(year).content.decode()


def test_the_house_can_send_them_as_a_funders_count():
    known = figures.catalogue()
    for name in ("pairs_started", "pairs_ended", "pairs_broken"):
        assert known[f"pathways.{name}"].counts == "events"


@pytest.mark.parametrize(
    ("days", "band"),
    [(0, Wait.MONTH), (29, Wait.MONTH), (30, Wait.QUARTER), (90, Wait.QUARTER), (91, Wait.HALF),
     (182, Wait.HALF), (183, Wait.MORE), (4000, Wait.MORE)],
)  # fmt: skip
def test_each_day_of_waiting_is_in_one_band_alone(days, band):
    assert wait_of(days) == band


def test_a_pair_handed_over_counts_where_it_happened(network, capsys):
    network.started(days_ago=0)
    heir = other_network(network, "Vestby")
    row = network.again(network.row)
    network.do(
        networks.close, network=row, heir=heir, ends_all=False, why="Lukket", version=row.version
    )
    assert figure(capsys, "pairs_started") == (1, {"Sundhavn": 1})
