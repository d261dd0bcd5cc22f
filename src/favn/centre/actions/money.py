"""The verbs of the money book: enter an amount, correct it with a reason, take it out and back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from favn.centre.choices import side_of
from favn.centre.models import MoneyLine
from favn.centre.rules import money as rules
from favn.kit import clock, history, store
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must
from favn.kit.tenancy import current

DECEMBER = 12


@transaction.atomic
def enter(
    *,
    id: UUID,
    kind: str,
    year: int,
    month: int | None,
    ore: int,
    note: str,
    by: Actor,
    at: datetime,
) -> MoneyLine:
    """An amount of a month, or of a whole year where no month is given. Raises Refused, Taken."""
    row = MoneyLine(id=id, organisation_id=current(), kind=kind, side=side_of(kind), year=year)
    row.month, row.is_whole_year = month or DECEMBER, month is None
    row.ore, row.note = ore, note
    must(rules.why_not_amount(ore))
    today = clock.day_of(at)
    must(rules.why_not_month(year, row.month, today, is_whole_year=row.is_whole_year))
    if stands := insert(row, store.changed):
        return stands
    history.note("enter", row, by=by, at=at, changes={"ore": [None, ore]})
    return row


@transaction.atomic
def correct(
    *, line: MoneyLine, version: int, ore: int, note: str, reason: str, by: Actor, at: datetime
) -> MoneyLine:
    """Another amount or other words, with the reason; what stood before stands in history.

    Raises Refused, and Conflict where somebody else corrected it meanwhile.
    """
    must(rules.why_not_correct(is_voided=line.voided_at is not None))
    must(rules.why_not_amount(ore))
    changes = {"ore": [line.ore, ore], "note": [line.note, note]}
    _update(line, version, ore=ore, note=note)
    history.note("correct", line, by=by, at=at, changes=changes, reason=reason)
    return line


@transaction.atomic
def void(*, line: MoneyLine, version: int, reason: str, by: Actor, at: datetime) -> MoneyLine:
    """Take an amount out of the sums; it stands in the book. Raises Refused, Conflict."""
    must(rules.why_not_void(is_voided=line.voided_at is not None))
    _update(line, version, voided_at=at)
    history.note("void", line, by=by, at=at, reason=reason)
    return line


@transaction.atomic
def restore(*, line: MoneyLine, version: int, reason: str, by: Actor, at: datetime) -> MoneyLine:
    """Count an amount again that was taken out. Raises Refused, Conflict."""
    must(rules.why_not_restore(is_voided=line.voided_at is not None))
    _update(line, version, voided_at=None)
    history.note("restore", line, by=by, at=at, reason=reason)
    return line


def _update(line: MoneyLine, version: int, **values: object) -> None:
    rows = MoneyLine.objects.owned().filter(pk=line.pk, version=version)
    if not rows.update(**values, version=version + 1):
        raise Conflict
    line.refresh_from_db()
    store.changed(line)
