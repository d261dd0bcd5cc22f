"""The verbs of the front desk: count, take back, correct, restore.

Each is atomic, writes history and marks the month for the statistics store in one transaction,
so that a number never moves without a trace and never stands still after a correction.
"""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from favn.centre import queries, rules
from favn.centre.choices import Source, Void
from favn.centre.models import (
    Activity,
    Entry,
    Guidance,
    Participation,
    Session,
    Slot,
    Topic,
    Visit,
)
from favn.kit import history, store
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must
from favn.kit.tenancy import current
from favn.people.persons.actions import was_here
from favn.people.persons.models import Card


def _count(entry: Entry, *, by: Actor, at: datetime) -> Entry:
    """Write one new row with its trace; the same id again gives the row that already stands."""

    def trace(entry: Entry) -> None:
        history.note("count", entry, by=by, at=at)
        store.changed(entry)
        if card and card.person_id:
            was_here(card.person_id, on=entry.on)

    card: Card | None = getattr(entry, "card", None)
    must(rules.why_not_enter(entry.on, today=at.date()))
    return insert(entry, then=trace) or entry


def count_visit(
    *,
    id: UUID,
    on: date,
    hour: int,
    by: Actor,
    at: datetime,
    card: Card | None = None,
    source: Source = Source.DESK,
) -> Entry:
    """One guest through the door, once however often it is sent. Raises Refused, Taken."""
    visit = Visit(id=id, organisation_id=current(), on=on, hour=hour, card=card, source=source)
    return _count(visit, by=by, at=at)


def count_participation(
    *,
    id: UUID,
    session: Session,
    hour: int,
    by: Actor,
    at: datetime,
    card: Card | None = None,
    source: Source = Source.DESK,
) -> Entry:
    """One guest in one session. Raises Refused, Taken."""
    row = Participation(id=id, organisation_id=current(), on=session.on, hour=hour, source=source)
    row.session, row.card = session, card
    return _count(row, by=by, at=at)


def log_guidance(
    *,
    id: UUID,
    topic: Topic,
    on: date,
    hour: int,
    by: Actor,
    at: datetime,
    source: Source = Source.DESK,
) -> Entry:
    """One small piece of help on one topic, without any person. Raises Refused, Taken."""
    row = Guidance(id=id, organisation_id=current(), on=on, hour=hour, topic=topic, source=source)
    return _count(row, by=by, at=at)


@transaction.atomic
def open_slot(*, slot: Slot, on: date, by: Actor, at: datetime) -> Session:
    """The slot's session on a day; made at its first guest, the same one however many ask.

    Raises Refused.
    """
    must(rules.why_not_enter(on, today=at.date()))
    must(rules.why_not_open(queries.closure_on(on)))
    session, made = Session.objects.get_or_create(
        id=slot.session_id(on),
        defaults={
            "organisation_id": current(),
            "activity_id": slot.activity_id,
            "slot": slot,
            "on": on,
            "starts": slot.starts,
            "ends": slot.ends,
        },
    )
    if made:
        history.note("open", session, by=by, at=at)
    return session


@transaction.atomic
def add_session(
    *, id: UUID, activity: Activity, on: date, starts: time, ends: time, by: Actor, at: datetime
) -> Session:
    """A meeting outside the timetable. Raises Refused, Taken."""
    must(rules.why_not_enter(on, today=at.date()))
    others = [s for s in queries.sessions_on(on) if s.pk != id]
    must(rules.why_not_add(any((s.activity, s.starts) == (activity, starts) for s in others)))
    session = Session(id=id, organisation_id=current(), activity=activity, on=on)
    session.starts, session.ends = starts, ends
    stands = insert(session)
    if stands:
        return stands
    history.note("open", session, by=by, at=at)
    return session


@transaction.atomic
def void(
    *,
    entry: Entry,
    why: Void,
    by: Actor,
    at: datetime,
    reason: str = "",
    with_old: bool = False,
) -> Entry:
    """Take an entry out of the count; the row and its history stay. Raises Refused, Conflict.

    `with_old`: whoever asks may change closed years too; the same for `restore` and `correct`.
    """
    must(rules.why_not_change(entry.on, today=at.date(), with_old=with_old))
    must(rules.why_not_void(entry))
    _change(entry, {"voided_at": at, "void": why})
    history.note("void", entry, by=by, at=at, changes={"void": ["", str(why)]}, reason=reason)
    store.changed(entry)
    return entry


def undo(*, entry: Entry, by: Actor, at: datetime) -> Entry:
    """Take one's own last tap back; undone twice is undone. Raises Refused, Conflict."""
    if entry.voided_at:
        return entry
    must(rules.why_not_undo(queries.counted_at(entry, by), at))
    return void(entry=entry, why=Void.UNDONE, by=by, at=at)


@transaction.atomic
def restore(
    *, entry: Entry, by: Actor, at: datetime, reason: str = "", with_old: bool = False
) -> Entry:
    """Count an entry again that was taken out. Raises Refused, Conflict."""
    must(rules.why_not_change(entry.on, today=at.date(), with_old=with_old))
    must(rules.why_not_restore(entry))
    before = entry.void
    _change(entry, {"voided_at": None, "void": ""})
    history.note("restore", entry, by=by, at=at, changes={"void": [before, ""]}, reason=reason)
    store.changed(entry)
    return entry


@transaction.atomic
def correct(
    *,
    entry: Entry,
    to: dict[str, Any],
    by: Actor,
    at: datetime,
    reason: str,
    with_old: bool = False,
) -> Entry:
    """Move an entry to the right day, hour, session or topic; `to` maps field names to values.

    Both the month it leaves and the month it comes to are read again by the store.
    Raises Refused where one of the days cannot be, Conflict where somebody else was first.
    """
    day = to.get("on", entry.on)
    for changed in (entry.on, day):
        must(rules.why_not_change(changed, today=at.date(), with_old=with_old))
    must(rules.why_not_move(entry.on, day, today=at.date()))
    if session := to.get("session", getattr(entry, "session", None)):
        must(rules.why_not_on(session, day))
    store.changed(entry)
    changes = {name: [str(getattr(entry, name)), str(value)] for name, value in to.items()}
    _change(entry, to | {"year": day.year, "month": day.month, "weekday": day.isoweekday()})
    history.note("correct", entry, by=by, at=at, changes=changes, reason=reason)
    store.changed(entry)
    return entry


def _change(entry: Entry, values: dict[str, Any]) -> None:
    """Write the values if nobody else wrote since `entry` was read. Raises Conflict."""
    rows = type(entry).objects.owned().filter(pk=entry.pk, version=entry.version)
    if not rows.update(**values, version=entry.version + 1):
        raise Conflict
    for name, value in values.items():
        setattr(entry, name, value)
    entry.version += 1
