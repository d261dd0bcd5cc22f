"""`favn gatherings`: reminders before, letters that wait, and names that are kept no longer."""

from datetime import timedelta

import pytest

from favn.config import cli
from favn.gatherings import actions
from favn.gatherings.choices import Answer
from favn.gatherings.models import Letter, SignUp, SignUpTry
from tests.cast import NOW, TODAY

SITE = "https://favn.example"


def test_everybody_with_a_seat_is_reminded_once_two_days_before(calendar, letterbox, capsys):
    row = calendar.gathering(days=2, seats=1)
    calendar.sign_up(row, "Hodan", "hodan@x.example")
    calendar.sign_up(row, "Piotr", "piotr@x.example")
    at = NOW + timedelta(hours=4)
    for _again in range(2):
        calendar.do(actions.nightly, at=at)
    with calendar.cast.acting(calendar.by):
        (letter,) = Letter.objects.owned().filter(why="remind")
        assert letter.signup.name == "Hodan"
    assert cli.run(["gatherings", "--site", SITE]) == 0
    assert "letters left" in capsys.readouterr().out
    subjects = [str(letter["Subject"]) for to, letter in letterbox.letters if "hodan" in to[0]]
    assert any("Husk" in subject for subject in subjects)
    words = [
        part.get_payload(decode=True).decode() for part in letterbox.letters[0][1].get_payload()
    ]
    assert f"{SITE}/tag-del/medborgerhuset/min/" in words[0]


def test_a_letter_that_waits_is_not_sent_when_it_is_no_longer_true(calendar, letterbox):
    row = calendar.gathering(days=2, seats=1)
    hodan = calendar.sign_up(row, "Hodan", "hodan@x.example")
    piotr = calendar.sign_up(row, "Piotr", "piotr@x.example")
    calendar.do(actions.nightly, at=NOW + timedelta(hours=4))
    invited = calendar.invite(row)
    calendar.alone(
        actions.answer, invitation=invited, said=Answer.NO, who_comes="", persons=0, version=1
    )
    calendar.alone(actions.leave, signup=hodan)
    calendar.alone(actions.say_yes, signup=piotr)
    with calendar.cast.acting(calendar.by):
        waiting = set(Letter.objects.owned().values_list("why", flat=True))
        assert waiting == {"confirm", "remind", "invite", "offer"}
        actions.post_letters(site=SITE, at=NOW)
    assert {str(letter["Subject"]) for _to, letter in letterbox.letters} == {
        "Tilmelding: Samtalesalon"
    }
    assert {to[0] for to, _letter in letterbox.letters} == {"piotr@x.example"}


def test_a_letter_no_server_takes_is_told_by_the_commands_code(calendar, letterbox):
    calendar.sign_up(calendar.gathering())
    letterbox.refused.add("hodan@x.example")
    assert cli.run(["gatherings", "--site", SITE]) == cli.NO
    with pytest.raises(SystemExit):
        cli.run(["gatherings"])
    assert cli.run(["gatherings", "--site", "favn.example"]) == cli.WRONG_CALL


def test_who_owes_an_answer_is_asked_once_more_a_week_before(calendar):
    calendar.invite(calendar.gathering(days=6))
    calendar.invite(calendar.gathering("Fest", days=30), "Eritreas Venner", "ev@x.example")
    for _again in range(2):
        calendar.do(actions.nightly)
    with calendar.cast.acting(calendar.by):
        assert [one.invitation.sent_to for one in Letter.objects.owned().filter(why="nudge")] == [
            "kanel@x.example"
        ]


def test_names_go_fourteen_days_after_and_the_numbers_stay(calendar, settings):
    row = calendar.over(days_ago=10)
    hodan = calendar.staff_sign_up(row, persons=3)
    meeting = calendar.meeting(row)
    calendar.do(actions.came, meeting=meeting, signup=hodan, heads=2)
    invited = calendar.invite(calendar.gathering("Fest", days=1))
    settings.TODAY = TODAY + timedelta(days=4)
    calendar.do(actions.nightly, at=NOW + timedelta(days=4))
    assert calendar.now(hodan).name == "Hodan"
    settings.TODAY = TODAY + timedelta(days=5)
    calendar.do(actions.nightly, at=NOW + timedelta(days=5))
    gone = calendar.now(hodan)
    assert (gone.name, gone.contact, gone.access, gone.persons) == ("", "", "", 3)
    assert calendar.heads(meeting) == 2
    assert calendar.now(invited).sent_to == "kanel@x.example"


def test_a_call_that_is_owed_keeps_its_contact_until_it_is_done(calendar, settings):
    row = calendar.over(days_ago=10)
    hodan = calendar.staff_sign_up(row)
    calendar.do(
        actions.plan_call, meeting=calendar.meeting(row), signup=hodan, invitation=None,
        due_on=TODAY, who="",
    )  # fmt: skip
    settings.TODAY = TODAY + timedelta(days=30)
    calendar.do(actions.nightly, at=NOW + timedelta(days=30))
    assert calendar.now(hodan).contact == "hodan@x.example"


def test_where_forms_came_from_is_forgotten_after_an_hour(calendar):
    calendar.sign_up(calendar.gathering(), address="192.0.2.7")
    with calendar.cast.acting(calendar.by):
        assert SignUpTry.objects.owned().count() == 1
    calendar.do(actions.nightly, at=NOW + timedelta(hours=1))
    with calendar.cast.acting(calendar.by):
        assert SignUpTry.objects.owned().count() == 0
        assert SignUp.objects.owned().count() == 1
