"""Two who agree on a first day to come: they have not begun, and may still come to nothing."""

from datetime import timedelta

import pytest

from favn.config import cli
from favn.kit import clock
from favn.kit.figures import values
from favn.kit.refusals import Refused
from favn.pathways.actions import asking, outcomes, pairs
from favn.pathways.actions import networks as closing
from favn.pathways.actions.pairs import Terms
from favn.pathways.choices.pairs import Ending, State
from favn.pathways.models import Milestone, Outcome
from favn.pathways.queries import networks, pool
from favn.pathways.queries import pairs as known
from favn.statistics.figures import Edition, Period
from tests.cast import TODAY, new_id
from tests.pathways.mentoring import other_network

FIRST = TODAY + timedelta(days=20)
SITE = "https://favn.example"


def page_of(pair):
    return f"/makkerskab/par/{pair.pk}/"


@pytest.fixture
def ahead(network):
    """A pair that agreed to begin in twenty days."""
    pair = network.agreed(network.mentee("Hodan Jama", days=300, email="h@x.example"))
    network.do(pairs.start, pair=pair, terms=Terms(FIRST, None, 2), version=pair.version)
    return network.again(pair)


def begun_in(network):
    with network.open():
        return list(
            Milestone.objects.owned()
            .filter(kind="started", voided_at=None)
            .values_list("year", "month")
        )


def test_a_pair_counts_as_begun_from_its_first_day_and_once(network, ahead, moving):
    with network.open():
        (load,) = networks.loads(TODAY)
        assert (load.running, load.asked) == (0, 1)
        assert not known.running(TODAY).exists()
    cli.run(["mentoring", "--site", SITE])
    assert begun_in(network) == []
    moving(FIRST)
    assert [cli.run(["mentoring", "--site", SITE]) for _ in range(2)] == [0, 0]
    assert begun_in(network) == [(FIRST.year, FIRST.month)]
    with network.open():
        assert known.running(FIRST).count() == 1


def test_the_page_says_the_day_and_offers_no_end_of_what_has_not_begun(network, ida, ahead):
    told = ida.get(page_of(ahead)).content.decode()
    assert "Begynder senere" in told
    assert "Begynder 9. dec. 2026." in told
    assert "Slut makkerskabet" not in told
    assert "Det blev ikke til noget" in told


def test_it_comes_to_nothing_uncounted_and_the_mentee_keeps_her_place(
    network, ida, ahead, letterbox, moving
):
    sent = {"verb": "take-back", "version": ahead.version}
    assert ida.post(page_of(ahead), sent).status_code == 302
    row = network.again(ahead)
    assert (row.state, row.started_on, row.ended_on) == (State.DECLINED, None, TODAY)
    with network.open():
        (waits,) = pool.waiting_mentees()
        assert (waits.pk, (TODAY - waits.waiting_since).days) == (ahead.mentee_id, 300)
    assert network.count(Outcome) == 0, "nobody is asked how it began"
    assert any("blev ikke til noget" in text for text in letterbox.to("h@x.example"))
    moving(FIRST)
    cli.run(["mentoring", "--site", SITE])
    assert begun_in(network) == []


@pytest.mark.parametrize("verb", ["pause", "finish"])
def test_what_has_not_begun_has_no_break_and_no_end(network, ahead, verb):
    more = {"to": State.BROKEN, "ending": Ending.TIME, "on": TODAY} if verb == "finish" else {}
    with pytest.raises(Refused, match="ikke begyndt endnu"):
        network.do(getattr(pairs, verb), pair=ahead, version=ahead.version, **more)


def started_in_figures(network):
    with network.open():
        asked = [("pathways.pairs_started", None)]
        (value,) = values(asked, network.house.pk, Period(TODAY.year), edition=Edition.INTERNAL)
        return value.total


def test_two_who_never_met_have_not_begun_and_the_number_is_taken_back(network, ida, moving):
    pair = network.started(network.mentee(days=300), days_ago=10)
    assert started_in_figures(network) == 1
    sent = {"verb": "take-back", "version": pair.version}
    assert "De begyndte aldrig" in ida.get(page_of(pair)).content.decode()
    assert ida.post(page_of(pair), sent).status_code == 302
    assert network.again(pair).state == State.DECLINED
    assert started_in_figures(network) == 0
    with network.open():
        (waits,) = pool.waiting_mentees()
    assert (TODAY - waits.waiting_since).days == 300


@pytest.mark.parametrize("life", ["meeting", "answer", "long ago"])
def test_two_who_have_begun_can_only_be_broken(network, ida, life):
    pair = network.started(days_ago=63 if life == "long ago" else 10)
    if life == "meeting":
        network.met(pair)
    if life == "answer":
        with network.open():
            row = Outcome.objects.owned().get(pair=pair, side="mentee")
        network.do(outcomes.answer, outcome=row, said={"job": "no"})
    assert "De begyndte aldrig" not in ida.get(page_of(pair)).content.decode()
    with pytest.raises(Refused, match="Afbryd makkerskabet i stedet"):
        network.do(asking.take_back, pair=pair, version=network.again(pair).version)
    assert begun_in(network) != []


def test_a_pair_that_ends_before_the_nightly_round_is_counted_both_times(network, ahead, moving):
    moving(FIRST)
    network.do(
        pairs.finish, pair=ahead, to=State.BROKEN, ending=Ending.TIME, on=FIRST,
        version=ahead.version,
    )  # fmt: skip
    with network.open():
        kinds = sorted(Milestone.objects.owned().values_list("kind", flat=True))
    assert kinds == ["broken", "started"]


def test_who_began_before_a_network_closed_is_counted_there_and_not_in_the_heir(
    network, ahead, moving
):
    """The day had come, and no round had been by."""
    heir = other_network(network, "Nordby")
    moving(FIRST)
    network.do(
        closing.close, network=network.row, heir=heir, ends_all=False, why="Ingen til det",
        version=network.again(network.row).version,
    )  # fmt: skip
    cli.run(["mentoring", "--site", SITE])
    with network.open():
        (row,) = Milestone.objects.owned().filter(kind="started")
    assert (row.network_id, network.again(ahead).network_id) == (network.row.pk, heir.pk)


def test_their_own_page_asks_for_no_meeting_before_the_day(network, guest, ahead):
    page = network.page_of(ahead.mentee)
    told = guest.get(page).content.decode()
    assert "I begynder" in told
    assert "Har I mødtes?" not in told


def test_nobody_is_to_be_called_about_two_who_came_to_nothing(network, ahead):
    ask = {"pair": ahead, "who": ahead.mentee, "words": "Ring til mig", "at": clock.now()}
    with network.open():
        row = pairs.ask_for_call(id=new_id(), **ask)
    network.do(asking.take_back, pair=ahead, version=ahead.version)
    assert network.again(row).done_at is not None
