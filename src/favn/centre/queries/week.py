"""The week day by day, as it is held: the timetable with what was changed, closed or called off.

Staff see every session; everybody sees those of public activities, and what else is on for all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.db.models import QuerySet

from favn.centre.models import Closure, Session, Slot
from favn.centre.queries.desk import in_order, promised
from favn.gatherings.queries import Shown, shown_to_all
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """What is on at a time of a day: a session, or a gathering with the name of its page."""

    starts: time
    ends: time
    title: str
    is_off: bool
    note: str = ""
    session: Session | None = None
    slug: str = ""


@dataclass(slots=True)
class Day:
    """One day of the house: why it is closed, its sessions by time, and what else is on."""

    on: date
    closure: Closure | None
    sessions: list[Session]
    gatherings: list[Shown] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here at all."""
        return not (self.closure or self.sessions or self.gatherings)

    @property
    def lines(self) -> list[Line]:
        """Sessions and gatherings together, by time."""
        lines = [*map(line_of, self.sessions), *map(_of_gathering, self.gatherings)]
        return sorted(lines, key=lambda line: (line.starts, line.title))


def line_of(row: Session) -> Line:
    """A session as a line of its day."""
    return Line(row.starts, row.ends, row.activity.name, row.is_off, row.note, session=row)


def _of_gathering(shown: Shown) -> Line:
    meeting, row = shown.meeting, shown.gathering
    why = meeting.reason or row.reason
    return Line(meeting.starts, meeting.ends, row.title, shown.is_off, why, slug=row.slug)


def monday_of(day: date) -> date:
    """The first day of a day's week (ISO 8601)."""
    return day - timedelta(days=day.isoweekday() - 1)


def week_from(first: date, *, is_public: bool = False) -> list[Day]:
    """Seven days from a day on, in three questions to the database however full they are."""
    last = first + timedelta(days=6)
    closures = closures_between(first, last)
    held = list(_held(first, last))
    known = {session.pk for session in held}
    held += [s for s in _promised(first, last, closures) if s.pk not in known]
    shown = sorted((s for s in held if not is_public or s.activity.is_public), key=in_order)
    days = (first + timedelta(days=n) for n in range(7))
    return [Day(on, closed(closures, on), [s for s in shown if s.on == on]) for on in days]


def public_week(first: date) -> list[Day]:
    """Seven days as everybody sees them, with the gatherings that are open to all."""
    days = week_from(first, is_public=True)
    for shown in shown_to_all(days[0].on, days[-1].on):
        days[(shown.meeting.on - first).days].gatherings.append(shown)
    return days


def closures_between(first: date, last: date) -> list[Closure]:
    """Closed days that touch a span, both ends included."""
    return list(Closure.objects.owned().filter(first_on__lte=last, last_on__gte=first))


def closures_ahead(today: date) -> list[Closure]:
    """Closed days that are not over."""
    return list(Closure.objects.owned().filter(last_on__gte=today))


def closed(closures: Iterable[Closure], on: date) -> Closure | None:
    """The closure a day lies in, or None."""
    return next((c for c in closures if c.first_on <= on <= c.last_on), None)


def _held(first: date, last: date) -> Iterator[Session]:
    rows = Session.objects.owned().filter(on__gte=first, on__lte=last)
    yield from rows.select_related("activity", "slot")


def _promised(first: date, last: date, closures: list[Closure]) -> Iterator[Session]:
    for slot in Slot.objects.owned().filter(first_on__lte=last).select_related("activity"):
        on = first + timedelta(days=(slot.weekday - first.isoweekday()) % 7)
        is_over = slot.last_on is not None and slot.last_on < on
        if slot.first_on <= on and not is_over and not closed(closures, on):
            yield promised(slot, on)


# As everybody sees it


def shows_week(organisation: Organisation) -> bool:
    """Whether the house has a week that everybody may see."""
    with acting_for(organisation.pk):
        return slots_for_all().exists()


def slots_for_all() -> QuerySet[Slot]:
    """The times of the week that everybody may see, also those that are over."""
    return Slot.objects.owned().filter(activity__is_public=True)


def public_slots(today: date) -> list[Slot]:
    """The week's times that everybody may see and that are not over."""
    rows = slots_for_all().select_related("activity")
    return [slot for slot in rows if slot.last_on is None or slot.last_on >= today]


def public_changes(since: date) -> list[Session]:
    """Sessions that meet otherwise than the timetable says, or beside it, from a day on."""
    rows = Session.objects.owned().filter(on__gte=since, activity__is_public=True)
    every = rows.select_related("activity", "slot").order_by("on", "starts")
    return [s for s in every if s.sequence or s.slot is None]
