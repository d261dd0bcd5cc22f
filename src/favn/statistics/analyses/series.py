"""Which series does a table hold, and what may stand in its columns?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from favn.statistics.evidence import Rule
from favn.statistics.intervals import Interval
from favn.statistics.reasons import Reason, Refused
from favn.statistics.table_reading import Number, Row, Table, read_table
from favn.statistics.units import Unit

Facts = dict[str, Any]
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "dato", "tid", "year", "år"),
    "group": ("group", "gruppe", "place", "sted"),
    "value": ("value", "værdi"),
    "reference": ("reference", "sammenligning"),
    "gap": ("gap", "forskel"),
    "share": ("share", "andel", "percent", "procent"),
    "hits": ("hits", "antal", "count"),
    "base": ("base", "grundlag", "denominator", "nævner"),
    "version": ("version", "definition"),
}
"""Each column and the names it may have in a file."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller said beside the file."""

    rule: Rule
    unit: Unit | None = None
    reference: str | None = None
    claim: float | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One row of a series: its day, its value as printed, and the row itself."""

    day: date
    number: Number
    row: Row


def read(raw: bytes, only: tuple[str, str] | None = None) -> Table:
    """The table of a file, or its lines where a column holds a text. Raises Refused."""
    return read_table(raw, COLUMNS, only)


def needs(table: Table, *columns: str) -> None:
    """Raises Refused where a column is missing, or holds nothing but dashes."""
    for column in columns:
        if column not in table.columns:
            names = ", ".join(COLUMNS[column])
            raise Refused(Reason.COLUMNS, f"The column {column} is missing. Its names: {names}.")
        if column not in ("date", "group") and not any(row.number(column) for row in table.rows):
            raise Refused(Reason.NO_VALUES, f"The column {column} holds nothing but dashes.")


def by_group(table: Table, column: str, unit: Unit | None = None) -> dict[str, list[Point]]:
    """Each group's values in the order of their days; one unnamed group without such a column.

    Missing values are left out. Raises Refused where two values stand for one cell, or a
    percentage is none.
    """
    found: dict[str, dict[date, Point]] = {}
    for row in table.rows:
        printed = row.number(column)
        if printed is None:
            continue
        if unit is Unit.PERCENT:
            within_whole(row, printed.value)
        point = Point(row.day("date"), printed, row)
        days = found.setdefault(row.text("group"), {})
        if earlier := days.get(point.day):
            raise two_values(earlier.row, row)
        days[point.day] = point
    return {group: [days[day] for day in sorted(days)] for group, days in found.items()}


def two_values(earlier: Row, row: Row) -> Refused:
    """The refusal of two values for one cell."""
    sentence = f"line {row.line}: line {earlier.line} has a value for the same cell; keep one."
    return Refused(Reason.TWO_VALUES, sentence)


def within_whole(row: Row, percent: float) -> None:
    """Raises Refused where a percentage is below 0 or over 100."""
    if percent > 100:
        raise Refused(Reason.OVER_WHOLE, f"line {row.line}: {percent:g} % is more than the whole.")
    if percent < 0:
        raise Refused(Reason.NEGATIVE, f"line {row.line}: {percent:g} % is less than nothing.")


def facts(
    analysis: str, table: Table, names: Iterable[str], answer: Callable[[str], Facts]
) -> Facts:
    """The answer for each series; one that is refused stands under `refused` with its reason."""
    answered, refused = [], []
    for name in names:
        try:
            answered.append({"series": name, **answer(name)})
        except Refused as error:
            refused.append(refusal(error, name))
    ignored = list(table.ignored)
    return {
        "analysis": analysis, "series": answered, "refused": refused, "ignored_columns": ignored
    }  # fmt: skip


def refusal(error: Refused, series: str | None = None) -> Facts:
    """A refusal as facts."""
    return {"series": series, "reason": str(error.reason), "sentence": str(error)}


def bounds(interval: Interval | None) -> Facts:
    """`low` and `high`; None where there are none, and for an upper end that is infinite."""
    if interval is None:
        return {"low": None, "high": None}
    return {"low": interval.low, "high": interval.high if isfinite(interval.high) else None}
