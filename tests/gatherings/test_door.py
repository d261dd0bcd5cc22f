"""Attendance: one tap is one sign-up come, walk-ins are counted, and the numbers are the room's."""

import uuid
from datetime import date

import pytest

from favn.config.demo import gatherings as demo
from favn.gatherings import actions
from favn.gatherings.actions import Facts, Hours
from favn.gatherings.models import Presence
from favn.kit import figures
from favn.kit.refusals import Conflict, Refused
from favn.statistics.figures import Edition, Period
from tests.cast import NOW
from tests.gatherings.steps import EVENING, filled

NETWORK = (28, 31, 26, 28)
SEMINARS = (17, 21, 14, 19, 18)
PRINTED = {"netvaerksmoede": (4, 113), "seminar": (5, 89)}
"""4 network meetings with 113 and 5 seminars with 89 participants: an association's year 2023."""


def door(meeting, tail=""):
    return f"/arrangementer/gang/{meeting.pk}/{tail}"


def test_a_tap_counts_a_sign_up_and_a_second_takes_it_back(calendar, cast):
    row = calendar.over()
    hodan = calendar.staff_sign_up(row, persons=3)
    meeting = calendar.meeting(row)
    amina = cast.visit(cast.amina)
    page = amina.get(door(meeting)).content.decode()
    assert "Hodan" in page
    assert "hodan@x.example" not in page
    tap = {"verb": "came", "signup": str(hodan.pk), "heads": 3}
    for _double in range(2):
        assert amina.post(door(meeting), tap).status_code == 302
    assert calendar.heads(meeting) == 3
    amina.post(door(meeting), tap | {"heads": 2})
    assert calendar.heads(meeting) == 2
    amina.post(door(meeting), tap | {"heads": 0})
    assert calendar.heads(meeting) == 0
    amina.post(door(meeting), tap)
    assert calendar.heads(meeting) == 3
    with calendar.cast.acting(calendar.by):
        assert Presence.objects.owned().count() == 3


def test_walk_ins_are_tapped_typed_or_named(calendar, jonas):
    meeting = calendar.meeting(calendar.over())
    tap = {"verb": "one-more", "id": str(uuid.uuid4())}
    for _double in range(2):
        jonas.post(door(meeting), tap)
    assert calendar.heads(meeting) == 1
    typed = filled(jonas.get(door(meeting)), "heads", heads=12, verb="heads")
    jonas.post(door(meeting), typed)
    assert calendar.heads(meeting) == 12
    jonas.post(door(meeting), filled(jonas.get(door(meeting)), "heads", heads=5, verb="heads"))
    assert calendar.heads(meeting) == 5
    named = filled(jonas.get(door(meeting)), "named", name="Duc", persons=2, verb="walk-in")
    for _double in range(2):
        jonas.post(door(meeting), named)
    assert calendar.heads(meeting) == 7


def test_two_doors_at_once_lose_no_guest(calendar, jonas):
    meeting = calendar.meeting(calendar.over())
    taps = [{"verb": "one-more", "id": str(uuid.uuid4())} for _door in range(2)]
    for tap in taps:
        jonas.post(door(meeting), tap)
    assert calendar.heads(meeting) == 2
    with pytest.raises(Conflict, match="nu er det 2"):
        calendar.do(actions.count_walk_ins, meeting=meeting, heads=9, shown=0)


def test_nothing_is_counted_before_the_day_or_on_a_day_that_was_called_off(calendar, jonas):
    meeting = calendar.meeting(calendar.gathering())
    assert "ikke holdt endnu" in jonas.get(door(meeting)).content.decode()
    with pytest.raises(Refused, match="ikke holdt endnu"):
        calendar.do(actions.hold, meeting=meeting)
    calendar.do(actions.call_off, meeting=meeting, reason="Sne.", version=meeting.version)
    with pytest.raises(Refused, match="aflyst"):
        calendar.do(actions.count_walk_ins, meeting=meeting, heads=3, shown=0)


def test_the_paper_list_has_a_box_for_each_and_no_contact(calendar, jonas):
    row = calendar.over()
    calendar.staff_sign_up(row)
    page = jonas.get(door(calendar.meeting(row), "liste/")).content.decode()
    assert "Hodan" in page
    assert page.count("☐") == 11
    assert "hodan@x.example" not in page


def held(calendar, kind, day, heads):
    at = NOW.replace(year=2023, month=1, day=1)
    row = calendar.do(
        actions.make, id=uuid.uuid4(), at=at, hours=Hours(day, *EVENING),
        facts=Facts(
            calendar.kinds[kind], f"{kind} {day}", "Del.", calendar.house, takes_signups=False
        ),
    )  # fmt: skip
    calendar.do(actions.count_walk_ins, meeting=calendar.meeting(row), heads=heads, shown=0)


def number(calendar, figure, by=None, period="2023"):
    return figures.value(
        f"gatherings.{figure}", calendar.house.pk, Period.parse(period), by=by,
        edition=Edition.INTERNAL,
    )  # fmt: skip


def test_the_printed_year_comes_out_by_kind(calendar):
    for month, heads in enumerate(NETWORK, 1):
        held(calendar, "netvaerksmoede", date(2023, month, 9), heads)
    for month, heads in enumerate(SEMINARS, 5):
        held(calendar, "seminar", date(2023, month, 9), heads)
    for place, figure in enumerate(("held", "participations")):
        told = number(calendar, figure, by="kind")
        assert {row.key: row.value for row in told.rows} == {
            kind: numbers[place] for kind, numbers in PRINTED.items()
        }
        assert told.total == sum(numbers[place] for numbers in PRINTED.values())
    assert number(calendar, "participations", period="2023-01").total == 28


def test_the_demo_carries_the_same_printed_numbers():
    assert (len(demo.NETWORK), sum(demo.NETWORK)) == PRINTED["netvaerksmoede"]
    assert (len(demo.SEMINARS), sum(demo.SEMINARS)) == PRINTED["seminar"]


def test_a_head_taken_out_again_leaves_the_figure(calendar):
    row = calendar.over()
    hodan, meeting = calendar.staff_sign_up(row, persons=3), calendar.meeting(row)
    for heads, expected in ((3, 3), (1, 1), (0, 0)):
        calendar.do(actions.came, meeting=meeting, signup=hodan, heads=heads)
        assert number(calendar, "participations", period="2026").total == expected
    assert number(calendar, "held", period="2026").total == 1
