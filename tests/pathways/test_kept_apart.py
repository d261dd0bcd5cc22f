"""Two who are kept apart: by what a person decided, or because it came to nothing before."""

import uuid

import pytest

from favn.kit.refusals import Refused
from favn.pathways.actions import pairs, pool
from favn.pathways.actions.pairs import Terms
from favn.pathways.choices.mentoring import LeftWhy, Side
from favn.pathways.choices.pairs import Ending, Says, State
from favn.pathways.models import Letter, Pair, Ruling
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


# Who was asked before is not asked again by the same plan


def planned(network):
    """A plan, its one row, and the two of it."""
    mentee, mentor = network.mentee("Hodan Warsame"), network.mentor("Karen Lund")
    plan = network.plan()
    with network.open():
        return plan, plan.pairs.get(), (mentee, mentor)


ASKS = 'name="verb" value="ask"'


def pressed(ida, plan, row):
    sent = {"verb": "ask", "id": uuid.uuid4(), "row": row.pk}
    return ida.post(f"/makkerskab/planer/{plan.pk}/", sent)


def test_after_a_no_the_row_of_the_plan_says_so_and_asks_nobody_again(network, ida):
    plan, row, two = planned(network)
    network.answers(network.asked(*two), "mentor", Says.NO)
    page = ida.get(f"/makkerskab/planer/{plan.pk}/").content.decode()
    assert "De to har været spurgt før, og det er slut." in page
    assert ASKS not in page
    assert "Spørg begge" not in ida.get("/makkerskab/").content.decode()
    answer = pressed(ida, plan, row)
    assert answer.status_code == 422
    assert "De to har været spurgt før." in answer.content.decode()
    assert network.count(Pair) == 1


def test_after_a_broken_pair_nobody_asks_the_two_unless_a_lock_says_that_they_try_again(
    network, ida
):
    plan, row, two = planned(network)
    broken(network, network.started(*two))
    assert pressed(ida, plan, row).status_code == 422
    network.decide(plan, "lock", *two, "De har begge bedt om det")
    assert ASKS in ida.get(f"/makkerskab/planer/{plan.pk}/").content.decode()
    assert pressed(ida, plan, row).status_code == 302
    assert network.count(Pair) == 2


# What a person decides after they were asked


def against(network, pair):
    network.decide(network.plan(), "forbid", pair.mentee, pair.mentor, "De er i familie")


REACHED = {"email": "hodan@x.example", "person_more": {"phone": "20 11 22 33"}}


def states(network, why):
    with network.open():
        return sorted(Letter.objects.owned().filter(why=why).values_list("state", flat=True))


def test_no_letter_leaves_and_nobody_says_yes_once_a_person_decided_against_the_two(
    network, guest, letterbox
):
    pair = network.asked(network.mentee(**REACHED), network.mentor())
    against(network, pair)
    network.post()
    assert states(network, "ask") == ["dropped"] * 2
    assert letterbox.to("hodan@x.example") == []
    page = network.page_of(pair.mentee)
    assert "som din mentor" not in guest.get(page).content.decode()
    refused = guest.post(page, {"verb": "yes", "pair": pair.pk})
    assert refused.status_code == 422
    told = refused.content.decode()
    assert "Forslaget kan ikke gå videre lige nu." in told
    assert "familie" not in told


def test_two_who_said_yes_do_not_reach_each_other_or_begin_once_it_is_decided_against(
    network, guest, letterbox
):
    pair = network.agreed(network.mentee(**REACHED), network.mentor())
    page = network.page_of(pair.mentor)
    assert "20 11 22 33" in guest.get(page).content.decode()
    against(network, pair)
    assert "20 11 22 33" not in guest.get(page).content.decode()
    network.post()
    assert states(network, "both") == ["dropped"] * 2
    with pytest.raises(Refused, match="De er i familie"):
        network.do(pairs.start, pair=pair, terms=Terms(TODAY, None, 2), version=pair.version)


@pytest.mark.parametrize("side", Side)
def test_a_no_may_still_be_said(network, side):
    pair = network.asked()
    against(network, pair)
    network.answers(pair, side, Says.NO)
    assert network.again(pair).state == State.DECLINED
