"""Straight lines, Theil-Sen slopes and Mann-Kendall tests of thousands of series at once.

The same sums as `trend` takes of one series, with all series side by side: least squares with
Student's t, and every pair of years once for the slopes and signs. Needs numpy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import erfc, pi, sqrt
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from favn.statistics.distributions import t_quantile

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Trends:
    """Of every series; all arrays have the panel's shape without its years.

    `first`, `last` (values) and `span` (years between them) are of the points there are. `slope`,
    `error`, `low`, `high` and `p` are the straight line's, in units a year; `error`, the bounds
    and `p` are NaN below three points. `sen`, `s`, `z` and `mann_kendall_p` are the robust
    trend's. What needs points that are not there is NaN.
    """

    points: Whole
    first: Floats
    last: Floats
    span: Floats
    slope: Floats
    error: Floats
    low: Floats
    high: Floats
    p: Floats
    sen: Floats
    s: Whole
    z: Floats
    mann_kendall_p: Floats


def trends(values: Floats, years: Floats, level: float = 0.95) -> Trends:
    """Both trends of every series along the last axis; `years` rising, one for each column."""
    shape = values.shape[:-1]
    columns = np.ascontiguousarray(values.reshape(-1, values.shape[-1]).T)
    found = {**_ends(columns, years), **_pairs(columns, years)}
    found |= _line(columns, years, found["points"], found["first"], level)
    return Trends(**{name: array.reshape(shape) for name, array in found.items()})


def _ends(columns: Floats, years: Floats) -> dict[str, NDArray[Any]]:
    """How many points, the first and the last value, and the years between."""
    seen = ~np.isnan(columns)
    points = seen.sum(axis=0)
    start, end = seen.argmax(axis=0), len(years) - 1 - seen[::-1].argmax(axis=0)
    series = np.arange(columns.shape[1])
    span = np.where(points > 0, years[end] - years[start], np.nan)
    return {
        "points": points,
        "first": columns[start, series],
        "last": columns[end, series],
        "span": span,
    }


def _line(
    columns: Floats, years: Floats, points: Whole, first: Floats, level: float
) -> dict[str, Floats]:
    """Least squares from the first value, so that what does not move is exactly zero."""
    moved, at = columns - first, years - years[0]
    seen = ~np.isnan(moved)
    moved[~seen] = 0.0
    with np.errstate(invalid="ignore", divide="ignore"):
        middle, mean = at @ seen / points, moved.sum(axis=0) / points
        off = (at[:, None] - middle) * seen
        square = np.einsum("ts,ts->s", off, off)
        slope = np.einsum("ts,ts->s", off, moved) / square
        left = (moved - mean) * seen - slope * off
        freedom = points - 2
        variance = np.einsum("ts,ts->s", left, left) / freedom / square
        error = np.where(freedom > 0, np.sqrt(np.maximum(variance, 0)), np.nan)
        half = _quantiles(freedom, level) * error
        p = _line_p(slope, error, freedom)
    return {"slope": slope, "error": error, "low": slope - half, "high": slope + half, "p": p}


def _line_p(slope: Floats, error: Floats, freedom: Whole) -> Floats:
    """As of one series: a perfect line is sure, what does not move tells nothing."""
    p = np.full(slope.shape, np.nan)
    for each in _positive(freedom):
        chosen = freedom == each
        p[chosen] = t_two_sided(slope[chosen] / error[chosen], each)
    return np.where(error == 0, (slope == 0).astype(np.float64), p)


def _quantiles(freedom: Whole, level: float) -> Floats:
    """Student's t for each degree of freedom there is; NaN where there is none."""
    table = np.full(max(int(freedom.max(initial=0)), 0) + 1, np.nan)
    for each in _positive(freedom):
        table[each] = t_quantile(level, each)
    return table[np.maximum(freedom, 0)]


def _positive(freedom: Whole) -> Iterable[int]:
    return (each for each in np.flatnonzero(np.bincount(np.maximum(freedom, 0))).tolist() if each)


def _pairs(columns: Floats, years: Floats) -> dict[str, NDArray[Any]]:
    """Theil-Sen and Mann-Kendall: every pair of columns once, all series beside each other."""
    size, series = columns.shape
    pairs = list(combinations(range(size), 2))
    slopes = np.empty((len(pairs), series))
    s, like = np.zeros(series, np.int64), np.zeros(columns.shape, np.int64)
    for place, (before, after) in enumerate(pairs):
        up = columns[after] - columns[before]
        s += (up > 0).view(np.int8) - (up < 0).view(np.int8)
        same = up == 0
        like[before] += same
        like[after] += same
        np.divide(up, years[after] - years[before], out=slopes[place])
    points = size - np.isnan(columns).sum(axis=0)
    z = _mann_kendall_z(s, points, like)
    return {"sen": _medians(slopes, points), "s": s, "z": z, "mann_kendall_p": _normal_p(z)}


def _medians(slopes: Floats, points: Whole) -> Floats:
    """Of the slopes there are; sorting puts what is missing last."""
    ranked = np.sort(np.ascontiguousarray(slopes.T), axis=1)
    if not ranked.shape[1]:
        return np.full(len(points), np.nan)
    count = points * (points - 1) // 2
    low, high = np.maximum(count - 1, 0) // 2, np.minimum(count // 2, ranked.shape[1] - 1)
    series = np.arange(len(points))
    found: Floats = (ranked[series, low] + ranked[series, high]) / 2
    return found


def _mann_kendall_z(s: Whole, points: Whole, like: Whole) -> Floats:
    """A value with k others like it adds k(2k + 7) to what ties take from the variance.

    In a tie of t values, t(t - 1)(2t + 5) is t times that, with k = t - 1.
    """
    ties = (like * (2 * like + 7)).sum(axis=0)
    variance = (points * (points - 1) * (2 * points + 5) - ties) / 18
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.where(s == 0, 0.0, (s - np.sign(s)) / np.sqrt(variance))
    return np.where(points < 2, np.nan, z)


def _normal_p(z: Floats) -> Floats:
    """Few different z come out of whole numbers, so each is looked up once."""
    different, place = np.unique(np.abs(z), return_inverse=True)
    found = np.array([erfc(each / sqrt(2)) for each in different.tolist()], np.float64)
    return found[place]


def t_two_sided(t: Floats, freedom: int) -> Floats:
    """The probability of a Student's t at least this far from zero, within 1e-14.

    The finite sums for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4).
    """
    angle = np.arctan2(np.abs(t), sqrt(freedom))
    odd, square = freedom % 2, np.cos(angle) ** 2
    term = np.sin(angle) * (np.cos(angle) if odd else 1.0)
    total = np.zeros_like(term) if freedom == 1 else term.copy()
    for step in range(1, freedom // 2):
        term = term * square * ((2 * step - 1 + odd) / (2 * step + odd))
        total += term
    inside = 2 / pi * (angle + total) if odd else total
    return np.maximum(1 - inside, 0.0)
