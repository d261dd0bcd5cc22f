"""Loads indicators as plain series, however many, in the same six queries."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from favn.barometer.choices import Data, Measure, Part, Unit, Wish
from favn.barometer.layers.series import Aim, Claimed, Line, Point, Series, Version
from favn.barometer.models import (
    Definition,
    Group,
    Indicator,
    Observation,
    PrintedClaim,
    Target,
)
from favn.barometer.rules.values import time_words

CELL = (
    "id", "on", "precision", "value", "decimals", "base", "count", "is_derived", "note", "source",
)  # fmt: skip


def series_of_one(indicator: Indicator) -> Series:
    """One indicator whole."""
    return series_of([indicator])[0]


def series_of(indicators: Iterable[Indicator]) -> list[Series]:
    """Every indicator whole, in the order given."""
    rows = list(indicators)
    keys = [row.pk for row in rows]
    versions = _versions(keys)
    claims = _claims(keys)
    return [
        Series(
            row.pk, row.slug, row.title, row.goal_id, Measure(row.measure), Wish(row.wish),
            row.parity, tuple(versions.get(row.pk, ())), tuple(claims.get(row.pk, ())),
        )
        for row in rows
    ]  # fmt: skip


def _versions(keys: list[UUID]) -> dict[UUID, list[Version]]:
    definitions = list(Definition.objects.owned().filter(indicator__in=keys))
    lines = _lines([definition.pk for definition in definitions])
    aims = _aims([definition.pk for definition in definitions])
    found: dict[UUID, list[Version]] = defaultdict(list)
    for d in definitions:
        found[d.indicator_id].append(
            Version(
                d.pk, d.number, Unit(d.unit), Data(d.data), d.smallest, d.changed, d.valid_from,
                lines.get(d.pk, ()), tuple(aims.get(d.pk, ())),
            )
        )  # fmt: skip
    return found


def _lines(definitions: list[UUID]) -> dict[UUID, tuple[Line, ...]]:
    """Every definition's cells by group; groups in their own order."""
    present = Observation.objects.owned().filter(definition__in=definitions, superseded_at=None)
    cells: dict[UUID, dict[UUID | None, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for of, group, *cell in present.order_by("on").values_list("definition", "group", *CELL):
        cells[of][group].append(Point(*cell))
    used = {group for by_group in cells.values() for group in by_group if group}
    groups = list(Group.objects.owned().filter(pk__in=used))
    return {of: tuple(_in_order(by_group, groups)) for of, by_group in cells.items()}


def _in_order(by_group: dict[UUID | None, list[Point]], groups: list[Group]) -> list[Line]:
    alone = [Line(None, "", Part.WHOLE, tuple(by_group[None]))] if None in by_group else []
    return alone + [
        Line(group.pk, group.title, group.part, tuple(by_group[group.pk]))
        for group in groups
        if group.pk in by_group
    ]


def _aims(definitions: list[UUID]) -> dict[UUID, list[Aim]]:
    found: dict[UUID, list[Aim]] = defaultdict(list)
    rows = Target.objects.owned().filter(definition__in=definitions).select_related("group")
    for row in rows:
        found[row.definition_id].append(
            Aim(
                row.on, time_words(row.on, row.precision), row.value, row.is_each_period,
                row.group_id, row.source, row.group.title if row.group else "",
            )
        )  # fmt: skip
    return found


def _claims(keys: list[UUID]) -> dict[UUID, list[Claimed]]:
    found: dict[UUID, list[Claimed]] = defaultdict(list)
    rows: Any = PrintedClaim.objects.owned().filter(indicator__in=keys)
    for row in rows:
        found[row.indicator_id].append(
            Claimed(row.kind, row.words, row.years, row.place, row.doubt)
        )
    return found
