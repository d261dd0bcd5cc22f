"""Two coordinators press at the same moment: one outcome, and a sentence to the second."""

import uuid
from datetime import timedelta

import pytest

from favn.kit import clock, history
from favn.kit.refusals import Conflict, Refused
from favn.pathways.actions import (
    asking,
    joining,
    mending,
    networks,
    outcomes,
    pairs,
    receiving,
    schemes,
)
from favn.pathways.actions.asking import Answer
from favn.pathways.actions.handing_on import give_turns
from favn.pathways.actions.joining import Signed, Wish
from favn.pathways.actions.mending import Mended
from favn.pathways.choices.mentoring import NetworkState, Side
from favn.pathways.choices.outcomes import Moment, Said
from favn.pathways.choices.pairs import Ending, Says, State, Way
from favn.pathways.choices.schemes import Step
from favn.pathways.models import (
    Application,
    Following,
    Meeting,
    Milestone,
    Network,
    Outcome,
    Pair,
    Participant,
    Turn,
)
from favn.people.accounts.models import Membership
from favn.people.organisations.models import Organisation
from favn.people.persons.actions import Wanted
from favn.people.persons.models import Person
from tests import cast as roll
from tests.cast import TODAY, new_id
from tests.hands import all_wait, at_once, needs_two_writers
from tests.pathways.mentoring import WISH, Mentoring, other_network
from tests.pathways.test_receive import crossed
from tests.pathways.test_schemes import contact, scheme
from tests.pathways.turns import Programme

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def two_writers(transactional_db):
    needs_two_writers()


@pytest.fixture
def network():
    return Mentoring(roll.assemble())


def rows_of(network, pair):
    """The one row, looked up when it is held."""
    with network.open():
        return Pair.objects.owned().filter(pk=pair.pk)


def parted(said):
    """(what was answered, what was refused)."""
    wrong = [one for one in said if isinstance(one, Exception)]
    return [one for one in said if not isinstance(one, Exception)], wrong


def test_of_two_who_close_a_pair_one_does_and_the_other_is_told(network):
    pair = network.started(days_ago=10)

    def ends(state, ending):
        return lambda: network.do(
            pairs.finish, pair=pair, to=state, ending=ending, on=TODAY, version=pair.version
        )

    said = at_once(
        network.open,
        rows_of(network, pair),
        ends(State.ENDED, Ending.AGREED),
        ends(State.BROKEN, Ending.TIME),
    )
    (done,), (refused,) = parted(said)
    assert isinstance(refused, Conflict)
    assert "En anden har ændret det" in str(refused)
    with network.open():
        kinds = set(Milestone.objects.owned().values_list("kind", flat=True))
        assert kinds == {"started", str(done.state)}
        later = Outcome.objects.owned().exclude(moment=Moment.START)
        assert later.count() == 8, "both sides at four moments, once"


def test_of_two_who_put_the_last_day_right_one_does_and_the_other_is_told(network):
    pair = network.started(days_ago=30)
    pair = network.do(
        pairs.finish, pair=pair, to=State.ENDED, ending=Ending.AGREED, on=TODAY,
        version=pair.version,
    )  # fmt: skip

    def mends(days):
        mended = Mended(TODAY - timedelta(days=days), "Det var en anden dag")
        return lambda: network.do(mending.mend, pair=pair, mended=mended, version=pair.version)

    said = at_once(network.open, rows_of(network, pair), mends(3), mends(5))
    (done,), (refused,) = parted(said)
    assert isinstance(refused, Conflict)
    stands = network.again(pair)
    assert stands.ended_on == done.ended_on
    with network.open():
        row = Milestone.objects.owned().get(pair=pair, kind="ended")
        assert (row.year, row.month) == (stands.ended_on.year, stands.ended_on.month)
        assert (
            Outcome.objects.owned().get(pair=pair, side="mentee", moment=Moment.END).due_on
            == stands.ended_on
        )


def test_a_pair_that_is_taken_back_while_they_begin_does_one_of_the_two(network):
    pair = network.agreed()
    said = at_once(
        network.open,
        rows_of(network, pair),
        lambda: network.do(asking.take_back, pair=pair, version=pair.version),
        lambda: network.do(
            pairs.start, pair=pair, terms=pairs.Terms(TODAY, None, 2), version=pair.version
        ),
    )
    (done,), (refused,) = parted(said)
    assert isinstance(refused, Conflict)
    assert network.again(pair).state == done.state
    assert network.count(Milestone) == (done.state == State.STARTED)


def test_a_yes_and_a_no_at_once_leave_nobody_agreed(network):
    pair = network.asked()

    def says(who, what):
        return lambda: network.do(
            asking.answer, pair=pair, who=who, said=Answer(what, "time" if what == "no" else "")
        )

    said = at_once(
        network.open,
        rows_of(network, pair),
        says(pair.mentee, Says.YES),
        says(pair.mentor, Says.NO),
    )
    _done, refused = parted(said)
    assert all(isinstance(one, Refused) for one in refused)
    assert network.again(pair).state == State.DECLINED


def test_a_meeting_taken_out_while_a_later_one_is_written_leaves_the_later_one_last(network):
    pair = network.started(days_ago=10)
    wrong = network.met(pair, days_ago=5)
    at_once(
        network.open,
        rows_of(network, pair),
        lambda: network.do(pairs.void, meeting=wrong),
        lambda: network.do(
            pairs.met, id=uuid.uuid4(), pair=pair, on=TODAY, way=Way.TOGETHER, told_by="mentor"
        ),
    )
    assert network.again(pair).last_met_on == TODAY


def test_both_tell_of_one_meeting_at_once_and_it_is_one(network):
    pair = network.started(days_ago=10)
    met = {"pair": pair, "on": TODAY, "way": Way.TOGETHER}
    said = at_once(
        network.open,
        rows_of(network, pair),
        lambda: network.do(pairs.met, id=uuid.uuid4(), told_by="mentor", **met),
        lambda: network.do(pairs.met, id=uuid.uuid4(), told_by="mentee", **met),
    )
    assert parted(said)[1] == []
    with network.open():
        row = Meeting.objects.owned().get()
    assert (row.by_mentor, row.by_mentee) == (True, True)


def test_of_two_who_close_a_network_one_does_and_everybody_is_told_once(network):
    network.mentee()
    row = network.again(network.row)
    told = {"network": row, "heir": None, "ends_all": True, "version": row.version}
    with network.open():
        held = Network.objects.owned().filter(pk=row.pk)

    def closes(why):
        return lambda: network.do(networks.close, why=why, **told)

    (_done,), (refused,) = parted(at_once(network.open, held, closes("A"), closes("B")))
    assert isinstance(refused, Conflict)


def closes(network, heir=None, signups=None):
    row = network.again(network.row)
    told = {"heir": heir, "ends_all": heir is None, "version": row.version, "signups": signups}
    return lambda: network.do(networks.close, network=row, why="Pengene er brugt", **told)


def closed_beside(network, held, closing, verb):
    """What the other hand did or was told in the house's words; it stands before the closing."""

    def then():
        all_wait(1)
        return closing()

    other, done = at_once(network.open, held, verb, then)
    assert isinstance(done, networks.Closed), done
    if isinstance(other, Exception):
        assert isinstance(other, Conflict | Refused), other
    assert network.again(network.row).state == NetworkState.CLOSED
    return other


def signed_up(network):
    with network.open():
        return joining.sign_up(
            id=new_id(), network=network.row, side=Side.MENTEE, wish=Wish(**WISH),
            signed=Signed("Hodan Jama", "hodan@x.example", is_mail=True), at=clock.now(),
        )  # fmt: skip


def test_a_network_closes_while_somebody_is_taken_in_and_they_come_along(network):
    row, heir = signed_up(network), other_network(network, "Vestby")
    with network.open():
        held = Application.objects.owned().filter(pk=row.pk)
    closing = closes(network, heir, networks.Signups(to=heir))
    takes_in = lambda: network.do(joining.take_in, application=row, person=None)  # noqa: E731
    closed_beside(network, held, closing, takes_in)
    with network.open():
        who = Participant.objects.owned().first() or Application.objects.owned().get()
        assert who.network_id == heir.pk


def test_a_network_closes_while_two_begin_and_no_pair_lives_on(network):
    pair = network.agreed()
    terms = pairs.Terms(TODAY, None, 2)
    starts = lambda: network.do(pairs.start, pair=pair, terms=terms, version=pair.version)  # noqa: E731
    closed_beside(network, rows_of(network, pair), closes(network), starts)
    assert network.again(pair).state in (State.BROKEN, State.DECLINED)


def test_a_network_closes_while_two_are_asked_and_neither_is_left_waiting(network):
    mentee, mentor = network.mentee(), network.mentor()
    with network.open():
        held = Participant.objects.owned().filter(pk=mentor.pk)
    asks = lambda: network.asked(mentee, mentor)  # noqa: E731
    closed_beside(network, held, closes(network), asks)
    with network.open():
        assert not Pair.objects.owned().exclude(state=State.DECLINED).exists()
        assert {who.is_left for who in Participant.objects.owned()} == {True}


def test_what_came_to_nothing_takes_no_answer_with_it(network):
    pair = network.started(days_ago=10)
    with network.open():
        row = Outcome.objects.owned().get(pair=pair, side=Side.MENTEE)
        held = Outcome.objects.owned().filter(pk=row.pk)
    said = {"job": Said.YES}
    told, back = at_once(
        network.open,
        held,
        lambda: network.do(outcomes.answer, outcome=row, said=said),
        lambda: network.do(asking.take_back, pair=pair, version=pair.version),
    )
    with network.open():
        stands = Outcome.objects.owned().filter(pk=row.pk).exclude(answered_at=None).exists()
    if stands:
        assert isinstance(back, Refused)
    else:
        assert isinstance(told, Conflict)
        assert "En anden har ændret det" in str(told)


def test_a_network_closes_while_somebody_signs_up_and_nobody_is_stranded(network):
    heir = other_network(network, "Vestby")
    with network.open():
        held = Network.objects.owned().filter(pk=network.row.pk)
    closing = closes(network, heir, networks.Signups(to=heir))
    closed_beside(network, held, closing, lambda: signed_up(network))
    with network.open():
        rows = Application.objects.owned().filter(settled_at=None)
        assert not rows.filter(network=network.row).exists()


def test_of_two_who_receive_a_hand_over_both_see_the_one_turn(network):
    work = Programme(network.cast)
    work.hand_over()
    row = crossed(work)

    def receives(name):
        def verb():
            with work.acting():
                told = {"person": None, "wanted": Wanted(name), "on": TODAY, "years": 12}
                return receiving.receive(id=new_id(), row=row, **told, **work.who())

        return verb

    held = Organisation.objects.filter(pk=work.cast.medborgerhuset.pk)
    said = at_once(work.acting, held, receives("Huda Nasser"), receives("Huda Naser"))
    done, refused = parted(said)
    assert refused == []
    assert len({one.pk for one in done}) == 1
    with work.acting():
        assert Turn.objects.owned().count() == 1
        assert Person.objects.present().filter(pk=done[0].person_id).count() == 1


@pytest.mark.parametrize("other", ["step", "remove"])
def test_a_contact_that_is_moved_on_is_not_removed_and_nobody_is_told_so(network, other):
    """The first hand stands before the second, whoever else holds the row."""
    work = Programme(network.cast)
    row = contact(work, scheme(work))

    def step():
        with work.acting():
            told = {"to": Step.AGREED, "on": TODAY, "version": row.version}
            return schemes.step(match=row, **told, **work.who())

    def removes():
        with work.acting():
            return schemes.remove(match=row, version=row.version, **work.who())

    def then():
        all_wait(1)
        return removes()

    with work.acting():
        held = Following.objects.owned().filter(pk=row.pk)
    first = step if other == "step" else removes
    done, second = at_once(work.acting, held, first, then)
    assert not isinstance(done, Exception), done
    assert isinstance(second, Conflict)
    assert "En anden har ændret det" in str(second)
    with work.acting():
        stands = Following.objects.owned().filter(pk=row.pk).exists()
        verbs = [line.verb for line in history.of(row)]
    assert stands == (other == "step")
    assert verbs.count("remove") == (not stands)


def test_of_two_leaders_who_give_on_one_turn_the_second_is_told_and_it_stays(network):
    cast = network.cast
    for name in ("paul", "pia"):
        roll.join(cast, name, cast.medborgerhuset, "programme", None)
    work = Programme(cast)
    turn = work.started()
    with work.acting("jonas"):
        held = Turn.objects.owned().filter(pk=turn.pk)
        Membership.objects.owned().filter(account=cast.petra).delete()

    def gives(to):
        def verb():
            with work.acting("jonas"):
                return give_turns(left=cast.petra, to=to, **work.who("jonas"))

        return verb

    said = at_once(lambda: work.acting("jonas"), held, gives(cast.paul), gives(cast.pia))
    (one,), (refused,) = parted(said)
    assert one == 1
    assert "givet videre" in str(refused)
    with work.acting("jonas"):
        stands = Turn.objects.owned().get(pk=turn.pk)
        (line,) = [one for one in history.of(turn) if one.verb == "hand-on"]
    assert line.changes["owner"][1] == stands.owner.name
