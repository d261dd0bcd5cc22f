"""The verbs of the rota: a shift every week, whoever has it every week, one shift more."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from favn.centre.choices import Holds
from favn.centre.models import Regular, Rota, Seat, Shift, Slot, Volunteer, VolunteerRole
from favn.centre.queries import shifts as queries
from favn.centre.queries import volunteers as people
from favn.centre.rules import shifts as rules
from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import insert, must, standing, taken
from favn.kit.tenancy import current


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of the rota is to be; with a slot it takes that session's day and hours."""

    role: VolunteerRole
    weekday: int
    starts: time
    ends: time
    places: int = 1
    slot: Slot | None = None


@transaction.atomic
def add_line(*, id: UUID, line: Line, first_on: date, by: Actor, at: datetime) -> Rota:
    """A shift that comes every week from a day on, once per `id`. Raises Refused, Taken."""
    row = Rota(id=id, organisation_id=current(), role=line.role, slot=line.slot)
    row.weekday, row.starts, row.ends = line.weekday, line.starts, line.ends
    if line.slot:
        slot = line.slot
        row.weekday, row.starts, row.ends = slot.weekday, slot.starts, slot.ends
    row.places, row.first_on = line.places, first_on
    if stands := standing(row):
        return stands
    must(rules.why_not_rota(row.starts, row.ends, first_on, None))
    must(rules.why_not_far(first_on, clock.local_day(at)))
    noted = {"role": ["", line.role.slug], "places": ["", line.places]}
    return insert(row, lambda r: history.note("add", r, by=by, at=at, changes=noted)) or row


@transaction.atomic
def revise_line(
    *, rota: Rota, places: int, last_on: date | None, version: int, by: Actor, at: datetime
) -> Rota:
    """How many it takes from now on, and until when. Raises Refused, Conflict.

    Shifts ahead that were written already take as many; those after the end are called off one by
    one, as people stand on them.
    """
    row = taken(rota, version)
    today = clock.local_day(at)
    must(rules.why_not_rota(row.starts, row.ends, row.first_on, last_on))
    must(rules.why_not_ahead(last_on, today) if last_on else None)
    changes = {
        "places": [row.places, places],
        "last_on": [str(row.last_on or ""), str(last_on or "")],
    }
    row.places, row.last_on = places, last_on
    row.save()
    Shift.objects.owned().filter(rota=row, on__gte=today).update(places=places)
    history.note("revise", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def add_regular(
    *, id: UUID, rota: Rota, who: Volunteer, first_on: date, by: Actor, at: datetime
) -> Regular:
    """Somebody has it every week from a day on. Raises Refused, Taken."""
    row = Regular(id=id, organisation_id=current(), rota=rota, volunteer=who, first_on=first_on)
    if stands := standing(row):
        return stands
    Rota.objects.owned().select_for_update().get(pk=rota.pk)
    today = clock.local_day(at)
    held = people.roles_by_volunteer([who]).get(who.pk, [])
    now = queries.regulars_of(rota, today)
    missing = people.lacks(rota.role, people.checks_of(who), today)
    must(
        rules.why_not_take(
            has_role=rota.role in held and people.says_yes(who, today),
            has_certificate=not missing, has_it=any(r.volunteer_id == who.pk for r in now),
            free=rota.places - len(now), clashes=False,
        )
    )  # fmt: skip
    return insert(row, lambda r: history.note("add", r, by=by, at=at)) or row


@transaction.atomic
def end_regular(*, regular: Regular, by: Actor, at: datetime) -> None:
    """They have it no more after today; twice is once. What they said of single shifts goes too."""
    row = Regular.objects.owned().select_for_update().get(pk=regular.pk)
    today = clock.local_day(at)
    if row.last_on is not None and row.last_on <= today:
        return
    row.last_on = max(today, row.first_on - timedelta(days=1))
    row.save(update_fields=["last_on"])
    ahead = Seat.objects.owned().filter(volunteer=row.volunteer, shift__rota=row.rota)
    ahead.filter(shift__on__gt=today, holds=Holds.HAS).update(holds=Holds.NO, said_at=at)
    history.note("end", row, by=by, at=at)


@transaction.atomic
def add_shift(*, id: UUID, line: Line, on: date, by: Actor, at: datetime) -> Shift:
    """One shift beside the rota, once per `id`. Raises Refused, Taken."""
    row = Shift(id=id, organisation_id=current(), role=line.role, on=on, places=line.places)
    row.starts, row.ends = line.starts, line.ends
    if stands := standing(row):
        return stands
    must(rules.why_not_rota(line.starts, line.ends, on, None))
    must(rules.why_not_ahead(on, clock.local_day(at)))
    noted = {"on": ["", on.isoformat()], "role": ["", line.role.slug]}
    return insert(row, lambda r: history.note("add", r, by=by, at=at, changes=noted)) or row
