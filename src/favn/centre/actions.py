"""The verbs of the front desk: count, take back, correct, restore.

Each is atomic, writes history and marks the month for the statistics store in one transaction,
so that a number never moves without a trace and never stands still after a correction.
"""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from favn.centre import rules
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
from favn.kit.tenancy import current
from favn.people.persons.models import Card


class Refused(ValueError):
    """A rule says no; the sentence is meant for the one who asked."""


class Conflict(ValueError):
    """Somebody else changed the record since it was shown."""


def _must(sentence: str | None) -> None:
    if sentence:
        raise Refused(sentence)


def _insert(entry: Entry, *, by: Actor, at: datetime) -> Entry:
    """Write one new row with its trace; the same id again gives the row that already stands."""
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
            history.note("count", entry, by=by, at=at)
            store.changed(entry)
    except IntegrityError:
        stands = type(entry).objects.owned().filter(pk=entry.pk).first()
        if stands is None:
            raise
        return stands
    return entry


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
    """One guest through the door, once however often it is sent. Raises Refused."""
    _must(rules.why_not_enter(on, today=at.date()))
    visit = Visit(id=id, organisation_id=current(), on=on, hour=hour, card=card, source=source)
    return _insert(visit, by=by, at=at)


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
    """One guest in one session. Raises Refused."""
    _must(rules.why_not_enter(session.on, today=at.date()))
    row = Participation(id=id, organisation_id=current(), on=session.on, hour=hour, source=source)
    row.session, row.card = session, card
    return _insert(row, by=by, at=at)


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
    """One small piece of help on one topic, without any person. Raises Refused."""
    _must(rules.why_not_enter(on, today=at.date()))
    row = Guidance(id=id, organisation_id=current(), on=on, hour=hour, topic=topic, source=source)
    return _insert(row, by=by, at=at)


@transaction.atomic
def open_slot(*, slot: Slot, on: date, by: Actor, at: datetime) -> Session:
    """The slot's session on a day; made at its first guest, the same one however many ask."""
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
    """A meeting outside the timetable. Raises Refused."""
    _must(rules.why_not_enter(on, today=at.date()))
    session = Session.objects.owned().filter(pk=id).first()
    if session is None:
        session = Session(id=id, organisation_id=current(), activity=activity, on=on)
        session.starts, session.ends = starts, ends
        session.save(force_insert=True)
        history.note("open", session, by=by, at=at)
    return session


@transaction.atomic
def void(*, entry: Entry, why: Void, by: Actor, at: datetime, reason: str = "") -> Entry:
    """Take an entry out of the count; the row and its history stay. Raises Refused, Conflict."""
    _must(rules.why_not_void(entry.voided_at))
    _change(entry, {"voided_at": at, "void": why})
    history.note("void", entry, by=by, at=at, changes={"void": ["", str(why)]}, reason=reason)
    store.changed(entry)
    return entry


@transaction.atomic
def restore(*, entry: Entry, by: Actor, at: datetime, reason: str = "") -> Entry:
    """Count an entry again that was taken out. Raises Conflict."""
    before = entry.void
    _change(entry, {"voided_at": None, "void": ""})
    history.note("restore", entry, by=by, at=at, changes={"void": [before, ""]}, reason=reason)
    store.changed(entry)
    return entry


@transaction.atomic
def correct(*, entry: Entry, to: dict[str, Any], by: Actor, at: datetime, reason: str) -> Entry:
    """Move an entry to the right day, hour, session or topic; `to` maps field names to values.

    Both the month it leaves and the month it comes to are read again by the store.
    Raises Refused where the new day cannot be, Conflict where somebody else was first.
    """
    day = to.get("on", entry.on)
    _must(rules.why_not_enter(day, today=at.date()))
    if session := to.get("session"):
        _must(rules.why_not_on(session.on, day))
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
