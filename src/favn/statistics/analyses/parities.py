"""favn analyse parity: how many years at the pace of each window, and are any carried?"""

from __future__ import annotations

from collections.abc import Sequence

from favn.statistics import parity
from favn.statistics.analyses.series import Asked, Facts, Point, bounds, by_group, facts, needs
from favn.statistics.parity import Gap, Window, half_unit
from favn.statistics.reasons import Reason, Refused
from favn.statistics.table_reading import Table

NOTE = "A calculation at the pace observed, not a forecast."


def of(table: Table, asked: Asked) -> Facts:
    """Facts of every group. Raises Refused where the table as a whole cannot be used."""
    gaps = _gaps(table, asked)
    found = facts("parity", table, gaps, lambda name: _of_one(gaps[name], asked))
    return found | {"note": NOTE}


def _gaps(table: Table, asked: Asked) -> dict[str, list[Gap]]:
    """From a column of gaps, of values beside a reference, or of values by group."""
    if "gap" in table.columns:
        needs(table, "date", "gap")
        series = by_group(table, "gap")
        return {name: [_printed(p) for p in points] for name, points in series.items()}
    needs(table, "date", "value")
    series = by_group(table, "value", asked.unit)
    if "reference" in table.columns:
        needs(table, "reference")
        return {name: _beside(points) for name, points in series.items()}
    return _between_groups(series, asked.reference)


def _printed(point: Point) -> Gap:
    half, version = half_unit(point.number.decimals), point.row.text("version")
    return Gap(point.day, point.number.value, half, version)


def _beside(points: Sequence[Point]) -> list[Gap]:
    """A target that is exact by definition, as 100 % is, is written without decimals."""
    found = []
    for point in points:
        if other := point.row.number("reference"):
            halves = (
                half_unit(point.number.decimals),
                _half_of_reference(other.value, other.decimals),
            )
            version = point.row.text("version")
            gap = Gap.between(point.day, point.number.value, other.value, halves, version=version)
            found.append(gap)
    return found


def _half_of_reference(value: float, decimals: int) -> float:
    return 0.0 if value == 100 and decimals == 0 else half_unit(decimals)


def _between_groups(series: dict[str, list[Point]], reference: str | None) -> dict[str, list[Gap]]:
    if reference is None or reference not in series:
        named = ", ".join(name for name in series if name) or "none, a column group is missing"
        raise Refused(
            Reason.COLUMNS,
            "Say what the values are compared with: a column gap, a column reference, or"
            f" --reference GROUP. Groups: {named}.",
        )
    theirs = {point.day: point for point in series[reference]}
    return {
        name: [_gap(point, theirs[point.day]) for point in points if point.day in theirs]
        for name, points in series.items()
        if name != reference
    }


def _gap(ours: Point, theirs: Point) -> Gap:
    halves = (half_unit(ours.number.decimals), half_unit(theirs.number.decimals))
    version = f"{ours.row.text('version')}/{theirs.row.text('version')}"
    return Gap.between(ours.day, ours.number.value, theirs.number.value, halves, version=version)


def _of_one(gaps: Sequence[Gap], asked: Asked) -> Facts:
    found = parity.windows(gaps)
    newest = max(gaps, key=lambda gap: gap.day)
    return {
        "newest": newest.day.isoformat(),
        "newest_gap": newest.value,
        "windows": [_window(window) for window in found],
        "range": _range(found),
        "evidence": _evidence(gaps, asked.rule.level),
        "claim": None if asked.claim is None else _claim(gaps, asked.claim),
    }


def _window(window: Window) -> Facts:
    return {
        "from": window.start.isoformat(),
        "to": window.end.isoformat(),
        "points": window.points,
        "pace": str(window.pace),
        "closes_per_year": window.rate,
        "years": window.years,
        **bounds(window.bounds),
        "unbounded": window.bounds is not None and bounds(window.bounds)["high"] is None,
        "refused": window.refused and str(window.refused),
    }


def _range(windows: Sequence[Window]) -> Facts:
    years = [window.years for window in windows if window.years is not None]
    whole = parity.span(windows)
    return {
        "shortest": min(years, default=None),
        "longest": max(years, default=None),
        "with_rounding": bounds(whole),
    }


def _evidence(gaps: Sequence[Gap], level: float) -> Facts:
    """Bounds, or why the evidence gives none."""
    try:
        return {**bounds(parity.estimable(gaps, level)), "refused": None, "sentence": None}
    except Refused as error:
        return {**bounds(None), "refused": str(error.reason), "sentence": str(error)}


def _claim(gaps: Sequence[Gap], years: float) -> Facts:
    claim = parity.check_claim(gaps, years)
    return {
        "years": years,
        "holds_over_all_points": claim.holds,
        "holds_in": [_window(window) for window in claim.within],
        "change_read_as_one_years_in": [_window(window) for window in claim.misread],
    }
