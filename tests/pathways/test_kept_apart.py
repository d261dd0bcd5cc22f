"""Two who are kept apart: by what a person decided, or because it came to nothing before."""

import pytest

from favn.kit.refusals import Refused
from favn.pathways.actions import pairs, pool
from favn.pathways.choices.mentoring import LeftWhy
from favn.pathways.choices.pairs import Ending, State
from favn.pathways.models import Ruling
from favn.pathways.queries import matching
from tests.cast import TODAY
from tests.pathways.mentoring import other_network


def broken(network, pair, ending=Ending.UNSAFE):
    ended = {"to": State.BROKEN, "ending": ending, "on": TODAY}
    return network.do(pairs.finish, pair=pair, version=pair.version, **ended)


def left(network, who):
    who = network.again(who)
    return network.do(pool.leave, who=who, why=LeftWhy.TIME, version=who.version)


# Who leaves and signs up again is the same person


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_who_signs_up_again_is_still_not_put_with_whom_a_person_decided_against(network, side):
    two = {"mentee": network.mentee("Hodan Warsame"), "mentor": network.mentor("Karen Lund")}
    network.decide(network.plan(), "forbid", two["mentee"], two["mentor"], "De er i familie")
    person = two[side].person
    left(network, two[side])
    two[side] = network.add(side, "Igen", person=person)
    assert network.planned(network.plan()) == set()
    with pytest.raises(Refused, match="De er i familie"):
        network.asked(two["mentee"], two["mentor"])
    with pytest.raises(Refused, match="De er i familie"):
        network.decide(network.plan(), "lock", two["mentee"], two["mentor"])


def test_who_signs_up_again_is_not_put_with_whom_they_did_not_feel_safe_with(network):
    mentee, mentor = network.mentee("Hodan Warsame"), network.mentor("Karen Lund")
    broken(network, network.started(mentee, mentor))
    left(network, mentor)
    again = network.mentor("Karen Lund", person=mentor.person)
    assert network.planned(network.plan()) == set()
    with network.open():
        (near,) = matching.fits(network.again(mentee), matching.FIRST_POINTS, TODAY)
    assert (near.mentor.pk, near.is_forbidden) == (again.pk, True)


def test_what_was_decided_in_one_network_holds_in_the_next_and_is_taken_back_there(network, ida):
    mentee, mentor = network.mentee("Hodan Warsame"), network.mentor("Karen Lund")
    network.decide(network.plan(), "forbid", mentee, mentor, "De er i familie")
    other = other_network(network, "Vestby")
    new = [network.mentee("Hodan Warsame", person=mentee.person, network=other),
           network.mentor("Karen Lund", person=mentor.person, network=other)]  # fmt: skip
    plan = network.plan(other)
    assert network.planned(plan) == set()
    page = f"/makkerskab/planer/{plan.pk}/"
    assert "De er i familie" in ida.get(page).content.decode()
    with network.open():
        row = Ruling.objects.owned().get()
    assert ida.post(page, {"verb": "lift", "row": row.pk}).status_code == 302
    assert network.planned(network.run(plan)) == {(new[0].pk, new[1].pk)}


def test_somebody_who_was_erased_keeps_nobody_else_apart(network):
    pair = broken(network, network.started(network.mentee("Hodan"), network.mentor("Karen")))
    with network.open():
        for who in (pair.mentee, pair.mentor):
            type(who).objects.owned().filter(pk=who.pk).update(person=None, standing="left")
    mentee, mentor = network.mentee("Amal Ali"), network.mentor("Mette Friis")
    assert network.planned(network.plan()) == {(mentee.pk, mentor.pk)}
