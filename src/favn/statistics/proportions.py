"""Do two shares differ by more than chance, and has the gap between two groups changed?

The pooled z test where every cell is expected to hold five or more (Cochran 1954); with fewer,
Fisher's exact test with the mid-p correction (Lancaster 1961), which needs nothing of the cells
and survives zeros. Differences are always the first less the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, hypot, lgamma, sqrt
from typing import Literal

from favn.statistics.distributions import normal_quantile, normal_two_sided, standard_error
from favn.statistics.intervals import Interval, newcombe, share_of, wilson
from favn.statistics.reasons import Reason, Refused

Method = Literal["z", "mid_p"]
LEAST_EXPECTED = 5.0
_SAME = 1 + 1e-7
"""Tables whose chances differ by less are equally likely; logarithms are not exact."""


@dataclass(frozen=True, slots=True)
class Share:
    """Hits of a base, in whole units or, from a rounded share, in fractions. Raises Refused."""

    hits: float
    base: float

    def __post_init__(self) -> None:
        share_of(self.hits, self.base)

    @classmethod
    def of_percent(cls, percent: float, base: float) -> Share:
        """From a printed percentage (0 to 100) and its base."""
        return cls(percent * base / 100, base)

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.hits / self.base

    @property
    def variance(self) -> float:
        """Of the share, binomial."""
        return self.value * (1 - self.value) / self.base

    def interval(self, level: float = 0.95) -> Interval:
        """Wilson's bounds, 0 to 1."""
        return wilson(self.hits, self.base, level)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first share less the second (-1 to 1), its bounds, and the test of no difference.

    `z` is None where the exact test was used; `p` is two-sided, 0 to 1.
    """

    difference: float
    interval: Interval
    z: float | None
    p: float
    method: Method


@dataclass(frozen=True, slots=True)
class GapChange:
    """How much a gap has grown (-2 to 2; below zero it has moved down), bounds, z and p."""

    change: float
    interval: Interval
    z: float
    p: float


def compare(first: Share, second: Share, level: float = 0.95) -> Comparison:
    """Two independent shares; bounds by Newcombe, the test by the rule of this module."""
    interval = newcombe(first.hits, first.base, second.hits, second.base, level)
    difference = first.value - second.value
    if least_expected(first, second) < LEAST_EXPECTED:
        return Comparison(difference, interval, None, mid_p(first, second), "mid_p")
    z = difference / sqrt(_pooled_variance(first, second))
    return Comparison(difference, interval, z, normal_two_sided(z), "z")


def base_needed(first: float, second: float, level: float = 0.95) -> float:
    """How many each of two equal bases must hold for a difference of these shares to show.

    Shares are 0 to 1; with the base returned, the pooled z stands exactly at `level`. Raises
    Refused where the shares are equal: no base shows a difference that is not there.
    """
    share_of(first, 1), share_of(second, 1)
    if first == second:
        raise Refused(Reason.NO_CHANGE, "No base shows a difference that is not there.")
    share = (first + second) / 2
    return 2 * share * (1 - share) * (normal_quantile(level) / (first - second)) ** 2


def least_expected(first: Share, second: Share) -> float:
    """The smallest of the four cells, were the shares equal."""
    hits, base = first.hits + second.hits, first.base + second.base
    return min(hits, base - hits) * min(first.base, second.base) / base


def _pooled_variance(first: Share, second: Share) -> float:
    share = (first.hits + second.hits) / (first.base + second.base)
    return share * (1 - share) * (1 / first.base + 1 / second.base)


def difference_in_differences(
    after: tuple[Share, Share], before: tuple[Share, Share], level: float = 0.95
) -> GapChange:
    """How the gap between two groups changed; each pair is (group, reference) on one day.

    z by the unpooled variances of four independent shares, with one hit and one miss added to
    each where any has fewer than five of either (Agresti and Caffo 2000). Bounds by square-and-add
    over four Wilson intervals (Zou and Donner 2008), as Newcombe's are over two.
    """
    plus, minus = (after[0], before[1]), (after[1], before[0])
    change = sum(share.value for share in plus) - sum(share.value for share in minus)
    z = _z_of_four((*plus, *minus))
    return GapChange(change, _around(change, plus, minus, level), z, normal_two_sided(z))


def _z_of_four(shares: tuple[Share, ...]) -> float:
    """Of the sum of the first two less the last two."""
    if min(min(s.hits, s.base - s.hits) for s in shares) < LEAST_EXPECTED:
        shares = tuple(Share(s.hits + 1, s.base + 2) for s in shares)
    change = shares[0].value + shares[1].value - shares[2].value - shares[3].value
    return change / standard_error(sum(s.variance for s in shares))


def _around(
    change: float, plus: tuple[Share, Share], minus: tuple[Share, Share], level: float
) -> Interval:
    up = [s.interval(level).high - s.value for s in plus]
    up += [s.value - s.interval(level).low for s in minus]
    down = [s.value - s.interval(level).low for s in plus]
    down += [s.interval(level).high - s.value for s in minus]
    return Interval(change - hypot(*down), change + hypot(*up))


def fisher(first: Share, second: Share) -> float:
    """The two-sided p (0 to 1) of Fisher's exact test: tables as likely as this one, or less."""
    less, same = _tail(first, second)
    return min(1.0, less + same)


def mid_p(first: Share, second: Share) -> float:
    """Fisher's two-sided p with tables exactly as likely as this one counted half.

    1 where there are no hits, or nothing else: then no other table is possible.
    """
    if least_expected(first, second) == 0:
        return 1.0
    less, same = _tail(first, second)
    return min(1.0, less + same / 2)


def _tail(first: Share, second: Share) -> tuple[float, float]:
    """The chance of all less likely tables, and of all as likely, with the margins as they are.

    Fractions of a hit are rounded: there are no half persons in a table.
    """
    base1, base2 = round(first.base), round(second.base)
    hits1, hits2 = min(round(first.hits), base1), min(round(second.hits), base2)
    hits = hits1 + hits2
    whole = _log_choose(base1 + base2, hits)
    chances = {
        k: exp(_log_choose(base1, k) + _log_choose(base2, hits - k) - whole)
        for k in range(max(0, hits - base2), min(hits, base1) + 1)
    }
    here = chances[hits1]
    less = sum(chance for chance in chances.values() if chance * _SAME < here)
    same = sum(chance for chance in chances.values() if here / _SAME <= chance <= here * _SAME)
    return less, same


def _log_choose(of: int, some: int) -> float:
    return lgamma(of + 1) - lgamma(some + 1) - lgamma(of - some + 1)
