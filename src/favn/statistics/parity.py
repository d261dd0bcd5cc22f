"""How many years until two groups are equal, if the gap goes on closing at the pace observed?

Arithmetic and no forecast: each window of the same series gives its own answer, so all stand side
by side, each with the range that the rounding of the printed numbers alone allows. Only
`estimable` says what the evidence carries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from math import inf, log, nextafter

from favn.statistics.intervals import Interval
from favn.statistics.reasons import Reason, Refused
from favn.statistics.trend import linear, slope_weights, years_between, years_of


class Pace(StrEnum):
    """How the pace of a window was taken."""

    END_POINTS = "end_points"
    LEAST_SQUARES = "least_squares"


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a group stood from its reference on one day, in any unit of difference.

    `half_unit` is how far rounding may have moved it: half a unit of the last printed digit, or
    the sum of both numbers' halves where the gap was taken from two. `version` is the definition.
    """

    day: date
    value: float
    half_unit: float = 0.0
    version: str = ""

    @classmethod
    def between(
        cls, day: date, group: float, reference: float, half_units: tuple[float, float], **more: str
    ) -> Gap:
        """Reference less group; both printed, each rounded by its half unit."""
        return cls(day, reference - group, sum(half_units), **more)


@dataclass(frozen=True, slots=True)
class Window:
    """The pace between two days, and where it leads from the newest gap.

    `rate` is how much the gap closes a year. `years` is None where `refused` says why; `bounds`
    is what rounding allows, with no upper end (infinite) where it allows that nothing closes.
    """

    start: date
    end: date
    points: int
    pace: Pace
    rate: float | None
    years: float | None
    bounds: Interval | None
    refused: Reason | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A printed number of years beside what its series gives.

    `holds` says whether the pace over all points gives it. `within` are all windows whose rounded
    bounds hold it: a short one may, by rounding alone. `misread` are those that give it where the
    change over the whole window is taken for that of one year.
    """

    years: float
    holds: bool
    within: tuple[Window, ...]
    misread: tuple[Window, ...]


def half_unit(decimals: int) -> float:
    """How far rounding to so many decimals may move a number."""
    return 0.5 * 10.0**-decimals


def windows(gaps: Sequence[Gap], *, every: bool = False) -> tuple[Window, ...]:
    """The pace from each earlier point to the newest, and through all of them; longest first.

    With `every`, also windows that end earlier; their pace is still counted on from the newest
    gap. Raises Refused with fewer than two points, or two values for one day.
    """
    ordered = _ordered(gaps)
    last = len(ordered) - 1
    spans = [(i, j) for i, j in combinations(range(len(ordered)), 2) if every or j == last]
    spans.sort(key=lambda span: (-(span[1] - span[0]), span[0]))
    found = [_window((ordered[i], ordered[j]), ordered[-1], Pace.END_POINTS) for i, j in spans]
    if len(ordered) > 2:
        found.insert(1, _window(ordered, ordered[-1], Pace.LEAST_SQUARES))
    return tuple(found)


def span(found: Sequence[Window]) -> Interval | None:
    """From the shortest to the longest answer of the windows; None where no window has one."""
    bounds = [window.bounds for window in found if window.bounds]
    if not bounds:
        return None
    return Interval(min(b.low for b in bounds), max(b.high for b in bounds))


def _ordered(gaps: Sequence[Gap]) -> list[Gap]:
    ordered = sorted(gaps, key=lambda gap: gap.day)
    years_of([gap.day for gap in ordered], [gap.value for gap in ordered])
    return ordered


def _window(points: Sequence[Gap], newest: Gap, pace: Pace) -> Window:
    start, end = points[0].day, points[-1].day
    refused, rate, years, bounds = _breaks(points, newest), None, None, None
    if refused is None:
        rate, years, bounds, refused = _closing(points, newest)
    return Window(start, end, len(points), pace, rate, years, bounds, refused)


def _breaks(points: Sequence[Gap], newest: Gap) -> Reason | None:
    versions = {gap.version for gap in (*points, newest)}
    return Reason.BREAK if len(versions) > 1 else None


def _closing(
    points: Sequence[Gap], newest: Gap
) -> tuple[float | None, float | None, Interval | None, Reason | None]:
    """Rate, years and bounds, or the rate and why there are no years."""
    if newest.value == 0:
        return None, None, None, Reason.NO_GAP
    if _changed_sides(points, newest):
        return None, None, None, Reason.SIDES_CHANGED
    side = 1 if newest.value > 0 else -1
    weights = slope_weights([years_between(points[0].day, gap.day) for gap in points])
    rate = -side * sum(w * (g.value - newest.value) for w, g in zip(weights, points, strict=True))
    if _is_still(rate, points):
        return 0.0, None, None, Reason.NO_CHANGE
    if rate < 0:
        return rate, None, None, Reason.GAP_WIDENS
    left = abs(newest.value)
    return rate, left / rate, _rounding_bounds(points, newest, weights, rate), None


def _changed_sides(points: Sequence[Gap], newest: Gap) -> bool:
    """Whether the gap was on the other side: it has been zero since, so no pace leads there."""
    return any(gap.value * newest.value < 0 for gap in points)


def _is_still(rate: float, points: Sequence[Gap]) -> bool:
    """No change but what binary fractions of printed decimals make (97.2 - 86.1 is 11.100…)."""
    years = years_between(points[0].day, points[-1].day)
    return abs(rate) * years <= 1e-12 * max(abs(gap.value) for gap in points)


def _rounding_bounds(
    points: Sequence[Gap], newest: Gap, weights: Sequence[float], rate: float
) -> Interval:
    """The years at both ends of what every printed number may have been before rounding.

    The years grow with the newest gap, and with each gap whose weight in the slope is positive;
    so both ends lie where every number stands at an end of its own rounding.
    """
    left = abs(newest.value)
    moved = sum(abs(w) * g.half_unit for w, g in zip(weights, points, strict=True))
    slowest = rate - moved
    lowest = max(0.0, left - newest.half_unit) / (rate + moved)
    if slowest <= nextafter(0.0, 1.0) or slowest < 1e-12 * rate:
        return Interval(lowest, inf)
    return Interval(lowest, (left + newest.half_unit) / slowest)


def halving_years(before: Gap, after: Gap) -> float:
    """Years for the gap to halve at a constant ratio; at that pace it never becomes zero.

    Raises Refused where it did not shrink, or changed sides.
    """
    _ordered([before, after])
    if before.version != after.version:
        raise Refused(Reason.BREAK, "The definition changed between the two days.")
    if after.value == 0:
        raise Refused(Reason.NO_GAP, "There is no gap left to halve.")
    ratio = before.value / after.value
    if ratio <= 1:
        raise Refused(Reason.GAP_WIDENS, "The gap did not shrink.")
    return log(2) / log(ratio) * years_between(before.day, after.day)


def check_claim(gaps: Sequence[Gap], years: float, half: float = 0.5) -> Claim:
    """A printed number of years (rounded by `half`) beside every window. Raises as `windows`."""
    found = [window for window in windows(gaps, every=True) if window.bounds]
    printed = Interval(years - half, years + half)
    within = [w for w in found if w.bounds and _meet(w.bounds, printed)]
    misread = [
        w for w in found if w not in within and w.years and printed.holds(_as_one_year(w, w.years))
    ]
    days = [gap.day for gap in gaps]
    holds = any((window.start, window.end) == (min(days), max(days)) for window in within)
    return Claim(years, holds, tuple(within), tuple(misread))


def _as_one_year(window: Window, years: float) -> float:
    """The years where the whole window's change is taken for one year's."""
    return years / years_between(window.start, window.end)


def _meet(one: Interval, other: Interval) -> bool:
    return one.low <= other.high and other.low <= one.high


def estimable(gaps: Sequence[Gap], level: float = 0.95) -> Interval:
    """Years to parity as the evidence bounds them: the newest gap at either end of the slope.

    Raises Refused with fewer than three points, over a break, where the interval of the slope
    holds zero, where the gap widens, and where there is no gap.
    """
    ordered = _ordered(gaps)
    if _breaks(ordered, ordered[-1]):
        raise Refused(Reason.BREAK, "The definition changed between the points.")
    trend = linear([gap.day for gap in ordered], [gap.value for gap in ordered], level)
    if trend.interval is None:
        raise Refused(Reason.TWO_POINTS, "Two points give a pace and no doubt: three are needed.")
    newest = ordered[-1].value
    if newest == 0:
        raise Refused(Reason.NO_GAP, "There is no gap left.")
    if not trend.interval.excludes_zero:
        raise Refused(Reason.INTERVAL_HOLDS_ZERO, "The slope's interval holds zero.")
    if trend.slope * newest > 0:
        raise Refused(Reason.GAP_WIDENS, "The gap widens.")
    low, high = sorted((abs(trend.interval.low), abs(trend.interval.high)))
    return Interval(abs(newest) / high, abs(newest) / low)
