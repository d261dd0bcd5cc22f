"""A pair from the agreement to the end: meetings, silence, breaks, and who waits again."""

import uuid
from datetime import timedelta

import pytest

from favn.kit.refusals import Refused
from favn.pathways.actions import pairs
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.pairs import MOVES, Ending, State
from favn.pathways.models import FollowUp, Letter, Meeting
from favn.pathways.queries import pairs as known
from favn.pathways.queries import pool
from tests.cast import NOW, TODAY
from tests.gatherings.steps import filled
from tests.pathways.mentoring import other_network

YESTERDAY = TODAY - timedelta(days=1)


def page_of(pair):
    return f"/makkerskab/par/{pair.pk}/"


def begun(ida, pair, **typed):
    page = f"{page_of(pair)}begynd/"
    return ida.post(page, filled(ida.get(page), **typed))


def test_two_who_said_yes_begin_with_what_each_expects(network, ida, letterbox):
    pair = network.agreed(network.mentee(email="hodan@x.example"), network.mentor())
    typed = {"mentee_expects": "Hjælp til ansøgninger", "mentor_expects": "At du ringer, hvis nej"}
    assert begun(ida, pair, **typed).status_code == 302
    page = ida.get(page_of(pair)).content.decode()
    assert "Hjælp til ansøgninger" in page
    assert network.again(pair).state == State.STARTED
    assert any("er i gang" in text for text in letterbox.to("hodan@x.example"))


def test_nobody_begins_before_both_said_yes(network, ida):
    pair = network.asked()
    network.answers(pair, Side.MENTEE)
    answer = begun(ida, pair)
    assert answer.status_code == 422
    assert "Begge skal sige ja, før de kan begynde." in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"started_on": "2026-11-01"}, "før de blev spurgt"),
        ({"started_on": "2027-02-01"}, "inden for en måned"),
        ({"planned_end": "2026-11-19"}, "efter den dag, de begynder"),
        ({"planned_end": "2030-01-01"}, "inden for to år"),
        ({"started_on": "snart"}, "dag-måned-år"),
        ({"every_weeks": "0"}, "fra 1 til 8"),
        ({"mentee_expects": "010190-1234"}, "CPR"),
    ],
)
def test_an_agreement_that_cannot_be_is_said_and_what_was_typed_stays(
    network, ida, typed, sentence
):
    answer = begun(ida, network.agreed(), **{"mentor_expects": "At vi mødes"} | typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "At vi mødes" in answer.content.decode()


def test_a_meeting_before_the_beginning_or_ahead_is_refused(network, ida):
    pair = network.started(days_ago=10)
    for day, sentence in (
        (TODAY - timedelta(days=11), "før I begyndte"),
        (TODAY + timedelta(days=1), "ligger i fremtiden"),
    ):
        sent = {"verb": "met", "id": uuid.uuid4(), "on": day, "way": "together"}
        answer = ida.post(page_of(pair), sent)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert network.count(Meeting) == 0


def test_a_meeting_both_told_of_is_one_meeting(network, ida):
    pair = network.started(days_ago=10)
    for side in Side:
        network.met(pair, 2, told_by=side)
    network.met(pair, 5)
    page = ida.get(page_of(pair)).content.decode()
    assert network.count(Meeting) == 2
    assert "menteen og mentoren" in page
    assert network.again(pair).last_met_on == TODAY - timedelta(days=2)


def test_a_meeting_taken_out_makes_the_one_before_the_last(network, ida):
    pair = network.started(days_ago=60)
    network.met(pair, 40)
    wrong = network.met(pair, 1)
    assert ida.post(page_of(pair), {"verb": "void", "row": wrong.pk}).status_code == 302
    assert network.again(pair).last_met_on == TODAY - timedelta(days=40)
    with network.open():
        assert [one.pair.pk for one in known.silent(TODAY)] == [pair.pk]
    assert ida.post(page_of(pair), {"verb": "void", "row": uuid.uuid4()}).status_code == 404


def test_a_break_and_back_again_and_an_old_page_is_told(network, ida):
    pair = network.started(days_ago=60)
    first = {"verb": "pause", "version": pair.version}
    assert ida.post(page_of(pair), first).status_code == 302
    assert ida.post(page_of(pair), first).status_code == 409
    paused = network.again(pair)
    assert paused.state == State.PAUSED
    sent = {"verb": "go-on", "version": paused.version}
    assert ida.post(page_of(pair), sent).status_code == 302
    with network.open():
        assert known.silent(TODAY) == []
    assert network.again(pair).last_met_on is None, "nobody met"


def test_who_goes_on_and_does_not_meet_is_silent_from_that_day(network, moving):
    pair = network.started(days_ago=60)
    paused = network.do(pairs.pause, pair=pair, version=pair.version)
    network.do(pairs.go_on, pair=paused, version=paused.version)
    later = TODAY + timedelta(days=40)
    moving(later)
    with network.open():
        (silent,) = known.silent(later)
    assert (silent.pair.pk, silent.days) == (pair.pk, 40)


def finish(ida, pair, ending, on=TODAY, version=None):
    sent = {"verb": "finish", "ending": ending, "on": on, "version": version or pair.version}
    return ida.post(page_of(pair), sent)


def test_a_broken_pair_gives_both_back_and_the_mentee_waits_from_that_day(network, ida):
    mentee, mentor = network.mentee(days=300), network.mentor()
    pair = network.started(mentee, mentor, days_ago=30)
    assert finish(ida, pair, "time", YESTERDAY).status_code == 302
    assert network.again(pair).state == State.BROKEN
    with network.open():
        (row,) = pool.waiting_mentees()
        assert (row.pk, row.waiting_since) == (mentee.pk, YESTERDAY)
        assert pool.places_of(mentor) == 1


def test_a_pair_that_ended_as_agreed_is_thanked(network, ida, letterbox):
    pair = network.started(network.mentee(email="hodan@x.example"), network.mentor(), days_ago=200)
    assert finish(ida, pair, "agreed").status_code == 302
    assert network.again(pair).ending == Ending.AGREED
    assert any("Tak for dit forløb" in text for text in letterbox.to("hodan@x.example"))


@pytest.mark.parametrize(
    ("ending", "on", "sentence"),
    [
        ("", TODAY, "Vælg fra listen."),
        ("agreed", TODAY - timedelta(days=31), "før det begyndte"),
        ("agreed", TODAY + timedelta(days=1), "i fremtiden"),
        ("ukendt", TODAY, "Vælg fra listen."),
    ],
)
def test_an_end_before_the_beginning_ahead_or_without_a_reason_is_refused(
    network, ida, ending, on, sentence
):
    pair = network.started(days_ago=30)
    answer = finish(ida, pair, ending, on)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert network.again(pair).state == State.STARTED


def test_nothing_ends_before_a_meeting_that_was_written_until_that_is_taken_out(network):
    pair = network.started(days_ago=30)
    meeting = network.met(pair, days_ago=3)
    ends = {"to": State.ENDED, "ending": Ending.AGREED, "on": TODAY - timedelta(days=5)}
    with pytest.raises(Refused, match="Der er skrevet et møde efter den dag"):
        network.do(pairs.finish, pair=pair, version=network.again(pair).version, **ends)
    network.do(pairs.void, meeting=meeting)
    done = network.do(pairs.finish, pair=pair, version=network.again(pair).version, **ends)
    assert done.ended_on == TODAY - timedelta(days=5)


def test_nobody_is_to_be_called_about_what_is_over(network, guest):
    pair = network.started()
    page = network.page_of(pair.mentor)
    network.do(
        pairs.finish, pair=pair, to=State.BROKEN, ending=Ending.TIME, on=TODAY, version=pair.version
    )
    sent = {"verb": "call", "pair": pair.pk, "id": uuid.uuid4(), "words": "Ring"}
    assert guest.post(page, sent).status_code == 422
    assert network.count(FollowUp) == 0


def test_who_asked_for_a_call_as_it_ended_is_told_that_it_is_over(network):
    """Their page was shown while the pair went on."""
    pair = network.started()
    shown = network.again(pair)
    network.do(
        pairs.finish, pair=pair, to=State.BROKEN, ending=Ending.TIME, on=TODAY, version=pair.version
    )
    with network.open(), pytest.raises(Refused, match="Det er slut"):
        pairs.ask_for_call(id=uuid.uuid4(), pair=shown, who=shown.mentor, words="Ring", at=NOW)
    with network.open():
        assert not known.owed(TODAY + timedelta(days=9)).exists()


def test_who_has_begun_is_not_told_that_a_beginning_will_be_agreed(network, letterbox):
    """No server took the letter that both said yes before the agreement was written."""
    network.started(network.mentee(email="hodan@x.example"), network.mentor())
    network.post()
    told = letterbox.to("hodan@x.example")
    assert any("er i gang" in text for text in told)
    assert not any("aftaler med jer, hvornår I begynder" in text for text in told)


def test_only_the_ways_of_the_table_are_open(network):
    pair = network.started()
    network.do(
        pairs.finish, pair=pair, to=State.ENDED, ending=Ending.AGREED, on=TODAY,
        version=pair.version,
    )  # fmt: skip
    ended = network.again(pair)
    for verb in (pairs.pause, pairs.go_on):
        with pytest.raises(Refused):
            network.do(verb, pair=ended, version=ended.version)
    assert MOVES[State.ENDED] == ()


def test_what_was_agreed_on_the_phone_is_written_and_a_day_to_call_comes_back(network, ida):
    pair = network.started()
    sent = {"verb": "follow", "id": uuid.uuid4(), "words": "De mødes søndag", "due_on": ""}
    assert [ida.post(page_of(pair), sent).status_code for _ in range(2)] == [302, 302]
    assert "De mødes søndag" in ida.get(page_of(pair)).content.decode()
    sent |= {"id": uuid.uuid4(), "due_on": TODAY}
    assert ida.post(page_of(pair), sent).status_code == 302
    with network.open():
        assert len(known.follow_ups_of(pair)) == 2
        assert len(known.owed(TODAY)) == 1


def test_an_answer_given_on_the_phone_says_that_it_was(network, ida):
    pair = network.asked()
    assert ida.post(page_of(pair), {"verb": "yes", "side": "mentee"}).status_code == 302
    assert "sagt til jer" in ida.get(page_of(pair)).content.decode()
    assert ida.post(page_of(pair), {"verb": "yes", "side": "ukendt"}).status_code == 404


def test_a_suggestion_taken_back_tells_both_and_frees_both(network, ida, letterbox):
    pair = network.asked(network.mentee(email="hodan@x.example"), network.mentor())
    network.post()
    sent = {"verb": "take-back", "version": pair.version}
    assert ida.post(page_of(pair), sent).status_code == 302
    assert network.again(pair).state == State.DECLINED
    assert any("blev ikke til noget" in text for text in letterbox.to("hodan@x.example"))
    with network.open():
        assert pool.waiting_mentees().count() == 1


def test_the_nightly_round_reminds_once_of_an_answer_and_once_a_silence(network, moving):
    late = network.asked()
    quiet = network.started(network.mentee("A"), network.mentor("B"))
    moving(TODAY + timedelta(days=40))
    on = NOW + timedelta(days=40)

    def night():
        with network.open():
            asked = [one.pair for one in known.asked(on.date()) if one.is_late]
            found = [one.pair for one in known.silent(on.date())]
            return pairs.nightly(at=on, asked=asked, quiet=found)

    first = night()
    assert (first.nudged, first.silent) == (2, 1)
    before = network.count(Letter)
    assert night().nudged == 0
    assert network.count(Letter) == before
    with network.open():
        kinds = {(row.why, row.pair_id) for row in Letter.objects.owned()}
    assert {("nudge", late.pk), ("silent", quiet.pk)} <= kinds


# Asked again whether they may


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"languages": ("ar",)}, "De har ikke et sprog til fælles."),
        ({"times": ("evening",)}, "De kan ikke på de samme tidspunkter."),
        ({"wants_woman": True}, "Menteen vil have en kvinde som mentor."),
        ({"needs_certificate": True}, "Mentorens attest er ikke set."),
    ],
)
def test_a_hard_rule_stops_two_also_on_the_day_they_are_asked(network, wish, sentence):
    mentee, mentor = network.mentee(**wish), network.mentor()
    with pytest.raises(Refused, match=sentence):
        network.asked(mentee, mentor)
    plan = network.plan()
    network.decide(plan, "lock", mentee, mentor)
    assert network.asked(mentee, mentor).state == State.ASKED


def test_only_a_mentee_and_a_mentor_of_one_network_are_asked(network):
    mentee, mentor = network.mentee(), network.mentor()
    with pytest.raises(Refused, match=r"Vælg en mentee og en mentor\."):
        network.asked(mentor, mentee)
    away = network.mentor("Mette Holm", network=other_network(network, "Nordby"))
    with pytest.raises(Refused, match="ikke i samme netværk"):
        network.asked(mentee, away)


def test_who_had_a_mentor_as_agreed_waits_anew_behind_who_never_had_one(network):
    pair = network.started(network.mentee("Hodan", days=300), network.mentor("Karen"))
    ended = {"to": State.ENDED, "ending": Ending.AGREED, "on": TODAY}
    network.do(pairs.finish, pair=pair, version=pair.version, **ended)
    assert network.again(pair.mentee).waiting_since == TODAY
    first, mentor = network.mentee("Amal", days=20), network.mentor("Mette", days=1)
    with network.open():
        type(mentor).objects.owned().filter(pk=pair.mentor_id).update(standing="paused")
    assert network.planned(network.plan()) == {(first.pk, mentor.pk)}


def test_of_equal_plans_whoever_has_waited_longest_comes_first(network):
    days = (3, 9, 6)  # All under a month: their points are the same.
    rows = [network.mentee(f"Mentee {n}", days=n) for n in days]
    mentor = network.mentor()
    assert network.planned(network.plan()) == {(rows[1].pk, mentor.pk)}
