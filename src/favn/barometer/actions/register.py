"""Indicators, their groups, a new version of a definition, targets, and what the public sees."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.barometer import rules
from favn.barometer.choices import Data, Measure, Part, Precision, Unit, Wish
from favn.barometer.models import Definition, Group, Indicator, Observation, Scheme, Target
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current


@dataclass(frozen=True, slots=True)
class Facts:
    """What an indicator is. `goal_id` is a goal of the tenant's own plans."""

    title: str
    goal_id: UUID | None = None
    scheme: Scheme | None = None
    measure: Measure = Measure.VALUE
    wish: Wish = Wish.NONE
    parity: Decimal | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Counting:
    """How an indicator is counted; `changed` says what differs from the version before."""

    valid_from: date
    unit: Unit
    says: str
    source: str
    base: str = ""
    method: str = ""
    caveats: str = ""
    changed: str = ""
    data: Data = Data.UNKNOWN
    least_change: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One part of a scheme; `lowest` and `highest`, both included, where it is a band."""

    title: str
    part: Part = Part.ONE
    rank: int = 0
    lowest: int | None = None
    highest: int | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """What should be reached by a time, or `is_each_period`: in every one."""

    on: date
    value: Decimal
    precision: Precision = Precision.YEAR
    group: Group | None = None
    is_each_period: bool = False
    source: str = ""


def _values(told: Any) -> dict[str, Any]:
    return {field.name: getattr(told, field.name) for field in fields(told)}


@transaction.atomic
def add_scheme(
    *, id: UUID, slug: str, title: str, note: str = "", by: Actor, at: datetime
) -> Scheme:
    """A way to divide people or places, once per `id`. Raises Refused and Taken."""
    row = Scheme(id=id, organisation_id=current(), slug=slug, title=title, note=note)
    if stands := standing(row):
        return stands
    if Scheme.objects.owned().filter(slug=slug).exists():
        raise Refused(_("“%(title)s” findes allerede.") % {"title": title})
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at)
    return row


@transaction.atomic
def add_group(*, id: UUID, scheme: Scheme, member: Member, by: Actor, at: datetime) -> Group:
    """One part of a scheme, once per `id`.

    Raises Refused where its name or its part is taken, or its band shares a number with another.
    """
    row = Group(id=id, organisation_id=current(), scheme=scheme, **_values(member))
    if stands := standing(row):
        return stands
    others = list(Group.objects.owned().filter(scheme=scheme))
    must(_why_not_group(row, others))
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at)
    return row


def _why_not_group(row: Group, others: list[Group]) -> str | None:
    if row.title.casefold() in {other.title.casefold() for other in others}:
        return _("“%(title)s” findes allerede.") % {"title": row.title}
    if row.part != Part.ONE and row.part in {other.part for other in others}:
        return _("Inddelingen har allerede en gruppe med den rolle. Vælg “En del af flere”.")
    bands = [rules.Band(g.title, g.lowest, g.highest) for g in (*others, row)]
    return rules.why_not_bands(bands)


@transaction.atomic
def add_indicator(*, id: UUID, slug: str, facts: Facts, by: Actor, at: datetime) -> Indicator:
    """A new indicator, not yet public, once per `id`. Raises Refused and Taken."""
    row = Indicator(id=id, organisation_id=current(), slug=slug, **_values(facts))
    if stands := standing(row):
        return stands
    if Indicator.objects.owned().filter(slug=slug).exists():
        raise Refused(_("En anden indikator hedder det samme. Giv den et andet navn."))
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at)
    return row


@transaction.atomic
def change_indicator(
    *, indicator: Indicator, version: int, facts: Facts, by: Actor, at: datetime
) -> Indicator:
    """Say something else about it. Raises Conflict, and Refused where its numbers do not fit."""
    row = Indicator.objects.owned().get(pk=indicator.pk)
    told = _values(facts)
    changes = {n: [str(getattr(row, n)), str(v)] for n, v in told.items() if getattr(row, n) != v}
    if not changes:
        return row
    if "scheme" in changes and Observation.objects.owned().filter(definition__indicator=row):
        raise Refused(
            _("Der er skrevet målinger på grupperne. Lav en ny indikator med den anden inddeling.")
        )
    if (
        unit := Definition.objects.owned()
        .filter(indicator=row)
        .values_list("unit", flat=True)
        .last()
    ):
        must(rules.why_not_measured(facts.measure, unit, parts_of(facts.scheme)))
    rows = Indicator.objects.owned().filter(pk=row.pk, version=version)
    if not rows.update(**told, version=version + 1):
        raise Conflict(_("En anden har rettet indikatoren imens. Se, hvad der står nu."))
    history.note("change", row, by=by, at=at, changes=changes)
    row.refresh_from_db()
    return row


def parts_of(scheme: Scheme | None) -> list[str]:
    """The parts that a scheme's groups have in a comparison."""
    rows = Group.objects.owned().filter(scheme=scheme) if scheme else Group.objects.none()
    return list(rows.values_list("part", flat=True))


@transaction.atomic
def define(
    *, id: UUID, indicator: Indicator, counting: Counting, by: Actor, at: datetime
) -> Definition:
    """How it is counted from a day on: the first definition, or a new version and so a break.

    Raises Refused where a new version does not say what changed, or starts before the last one.
    """
    row = Definition(id=id, organisation_id=current(), indicator=indicator, **_values(counting))
    if stands := standing(row):
        return stands
    last = Definition.objects.owned().filter(indicator=indicator).last()
    must(rules.why_not_measured(indicator.measure, row.unit, parts_of(indicator.scheme)))
    must(_why_not_next(row, last))
    row.number = last.number + 1 if last else 1
    if stands := insert(row):
        return stands
    history.note("define", row, by=by, at=at, changes={"number": ["", str(row.number)]})
    return row


def _why_not_next(row: Definition, last: Definition | None) -> str | None:
    if last is None:
        return None
    if not row.changed.strip():
        return _("Skriv, hvad der er anderledes. Det er grunden til, at serien får et brud.")
    if row.valid_from <= last.valid_from:
        return _("Den nye version skal gælde fra en senere dag end den forrige.")
    return None


@transaction.atomic
def set_target(*, id: UUID, definition: Definition, aim: Aim, by: Actor, at: datetime) -> Target:
    """What should be reached, once per `id`. Raises Refused where the day has a target already."""
    row = Target(id=id, organisation_id=current(), definition=definition, **_values(aim))
    if stands := standing(row):
        return stands
    must(rules.why_not_value(definition.unit, aim.value))
    if Target.objects.owned().filter(definition=definition, group=aim.group, on=aim.on).exists():
        raise Refused(_("Der står allerede et mål for den tid."))
    if stands := insert(row):
        return stands
    history.note("set-target", row, by=by, at=at, changes={"value": ["", str(aim.value)]})
    return row


@transaction.atomic
def publish(*, indicator: Indicator, by: Actor, at: datetime) -> Indicator:
    """Let the public see it. Raises Refused where it does not say how it is counted."""
    row = Indicator.objects.owned().select_for_update().get(pk=indicator.pk)
    if row.published_at:
        return row
    must(
        rules.why_not_published(
            Definition.objects.owned().filter(indicator=row).count(),
            Observation.objects.owned().filter(definition__indicator=row).count(),
        )
    )
    Indicator.objects.owned().filter(pk=row.pk).update(published_at=at)
    history.note("publish", row, by=by, at=at)
    row.refresh_from_db()
    return row


@transaction.atomic
def withdraw(*, indicator: Indicator, by: Actor, at: datetime) -> Indicator:
    """Take it away from the public; everything about it stays in the house."""
    rows = Indicator.objects.owned().filter(pk=indicator.pk, published_at__isnull=False)
    if rows.update(published_at=None):
        history.note("unpublish", indicator, by=by, at=at)
    indicator.refresh_from_db()
    return indicator
