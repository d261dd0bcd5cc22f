"""An indicator's cells as files: CSV, and JSON-stat 2.0 with the definition beside the numbers.

Published values are shown as published; every line says its unit, its definition and its source.
"""

import csv
import io
from typing import Any

from favn.barometer.layers.series import Point, Series, Version
from favn.barometer.models import Definition
from favn.barometer.rules.values import as_typed
from favn.kit.spreadsheets import safe

HEAD = (
    "indicator", "definition", "unit", "group", "part", "time", "precision", "value", "base",
    "count", "is_derived", "source", "note",
)  # fmt: skip


def as_csv(series: Series) -> str:
    """One line per cell, every version with its number."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for version, line, p in series.cells():
        writer.writerow([
            safe(series.title), version.number, str(version.unit), safe(line.title), line.part,
            as_typed(p.on, p.precision), p.precision, shown(p), _or_empty(p.base),
            _or_empty(p.count), int(p.is_derived), safe(p.source), safe(p.note),
        ])  # fmt: skip
    return out.getvalue()


def shown(point: Point) -> str:
    """The value as exactly as it was printed, with a decimal point."""
    return f"{point.value:.{point.decimals}f}"


def _or_empty(value: int | None) -> int | str:
    return "" if value is None else value


def as_json_stat(series: Series, definitions: list[Definition], by: str) -> dict[str, Any]:
    """A JSON-stat 2.0 dataset of the newest version; older ones would not be comparable.

    Raises LookupError where nothing was observed.
    """
    version = series.now
    if version is None:
        raise LookupError(series.slug)
    says = next(d for d in definitions if d.pk == version.id)
    groups = [(str(n), line.title or "Alle") for n, line in enumerate(version.lines)]
    days = version.days
    spoken = {p.on: p.precision for line in version.lines for p in line.points}
    times = [as_typed(day, spoken[day]) for day in days]
    points = [line.at(day) for line in version.lines for day in days]
    return {
        "version": "2.0", "class": "dataset", "label": series.title, "source": says.source,
        "id": ["group", "time"], "size": [len(groups), len(times)],
        "role": {"time": ["time"]},
        "dimension": {
            "group": _dimension("Gruppe", groups),
            "time": _dimension("Tid", [(t, t) for t in times]),
        },
        "value": [None if p is None else float(shown(p)) for p in points],
        "note": _notes(says, by),
        "extension": _extension(version, points),
    }  # fmt: skip


def _dimension(label: str, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    index = {key: n for n, (key, _label) in enumerate(pairs)}
    return {"label": label, "category": {"index": index, "label": dict(pairs)}}


def _notes(says: Definition, by: str) -> list[str]:
    told = (says.says, says.base, says.method, says.caveats, says.changed, by)
    return [text for text in told if text]


def _extension(version: Version, points: list[Point | None]) -> dict[str, Any]:
    """What JSON-stat has no place for: unit, version, bases in the order of the values."""
    return {
        "unit": str(version.unit),
        "definition": version.number,
        "base": [p.base if p else None for p in points],
        "derived": [bool(p and p.is_derived) for p in points],
    }
