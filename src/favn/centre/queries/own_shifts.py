"""What a volunteer's own page shows: what I am asked, mine, and free ones; and my calendar."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Event

from favn.centre.choices import Item
from favn.centre.models import Call, Trade, Volunteer, VolunteerRole
from favn.centre.queries.shifts import Manned, shifts_between
from favn.centre.queries.trades import trades_on
from favn.centre.queries.volunteers import checks_of, lacks, roles_by_volunteer
from favn.gatherings.queries.calendar import new_calendar, utc

AHEAD = timedelta(days=34)
"""Five weeks: what people can plan for."""
MOST_FREE = 20


@dataclass(slots=True)
class Asked:
    """A shift one is asked to take: what one could give for it, and what one has offered."""

    one: Manned
    call: Call
    could_give: list[Manned] = field(default_factory=list)
    offered: list[Trade] = field(default_factory=list)


@dataclass(slots=True)
class Own:
    """A shift of one's own: whether others are asked, and what they would give for it."""

    one: Manned
    swap: Call | None
    offers: list[Trade] = field(default_factory=list)


@dataclass(slots=True)
class Mine:
    """Shifts by what one can do with them; `roles` are what one does in the house."""

    asked: list[Asked] = field(default_factory=list)
    mine: list[Own] = field(default_factory=list)
    free: list[Manned] = field(default_factory=list)
    roles: list[VolunteerRole] = field(default_factory=list)
    lacks_certificate: bool = False

    @property
    def has_offers(self) -> bool:
        """Whether somebody waits for one's yes to a swap."""
        return any(own.offers for own in self.mine)


def page_of(who: Volunteer, now: datetime) -> Mine:
    """The coming five weeks of one volunteer; others' roles are not shown."""
    roles = roles_by_volunteer([who]).get(who.pk, [])
    today, page = now.date(), Mine(roles=roles)
    may = _whole(who, roles, now)
    page.lacks_certificate = len(may) < len(roles)
    every = shifts_between(today, today + AHEAD)
    busy = [one for one in every if one.seat_of(who) and not one.is_off]
    for one in every:
        if one.seat_of(who):
            page.mine.append(Own(one, one.swap_of(who)))
        elif one.shift.role_id in may and not one.is_over(now) and not _clashes(one, busy):
            page.asked += [Asked(one, call) for call in one.calls]
            if one.free and not one.calls:
                page.free.append(one)
    page.free = page.free[:MOST_FREE]
    _trades(page, who, every, now)
    return page


def _trades(page: Mine, who: Volunteer, every: list[Manned], now: datetime) -> None:
    """What could be given for what one is asked to take, and what waits for whose yes."""
    calls = [own.swap for own in page.mine if own.swap] + [asked.call for asked in page.asked]
    if not calls:
        return
    ahead = {one.shift.pk: one for one in every if not (one.is_off or one.is_over(now))}
    waiting = [row for row in trades_on(*calls) if _stands(row, ahead)]
    givers = [asked.call.giver for asked in page.asked if asked.call.giver]
    theirs = {key: {r.pk for r in rows} for key, rows in roles_by_volunteer(givers).items()}
    mine = [own.one for own in page.mine if own.one.shift.pk in ahead]
    for own in page.mine:
        own.offers = [row for row in waiting if own.swap and row.call_id == own.swap.pk]
    for asked in page.asked:
        roles = theirs.get(asked.call.giver_id, set()) if asked.call.giver_id else set()
        given = [row for row in waiting if row.call_id == asked.call.pk]
        asked.offered = [row for row in given if row.offerer_id == who.pk]
        besides = {row.back_id for row in asked.offered}
        asked.could_give = [
            m for m in mine if m.shift.role_id in roles and m.shift.pk not in besides
        ]


def _stands(row: Trade, ahead: dict[UUID, Manned]) -> bool:
    """Whether whoever offers it still has the shift they would give."""
    back = ahead.get(row.back_id)
    return back is not None and back.seat_of(row.offerer) is not None


def _whole(who: Volunteer, roles: list[VolunteerRole], now: datetime) -> set[UUID]:
    """The roles in which one may take shifts: where a certificate is needed, it still counts."""
    checks = checks_of(who)
    return {role.pk for role in roles if Item.CERTIFICATE not in lacks(role, checks, now.date())}


def _clashes(one: Manned, busy: list[Manned]) -> bool:
    shift = one.shift
    return any(
        other.shift.on == shift.on
        and other.shift.starts < shift.ends
        and shift.starts < other.shift.ends
        for other in busy
    )


def calendar_of(who: Volunteer, now: datetime, name: str) -> bytes:
    """One's own shifts as iCalendar (RFC 5545), what was called off as CANCELLED."""
    calendar, zone = new_calendar(name, "Vagter"), ZoneInfo(settings.TIME_ZONE)
    for one in shifts_between(now.date(), now.date() + AHEAD):
        if one.seat_of(who) is None:
            continue
        shift, event = one.shift, Event()
        event.add("uid", f"{shift.pk}@favn")
        event.add("dtstamp", utc(now))
        event.add("sequence", shift.sequence)
        event.add("dtstart", datetime.combine(shift.on, shift.starts, zone))
        event.add("dtend", datetime.combine(shift.on, shift.ends, zone))
        event.add("summary", shift.role.name)
        event.add("status", "CANCELLED" if one.is_off else "CONFIRMED")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
