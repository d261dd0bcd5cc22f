"""Calendar files, read by another library than the one that writes them."""

import uuid
from datetime import date, time
from zoneinfo import ZoneInfo

import vobject

from favn.gatherings import actions
from favn.gatherings.actions import Hours

FEED = "/tag-del/medborgerhuset/kalender.ics"
DENMARK = ZoneInfo("Europe/Copenhagen")


def events(client, address=FEED):
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"\r\n" in answer.content
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    return list(vobject.readOne(answer.content.decode()).contents.get("vevent", []))


def test_an_empty_feed_is_a_calendar_too(guest, cast):
    assert events(guest) == []


def test_summer_and_winter_time_are_danish(calendar, guest):
    row = calendar.gathering("Kursus", purpose="Ord; med, tegn\\ og linjer")
    for n, day in enumerate((date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 31))):
        calendar.do(
            actions.add_meeting, id=uuid.uuid4(), gathering=row,
            hours=Hours(day, time(10), time(11 + n)),
        )  # fmt: skip
    found = {e.dtstart.value.date(): e for e in events(guest)}
    offsets = [
        found[day].dtstart.value.utcoffset().total_seconds() / 3600
        for day in (date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 31))
    ]
    assert offsets == [1, 2, 1]
    assert all(e.dtstart.value.time() == time(10) for d, e in found.items() if d.year == 2027)
    assert found[date(2027, 3, 28)].description.value.startswith("Ord; med, tegn\\ og linjer")


def test_a_change_keeps_the_uid_and_grows_the_sequence_and_off_is_cancelled(calendar, guest):
    row = calendar.gathering("Kursus", times=2)
    before = {e.uid.value: int(e.sequence.value) for e in events(guest)}
    first, second = calendar.meeting(row, 0), calendar.meeting(row, 1)
    calendar.do(
        actions.change_meeting, meeting=first, version=1,
        hours=Hours(first.on, time(18), time(20)),
    )  # fmt: skip
    calendar.do(actions.call_off, meeting=second, reason="Sne.", version=1)
    after = {e.uid.value: e for e in events(guest)}
    assert after.keys() == before.keys()
    assert all(int(e.sequence.value) == before[uid] + 1 for uid, e in after.items())
    assert [e.status.value for e in after.values()] == ["CONFIRMED", "CANCELLED"]
    row = calendar.now(row)
    calendar.do(actions.cancel, gathering=row, reason="Syg.")
    assert {e.status.value for e in events(guest)} == {"CANCELLED"}
    assert {int(e.sequence.value) for e in events(guest)} == {2}


def test_only_what_is_public_is_in_the_feed(calendar, guest):
    calendar.draft("Kladde")
    calendar.gathering("Fest", online_link="https://hemmelig.example")
    assert [e.summary.value for e in events(guest)] == ["Fest"]
    assert b"hemmelig" not in guest.get(FEED).content
    (one,) = events(guest, "/tag-del/medborgerhuset/fest/arrangement.ics")
    assert one.url.value.endswith("/tag-del/medborgerhuset/fest/")


def test_an_evening_that_ends_after_midnight_ends_on_the_next_day(calendar, guest):
    row = calendar.gathering("Fest")
    meeting = calendar.meeting(row)
    calendar.do(
        actions.change_meeting, meeting=meeting, version=1,
        hours=Hours(date(2026, 12, 31), time(20), time(1)),
    )  # fmt: skip
    (one,) = events(guest)
    assert one.dtend.value.astimezone(DENMARK).date() == date(2027, 1, 1)
