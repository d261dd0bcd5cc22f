"""How fast does a series move a year, and is that more than its own unrest?

Rates come from dates, so nine months and twelve are not the same step (`calendar_year`).
Straight line by least squares with Student's t; Theil-Sen's slope with the Mann-Kendall test
(Mann 1945; Sen 1968; ties and bounds as in Gilbert 1987, Statistical Methods for Environmental
Pollution Monitoring, chapter 16).
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import isfinite, sqrt
from statistics import fmean, median

from favn.statistics.distributions import (
    normal_quantile,
    normal_two_sided,
    standard_error,
    t_quantile,
    t_two_sided,
)
from favn.statistics.intervals import Interval
from favn.statistics.reasons import Reason, Refused

MOST_EXACT = 10
"""Up to so many points without ties the Mann-Kendall p is also counted exactly."""


@dataclass(frozen=True, slots=True)
class LinearTrend:
    """A straight line. `slope` and `interval` in units a year, `level` on the last day.

    With two points the line goes through both: `interval`, `error` and `p` are None.
    """

    slope: float
    level: float
    points: int
    error: float | None = None
    interval: Interval | None = None
    p: float | None = None


@dataclass(frozen=True, slots=True)
class RobustTrend:
    """Theil-Sen and Mann-Kendall. `slope` in units a year; `p` by the normal approximation.

    `s` is later-is-higher less later-is-lower over all pairs, `tau` the same from -1 to 1.
    `p_exact` is given for up to ten points without ties, and `interval` where ranks allow one.
    """

    slope: float
    points: int
    s: int
    tau: float
    z: float
    p: float
    p_exact: float | None
    interval: Interval | None


def calendar_year(day: date) -> float:
    """Where a day lies, in years: each month is a twelfth, whatever its length.

    So a day and the same day next year are one year apart, in leap years too, and monthly dates
    are whole months apart; counting days would make 12.36 years of a pace that gives 12.33.
    """
    return day.year + (day.month - 1 + (day.day - 1) / monthrange(day.year, day.month)[1]) / 12


def years_between(earlier: date, later: date) -> float:
    """How many calendar years lie between two days."""
    return calendar_year(later) - calendar_year(earlier)


def years_of(days: Sequence[date], values: Sequence[float]) -> list[float]:
    """Each day in years after the first, in the order given.

    Raises Refused with fewer than two points, with two values for a day, or without numbers.
    """
    if len(days) != len(values):
        raise Refused(Reason.NO_VALUES, "Every day needs one value.")
    if len(days) < 2:
        reason = Reason.ONE_POINT if days else Reason.NO_POINTS
        raise Refused(reason, "A trend needs two values or more, on different days.")
    twice = [day for day, times in Counter(days).items() if times > 1]
    if twice:
        raise Refused(Reason.TWO_VALUES, f"There are two values for {min(twice)}: keep one.")
    if not all(isfinite(value) for value in values):
        raise Refused(Reason.NOT_A_NUMBER, "Every value must be a number.")
    first = min(days)
    return [years_between(first, day) for day in days]


def linear(days: Sequence[date], values: Sequence[float], level: float = 0.95) -> LinearTrend:
    """The least squares line over dates. Raises Refused as `years_of` does."""
    years = years_of(days, values)
    weights = slope_weights(years)
    moved = [value - values[0] for value in values]  # so that what does not move is exactly zero
    slope = sum(w * v for w, v in zip(weights, moved, strict=True))
    at_end = values[0] + fmean(moved) + slope * (max(years) - fmean(years))
    if len(years) == 2:
        return LinearTrend(slope, at_end, 2)
    error = _slope_error(years, moved, slope)
    half = t_quantile(level, len(years) - 2) * error
    interval, p = Interval(slope - half, slope + half), _slope_p(slope, error, len(years) - 2)
    return LinearTrend(slope, at_end, len(years), error, interval, p)


def slope_weights(years: Sequence[float]) -> list[float]:
    """What each value counts for in the least squares slope."""
    middle = fmean(years)
    square = sum((year - middle) ** 2 for year in years)
    return [(year - middle) / square for year in years]


def _slope_error(years: Sequence[float], values: Sequence[float], slope: float) -> float:
    middle, mean = fmean(years), fmean(values)
    pairs = zip(years, values, strict=True)
    left = sum((value - mean - slope * (year - middle)) ** 2 for year, value in pairs)
    square = sum((year - middle) ** 2 for year in years)
    return standard_error(left / (len(years) - 2) / square)


def _slope_p(slope: float, error: float, freedom: int) -> float:
    """On a perfect line nothing is left to chance; where nothing moves, nothing is told."""
    if error == 0:
        return float(slope == 0)
    return t_two_sided(slope / error, freedom)


def theil_sen(days: Sequence[date], values: Sequence[float], level: float = 0.95) -> RobustTrend:
    """The median of all slopes between two points, and whether later tends to be higher.

    Raises Refused as `years_of` does.
    """
    points = sorted(zip(years_of(days, values), values, strict=True))
    pairs = list(combinations(points, 2))
    slopes = sorted((after[1] - before[1]) / (after[0] - before[0]) for before, after in pairs)
    s = sum((after[1] > before[1]) - (after[1] < before[1]) for before, after in pairs)
    variance = mann_kendall_variance(values)
    z = _mann_kendall_z(s, variance)
    return RobustTrend(
        slope=median(slopes),
        points=len(points),
        s=s,
        tau=s / len(pairs),
        z=z,
        p=normal_two_sided(z),
        p_exact=_exact_p(s, values),
        interval=_slope_bounds(slopes, variance, level),
    )


def mann_kendall_variance(values: Sequence[float]) -> float:
    """Of S without a trend, less what ties take away (Gilbert 1987, equation 16.2)."""
    n = len(values)
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    return (n * (n - 1) * (2 * n + 5) - ties) / 18


def _mann_kendall_z(s: int, variance: float) -> float:
    """With the correction for continuity: S moves in steps of two."""
    return 0.0 if s == 0 else (s - 1 if s > 0 else s + 1) / sqrt(variance)


def _exact_p(s: int, values: Sequence[float]) -> float | None:
    """Two-sided, from all orders of so many values (Kendall 1975); None with ties or above ten."""
    n = len(values)
    if n > MOST_EXACT or len(set(values)) < n:
        return None
    orders = [1]
    for size in range(2, n + 1):
        wider = [0] * (len(orders) + size - 1)
        for shift in range(size):
            for place, ways in enumerate(orders):
                wider[place + shift] += ways
        orders = wider
    pairs = n * (n - 1) // 2
    tail = sum(orders[: (pairs - abs(s)) // 2 + 1]) / sum(orders)
    return min(1.0, 2 * tail)


def _slope_bounds(slopes: Sequence[float], variance: float, level: float) -> Interval | None:
    """The slopes at Gilbert's ranks, between them where the ranks are no whole numbers.

    None where there are too few slopes for the ranks to lie among them.
    """
    reach = normal_quantile(level) * sqrt(variance)
    low, high = (len(slopes) - reach) / 2, (len(slopes) + reach) / 2 + 1
    if low < 1 or high > len(slopes):
        return None
    return Interval(_at_rank(slopes, low), _at_rank(slopes, high))


def _at_rank(slopes: Sequence[float], rank: float) -> float:
    below = int(rank)
    above = min(below, len(slopes) - 1)
    return slopes[below - 1] + (rank - below) * (slopes[above] - slopes[below - 1])
