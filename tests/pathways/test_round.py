"""`favn mentoring` and the night: reminders once each, letters that wait, words kept no longer."""

from datetime import timedelta

import pytest

from favn.config import cli
from favn.kit import clock
from favn.pathways.actions import asking
from favn.pathways.actions.posting import post_letters
from favn.pathways.choices.pairs import Says
from favn.pathways.models import Application, Letter
from tests.cast import TODAY
from tests.gatherings.steps import filled
from tests.pathways.test_join import MENTEE, TYPED

SITE = "https://favn.example"


def test_one_round_reminds_once_and_posts_with_the_link(network, letterbox, moving, capsys):
    network.asked(network.mentee(email="hodan@x.example"), network.mentor())
    quiet = network.started(network.mentee("A", email="a@x.example"), network.mentor("B"))
    moving(TODAY + timedelta(days=40))
    assert [cli.run(["mentoring", "--site", SITE]) for _ in range(2)] == [0, 0]
    out = capsys.readouterr().out
    assert "2 reminders of an answer and 1 silent pairs" in out
    assert "0 reminders of an answer and 0 silent pairs" in out
    (silent,) = [text for text in letterbox.to("a@x.example") if "mødtes for nylig" in text]
    assert f"{SITE}{network.page_of(quiet.mentee)}" in silent


def test_a_second_silence_is_reminded_again(network, moving):
    pair = network.started()
    moving(TODAY + timedelta(days=40))
    cli.run(["mentoring", "--site", SITE])
    network.met(pair)
    moving(TODAY + timedelta(days=90))
    cli.run(["mentoring", "--site", SITE])
    with network.open():
        assert Letter.objects.owned().filter(why="silent").count() == 4


def test_a_letter_no_server_takes_is_told_by_the_commands_code(network, letterbox):
    network.asked(network.mentee(email="hodan@x.example"), network.mentor())
    letterbox.refused.add("hodan@x.example")
    assert cli.run(["mentoring", "--site", SITE]) == cli.NO
    assert cli.run(["mentoring", "--site", "favn.example"]) == cli.WRONG_CALL
    with pytest.raises(SystemExit):
        cli.run(["mentoring"])


def left(network, why):
    with network.open():
        post_letters(site=SITE, at=clock.now())
        return sorted(Letter.objects.owned().filter(why=why).values_list("state", flat=True))


def test_a_suggestion_taken_back_before_its_letter_left_is_never_written_of(network, letterbox):
    pair = network.asked(network.mentee(email="hodan@x.example"), network.mentor())
    network.do(asking.take_back, pair=pair, version=pair.version)
    assert left(network, "ask") == left(network, "not-now") == ["dropped"] * 2
    assert letterbox.to("hodan@x.example") == []


def test_who_answered_on_the_phone_is_not_asked_by_a_letter_that_waited(network, letterbox):
    pair = network.asked(network.mentee(email="hodan@x.example"), network.mentor())
    network.answers(pair, "mentee")
    assert left(network, "ask") == ["dropped", "sent"]
    network.answers(pair, "mentor", Says.NO)
    assert left(network, "not-now") == ["sent"]
    assert any("blev ikke til noget" in text for text in letterbox.to("hodan@x.example"))


def test_two_who_have_met_since_are_not_asked_whether_they_did(network, letterbox, moving):
    pair = network.started()
    network.started(network.mentee("Amal"), network.mentor("Mette"))
    moving(TODAY + timedelta(days=40))
    cli.run(["mentoring", "--site", SITE])
    with network.open():
        Letter.objects.owned().filter(why="silent").update(state="waiting", tries=0)
    network.met(pair)
    assert left(network, "silent") == ["dropped", "dropped", "sent", "sent"]


def test_the_night_ends_sign_ups_nobody_took_in(network, guest, moving, capsys):
    guest.post(MENTEE, filled(guest.get(MENTEE), **TYPED))
    moving(TODAY + timedelta(days=61))
    assert cli.run(["retention", "--organisation", "medborgerhuset"]) == 0
    assert "1 sign-ups of mentoring without an answer ended" in capsys.readouterr().out
    with network.open():
        assert Application.objects.owned().get().name == ""
