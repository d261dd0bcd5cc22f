"""What stands in the house's books: sessions of a day with their counters, and single entries.

Everybody with the desk in their role sees all of their own organisation's days.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import Count

from favn.centre.models import (
    LOGBOOKS,
    Activity,
    Entry,
    Guidance,
    Participation,
    Session,
    Slot,
    Topic,
    Visit,
)


@dataclass(frozen=True, slots=True)
class Button:
    """One button of the desk: a session and how many it has counted."""

    session: Session
    count: int
    is_now: bool

    @property
    def pk(self) -> UUID:
        """The session's id."""
        return self.session.pk


def slots_on(day: date) -> list[Slot]:
    """The timetable's slots that fall on a day, in the order of the day."""
    slots = Slot.objects.owned().filter(weekday=day.isoweekday(), first_on__lte=day)
    every = slots.select_related("activity").order_by("starts")
    return [slot for slot in every if slot.last_on is None or slot.last_on >= day]


def sessions_on(day: date) -> list[Session]:
    """The day's sessions: those already opened, and those the timetable promises (unsaved)."""
    opened = list(Session.objects.owned().filter(on=day).select_related("activity"))
    known = {session.pk for session in opened}
    for slot in slots_on(day):
        if slot.session_id(day) not in known:
            opened.append(_promised(slot, day))
    return sorted(opened, key=lambda session: (session.starts, session.activity.name))


def _promised(slot: Slot, day: date) -> Session:
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
    """The desk's buttons for a day; `now` marks the sessions that are running."""
    rows = Participation.objects.counted().on_day(day).order_by().values_list("session_id")
    counted = dict(rows.annotate(n=Count("pk")))
    return [
        Button(session, counted.get(session.pk, 0), bool(now and session.is_on_at(now)))
        for session in sessions_on(day)
    ]


def visits_on(day: date) -> int:
    """Guests through the door that day."""
    return Visit.objects.counted().on_day(day).count()


def guidance_on(day: date) -> dict[UUID, int]:
    """Topic id → guidances that day."""
    rows = Guidance.objects.counted().on_day(day).order_by().values_list("topic_id")
    return dict(rows.annotate(n=Count("pk")))


def topics() -> list[Topic]:
    """Topics in use, the most asked for first."""
    return list(Topic.objects.owned().filter(retired_at=None))


def activities() -> list[Activity]:
    """Activities in use, by name."""
    return list(Activity.objects.owned().filter(retired_at=None))


def slot_behind(session_id: UUID, day: date) -> Slot | None:
    """The slot whose session on that day has this id."""
    return next((slot for slot in slots_on(day) if slot.session_id(day) == session_id), None)


def entries_on(day: date) -> list[tuple[str, Entry]]:
    """All rows of a day, counted or not, as (logbook name, row), latest hour first."""
    rows: list[tuple[str, Entry]] = []
    for name, model in LOGBOOKS.items():
        found = model.objects.owned().filter(on=day)  # type: ignore[attr-defined]
        related = {"participation": ["session__activity"], "guidance": ["topic"]}.get(name, [])
        rows += [(name, row) for row in found.select_related(*related)]
    return sorted(rows, key=lambda pair: (-pair[1].hour, pair[0], str(pair[1].pk)))


def entry_with(logbook: str, pk: UUID) -> Entry | None:
    """One row of the present tenant, or None."""
    model = LOGBOOKS.get(logbook)
    return model.objects.owned().filter(pk=pk).first() if model else None  # type: ignore[attr-defined, no-any-return]


def tally(day: date) -> Counter[str]:
    """Counted rows of a day by logbook name."""
    return Counter(name for name, row in entries_on(day) if row.voided_at is None)
