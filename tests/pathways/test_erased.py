"""What stays of two when one of them is erased, and what each may read of the other's words."""

import pytest

from favn.kit import looking
from favn.pathways.actions.pairs import ask_for_call
from favn.pathways.models import FollowUp, Pair, PairSide, Ruling
from favn.people.persons import walk
from favn.people.persons.choices import Why
from favn.people.register.actions import erase
from tests.cast import NOW, new_id

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


def test_neither_reads_the_others_words_or_why_in_their_own_extract(network, two):
    for who in (two.mentee, two.mentor):
        told = said_to(network, who)
        assert WORDS not in told
        assert WHY not in told


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_with_either_of_two_go_the_words_about_both(network, two, side):
    with network.open():
        erase(person=getattr(two, side).person, why=Why.ASKED, by=network.by, at=NOW)
        assert not FollowUp.objects.owned().exists()
        assert Pair.objects.owned().filter(pk=two.pk).exists()
        assert Ruling.objects.owned().exists() == (side == "mentor")
        assert PairSide.objects.owned().get(pair=two, side=side).words == ""
