"""What stays of two when one of them is erased, and what each may read of the other's words."""

from datetime import date, timedelta

import pytest

from favn.kit import looking
from favn.kit.models import History
from favn.pathways.actions import mending, pairs
from favn.pathways.actions.mending import Mended
from favn.pathways.actions.pairs import ask_for_call
from favn.pathways.choices.pairs import Ending, State
from favn.pathways.models import FollowUp, Pair, PairSide, Ruling, Turn
from favn.people.persons import queries, walk
from favn.people.persons.choices import Why
from favn.people.persons.models import Person
from favn.people.register.actions import erase
from tests.cast import NOW, TODAY, new_id

WORDS, WHY = "Jeg er ikke tryg ved hende", "De er i familie"


@pytest.fixture
def two(network):
    """A pair; the mentor wants to be called, and somebody said whom the mentee never goes with."""
    pair = network.started()
    plan = network.plan()
    other = network.mentor("Mette Holm")
    network.decide(plan, "forbid", pair.mentee, other, why=WHY)
    with network.open():
        ask_for_call(id=new_id(), pair=pair, who=pair.mentor, words=WORDS, at=NOW)
    return pair


def said_to(network, who):
    with network.open(), looking.by_themselves():
        return str([rows for _path, rows in walk.extract(who.person_id)])


def test_wishes_are_told_in_words_and_never_as_the_keys_of_a_machine(network):
    who = network.mentee(goals=("job", "society"), times=("weekend",))
    told = said_to(network, who)
    assert "et job, at kende Danmark bedre" in told
    assert "lørdag og søndag" in told
    assert "society" not in told


def test_neither_reads_the_others_words_or_why_in_their_own_extract(network, two):
    for who in (two.mentee, two.mentor):
        told = said_to(network, who)
        assert WORDS not in told
        assert WHY not in told


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_an_extract_tells_when_the_two_met_and_ended_and_not_why(network, side):
    """Why it ended may be what the other one said."""
    pair = network.started(days_ago=30)
    network.met(pair, days_ago=7)
    network.do(
        pairs.finish, pair=pair, to=State.BROKEN, ending=Ending.UNSAFE, on=TODAY,
        version=network.again(pair).version,
    )  # fmt: skip
    with network.open(), looking.by_themselves():
        told = dict(queries_by_name(getattr(pair, side).person_id))
    (days,), (meeting,) = told["Makkerskabets dage"], told["Møder i makkerskabet"]
    assert (days["begyndte"], days["sluttede"]) == (TODAY - timedelta(days=30), TODAY)
    assert meeting["mødtes"] == TODAY - timedelta(days=7)
    assert "tryg" not in str(told)


def queries_by_name(person):
    return [(path.name, rows) for path, rows in walk.extract(person)]


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_with_either_of_two_go_why_they_fit_and_why_a_day_was_put_right(network, side):
    pair = network.started(days_ago=30)
    pair = network.do(
        pairs.finish, pair=pair, to=State.ENDED, ending=Ending.AGREED, on=TODAY,
        version=pair.version,
    )  # fmt: skip
    mended = Mended(TODAY - timedelta(days=2), "Karen ringede om det")
    network.do(mending.mend, pair=pair, mended=mended, version=pair.version)
    assert network.again(pair).reasons != []
    with network.open():
        erase(person=getattr(pair, side).person, why=Why.ASKED, by=network.by, at=NOW)
        assert not History.objects.owned().filter(reason__contains="Karen").exists()
    stands = network.again(pair)
    assert (stands.reasons, stands.ended_on) == ([], TODAY - timedelta(days=2))


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_with_either_of_two_go_the_words_the_words_about_both(network, two, side):
    with network.open():
        erase(person=getattr(two, side).person, why=Why.ASKED, by=network.by, at=NOW)
        assert not FollowUp.objects.owned().exists()
        assert Pair.objects.owned().filter(pk=two.pk).exists()
        assert Ruling.objects.owned().exists() == (side == "mentor")
        assert PairSide.objects.owned().get(pair=two, side=side).words == ""


LONG_AGO = date(2020, 1, 1)


def is_due(network, person):
    with network.open():
        Person.objects.owned().filter(pk=person.pk).update(last_contact_on=LONG_AGO)
        return person in queries.due(TODAY).persons


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_nobody_in_a_pair_that_goes_on_is_erased_by_the_clock(network, side):
    pair = network.started()
    person = getattr(pair, side).person
    assert not is_due(network, person)
    with network.open():
        assert walk.busy_with(person.pk) == ["Forslag og makkerskaber (1)"]
    network.do(pairs.finish, pair=pair, to=State.BROKEN, ending=Ending.TIME, on=TODAY,
               version=pair.version)  # fmt: skip
    assert is_due(network, person)
    with network.open():
        assert walk.busy_with(person.pk) == []


def test_nobody_in_the_programme_is_erased_by_the_clock(network):
    person = network.person("Sahar Amin")
    kept = {"organisation": network.house, "person": person, "counted_as": person.counted_as}
    with network.open():
        row = Turn(referred_on=TODAY, **kept)
        row.save()
    assert not is_due(network, person)
    with network.open():
        Turn.objects.owned().update(ended_on=TODAY)
    assert is_due(network, person)
