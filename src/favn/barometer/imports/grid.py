"""A grid of rows as a statistical office prints it, turned into a table.

Title rows first; then either times as columns (labels to the left, merged cells blank below the
first), or one value per row with a column for each dimension. Footnotes last.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from favn.barometer.imports.shapes import Cell, Fault, Table, dimensions_of
from favn.barometer.rules import values
from favn.kit.files import Unreadable
from favn.kit.files.kinds import MOST_CELLS

Row = tuple[int, list[Any]]
UNITS = ("units:", "unit:", "enhed:", "enheder:")
TIMES = {"tid", "time", "år", "year", "dato", "date", "kvartal", "måned", "periode", "period"}
VALUES = {"indhold", "value", "værdi", "tal", "procent", "pct", "andel", "index"}
BASES = {"basis", "base", "nævner", "denominator"}
COUNTS = {"antal", "tæller", "count", "numerator"}
DEEPEST_HEADER = 30


def table_from(rows: Sequence[Row], name: str) -> Table:
    """The table of a grid. Raises Unreadable where there is no row of times and no value column."""
    rows = [(line, [_clean(v) for v in row]) for line, row in rows]
    header = _header_of_times(rows)
    long = _header_of_long(rows)
    if long is not None and (header is None or long[0] <= header):
        return _long(rows, *long, name)
    if header is None:
        raise Unreadable(
            _(
                "Filen har ingen række med år eller måneder og ingen kolonne med tid og tal. Hent"
                " tabellen med tiden vandret eller som en liste."
            )
        )
    return _wide(rows, header, name)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.replace("\xa0", " ").split()) or None
    return value


def _is_time(value: Any) -> bool:
    if value is None or (isinstance(value, float) and not value.is_integer()):
        return False
    try:
        values.time(int(value) if isinstance(value, float) else value)
    except values.Unreadable:
        return False
    return True


def _label(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value.isoformat()[:10] if hasattr(value, "isoformat") else str(value)


def _header_of_times(rows: Sequence[Row]) -> int | None:
    """The place of the row with most times; it has no number that is not one."""
    found = [
        (sum(map(_is_time, row)), -place, place)
        for place, (_line, row) in enumerate(rows[:DEEPEST_HEADER])
        if all(v is None or isinstance(v, str) or _is_time(v) for v in row)
    ]
    n, _back, place = max(found, default=(0, 0, 0))
    return place if n else None


def _opening(rows: Sequence[Row]) -> tuple[str, str, list[str]]:
    """Title, unit, and what else stands above the header."""
    said = [next((v for v in row if v is not None), "") for _line, row in rows]
    words = [str(v) for v in said if v]
    unit = next((w for w in words if w.lower().startswith(UNITS)), "")
    rest = [w for w in words if w != unit]
    return (rest[0] if rest else ""), unit.partition(":")[2].strip(), rest[1:]


def _wide(rows: Sequence[Row], header: int, name: str) -> Table:
    line, heads = rows[header]
    first = next(n for n, v in enumerate(heads) if _is_time(v))
    columns = [n for n, v in enumerate(heads) if n >= first and _is_time(v)]
    title, unit, notes = _opening(rows[:header])
    names = [str(heads[n] or _("Kolonne %(n)s") % {"n": n + 1}) for n in range(first)]
    faults = [
        Fault(
            _where(line), _("Kolonnen “%(name)s” er ikke en tid og tages ikke med.") % {"name": v}
        )
        for n, v in enumerate(heads)
        if n > first and v is not None and n not in columns
    ]
    cells: list[Cell] = []
    above: list[str] = [""] * first
    for at, row in rows[header + 1 :]:
        numbers = [row[n] if n < len(row) else None for n in columns]
        if all(v is None for v in numbers):
            notes += [str(v) for v in row[: max(first, 1)] if v is not None]
            continue
        above = [_label(row[n]) if row[n] is not None else above[n] for n in range(first)]
        pairs = zip(columns, numbers, strict=True)
        cells += [
            Cell((*above, _label(heads[n])), _text(v), _where(at, _label(heads[n])))
            for n, v in pairs
            if v is not None
        ]
    time = _("Tid")
    return _finished(
        Table(title, name, unit, (), cells, time, notes=notes, faults=faults), [*names, time]
    )


def _text(value: Any) -> str:
    return repr(value) if isinstance(value, float) else str(value)


def _where(line: int, column: str = "") -> str:
    words = {"line": line, "column": column}
    return _("linje %(line)s, %(column)s") % words if column else _("linje %(line)s") % words


def _header_of_long(rows: Sequence[Row]) -> tuple[int, int, int] | None:
    """(place, time column, value column) of a list with one value per row."""
    for place, (_line, row) in enumerate(rows[:DEEPEST_HEADER]):
        names = [str(v).lower().strip('"') if v is not None else "" for v in row]
        times = [n for n, name in enumerate(names) if name in TIMES]
        found = [n for n, name in enumerate(names) if name in VALUES or name in COUNTS]
        if len(times) == 1 and found and not any(map(_is_time, row)):
            preferred = [n for n in found if names[n] in VALUES] or found
            return place, times[0], preferred[-1]
    return None


def _long(rows: Sequence[Row], header: int, time: int, value: int, name: str) -> Table:
    _line, heads = rows[header]
    names = [str(v).lower() if v is not None else "" for v in heads]
    extra = {
        kind: next((n for n, one in enumerate(names) if one in known and n != value), None)
        for kind, known in (("base", BASES), ("count", COUNTS))
    }
    skipped = {value, *(n for n in extra.values() if n is not None)}
    kept = [n for n, one in enumerate(names) if one and n not in skipped]
    title, unit, notes = _opening(rows[:header])
    cells = []
    for at, short in rows[header + 1 :]:
        row = [*short, *[None] * (len(heads) - len(short))]
        if sum(v is not None for v in row) <= 1:
            notes += [str(v) for v in row if v is not None]
            continue
        labels = tuple(_label(row[n]) if row[n] is not None else "" for n in kept)
        more = {k: _text(row[n]) for k, n in extra.items() if n is not None and row[n] is not None}
        cells.append(
            Cell(labels, "" if row[value] is None else _text(row[value]), _where(at), **more)
        )
    kept_names = [str(heads[n]) for n in kept]
    return _finished(Table(title, name, unit, (), cells, str(heads[time]), notes=notes), kept_names)


def _finished(table: Table, names: list[str]) -> Table:
    """With its dimensions, and what it says of itself whatever it is used for."""
    if not table.cells:
        raise Unreadable(_("Filen har overskrifter, men ingen tal."))
    if len(table.cells) > MOST_CELLS:
        raise Unreadable(_("Filen har over 60.000 tal. Hent kun de rækker og år, du skal bruge."))
    table.dimensions = dimensions_of(names, table.cells)
    table.notes += _columns_of_dashes(table)
    return table


def _columns_of_dashes(table: Table) -> Iterator[str]:
    place = table.place(table.time)
    told = {c.labels[place] for c in table.cells if not _is_empty(c.value)}
    for label in table.dimensions[place].labels:
        if label not in told:
            yield _("%(time)s har kun streger og tages ikke med.") % {"time": label}


def _is_empty(value: str) -> bool:
    return values.is_dash(value) or values.is_missing(value)
