"""The status meeting: what a caseworker hears is what the person said yes to, word for word."""

import io
import json
from datetime import timedelta

import pytest
from pypdf import PdfReader

from favn.kit.models import History
from favn.kit.refusals import Refused
from favn.pathways.actions import status_meetings as actions
from favn.pathways.choices.programme import SHARED, Doing
from favn.pathways.models import StatusMeeting
from favn.pathways.queries import programme as queries
from favn.people.accounts.models import Lookup
from favn.people.persons.choices import Act
from tests.cast import TODAY, new_id
from tests.pathways.turns import CENTRE, COMPANY, Programme, day

NEXT = "Prøver fire timer mere om ugen fra august"
STREET = "Hemmeligvej 7"


@pytest.fixture
def work(cast):
    return Programme(cast)


@pytest.fixture
def meeting(work):
    """A planned meeting about somebody in a placement, who lets the job centre hear."""
    turn = work.started(work.person("Zahra Rezai", phone="50607080"), on=day(90))
    work.spell(turn, Doing.KITCHEN, from_on=day(80), to_on=day(40))
    work.spell(turn, Doing.COMPANY, COMPANY, from_on=day(30))
    work.say(turn.person, "status", recipient=CENTRE)
    return work.meeting(turn)


def page(row, rest=""):
    return f"/forloeb/moede/{row.pk}/{rest}"


def hold(work, row, told=("since", "doing", "next"), following=NEXT, **more):
    fields = {"version": work.again(row).version, "following": following} | more
    return work.post(page(row), verb="hold", fields_told=list(told), **fields)


def said(work, row):
    with work.acting():
        return StatusMeeting.objects.get(pk=row.pk).contents()


def words_of(answer):
    return "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(answer.content)).pages)


def test_without_a_yes_to_that_very_place_no_meeting_is_agreed(work):
    turn = work.started()
    html = work.text(f"/forloeb/{turn.pk}/")
    assert "kræver, at personen siger ja til, hvem der må høre status" in html
    work.say(turn.person, "status", recipient="Et andet sted")
    with pytest.raises(Refused, match="skal først sige ja til, at Jobcenter Sundhavn"):
        work.meeting(turn)


def test_a_turn_that_ended_while_the_page_stood_open_agrees_no_meeting(work):
    turn = work.started()
    work.say(turn.person, "status", recipient=CENTRE)
    with work.acting():
        seen = queries.turn_with(turn.pk)
    work.do("end", turn, on=TODAY)
    with work.acting(), pytest.raises(Refused, match="Forløbet er slut"):
        actions.plan_meeting(
            id=new_id(), turn=seen, on=TODAY, recipient=CENTRE, **work.who()
        )  # fmt: skip


def test_a_meeting_is_agreed_on_the_turns_page(work):
    turn = work.started()
    work.say(turn.person, "status", recipient=CENTRE)
    form = {"on": (TODAY + timedelta(days=4)).isoformat(), "recipient": CENTRE}
    assert work.press(turn, "meeting", **form).status_code == 302
    assert work.press(turn, "meeting", **form | {"recipient": "Naboen"}).status_code == 422
    assert work.press(turn, "meeting", **form | {"on": "x"}).status_code == 422
    with work.acting():
        assert StatusMeeting.objects.owned().count() == 1


def test_what_is_told_is_exactly_what_the_paper_shows(work, meeting):
    assert hold(work, meeting).status_code == 302
    told = said(work, meeting)
    assert list(told) == ["since", "doing", "next"]
    paper = words_of(work.client().get(page(meeting, "papir/")))
    flat = " ".join(paper.split())
    for words in told.values():
        assert " ".join(words.split()) in flat
    assert COMPANY in flat
    for word in ("Zahra", "50607080", "16"):
        assert word not in flat.replace("2026", "")
    html = work.text(page(meeting))
    assert NEXT in html


def test_later_changes_do_not_move_what_was_told(work, meeting):
    hold(work, meeting)
    before = said(work, meeting)
    work.spell(meeting.turn, Doing.COURSE, "Truckkort", from_on=day(2))
    assert said(work, meeting) == before
    assert "Truckkort" not in words_of(work.client().get(page(meeting, "papir/")))
    assert hold(work, meeting, told=["name"]).status_code == 422
    assert said(work, meeting) == before


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"told": []}, "Vælg mindst én ting"),
        ({"told": ["health"]}, "må ikke gives videre"),
        ({"told": ["next"], "following": " "}, "Skriv det næste"),
        ({"following": "x" * 301}, "for lang"),
        ({"following": "Hendes CPR er 010190-1234"}, "CPR"),
        ({"version": "x"}, "Siden er for gammel"),
    ],
)
def test_wrong_words_are_said_and_nothing_is_told(work, meeting, fields, sentence):
    answer = hold(work, meeting, **fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert said(work, meeting) == {}


def test_a_meeting_ahead_is_not_held_yet(work, meeting):
    ahead = work.meeting(meeting.turn, on=TODAY + timedelta(days=1))
    assert hold(work, ahead).status_code == 422
    assert work.client().get(page(ahead, "papir/")).status_code == 404


def test_taken_back_the_paper_is_not_fetched(work, meeting):
    hold(work, meeting)
    assert work.client().get(page(meeting, "papir/"))["Content-Type"] == "application/pdf"
    work.say(meeting.turn.person, "status", Act.WITHDRAWN, CENTRE)
    answer = work.client().get(page(meeting, "papir/"))
    assert answer.status_code == 302
    assert "Hent papiret" not in work.text(page(meeting))


def test_taken_back_before_the_meeting_nothing_is_told(work, meeting):
    work.say(meeting.turn.person, "status", Act.WITHDRAWN, CENTRE)
    assert hold(work, meeting).status_code == 422
    assert said(work, meeting) == {}


def test_a_protected_address_crosses_in_no_words(work):
    person = work.person("Huda", address=STREET, address_is_protected=True)
    turn = work.started(person)
    work.say(person, "status", recipient=CENTRE)
    row = work.meeting(turn)
    answer = hold(work, row, told=["next"], following=f"Hentes på {STREET}")
    assert answer.status_code == 422
    assert "beskyttede adresse" in answer.content.decode()


def test_a_cancelled_meeting_tells_nothing(work, meeting):
    answer = work.post(page(meeting), verb="cancel", version=meeting.version)
    assert answer.status_code == 302
    assert "Mødet blev aflyst" in work.text(page(meeting))
    assert hold(work, meeting).status_code == 422


def test_two_at_once_are_told_who_was_first(work, meeting):
    with work.acting():
        row = queries.meeting_with(meeting.pk)
        actions.hold_meeting(
            meeting=row, version=row.version, fields=["since"], following="", **work.who()
        )
    assert hold(work, meeting, version=meeting.version).status_code == 422


def test_nothing_of_what_was_told_stands_in_the_clear(work, meeting):
    hold(work, meeting)
    with work.acting():
        lines = History.objects.get_queryset().filter(record_id=meeting.pk)
        assert NEXT not in json.dumps([line.changes for line in lines])
        assert Lookup.objects.owned().filter(page="pathways:meeting").exists()


def test_there_is_no_field_of_health_to_tell():
    assert set(SHARED) == {"name", "since", "doing", "hours", "next"}


def test_a_strangers_meeting_is_not_found(work, meeting):
    assert work.client("sara").get(page(meeting)).status_code == 403
    assert work.client().get(f"/forloeb/moede/{new_id()}/").status_code == 404
