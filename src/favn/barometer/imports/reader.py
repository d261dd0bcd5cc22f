"""A whole file from its name and bytes: workbook, CSV or JSON-stat as one and the same table."""

import json
import re
from itertools import product
from typing import Any

from django.utils.translation import gettext as _

from favn.barometer.imports.grid import table_from
from favn.barometer.imports.shapes import Cell, Dimension, Fault, Table
from favn.kit.files import Unreadable, commas, kinds, workbook

_CODE = re.compile(r"[A-ZÆØÅ]{2,10}\d{1,4}[A-Z]?")
DEEPEST = 40


def read(name: str, data: bytes) -> tuple[str, Table]:
    """Which kind of file it is, and its table. Raises Unreadable, with what to do."""
    kind = kinds.kind_of(data)
    if kind == kinds.JSON:
        return kind, _json_stat(kinds.text_of(data), source_of(name))
    if kind == kinds.XLSX:
        rows, notes = workbook.rows_of(data)
    else:
        rows, notes = commas.rows_of(kinds.text_of(data)), []
    table = table_from(rows, source_of(name))
    table.notes, table.is_exact = [*notes, *table.notes], kind == kinds.CSV
    return kind, table


def source_of(name: str) -> str:
    """What a file's mapping is kept under: the table's code, or the file's name without years."""
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    if found := _CODE.search(stem.upper()):
        return found[0]
    return re.sub(r"[\s_-]*\d{4,}.*$", "", stem)[:200] or stem[:200] or "–"


def _json_stat(text: str, source: str) -> Table:
    """JSON-stat 2.0, one dataset."""
    try:
        told = json.loads(text)
        data = told.get("dataset", told) if isinstance(told, dict) else {}
        names, sizes = list(data["id"]), list(data["size"])
        dimensions = tuple(_dimension(data["dimension"][name], name) for name in names)
        if [len(d.labels) for d in dimensions] != sizes:
            raise Unreadable(_("JSON-stat-filens dimensioner passer ikke med dens størrelse."))
        numbers = _numbers(data["value"], sizes)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(_("Filen er JSON, men ikke et JSON-stat-datasæt (version 2).")) from error
    role = (data.get("role") or {}).get("time") or []
    time = next((d.name for d, name in zip(dimensions, names, strict=True) if name in role), "")
    time = time or next((d.name for d in dimensions if d.name.lower() in ("tid", "time")), "")
    if not time:
        raise Unreadable(_("JSON-stat-filen siger ikke, hvilken dimension der er tid."))
    cells = [
        Cell(labels, str(value), _("felt %(n)s") % {"n": n})
        for n, (labels, value) in enumerate(
            zip(product(*(d.labels for d in dimensions)), numbers, strict=True), 1
        )
        if value is not None
    ]
    return Table(
        str(data.get("label", ""))[:300], source, "", dimensions, cells, time, is_exact=False
    )


def _dimension(told: dict[str, Any], name: str) -> Dimension:
    category = told["category"]
    index, labels = category.get("index"), category.get("label", {})
    keys = (
        sorted(index, key=index.__getitem__) if isinstance(index, dict) else list(index or labels)
    )
    return Dimension(str(told.get("label", name)), tuple(str(labels.get(k, k)) for k in keys))


def _numbers(value: Any, sizes: list[int]) -> list[Any]:
    n = 1
    for size in sizes:
        n *= int(size)
    if n > kinds.MOST_CELLS:
        raise Unreadable(_("Filen har over 60.000 tal. Hent kun de rækker og år, du skal bruge."))
    if isinstance(value, dict):
        return [value.get(str(place)) for place in range(n)]
    if len(value) != n:
        raise Unreadable(_("JSON-stat-filen har ikke et tal til hvert felt."))
    return list(value)


def table_of(kept: Any) -> Table:
    """The table of a kept file (an `Upload`)."""
    told = kept.table
    dimensions = tuple(Dimension(name, tuple(labels)) for name, labels in told["dimensions"])
    cells = [
        Cell(tuple(d.labels[n] for d, n in zip(dimensions, places, strict=True)), *rest)
        for places, *rest in told["cells"]
    ]
    faults = [Fault(*fault) for fault in told["faults"]]
    return Table(
        kept.title, kept.source, kept.unit_words, dimensions, cells, told["time"],
        told["is_exact"], list(kept.notes), faults,
    )  # fmt: skip
