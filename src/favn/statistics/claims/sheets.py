"""Do the columns of a table add up: parts to their total, and shares to their counts?

A table is a header and rows of cells as people write them; the first cell names its row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from favn.statistics.claims import names, proportions, sums
from favn.statistics.claims.claim import ADDITIVE, Claim, Finding, Severity, found, holds, tidy
from favn.statistics.claims.reading import number_in

PERCENT = re.compile(r"(?i)%|\b(procent\w*|pct|andel\w*|percent|share)\b")
MONEY = re.compile(r"(?i)\b(kr|kroner|dkk|beløb)\b")
SIGNS = re.compile(r"(?i)\s*(%|procent|pct\.?|kr\.?|kroner|dkk|mio\.?)\s*$")
OVERLAPS = re.compile(r"(?i)\b(forskellige|unikke|distinct|unique)\b")
"""A total of distinct persons is no sum: one may stand in several rows."""


def check_sheet(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Finding]:
    """Every finding about one table, what holds included."""
    if any(OVERLAPS.search(row[0]) for row in rows if row):
        return []
    columns = [_column(header, rows, place) for place in range(1, len(header))]
    numeric = [column for column in columns if column]
    findings = [f for column in numeric for f in sums.totals(column)]
    if any(f.severity == Severity.CONTRADICTION for f in findings):
        # What is measured against a wrong total is wrong with it; one warning is enough.
        return findings
    counts = [column for column in numeric if column[0].unit in ADDITIVE]
    percents = [column for column in numeric if column[0].unit == "percent"]
    if len(counts) == 1 and len(percents) == 1:
        findings += proportions.shares(_with_bases(percents[0], counts[0]))
    return [*findings, *(f for column in percents for f in _whole(column))]


def _column(header: Sequence[str], rows: Sequence[Sequence[str]], place: int) -> list[Claim]:
    """The figures of one column; none where it also holds words, or fewer than two figures."""
    cells = [(row[0], row[place] if place < len(row) else "") for row in rows if row]
    told = [(name, SIGNS.sub("", cell), cell) for name, cell in cells]
    read = [(name, number_in(bare, comma=True), cell) for name, bare, cell in told]
    if any(number is None for _name, number, _cell in read):
        return []
    unit = _unit(header[place], [cell for _name, _number, cell in read])
    claims = [
        Claim(line, name, number[0], number[1], unit=unit, section=header[place], id=name)
        for line, (name, number, _cell) in enumerate(read, start=1)
        if number and number[0] is not None
    ]
    return claims if len(claims) >= 2 else []


def _unit(heading: str, cells: Sequence[str]) -> str:
    if PERCENT.search(heading) or any("%" in cell for cell in cells):
        return "percent"
    money = MONEY.search(heading) or any(MONEY.search(cell) for cell in cells)
    return "DKK" if money else "count"


def _with_bases(percents: Sequence[Claim], counts: Sequence[Claim]) -> list[Claim]:
    """Each percentage with its row's count, of the total; none where no row is the total."""
    whole = [c.value for c in counts if names.SUM_WORDS.search(c.name)]
    if len(whole) != 1 or not whole[0]:
        return []
    by_name = {c.name: c.value for c in counts}
    return [
        Claim(c.row, c.name, c.value, c.decimals, id=c.id, unit=c.unit, section=c.section,
              numerator=by_name.get(c.name), denominator=whole[0])
        for c in percents
    ]  # fmt: skip


def _whole(column: Sequence[Claim]) -> list[Finding]:
    """Shares under a total of 100: above it only where several answers may be given."""
    whole = [c for c in column if names.SUM_WORDS.search(c.name)]
    parts = [c for c in column if c not in whole and not names.PART_WORDS.search(c.name)]
    if len(whole) != 1 or whole[0].value != 100 or len(parts) < 2:
        return []
    total = sum(c.value or 0 for c in parts)
    numbers = {"computed": tidy(total), "rows": len(parts), "left": tidy(100 - total)}
    if abs(total - 100) <= sum(c.half for c in parts) + 1e-9:
        return [holds("answers", column, **numbers)]
    code, kind = (
        ("over_100", Severity.CONTRADICTION) if total > 100 else ("left_over", Severity.DOUBTFUL)
    )
    return [found(code, kind, parts, **numbers)]
