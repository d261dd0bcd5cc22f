"""“At this pace in about N years”: does the gap's own series say so, and does the window decide?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from favn.statistics.claims import names
from favn.statistics.claims.claim import (
    LEVELS,
    POINTS,
    Claim,
    Finding,
    Number,
    Severity,
    found,
    grouped,
    meets,
    tidy,
)

WINDOWS_APART = 2.0
"""Windows whose years differ by this factor have no one number between them."""
ENOUGH_POINTS = 3
YEARS_UNITS = ("years",)


@dataclass(frozen=True, slots=True)
class Point:
    """A gap at a time (in years); the printed figures leave it `half` either way."""

    at: float
    gap: float
    half: float


@dataclass(frozen=True, slots=True)
class Gaps:
    """One gap over time, oldest first, and the rows it was read from."""

    rows: tuple[Claim, ...]
    points: tuple[Point, ...]

    def years(self, first: int = 0) -> float | None:
        """Years from the last point until the gap closes, at the pace since point `first`."""
        start, end = self.points[first], self.points[-1]
        change = start.gap - end.gap
        # No change but the noise of binary fractions is no change.
        return end.gap * (end.at - start.at) / change if change > 1e-9 else None

    def years_between(self) -> tuple[float, float]:
        """The years that rounding alone leaves room for, over the whole series."""
        start, end = self.points[0], self.points[-1]
        fastest = (start.gap + start.half) - (end.gap - end.half)
        slowest = (start.gap - start.half) - (end.gap + end.half)
        time = end.at - start.at
        least = max(end.gap - end.half, 0.0) * time / fastest if fastest > 0 else math.inf
        return least, (end.gap + end.half) * time / slowest if slowest > 0 else math.inf

    def as_one_year(self) -> float | None:
        """What comes out where the whole change is taken for one year's."""
        change = self.points[0].gap - self.points[-1].gap
        return self.points[-1].gap / change if change > 1e-9 else None


def printed_paces(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A printed number of years until parity against the series of its own source."""
    paces = [c for c in claims if c.unit in YEARS_UNITS and c.value and _is_pace(c)]
    series = gaps_of(claims) if paces else []
    for claim in paces:
        fitting = [g for g in series if _is_about(claim, g)]
        if fitting:
            yield _judged(claim, fitting)
        else:
            yield found(
                "pace_no_series", Severity.UNJUDGED, [claim], printed=tidy(claim.value or 0)
            )


def _is_pace(claim: Claim) -> bool:
    return bool(names.PACE_WORDS.search(claim.name))


def _is_about(claim: Claim, gaps: Gaps) -> bool:
    first = gaps.rows[0]
    same_group = not claim.group or not first.group or claim.group in {c.group for c in gaps.rows}
    return first.source == claim.source and same_group and names.akin(claim.name, first.name)


def _judged(claim: Claim, fitting: Sequence[Gaps]) -> Finding:
    """Best the series printed most exactly; it holds where any printed series leaves room."""
    best = min(fitting, key=lambda g: (g.points[-1].half, -len(g.points)))
    others = [g for g in fitting if g is not best]
    low, high = best.years_between()
    years = best.years()
    rows = [claim, *best.rows, *(c for g in others for c in g.rows)]
    numbers: dict[str, Number] = {
        "printed": tidy(claim.value or 0),
        "points": len(best.points),
        "time": tidy(round(best.points[-1].at - best.points[0].at, 2)),
        "others": tuple(round(y, 1) for g in others if (y := g.years())),
    }
    if years is None:
        return found("pace_widens", Severity.CONTRADICTION, rows, **numbers)
    numbers |= {"computed": round(years, 1), "lowest": round(low, 1), "highest": round(high, 1)}
    if not meets(claim.bounds, (low, high)):
        numbers["one_year"] = round(best.as_one_year() or 0, 2)
        code = "pace_one_year" if _in(claim, best.as_one_year()) else "pace"
        return found(code, Severity.CONTRADICTION, rows, **numbers)
    weak = len(best.points) < ENOUGH_POINTS or any(_far(years, g.years()) for g in others)
    return found("pace_weak" if weak else "pace", _weak(weak=weak), rows, **numbers)


def _weak(*, weak: bool) -> Severity:
    return Severity.DOUBTFUL if weak else Severity.HOLDS


def _in(claim: Claim, value: float | None) -> bool:
    return value is not None and meets(claim.bounds, (value, value))


def _far(years: float, other: float | None) -> bool:
    return other is None or abs(other - years) > 0.1 * years


def windows(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Years to parity from each start point: no one number where they differ by a factor two."""
    for gaps in gaps_of(claims):
        if len(gaps.points) < ENOUGH_POINTS:
            continue
        years = [y for n in range(len(gaps.points) - 1) if (y := gaps.years(n)) is not None]
        if len(years) >= 2 and min(years) > 0 and max(years) / min(years) >= WINDOWS_APART:
            numbers: dict[str, Number] = {
                "shortest": round(min(years), 1), "longest": round(max(years), 1),
                "years": tuple(round(y, 1) for y in years),
            }  # fmt: skip
            yield found("windows_differ", Severity.DOUBTFUL, gaps.rows, **numbers)


def gaps_of(claims: Sequence[Claim]) -> list[Gaps]:
    """Every gap that the rows give over time: printed, to 100, or between two groups."""
    rows = [c for c in claims if c.is_measured and c.when and not c.when.span]
    rows = [c for c in rows if c.unit in POINTS | LEVELS and _is_level(c)]
    series = grouped(rows, lambda c: (c.source, names.key_of(c.name), c.unit))
    found_gaps = [g for family in series.values() for g in _gaps(family)]
    return [g for g in found_gaps if len(g.points) >= 2]


def _is_level(claim: Claim) -> bool:
    return not names.CHANGE_WORDS.search(claim.name)


def _gaps(family: Sequence[Claim]) -> Iterator[Gaps]:
    name = family[0].name
    by_group = grouped(family, lambda c: c.group)
    if names.GAP_WORDS.search(name) and family[0].unit in POINTS:
        for rows in by_group.values():
            yield _series(rows, [_point(c, c.value or 0, c.half) for c in rows])
    elif names.RATIO_WORDS.search(name):
        for rows in by_group.values():
            yield _series(rows, [_point(c, 100 - (c.value or 0), c.half) for c in rows])
    else:
        sides = [
            rows for group, rows in by_group.items() if group and not names.is_everybody(group)
        ]
        if len(sides) == 2:
            yield _between(*sides)


def _point(claim: Claim, gap: float, half: float) -> Point:
    assert claim.when is not None
    return Point(claim.when.start, abs(gap), half)


def _series(rows: Sequence[Claim], points: Sequence[Point]) -> Gaps:
    """Oldest first, one point a time; two values for one time leave the series out."""
    ordered = sorted(points, key=lambda p: p.at)
    if len({p.at for p in ordered}) < len(ordered):
        return Gaps(tuple(rows), ())
    return Gaps(tuple(rows), tuple(ordered))


def _between(one: Sequence[Claim], other: Sequence[Claim]) -> Gaps:
    """The gap of two groups at the times both have."""
    theirs = {c.when: c for c in other}
    pairs = [(c, theirs[c.when]) for c in one if c.when in theirs]
    points = [_point(a, (a.value or 0) - (b.value or 0), a.half + b.half) for a, b in pairs]
    return _series([c for pair in pairs for c in pair], points)


def moved_gaps(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Two groups' printed changes say what the gap was: has it moved, and can that be told?"""
    changes = [c for c in claims if c.is_measured and c.unit in POINTS and not _is_level(c)]
    levels = [c for c in claims if c.is_measured and c.unit in LEVELS and _is_level(c)]
    places = grouped(changes, lambda c: (c.source, c.section, names.key_of(c.name)))
    standing = grouped(levels, lambda c: (c.source, c.section))
    for (source, section, _key), pair in places.items():
        if len(pair) == 2 and pair[0].group != pair[1].group:
            sides = _now(pair, standing.get((source, section), []))
            if sides:
                yield from _moved(pair, sides)


def _now(pair: Sequence[Claim], levels: Sequence[Claim]) -> list[Claim]:
    """The level of each group nearest above its change, of one measure."""
    found_levels = []
    for change in pair:
        kind = "index_0_100" if change.unit == "index_points" else "percent"
        above = [c for c in levels if c.group == change.group and c.unit == kind]
        above = [c for c in above if c.row < change.row]
        found_levels += above[-1:]
    keys = {names.key_of(c.name) for c in found_levels}
    return found_levels if len(found_levels) == 2 and len(keys) == 1 else []


def _moved(pair: Sequence[Claim], sides: Sequence[Claim]) -> Iterator[Finding]:
    now = (sides[0].value or 0) - (sides[1].value or 0)
    before = now - (pair[0].value or 0) + (pair[1].value or 0)
    half = sum(c.half for c in pair)
    numbers = {"before": tidy(abs(before)), "now": tidy(abs(now)), "rounding": tidy(half)}
    if abs(before) != abs(now):
        yield found("gap_moved", Severity.DOUBTFUL, [*pair, *sides], **numbers)
