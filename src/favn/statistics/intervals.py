"""Between what bounds does a share lie, and the difference of two?

Wilson's score interval (Wilson 1927; method 3 of Newcombe 1998, Statistics in Medicine 17, 857)
and Newcombe's hybrid score interval (method 10 of Newcombe 1998, Statistics in Medicine 17, 873).
Both keep their bounds between 0 and 1, and -1 and 1, with no hits or nothing but hits.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, isfinite, sqrt

from favn.statistics.distributions import normal_quantile
from favn.statistics.reasons import Reason, Refused


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both in the unit of what they bound."""

    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether all of it lies on one side of zero."""
        return self.low > 0 or self.high < 0

    def holds(self, value: float) -> bool:
        """Whether the value lies within, bounds included."""
        return self.low <= value <= self.high

    def times(self, factor: float) -> Interval:
        """Both bounds multiplied, so from shares to percent; turned round below zero."""
        low, high = sorted((self.low * factor, self.high * factor))
        return Interval(low, high)


def share_of(hits: float, base: float) -> float:
    """Hits of the base, 0 to 1. Raises Refused without a base, or with hits it cannot hold."""
    if not (isfinite(hits) and isfinite(base)):
        raise Refused(Reason.NOT_A_NUMBER, "Hits and base must be numbers.")
    if base <= 0:
        raise Refused(Reason.NO_BASE, "Without a base above zero there is no share.")
    if hits < 0:
        raise Refused(Reason.NEGATIVE, "There cannot be fewer than no hits.")
    if hits > base:
        raise Refused(Reason.OVER_WHOLE, f"{hits:g} of {base:g} is more than the whole.")
    return hits / base


def wilson(hits: float, base: float, level: float = 0.95) -> Interval:
    """Bounds (0 to 1) of the share of `hits` in `base`.

    Hits may be fractions, where only a rounded share and its base are known. Raises Refused.
    """
    share, z = share_of(hits, base), normal_quantile(level)
    whole = base + z * z
    middle = (hits + z * z / 2) / whole
    half = z / whole * sqrt(hits * (1 - share) + z * z / 4)
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    return Interval(low, 1.0 if hits == base else min(1.0, middle + half))


def newcombe(
    hits1: float, base1: float, hits2: float, base2: float, level: float = 0.95
) -> Interval:
    """Bounds (-1 to 1) of the first share less the second, of independent groups.

    Raises Refused.
    """
    first, second = share_of(hits1, base1), share_of(hits2, base2)
    one, two = wilson(hits1, base1, level), wilson(hits2, base2, level)
    down = hypot(first - one.low, two.high - second)
    up = hypot(one.high - first, second - two.low)
    return Interval(first - second - down, first - second + up)
