"""The house's week as iCalendar (RFC 5545): one repeating event a time in the week.

A session that meets otherwise is an event of its own with the RECURRENCE-ID of the one it stands
for; one that was called off stays as CANCELLED, so that calendars say so. Closed days are EXDATEs.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Event

from favn.centre.models import Closure, Session, Slot
from favn.gatherings.queries.calendar import new_calendar, utc

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar_of_week(
    slots: Iterable[Slot],
    changes: Iterable[Session],
    closures: list[Closure],
    *,
    name: str,
    at: datetime,
) -> bytes:
    """A calendar file; `closures` are those of any time, also past."""
    calendar = new_calendar(name, "Ugen")
    changed = list(changes)
    kept = {session.pk for session in changed}
    for slot in slots:
        calendar.add_component(_weekly(slot, closures, kept, at))
    for session in changed:
        calendar.add_component(_changed(session, at))
    return bytes(calendar.to_ical())


def _weekly(slot: Slot, closures: list[Closure], kept: set[Any], at: datetime) -> Event:
    first = slot.first_on + timedelta(days=(slot.weekday - slot.first_on.isoweekday()) % 7)
    event = _event(slot.activity.name, first, slot.starts, slot.ends, at)
    event.add("uid", f"{slot.pk}@favn")
    rule: dict[str, Any] = {"freq": "weekly", "byday": CODES[slot.weekday - 1]}
    if slot.last_on:
        rule["until"] = utc(_moment(slot.last_on, time(23, 59, 59)))
    event.add("rrule", rule)
    away = [day for day in _closed_days(slot, closures) if slot.session_id(day) not in kept]
    event.add("sequence", len(away))
    if away:
        event.add("exdate", [_moment(day, slot.starts) for day in away])
    return event


def _closed_days(slot: Slot, closures: list[Closure]) -> list[date]:
    spans = ((c.first_on, (c.last_on - c.first_on).days + 1) for c in closures)
    days = (first + timedelta(days=n) for first, length in spans for n in range(length))
    return sorted(d for d in days if d.isoweekday() == slot.weekday and d >= slot.first_on)


def _changed(session: Session, at: datetime) -> Event:
    event = _event(session.activity.name, session.on, session.starts, session.ends, at)
    slot = session.slot
    event.add("uid", f"{slot.pk if slot else session.pk}@favn")
    if slot:
        event.add("recurrence-id", _moment(session.on, slot.starts))
    event.add("sequence", session.sequence)
    event.add("status", "CANCELLED" if session.is_off else "CONFIRMED")
    if session.note:
        event.add("description", session.note)
    return event


def _event(name: str, on: date, starts: time, ends: time, at: datetime) -> Event:
    event = Event()
    event.add("dtstamp", utc(at))
    event.add("dtstart", _moment(on, starts))
    event.add("dtend", _moment(on, ends))
    event.add("summary", name)
    return event


def _moment(on: date, clock_time: time) -> datetime:
    return datetime.combine(on, clock_time, ZoneInfo(settings.TIME_ZONE))
