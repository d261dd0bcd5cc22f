"""The verbs of the timetable: what the house offers, when, and what guidance is about."""

from datetime import date, datetime, time
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from favn.centre import rules
from favn.centre.models import Activity, Slot, Topic
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current

N = TypeVar("N", Activity, Topic)
DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


def new_slug(name: str, taken: set[str]) -> str:
    """A short key for the figures, made from the name and never changed afterwards."""
    stem = slugify(name.translate(DANISH))[:50] or "uden-navn"
    tried = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in tried if slug not in taken)


def add_activity(
    *,
    id: UUID,
    name: str,
    by: Actor,
    at: datetime,
    is_public: bool = True,
    is_counselling: bool = False,
) -> Activity:
    """What the house offers from now on. Raises Refused, Taken."""
    row = Activity(id=id, organisation_id=current(), name=name, is_public=is_public)
    row.is_counselling = is_counselling
    return _add(row, by=by, at=at)


def show_activity(*, record: Activity, by: Actor, at: datetime) -> Activity:
    """Everybody may see when it meets."""
    return _set_public(record, is_public=True, by=by, at=at)


def hide_activity(*, record: Activity, by: Actor, at: datetime) -> Activity:
    """Only the house sees when it meets."""
    return _set_public(record, is_public=False, by=by, at=at)


@transaction.atomic
def _set_public(record: Activity, *, is_public: bool, by: Actor, at: datetime) -> Activity:
    if record.is_public == is_public:
        return record
    record.is_public = is_public
    record.save(update_fields=["is_public"])
    history.note("show" if is_public else "hide", record, by=by, at=at)
    return record


def counsel(*, record: Activity, by: Actor, at: datetime) -> Activity:
    """It is counselling in a group: its numbers stand beside the talks, apart from them."""
    return _set_counselling(record, is_counselling=True, by=by, at=at)


def uncounsel(*, record: Activity, by: Actor, at: datetime) -> Activity:
    """It is no counselling; what was counted stays a participation, as it was."""
    return _set_counselling(record, is_counselling=False, by=by, at=at)


@transaction.atomic
def _set_counselling(
    record: Activity, *, is_counselling: bool, by: Actor, at: datetime
) -> Activity:
    if record.is_counselling == is_counselling:
        return record
    changes = {"is_counselling": [record.is_counselling, is_counselling]}
    record.is_counselling = is_counselling
    record.save(update_fields=["is_counselling"])
    history.note("change", record, by=by, at=at, changes=changes)
    return record


def add_topic(*, id: UUID, name: str, by: Actor, at: datetime) -> Topic:
    """A topic of guidance, last in the order. Raises Refused, Taken."""
    return _add(Topic(id=id, organisation_id=current(), name=name), by=by, at=at)


@transaction.atomic
def _add(record: N, *, by: Actor, at: datetime) -> N:
    stands = standing(record)
    if stands:
        return stands
    others = dict(type(record).objects.owned().values_list("slug", "name"))
    must(rules.why_not_named(record.name, others.values()))
    record.slug = new_slug(record.name, set(others))
    stands = insert(record)
    if stands:
        return stands
    history.note("add", record, by=by, at=at, changes={"name": ["", record.name]})
    return record


@transaction.atomic
def retire(*, record: Activity | Topic, by: Actor, at: datetime) -> Activity | Topic:
    """Out of use from now on; what was counted stays. Raises Refused."""
    if record.retired_at:
        return record
    if isinstance(record, Activity):
        must(rules.why_not_retire(record.slots.all(), today=at.date()))
    return _set_retired(record, at, "retire", by=by, at=at)


@transaction.atomic
def reuse(*, record: Activity | Topic, by: Actor, at: datetime) -> Activity | Topic:
    """In use again."""
    return _set_retired(record, None, "reuse", by=by, at=at) if record.retired_at else record


def _set_retired(
    record: Activity | Topic, value: datetime | None, verb: str, *, by: Actor, at: datetime
) -> Activity | Topic:
    record.retired_at = value
    record.save(update_fields=["retired_at"])
    history.note(verb, record, by=by, at=at)
    return record


@transaction.atomic
def add_slot(
    *,
    id: UUID,
    activity: Activity,
    weekday: int,
    starts: time,
    ends: time,
    first_on: date,
    by: Actor,
    at: datetime,
) -> Slot:
    """A place in the week from a day on. Raises Refused, Taken."""
    must(rules.why_not_use(activity))
    slot = Slot(id=id, organisation_id=current(), activity=activity, weekday=weekday)
    slot.starts, slot.ends, slot.first_on = starts, ends, first_on
    stands = insert(slot)
    if stands:
        return stands
    changes = {"weekday": ["", weekday], "starts": ["", f"{starts:%H:%M}"]}
    history.note("add", slot, by=by, at=at, changes=changes)
    return slot


@transaction.atomic
def end_slot(*, slot: Slot, last_on: date, seen: date | None, by: Actor, at: datetime) -> Slot:
    """The last day of a place in the week. `seen` is the end that was shown to the one who asks.

    Raises Refused, Conflict where somebody else has ended it since.
    """
    must(rules.why_not_end(slot, last_on))
    rows = Slot.objects.owned().filter(pk=slot.pk, last_on=seen)
    if not rows.update(last_on=last_on):
        raise Conflict
    slot.last_on = last_on
    before = seen.isoformat() if seen else ""
    history.note("end", slot, by=by, at=at, changes={"last_on": [before, last_on.isoformat()]})
    return slot
