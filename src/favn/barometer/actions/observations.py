"""Writes down what was observed, corrects it beside the old value, or strikes it with a reason."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from favn.barometer import rules
from favn.barometer.choices import Precision
from favn.barometer.models import Definition, Group, Observation
from favn.barometer.rules.values import time_words
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and what it rests on. `decimals` is how exactly it was written."""

    value: Decimal
    decimals: int
    base: int | None = None
    count: int | None = None
    source: str = ""
    note: str = ""
    is_derived: bool = False


@transaction.atomic
def observe(
    *,
    id: UUID,
    definition: Definition,
    group: Group | None,
    on: date,
    precision: Precision,
    cell: Cell,
    by: Actor,
    at: datetime,
) -> Observation:
    """A new value, once per `id`. Raises Refused, also where the cell has a value already."""
    row = Observation(id=id, organisation_id=current(), definition=definition, group=group)
    row.on, row.precision, row.entered_at = on, precision, at
    _fill(row, cell)
    if stands := standing(row):
        return stands
    must(_why_not(row) or _why_not_here(row))
    try:
        with transaction.atomic():
            insert(row)
    except (IntegrityError, LookupError) as error:
        raise Refused(_taken(row)) from error
    history.note("observe", row, by=by, at=at, changes={"value": ["", str(cell.value)]})
    return row


def _fill(row: Observation, cell: Cell) -> None:
    for field in fields(cell):
        setattr(row, field.name, getattr(cell, field.name))


def _why_not(row: Observation) -> str | None:
    unit = row.definition.unit
    counts: Any = (row.base, row.count)
    return rules.why_not_value(unit, row.value) or rules.why_not_counts(
        unit, row.value, row.decimals, *counts
    )


def _why_not_here(row: Observation) -> str | None:
    """A cell of another indicator's groups, before its definition, or with a value already."""
    definition = row.definition
    if row.group and row.group.scheme_id != definition.indicator.scheme_id:
        return _("Gruppen hører til en anden inddeling.")
    if definition.number > 1 and row.on < definition.valid_from:
        return _("Definitionen gælder først senere. Vælg en tid, hvor den gælder.")
    newer = Definition.objects.owned().filter(
        indicator=definition.indicator, number__gt=definition.number, valid_from__lte=row.on
    )
    if newer.exists():
        return _("Definitionen gjaldt ikke længere da. Vælg en tid før den nye.")
    present = Observation.objects.owned().filter(
        definition=definition, group=row.group, on=row.on, superseded_at=None
    )
    return _taken(row) if present.exists() else None


def _taken(row: Observation) -> str:
    words = {"when": time_words(row.on, row.precision), "group": row.group or _("Alle")}
    return _("%(group)s har allerede et tal for %(when)s. Ret det tal i stedet.") % words


@transaction.atomic
def correct(
    *, id: UUID, observation: Observation, cell: Cell, reason: str, by: Actor, at: datetime
) -> Observation:
    """A new value in place of a wrong one, which stays to be seen. Once per `id`.

    Raises Refused without a reason, and Conflict where somebody else has corrected it since.
    """
    row = Observation(
        id=id, organisation_id=current(), definition=observation.definition,
        group=observation.group, on=observation.on, precision=observation.precision,
        corrects=observation, reason=reason, entered_at=at,
    )  # fmt: skip
    _fill(row, cell)
    if stands := standing(row):
        return stands
    must(_why_not_reason(reason) or _why_not(row) or _why_not_other(observation, row))
    _supersede(observation, at)
    insert(row)
    changes = {"value": [str(observation.value), str(cell.value)]}
    history.note("correct", row, by=by, at=at, changes=changes, reason=reason)
    return row


def _why_not_other(old: Observation, new: Observation) -> str | None:
    names = [field.name for field in fields(Cell)]
    if all(getattr(old, name) == getattr(new, name) for name in names):
        return _("Der er ikke rettet noget.")
    return None


def _why_not_reason(reason: str) -> str | None:
    return None if reason.strip() else _("Skriv grunden. Den står ved siden af det gamle tal.")


def _supersede(observation: Observation, at: datetime) -> None:
    rows = Observation.objects.owned().filter(pk=observation.pk, superseded_at=None)
    if not rows.update(superseded_at=at):
        raise Conflict(_("Tallet er rettet af en anden imens. Se, hvad der står nu."))


@transaction.atomic
def strike(*, observation: Observation, reason: str, by: Actor, at: datetime) -> Observation:
    """Take a value away that should never have stood; it is still shown among the corrections.

    Raises Refused without a reason; the same form twice does it once.
    """
    must(_why_not_reason(reason))
    rows = Observation.objects.owned().filter(pk=observation.pk, superseded_at=None)
    if rows.update(superseded_at=at, reason=reason):
        history.note("strike", observation, by=by, at=at, reason=reason)
    observation.refresh_from_db()
    return observation
