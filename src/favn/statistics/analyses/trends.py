"""favn analyse trend: how fast does each series move, and what does the evidence carry?"""

from __future__ import annotations

from collections.abc import Sequence

from favn.statistics import evidence
from favn.statistics.analyses.series import Asked, Facts, Point, bounds, by_group, facts, needs
from favn.statistics.evidence import Observation, Verdict
from favn.statistics.reasons import Reason, Refused
from favn.statistics.table_reading import Table
from favn.statistics.trend import linear, theil_sen
from favn.statistics.units import Unit


def of(table: Table, asked: Asked) -> Facts:
    """Facts of every group. Raises Refused where the table as a whole cannot be used."""
    needs(table, "date", "value")
    series = by_group(table, "value", asked.unit)
    return facts("trend", table, series, lambda name: _of_one(series[name], asked))


def _of_one(points: Sequence[Point], asked: Asked) -> Facts:
    """Both trends over the newest definition; what an older one held is counted, not used."""
    kept = [point for point in points if point.row.text("version") == _newest_version(points)]
    older = len(points) - len(kept)
    if len(kept) == 1 and older:
        raise Refused(Reason.BREAK, "The definition changed, and the newest has one value only.")
    days, values = [p.day for p in kept], [p.number.value for p in kept]
    line, robust = linear(days, values, asked.rule.level), theil_sen(days, values, asked.rule.level)
    return {
        "points": len(kept),
        "left_out_before_break": older,
        "from": days[0].isoformat(),
        "to": days[-1].isoformat(),
        "first": values[0],
        "last": values[-1],
        "change": values[-1] - values[0],
        "linear": {
            "slope_per_year": line.slope,
            "error": line.error,
            **bounds(line.interval),
            "p": line.p,
        },
        "theil_sen": {
            "slope_per_year": robust.slope,
            **bounds(robust.interval),
            "s": robust.s,
            "tau": robust.tau,
            "p": robust.p,
            "p_exact": robust.p_exact,
        },
        "evidence": _evidence(points, asked),
    }


def _newest_version(points: Sequence[Point]) -> str:
    return points[-1].row.text("version")


def _evidence(points: Sequence[Point], asked: Asked) -> Facts | None:
    """The word by the written rule; None where the unit was not said."""
    if asked.unit is None:
        return None
    observations = [observation(point, asked.unit) for point in points]
    return verdict(evidence.series(observations, asked.rule))


def observation(point: Point, unit: Unit) -> Observation:
    """A point of the table as the rule wants it."""
    base = point.row.number("base")
    version = point.row.text("version")
    denominator = None if base is None else base.value
    return Observation(point.day, point.number.value, unit, denominator, version)


def verdict(found: Verdict) -> Facts:
    """A verdict with everything it rests on."""
    return {
        "word": str(found.status),
        "reason": found.reason and str(found.reason),
        "change": found.change,
        **bounds(found.interval),
        "method": found.method,
        "minimum_change": found.rule.minimum_change,
        "level": found.rule.level,
        "one_draw_of_a_process": found.is_one_draw,
    }
