"""A figure as a file: the same facts as its page, in CSV and JSON."""

import csv
import io
from datetime import datetime
from typing import Any

from favn.kit import figures
from favn.kit.spreadsheets import safe
from favn.publishing.queries import Reading

HEAD = (
    "figure", "organisation", "period", "edition", "key", "label", "value", "unit", "withheld",
    "snapshot", "as_of", "reading", "told_at", "purpose",
)  # fmt: skip


def facts(reading: Reading) -> dict[str, Any]:
    """The documented keys of a figure, the same for every reading of it.

    `reading` is live, sent or released; the latter two say when (`told_at`) and to what
    `purpose`, and their `value` and `cells` are what was told then, not what stands now.
    """
    figure = figures.figure_with(reading.address.figure)
    return {
        "figure": str(reading.address),
        "title": str(figure.title),
        "organisation": reading.organisation.name,
        "period": str(reading.address.period),
        "edition": str(reading.edition),
        "value": reading.total,
        "unit": str(figure.unit),
        "counts": figure.counts,
        "definition": str(figure.definition),
        "base": str(figure.base),
        "method": str(figure.method),
        "source": str(figure.source),
        "by": reading.address.by,
        "cells": [],
        "withheld": [],
        "snapshot": reading.snapshot,
        **_told(reading),
    }


def _told(reading: Reading) -> dict[str, Any]:
    """What differs: live, as it was sent, or as it was made public."""
    if (sent := reading.sent) is not None:
        dates = {"as_of": _iso(sent.as_of), "told_at": _iso(sent.sent_at)}
        purpose = f"{sent.municipality}, {sent.number}: {sent.title}"
        return {"reading": "sent", **dates, "purpose": purpose, "by": None}
    if (entry := reading.released) is not None:
        at = _iso(entry.released_at)
        cells = _cells(figures.released_rows(entry))
        dates = {"as_of": at, "told_at": at}
        return {"reading": "released", **dates, "purpose": entry.purpose, "cells": cells}
    value = reading.value
    assert value is not None
    return {
        "reading": "live",
        "as_of": _iso(value.as_of),
        "told_at": None,
        "purpose": "",
        "cells": _cells(value.rows),
        "withheld": list(value.withheld),
    }


def _cells(rows: tuple[figures.Row, ...]) -> list[dict[str, Any]]:
    return [
        {"key": r.key, "label": r.label, "value": r.value, "withheld": r.withheld} for r in rows
    ]


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def as_csv(reading: Reading) -> str:
    """One line per cell, the total last; every line carries what it is a count of."""
    known = facts(reading)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    total = {"key": "", "label": "total", "withheld": " ".join(known["withheld"])}
    for line in (*known["cells"], {**total, "value": known["value"]}):
        row = {**known, **line}
        writer.writerow([_cell(row[name]) for name in HEAD])
    return out.getvalue()


def _cell(cell: Any) -> Any:
    """Numbers stay numbers; nothing is an empty cell."""
    if isinstance(cell, str):
        return safe(cell)
    return "" if cell is None else cell
