"""What stands in the house's books: sessions of a day with their counters, and single entries.

Everybody with the desk in their role sees all of their own organisation's days. An enrolled
tablet sees the buttons of today and nothing else.
"""

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, QuerySet, UUIDField

from favn.centre.models import (
    LOGBOOKS,
    Activity,
    Closure,
    Entry,
    Guidance,
    Participation,
    Session,
    Slot,
    Tablet,
    Topic,
    Visit,
)
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.prepared import Prepared
from favn.kit.tenancy import acting_for, current
from favn.kit.tokens import fingerprint

AT_ONCE = 10_000
"""Rows in memory while a whole logbook is read."""
RELATED = {"participation": ["session__activity"], "guidance": ["topic"]}


@dataclass(frozen=True, slots=True)
class Button:
    """One button of the desk: a session and how many it has counted."""

    session: Session
    count: int
    is_now: bool
    is_next: bool = False

    @property
    def key(self) -> str:
        """The session's id as a button sends it."""
        return str(self.session.pk)


def slots_on(day: date) -> list[Slot]:
    """The timetable's slots that fall on a day, in the order of the day."""
    slots = Slot.objects.owned().filter(weekday=day.isoweekday(), first_on__lte=day)
    every = slots.select_related("activity").order_by("starts")
    return [slot for slot in every if slot.last_on is None or slot.last_on >= day]


def sessions_on(day: date) -> list[Session]:
    """The day's sessions: those already opened, and those the timetable promises (unsaved).

    In a closed house the timetable promises nothing.
    """
    rows = Session.objects.owned().filter(on=day)
    opened = list(rows.select_related("activity", "slot"))
    known = {session.pk for session in opened}
    slots = [] if closure_on(day) else slots_on(day)
    more = [promised(s, day) for s in slots if s.session_id(day) not in known]
    return sorted([*opened, *more], key=in_order)


def in_order(session: Session) -> tuple[time, str]:
    """Sessions of a day by time, then by name."""
    return session.starts, session.activity.name


def closure_on(day: date) -> Closure | None:
    """Why the house is closed that day, or None."""
    return Closure.objects.owned().filter(first_on__lte=day, last_on__gte=day).first()


def participants_of(session: Session) -> int:
    """How many took part in one session."""
    return Participation.objects.counted().filter(session_id=session.pk).count()


def promised(slot: Slot, day: date) -> Session:
    """The session that a slot promises on a day, not yet written."""
    return Session(
        id=slot.session_id(day),
        organisation_id=slot.organisation_id,
        activity=slot.activity,
        slot=slot,
        on=day,
        starts=slot.starts,
        ends=slot.ends,
    )


def counters_on(day: date, *, now: time | None) -> list[Button]:
    """The desk's buttons for a day; with `now`, those running first, then those to come."""
    rows = Participation.objects.counted().on_day(day).order_by().values_list("session_id")
    counted = dict(rows.annotate(n=Count("pk")))
    sessions = sessions_on(day)
    later = [s.starts for s in sessions if now and s.starts > now and not s.is_off]
    buttons = [
        Button(
            session,
            counted.get(session.pk, 0),
            is_now=bool(now and session.is_on_at(now)),
            is_next=bool(later) and session.starts == later[0] and not session.is_off,
        )
        for session in sessions
    ]
    return sorted(buttons, key=lambda b: (b.session.is_off, not b.is_now, _is_over(b, now)))


def _is_over(button: Button, now: time | None) -> bool:
    return bool(now and button.session.ends <= now)


def visits_on(day: date) -> int:
    """Guests through the door that day."""
    return Visit.objects.counted().on_day(day).count()


def guidance_on(day: date) -> dict[UUID, int]:
    """Topic id → guidances that day."""
    rows = Guidance.objects.counted().on_day(day).order_by().values_list("topic_id")
    return dict(rows.annotate(n=Count("pk")))


def count_beside(entry: Entry) -> int:
    """What the button that made this entry should now show."""
    counted = BESIDE[type(entry)]
    values = {name: getattr(entry, name) for name in counted.fields}
    return sum(n for _on, n in counted.rows(**values))


def _beside(model: type[Entry], **target: Any) -> Prepared[Entry]:
    """How many of a logbook count on a day, and on one target of it; asked at every tap."""

    def rows(organisation_id: UUID, **chosen: Any) -> QuerySet[Entry, Any]:
        with acting_for(organisation_id):
            found: QuerySet[Entry, Any] = model.objects.counted().filter(**chosen).order_by()
        return found.values_list("on").annotate(n=Count("pk"))

    return Prepared(rows, organisation_id=UUIDField(), on=DateField(), **target)


BESIDE = {
    Visit: _beside(Visit),
    Participation: _beside(Participation, session_id=UUIDField()),
    Guidance: _beside(Guidance, topic_id=UUIDField()),
}


def topics() -> list[Topic]:
    """Topics in use, the most asked for first."""
    return list(Topic.objects.owned().filter(retired_at=None))


def activities() -> list[Activity]:
    """Activities in use, by name."""
    return list(Activity.objects.owned().filter(retired_at=None))


def slot_behind(session_id: UUID, day: date) -> Slot | None:
    """The slot whose session on that day has this id."""
    return next((slot for slot in slots_on(day) if slot.session_id(day) == session_id), None)


def session_with(pk: UUID, days: Sequence[date]) -> Session | None:
    """An opened session, or one the timetable promises on one of the days (unsaved), or None."""
    if opened := OPENED(organisation_id=current(), pk=pk):
        return opened[0]
    behind = ((slot_behind(pk, day), day) for day in days)
    return next((promised(slot, day) for slot, day in behind if slot), None)


def _opened(organisation_id: UUID, pk: UUID) -> QuerySet[Session]:
    with acting_for(organisation_id):
        rows: QuerySet[Session] = Session.objects.owned().filter(pk=pk)
    return rows.select_related("activity", "slot")


OPENED = Prepared(_opened, organisation_id=UUIDField(), pk=UUIDField())


def entries_on(day: date) -> list[tuple[str, Entry]]:
    """All rows of a day, counted or not, as (logbook name, row), latest hour first."""
    rows: list[tuple[str, Entry]] = []
    for name, model in LOGBOOKS.items():
        found = model.objects.owned().filter(on=day)
        rows += [(name, row) for row in found.select_related(*RELATED.get(name, []))]
    return sorted(rows, key=lambda pair: (-pair[1].hour, pair[0], str(pair[1].pk)))


def entry_with(logbook: str, pk: UUID) -> Entry | None:
    """One row of the present tenant, or None."""
    model = LOGBOOKS.get(logbook)
    if model is None:
        return None
    rows = model.objects.owned().select_related(*RELATED.get(logbook, []))
    row: Entry | None = rows.filter(pk=pk).first()
    return row


def standing_of(model: type[Entry], ids: Collection[UUID]) -> dict[UUID, tuple[date, str]]:
    """Id → (day, why it is out of the count, "" where it counts), of those ids that stand here.

    Reads all of the tenant's rows once: asked for many ids, SQLite would do so for each handful.
    """
    if not ids:
        return {}
    rows = model.objects.owned().order_by().values_list("pk", "on", "void")
    return {pk: (on, void) for pk, on, void in rows.iterator(AT_ONCE) if pk in ids}


def counted_at(entry: Entry, by: Actor) -> datetime | None:
    """When this actor counted the entry; None where somebody else did."""
    lines = history.of(entry).filter(verb="count", actor_id=by.actor_id)
    return lines.values_list("at", flat=True).first()


# The timetable


def every_activity() -> list[Activity]:
    """All activities with their slots, those in use first."""
    rows = Activity.objects.owned().prefetch_related("slots")
    return sorted(rows, key=lambda a: (a.retired_at is not None, a.name))


def every_topic() -> list[Topic]:
    """All topics, those in use first."""
    return sorted(Topic.objects.owned(), key=lambda t: (t.retired_at is not None, t.rank, t.name))


def times_of_week(today: date) -> list[Slot]:
    """Slots that have not ended, from Monday on; those that begin later too."""
    every = Slot.objects.owned().select_related("activity").order_by("weekday", "starts")
    return [slot for slot in every if slot.last_on is None or slot.last_on >= today]


def one_of(model: type[Any], pk: UUID) -> Any:
    """One row of the present tenant with this id, or None."""
    return model.objects.owned().filter(pk=pk).first()


# Tablets


def tablets() -> list[Tablet]:
    """The organisation's tablets, those in use first."""
    return sorted(Tablet.objects.owned(), key=lambda t: (t.retired_at is not None, t.name))


def tablet_with(pk: UUID, token: str) -> Tablet | None:
    """The tablet this device is, while nobody has retired it; only within its own tenant."""
    tablet = Tablet.objects.owned().filter(pk=pk, retired_at=None).first()
    known = tablet.token_hash if tablet else ""
    right = hmac.compare_digest(known or "-", fingerprint(token))
    return tablet if right else None


def tablet_for_code(code: str, now: datetime) -> Tablet | None:
    """The tablet that waits for this enrolment code."""
    waiting = Tablet.objects.owned().filter(retired_at=None, code_until__gt=now)
    return waiting.filter(code_hash=fingerprint(code)).first()


def years_counted() -> list[int]:
    """The calendar years in which anything was counted at the desk, the newest first.

    A house that counts no guests at its door has years too.
    """
    of_visits, *others = (
        model.objects.counted().order_by().values_list("year", flat=True)
        for model in (Visit, Participation, Guidance)
    )
    return sorted(of_visits.union(*others), reverse=True)
