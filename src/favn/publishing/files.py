"""A figure as a file: the same facts as its page, in CSV and JSON."""

import csv
import io
from typing import Any

from favn.publishing.queries import Reading

RISKY = tuple("=+-@\t\r＝＋－＠")
"""What a spreadsheet would take for a formula at the start of a cell."""


def facts(reading: Reading) -> dict[str, Any]:
    """The documented keys of a figure: value, unit, base, period, method, snapshot, withheld."""
    value = reading.value
    if value is None:
        return sent_facts(reading)
    figure = value.figure
    return {
        "figure": str(reading.address),
        "title": str(figure.title),
        "organisation": reading.organisation.name,
        "period": str(value.period),
        "edition": str(value.edition),
        "value": value.total,
        "unit": str(figure.unit),
        "counts": figure.counts,
        "definition": str(figure.definition),
        "base": str(figure.base),
        "method": str(figure.method),
        "source": str(figure.source),
        "by": value.by,
        "cells": [
            {"key": r.key, "label": r.label, "value": r.value, "withheld": r.withheld}
            for r in value.rows
        ],
        "withheld": list(value.withheld),
        "snapshot": value.snapshot,
        "as_of": value.as_of.isoformat(),
    }


def sent_facts(reading: Reading) -> dict[str, Any]:
    """The same keys for a number that was sent: what was said then, not what stands now."""
    sent = reading.sent
    assert sent is not None
    return {
        "figure": str(reading.address),
        "organisation": reading.organisation.name,
        "period": str(reading.address.period),
        "edition": str(reading.edition),
        "value": sent.value,
        "snapshot": sent.snapshot,
        "as_of": sent.as_of.isoformat() if sent.as_of else None,
        "sent_at": sent.sent_at.isoformat(),
        "by": None,
        "cells": [],
        "withheld": [],
    }


def as_csv(reading: Reading) -> str:
    """One line per cell, the total last; every line carries what it is a count of."""
    known = facts(reading)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    head = ["figure", "organisation", "period", "edition", "key", "label", "value", "unit"]
    writer.writerow([*head, "withheld", "snapshot", "as_of"])
    same = [known["figure"], known["organisation"], known["period"], known["edition"]]
    unit, tail = known.get("unit", ""), [known["snapshot"], known["as_of"]]
    for cell in known["cells"]:
        line = [*same, cell["key"], cell["label"], cell["value"], unit, cell["withheld"] or ""]
        writer.writerow(map(safe, [*line, *tail]))
    withheld = " ".join(known["withheld"])
    writer.writerow(map(safe, [*same, "", "total", known["value"], unit, withheld, *tail]))
    return out.getvalue()


def safe(cell: Any) -> Any:
    """Text that a spreadsheet would run gets an apostrophe in front; numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip("\ufeff ").startswith(RISKY):
        return f"'{cell}"
    return "" if cell is None else cell
