"""The verbs of the week: call a session off, hold it all the same, move it, and close the house.

`seen` is the session's sequence as it was shown: whoever saw an older week is told so.
"""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from favn.centre import rules
from favn.centre.actions.shifts import at_session, move_along, tell
from favn.centre.choices import Written
from favn.centre.models import Closure, Session
from favn.centre.queries import desk, week
from favn.centre.queries.shifts import Manned, shifts_between
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must
from favn.kit.tenancy import current

TOLD_AHEAD = timedelta(days=34)
"""Who has a shift in a house that closes is told of the coming five weeks, as their page shows."""


@transaction.atomic
def call_off(*, session: Session, note: str, seen: int, by: Actor, at: datetime) -> Session:
    """Nobody meets; `note` says why to everybody, and by letter to those with a shift at it.

    Raises Refused, Conflict.
    """
    must(rules.why_not_call_off(session, desk.participants_of(session), today=at.date()))
    those = at_session(session)
    row = _change(session, {"off_at": at, "note": note}, "call-off", seen=seen, by=by, at=at)
    tell(those, Written.OFF, at, once=f"session{row.sequence}")
    return row


@transaction.atomic
def hold(*, session: Session, seen: int, by: Actor, at: datetime) -> Session:
    """It meets after all, also in a closed house; who was told to stay away is told to come.

    Raises Refused, Conflict.
    """
    must(rules.why_not_plan(session, today=at.date()))
    row = _change(session, {"off_at": None, "note": ""}, "meet", seen=seen, by=by, at=at)
    tell(at_session(row), Written.BACK, at, once=f"session{row.sequence}")
    return row


@transaction.atomic
def move(
    *, session: Session, starts: time, ends: time, note: str, seen: int, by: Actor, at: datetime
) -> Session:
    """It meets at another time of its day, and its shifts along with it; those on them are told.

    Raises Refused, Conflict.
    """
    others = (s for s in desk.sessions_on(session.on) if s.pk != session.pk and not s.is_off)
    meets = any((s.activity_id, s.starts) == (session.activity_id, starts) for s in others)
    must(rules.why_not_move_within(session, meets, today=at.date()))
    values = {"starts": starts, "ends": ends, "note": note}
    row = _change(session, values, "move", seen=seen, by=by, at=at)
    move_along(row)
    tell(at_session(row), Written.MOVED, at, once=f"session{row.sequence}")
    return row


def _change(
    session: Session, values: dict[str, Any], verb: str, *, seen: int, by: Actor, at: datetime
) -> Session:
    """Write the values, and the session itself where the timetable only promised it."""
    promised = ("organisation_id", "activity_id", "slot_id", "on", "starts", "ends")
    facts = {name: getattr(session, name) for name in promised}
    Session.objects.get_or_create(id=session.pk, defaults=facts)
    rows = Session.objects.owned().filter(pk=session.pk, sequence=seen)
    if not rows.update(**values, sequence=seen + 1):
        raise Conflict
    changes = {k: [str(getattr(session, k) or ""), str(v or "")] for k, v in values.items()}
    for name, value in {**values, "sequence": seen + 1}.items():
        setattr(session, name, value)
    history.note(verb, session, by=by, at=at, changes=changes)
    return session


def close_house(
    *, id: UUID, first_on: date, last_on: date, note: str, by: Actor, at: datetime
) -> Closure:
    """Nothing of the timetable meets on these days; who had a shift then is told by letter.

    Raises Refused, Taken.
    """
    closure = Closure(id=id, organisation_id=current(), first_on=first_on, last_on=last_on)
    closure.note = note
    others = [c for c in week.closures_between(first_on, last_on) if c.pk != id]
    must(rules.why_not_close(first_on, last_on, others, today=at.date()))

    those = _soon(closure, at)

    def trace(row: Closure) -> None:
        tell(those, Written.OFF, at, once=row.pk.hex)
        days = f"{first_on.isoformat()}–{last_on.isoformat()}"
        history.note("close-house", row, by=by, at=at, changes={"days": ["", days]})

    return insert(closure, then=trace) or closure


@transaction.atomic
def open_house(*, closure: Closure, by: Actor, at: datetime) -> None:
    """The house is open after all on the days that were closed; who was told otherwise is told."""
    history.note("open-house", closure, by=by, at=at)
    once = closure.pk.hex
    closure.delete()
    tell(_soon(closure, at), Written.BACK, at, once=once)


def _soon(closure: Closure, at: datetime) -> list[Manned]:
    """The shifts of closed days that volunteers already see on their page."""
    last = min(closure.last_on, at.date() + TOLD_AHEAD)
    return shifts_between(max(closure.first_on, at.date()), last)
