"""Gatherings as iCalendar (RFC 5545): one event a meeting, with the time zone written out.

An event keeps its UID for life; SEQUENCE grows when its time or place changes, and what was called
off stays as CANCELLED, so that calendars take it out.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone, vUri

from favn.gatherings.models import Gathering, Meeting

DENMARK = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
"""The rule since 1996 (directive 2000/84/EC). A list of dates, as libraries write, is longer and is
not read alike by all calendars."""


def calendar_of(
    gatherings: Iterable[Gathering], *, name: str, is_told: bool = False, address: str = ""
) -> bytes:
    """A calendar file. `is_told`: the reader has a seat, so hidden places and links are in it.

    `address` is the beginning of the public pages' addresses, whole, ending in a slash.
    """
    calendar = new_calendar(name, "Tag del")
    for gathering in gatherings:
        for meeting in gathering.meetings.all():
            calendar.add_component(_event(gathering, meeting, is_told, address))
    return bytes(calendar.to_ical())


def new_calendar(name: str, made_by: str) -> Calendar:
    """An empty calendar in Danish time; `made_by` names the page it comes from."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Favn//{made_by}//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add_component(Timezone.from_ical(DENMARK))
    return calendar


def _event(gathering: Gathering, meeting: Meeting, is_told: bool, address: str) -> Event:
    event, zone = Event(), ZoneInfo(settings.TIME_ZONE)
    event.add("uid", f"{meeting.pk}@favn")
    event.add("dtstamp", utc(gathering.changed_at))
    event.add("last-modified", utc(gathering.changed_at))
    event.add("sequence", gathering.sequence + meeting.sequence)
    event.add("dtstart", meeting.starts_at.astimezone(zone))
    event.add("dtend", meeting.ends_at.astimezone(zone))
    event.add("summary", gathering.title)
    event.add("description", _told(gathering, meeting, is_told))
    if gathering.place and (gathering.is_place_told or is_told):
        event.add("location", gathering.place)
    if address:
        event.add("url", vUri(f"{address}{gathering.slug}/"))
    is_off = gathering.is_off or meeting.is_off
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    return event


def _told(gathering: Gathering, meeting: Meeting, is_told: bool) -> str:
    reason = gathering.reason or meeting.reason
    lines = [reason, gathering.purpose, meeting.note]
    if is_told:
        lines.append(gathering.online_link)
    return "\n".join(line for line in lines if line)


def utc(moment: datetime) -> datetime:
    """A moment as calendars write it: in UTC, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0)
