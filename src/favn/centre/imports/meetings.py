"""Which session a participation of a file belongs to: one that met, one the timetable promises,
or, where neither is known, a plain one of that day.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import date, time

from favn.centre.models import Activity, Session, Slot

MIDDAY = 12
LAST = 23


class Meetings:
    """Sessions by activity and day; `opened` are those that must be written first."""

    def __init__(self, days: Collection[date]) -> None:
        self.opened: dict[uuid.UUID, Session] = {}
        self._slots: dict[tuple[uuid.UUID, int], list[Slot]] = defaultdict(list)
        self._met: dict[tuple[uuid.UUID, date], list[Session]] = defaultdict(list)
        self._known: dict[tuple[uuid.UUID, date], list[Session]] = {}
        if not days:
            return
        for slot in Slot.objects.owned().order_by("starts"):
            self._slots[slot.activity_id, slot.weekday].append(slot)
        for session in Session.objects.owned().filter(on__range=(min(days), max(days))):
            self._met[session.activity_id, session.on].append(session)

    def find(self, activity: Activity, on: date, hour: int | None) -> Session:
        """The session of that activity and day that holds the hour; the first where none does."""
        every = self._known.get((activity.pk, on))
        if every is None:
            every = self._known[activity.pk, on] = self._candidates(activity, on)
        if not every:
            every.append(plain(activity, on, MIDDAY if hour is None else hour))
        held = (s for s in every if hour is not None and s.starts.hour <= hour <= s.ends.hour)
        session = next(held, every[0])
        if session._state.adding:
            self.opened[session.pk] = session
        return session

    def _candidates(self, activity: Activity, on: date) -> list[Session]:
        met = self._met[activity.pk, on]
        ids = {session.pk for session in met}
        slots = self._slots[activity.pk, on.isoweekday()]
        promised = [slot for slot in slots if slot.first_on <= on <= (slot.last_on or on)]
        return met + [session_of(slot, on) for slot in promised if slot.session_id(on) not in ids]


def session_of(slot: Slot, on: date) -> Session:
    """The slot's session on a day, not yet written."""
    session = Session(id=slot.session_id(on), organisation_id=slot.organisation_id, on=on)
    session.activity_id, session.slot_id = slot.activity_id, slot.pk
    session.starts, session.ends = slot.starts, slot.ends
    return session


def plain(activity: Activity, on: date, hour: int) -> Session:
    """A session outside the timetable, the same one each time the file is read."""
    session = Session(id=uuid.uuid5(activity.pk, f"import:{on}:{hour}"), on=on, activity=activity)
    session.organisation_id = activity.organisation_id
    session.starts, session.ends = time(hour), time(hour + 1) if hour < LAST else time(23, 59)
    return session
