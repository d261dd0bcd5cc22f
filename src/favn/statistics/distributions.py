"""How unlikely is a z, a t or a number of hits? With Python's own mathematics only.

The regularised incomplete beta function is taken by its continued fraction (NIST Digital Library
of Mathematical Functions, 8.17.22), evaluated by the modified Lentz method (Thompson and Barnett
1986). Student's t and the binomial follow from it (DLMF 8.17.5; Abramowitz and Stegun 26.5.24,
26.7.1).
"""

from __future__ import annotations

from functools import lru_cache
from math import erfc, exp, fabs, lgamma, log, log1p, sqrt
from statistics import NormalDist

NORMAL = NormalDist()
_TINY = 1e-300
_EXACT = 1e-15


def normal_quantile(level: float) -> float:
    """How many standard errors either side hold `level` (0 to 1) of a normal distribution."""
    return NORMAL.inv_cdf(0.5 + level / 2)


def normal_two_sided(z: float) -> float:
    """The probability (0 to 1) of a z at least this far from zero."""
    return erfc(fabs(z) / sqrt(2))


def incomplete_beta(x: float, a: float, b: float, rest: float | None = None) -> float:
    """I_x(a, b), 0 to 1, of x from 0 to 1 and a, b above 0.

    `rest` is 1 - x, for callers who know it more exactly than it can be taken from x near 1.
    """
    y = 1 - x if rest is None else rest
    if x <= 0 or y <= 0:
        return float(y <= 0)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(y, b, a, x)
    log_y = log1p(-x) if x < y else log(y)
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log_y
    return exp(front) / a / _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """1 + d1/(1 + d2/(1 + …)) of DLMF 8.17.22."""
    value, up, down, step, by = 1.0, 1.0, 0.0, 0, 0.0
    while fabs(by - 1) > _EXACT:
        step += 1
        part = _coefficient(step, x, a, b)
        down = 1 / _not_zero(1 + part * down)
        up = _not_zero(1 + part / up)
        by = up * down
        value *= by
    return value


def _coefficient(step: int, x: float, a: float, b: float) -> float:
    half = step // 2
    if step % 2 == 0:
        return half * (b - half) * x / ((a + step - 1) * (a + step))
    return -(a + half) * (a + b + half) * x / ((a + step - 1) * (a + step))


def _not_zero(value: float) -> float:
    return value if fabs(value) > _TINY else _TINY


def t_two_sided(t: float, freedom: float) -> float:
    """The probability (0 to 1) of a Student's t at least this far from zero."""
    square, whole = t * t, freedom + t * t
    return incomplete_beta(freedom / whole, freedom / 2, 0.5, square / whole)


@lru_cache(maxsize=256)
def t_quantile(level: float, freedom: int) -> float:
    """The t whose either side holds `level` (0 to 1, below 1) of Student's distribution."""
    low, high = 0.0, 1.0
    while t_two_sided(high, freedom) > 1 - level:
        high *= 2
    while high - low > 1e-14 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if t_two_sided(middle, freedom) > 1 - level else (low, middle)
    return (low + high) / 2


def binomial_up_to(hits: int, tries: int, chance: float) -> float:
    """The probability of so many hits or fewer."""
    if hits < 0 or hits >= tries:
        return float(hits >= tries)
    return incomplete_beta(1 - chance, tries - hits, hits + 1)


def standard_error(variance: float) -> float:
    """The standard error; a variance below zero by rounding alone is zero."""
    return sqrt(max(variance, 0.0))
