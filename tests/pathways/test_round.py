"""`favn mentoring` and the night: reminders once each, letters that wait, words kept no longer."""

from datetime import timedelta

import pytest

from favn.config import cli
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


def test_the_night_ends_sign_ups_nobody_took_in(network, guest, moving, capsys):
    guest.post(MENTEE, filled(guest.get(MENTEE), **TYPED))
    moving(TODAY + timedelta(days=61))
    assert cli.run(["retention", "--organisation", "medborgerhuset"]) == 0
    assert "1 sign-ups of mentoring without an answer ended" in capsys.readouterr().out
    with network.open():
        assert Application.objects.owned().get().name == ""
