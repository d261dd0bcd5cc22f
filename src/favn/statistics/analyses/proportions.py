"""favn analyse proportions: do shares differ, in time and between groups; did a gap change?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from favn.statistics.analyses.series import (
    Asked,
    Facts,
    bounds,
    needs,
    refusal,
    two_values,
    within_whole,
)
from favn.statistics.proportions import Comparison, Share, compare, difference_in_differences
from favn.statistics.reasons import Reason, Refused
from favn.statistics.shares import moved
from favn.statistics.table_reading import Number, Row, Table

LARGEST_BASE = 1e10
"""More than there are people; an exact test of more would never end."""
Cells = dict[str, dict[str, tuple[Row, Share]]]
"""Group, then day (empty without dates): the row and its share."""


def of(table: Table, asked: Asked) -> Facts:
    """All shares with bounds, changes, gaps and changes of gaps; differences in percentage points.

    Changes are from each day to the next and from the first to the last. Raises Refused.
    """
    cells, level = _cells(table), asked.rule.level
    reference = _reference(cells, asked.reference)
    found: Facts = {
        "analysis": "proportions",
        "reference": reference,
        "shares": [_share(*at, level) for at in _all(cells)],
        "changes": [each for group in cells for each in _changes(group, cells[group], level)],
        "gaps": [_gap(*at, level) for at in _against(cells, reference)],
        "gap_changes": [
            each for group in cells if group != reference
            for each in _gap_changes(group, cells[group], cells[reference], level)
        ],
        "without_base": _without_base(table),
        "refused": [],
        "ignored_columns": list(table.ignored),
    }  # fmt: skip
    if len(found["shares"]) == 1:
        alone = Refused(Reason.ONE_POINT, "One share alone has nothing to be compared with.")
        found["refused"].append(refusal(alone))
    return found


def _cells(table: Table) -> Cells:
    """Raises Refused where bases or shares are missing, and where two stand for one cell."""
    needs(table, "base", "hits" if "hits" in table.columns else "share")
    found: Cells = {}
    for row in table.rows:
        share = _read(row)
        if share is None:
            continue
        day = row.day("date").isoformat() if "date" in table.columns else ""
        days = found.setdefault(row.text("group"), {})
        if day in days:
            raise two_values(days[day][0], row)
        days[day] = (row, share)
    return {group: dict(sorted(days.items())) for group, days in found.items()}


def _read(row: Row) -> Share | None:
    """The share of a row from hits or from a percentage, with its base; None where one is missing.

    Raises Refused with the line.
    """
    hits, percent, base = (row.number(column) for column in ("hits", "share", "base"))
    if percent:
        within_whole(row, percent.value)
    if base is None or (hits is None and percent is None):
        return None
    if base.value > LARGEST_BASE:
        raise Refused(Reason.NOT_A_NUMBER, f"line {row.line}: there are not so many to count.")
    try:
        return Share(hits.value, base.value) if hits else _of_percent(percent, base)
    except Refused as refused:
        raise Refused(refused.reason, f"line {row.line}: {refused}") from refused


def _of_percent(percent: Number | None, base: Number) -> Share:
    assert percent is not None
    return Share.of_percent(percent.value, base.value)


def _without_base(table: Table) -> list[Facts]:
    """Shares whose base is missing: a value each, and no test."""
    return [
        {"line": row.line, "group": row.text("group"), "percent": percent.value}
        for row in table.rows
        if (percent := row.number("share")) and not row.number("base")
    ]


def _reference(cells: Cells, wanted: str | None) -> str:
    """The group asked for, else the first of the file. Raises Refused."""
    if wanted is not None and wanted not in cells:
        raise Refused(Reason.COLUMNS, f"There is no group {wanted}. Groups: {', '.join(cells)}.")
    if not cells:
        raise Refused(Reason.NO_VALUES, "No line has both a share and its base.")
    return next(iter(cells)) if wanted is None else wanted


def _all(cells: Cells) -> Iterator[tuple[str, str, Share]]:
    for group, days in cells.items():
        for day, (_, share) in days.items():
            yield group, day, share


def _share(group: str, day: str, share: Share, level: float) -> Facts:
    return {
        "group": group,
        "date": day or None,
        "hits": share.hits,
        "base": share.base,
        "percent": share.value * 100,
        **bounds(share.interval(level).times(100)),
    }


def _spans(days: Sequence[str]) -> list[tuple[str, str]]:
    """Each day to the next; and the first to the last, where that is another."""
    steps = list(pairwise(days))
    return [*steps, (days[0], days[-1])] if len(days) > 2 else steps


def _changes(group: str, days: dict[str, tuple[Row, Share]], level: float) -> Iterator[Facts]:
    """The change in share stands beside the change in count."""
    for start, end in _spans(list(days)):
        if broken := _break(days, start, end):
            yield {"group": group, "from": start, "to": end, "refused": broken}
            continue
        before, after = days[start][1], days[end][1]
        beside = moved(before, after)
        yield {
            "group": group,
            "from": start,
            "to": end,
            **_compared(compare(after, before, level)),
            "count_change": beside.hits,
            "base_change": beside.base,
            "share_and_count_differ": beside.is_opposed,
            "refused": None,
        }


def _break(days: dict[str, tuple[Row, Share]], start: str, end: str) -> str | None:
    """The reason where the definition is another at the end than at the start."""
    versions = {row.text("version") for day, (row, _) in days.items() if start <= day <= end}
    return str(Reason.BREAK) if len(versions) > 1 else None


def _against(cells: Cells, reference: str) -> Iterator[tuple[str, str, str, Share, Share]]:
    for group, day, share in _all(cells):
        if group != reference and day in cells[reference]:
            yield group, reference, day, share, cells[reference][day][1]


def _gap(group: str, reference: str, day: str, ours: Share, theirs: Share, level: float) -> Facts:
    about = {"group": group, "reference": reference, "date": day or None}
    return {**about, **_compared(compare(ours, theirs, level))}


def _gap_changes(
    group: str,
    ours: dict[str, tuple[Row, Share]],
    theirs: dict[str, tuple[Row, Share]],
    level: float,
) -> Iterator[Facts]:
    for start, end in _spans([day for day in ours if day in theirs]):
        about = {"group": group, "from": start, "to": end}
        if broken := _break(ours, start, end) or _break(theirs, start, end):
            yield {**about, "refused": broken}
            continue
        after, before = ((ours[day][1], theirs[day][1]) for day in (end, start))
        found = difference_in_differences(after, before, level)
        points = {"points": found.change * 100, **bounds(found.interval.times(100))}
        yield {**about, **points, "z": found.z, "p": found.p, "refused": None}


def _compared(found: Comparison) -> Facts:
    """A difference in percentage points, with its test."""
    return {
        "points": found.difference * 100,
        **bounds(found.interval.times(100)),
        "z": found.z,
        "p": found.p,
        "method": found.method,
    }
