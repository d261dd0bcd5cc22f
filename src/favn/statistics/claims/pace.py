"""“At this pace in about N years”: does the gap's own series say so, and does the window decide?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

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
from favn.statistics.parity import Gap, Pace, Window
from favn.statistics.parity import windows as windows_of
from favn.statistics.reasons import Refused
from favn.statistics.trend import years_between

WINDOWS_APART = 2.0
"""Windows whose years differ by this factor have no one number between them."""
ENOUGH_POINTS = 3


@dataclass(frozen=True, slots=True)
class Gaps:
    """One gap over time, oldest first, the rows it was read from, and its pace by window."""

    rows: tuple[Claim, ...]
    points: tuple[Gap, ...]
    windows: tuple[Window, ...]

    @property
    def whole(self) -> Window:
        """The window from the first point to the last."""
        return self.windows[0]

    @property
    def time(self) -> float:
        """Years from the first point to the last."""
        return years_between(self.points[0].day, self.points[-1].day)


def printed_paces(claims: Sequence[Claim]) -> Iterator[Finding]:
    """A printed number of years until parity against the series of its own source."""
    paces = [c for c in claims if c.unit == "years" and c.value and _is_pace(c)]
    series = gaps_of(claims) if paces else []
    for claim in paces:
        fitting = [g for g in series if _is_about(claim, g)]
        if fitting:
            yield judged(claim, fitting)
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


def judged(claim: Claim, fitting: Sequence[Gaps]) -> Finding:
    """Best the series printed most exactly; it holds where any printed series leaves room."""
    best = min(fitting, key=lambda g: (g.points[-1].half_unit, -len(g.points)))
    others = [g for g in fitting if g is not best]
    rows = [claim, *best.rows, *(c for g in others for c in g.rows)]
    numbers: dict[str, Number] = {
        "printed": tidy(claim.value or 0),
        "points": len(best.points),
        "time": tidy(round(best.time, 2)),
        "others": tuple(round(g.whole.years, 1) for g in others if g.whole.years),
    }
    years, bounds = best.whole.years, best.whole.bounds
    if years is None or bounds is None:
        return found("pace_widens", Severity.CONTRADICTION, rows, **numbers)
    numbers |= {
        "computed": round(years, 1),
        "lowest": round(bounds.low, 1),
        "highest": round(bounds.high, 1) if isfinite(bounds.high) else "∞",
    }
    if not meets(claim.bounds, (bounds.low, bounds.high)):
        one_year = years / best.time
        misread = meets(claim.bounds, (one_year, one_year))
        numbers["one_year"] = round(one_year, 2)
        code = "pace_one_year" if misread else "pace"
        return found(code, Severity.CONTRADICTION, rows, **numbers)
    weak = len(best.points) < ENOUGH_POINTS or any(_far(years, g.whole.years) for g in others)
    return found("pace_weak" if weak else "pace", _weak(weak=weak), rows, **numbers)


def _weak(*, weak: bool) -> Severity:
    return Severity.DOUBTFUL if weak else Severity.HOLDS


def _far(years: float, other: float | None) -> bool:
    return other is None or abs(other - years) > 0.1 * years


def windows(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Years to parity from each start point: no one number where they differ by a factor two."""
    for gaps in gaps_of(claims):
        if len(gaps.points) < ENOUGH_POINTS:
            continue
        years = [w.years for w in gaps.windows if w.years and w.pace == Pace.END_POINTS]
        if len(years) >= 2 and max(years) / min(years) >= WINDOWS_APART:
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
    return [gaps for family in series.values() for gaps in _gaps(family)]


def _is_level(claim: Claim) -> bool:
    return not names.CHANGE_WORDS.search(claim.name)


def _gaps(family: Sequence[Claim]) -> Iterator[Gaps]:
    name = family[0].name
    by_group = grouped(family, lambda c: c.group)
    if names.GAP_WORDS.search(name) and family[0].unit in POINTS:
        for rows in by_group.values():
            yield from _series(rows, [_gap(c, c.value or 0, c.half) for c in rows])
    elif names.RATIO_WORDS.search(name):
        for rows in by_group.values():
            yield from _series(rows, [_gap(c, 100 - (c.value or 0), c.half) for c in rows])
    else:
        sides = [by_group[group] for group in by_group if group and not names.is_everybody(group)]
        if len(sides) == 2:
            yield from _between(*sides)


def _gap(claim: Claim, value: float, half: float) -> Gap:
    assert claim.when is not None
    return Gap(claim.when.start, value, half)


def _between(one: Sequence[Claim], other: Sequence[Claim]) -> Iterator[Gaps]:
    """The gap of two groups at the times both have."""
    theirs = {c.when: c for c in other}
    pairs = [(c, theirs[c.when]) for c in one if c.when in theirs]
    points = [_gap(a, (b.value or 0) - (a.value or 0), a.half + b.half) for a, b in pairs]
    yield from _series([c for pair in pairs for c in pair], points)


def _series(rows: Sequence[Claim], points: Sequence[Gap]) -> Iterator[Gaps]:
    """The series with its pace; none where it has one point, or two values for one time."""
    try:
        found_windows = windows_of(points)
    except Refused:
        return
    ordered = sorted(points, key=lambda gap: gap.day)
    yield Gaps(tuple(rows), tuple(ordered), found_windows)


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
