"""The volunteers' hours: written from the rota when a shift is over, put right with one tap.

Nothing is edited silently: history has what stood before, and what does not count stays as a row
that says why.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localtime

from favn.centre.choices import Uncounted
from favn.centre.models import Hours, Seat, Volunteer, VolunteerRole
from favn.centre.queries import shifts
from favn.centre.rules import shifts as rules
from favn.kit import clock, history, store
from favn.kit.history import Actor
from favn.kit.refusals import insert, must, standing, taken
from favn.kit.tenancy import current
from favn.people.persons import actions as persons

LOOK_BACK = timedelta(days=35)
"""How far back shifts are looked for whose hours nobody has written yet."""
HOURS = Hours._meta.label_lower


def settle(*, by: Actor, at: datetime) -> int:
    """Hours of every shift that has ended, once for each place; how many were new."""
    now, today = localtime(at), clock.local_day(at)
    done = 0
    for manned in shifts.shifts_between(today - LOOK_BACK, today):
        ended = (manned.shift.on, manned.shift.ends) <= (now.date(), now.time())
        if not ended or manned.is_off:
            continue
        for seat in manned.seats:
            done += _from_rota(manned, seat, by, at)
    return done


@transaction.atomic
def _from_rota(manned: shifts.Manned, seat: Seat, by: Actor, at: datetime) -> int:
    """One place's hours; nothing where they stand, or stood and were taken out."""
    who, shift = seat.volunteer, manned.shift
    key = uuid5(seat.pk, "hours")
    if Hours.objects.owned().filter(pk=key).exists():
        return 0
    row = Hours(
        id=key, organisation_id=current(), person=who.person, role=shift.role, on=shift.on,
        minutes=shift.minutes, shift=None if shift._state.adding else shift,
        counted_as=who.person.counted_as if who.person else None,
    )  # fmt: skip
    row.save(force_insert=True)
    _noted(row, who, by, at)
    return 1


@dataclass(frozen=True, slots=True)
class Given:
    """Time somebody gave outside the rota."""

    role: VolunteerRole
    on: date
    minutes: int


@transaction.atomic
def write(*, id: UUID, who: Volunteer, given: Given, by: Actor, at: datetime) -> Hours:
    """Time that was not on the rota, once per `id`. Raises Refused, Taken."""
    row = Hours(id=id, organisation_id=current(), person=who.person, role=given.role)
    row.on, row.minutes = given.on, given.minutes
    row.counted_as = who.person.counted_as if who.person else None
    if stands := standing(row):
        return stands
    must(rules.why_not_hours(given.minutes, given.on, clock.local_day(at)))

    return insert(row, lambda made: _noted(made, who, by, at)) or row


def _noted(row: Hours, who: Volunteer, by: Actor, at: datetime) -> None:
    """It is counted; whoever comes is in contact with the house, so their time begins anew."""
    store.changed(row)
    history.note("count", row, by=by, at=at, changes={"minutes": [0, row.minutes]})
    if who.person and row.on > who.person.last_contact_on:
        persons.met(person=who.person, at=at)


def more(*, hours: Hours, minutes: int, version: int, by: Actor, at: datetime) -> Hours:
    """So many minutes more, or fewer where it is negative. Raises Refused, Conflict."""
    return _correct(hours, {"minutes": hours.minutes + minutes}, version, by, at)


def absent(*, hours: Hours, version: int, by: Actor, at: datetime) -> Hours:
    """They did not come: the row stays and does not count. Raises Conflict."""
    return _correct(hours, {"void": Uncounted.ABSENT, "voided_at": at}, version, by, at)


def came(*, hours: Hours, version: int, by: Actor, at: datetime) -> Hours:
    """They did come after all. Raises Conflict."""
    return _correct(hours, {"void": "", "voided_at": None}, version, by, at)


@transaction.atomic
def _correct(hours: Hours, values: dict[str, Any], version: int, by: Actor, at: datetime) -> Hours:
    row = taken(hours, version)
    minutes = values.get("minutes", row.minutes)
    must(rules.why_not_hours(minutes, row.on, clock.local_day(at)))
    changes = {name: [getattr(row, name), value] for name, value in values.items()}
    changes.pop("voided_at", None)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    store.changed(row)
    history.note("correct", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def let_go(rows: Any, at: datetime) -> int:
    """Those who stopped a year ago: who they were goes, their hours stay as a number."""
    done = 0
    for who in list(rows):
        theirs = Hours.objects.owned().filter(person=who.person_id, on__lte=who.left_on)
        theirs.update(person=None, shift=None)
        who.delete()
        done += 1
    return done
