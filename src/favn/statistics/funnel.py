"""Which places stand out from the whole by more than their size allows?

Control limits of a funnel (Spiegelhalter 2005, Funnel plots for comparing institutional
performance, Statistics in Medicine 24, 1185) at 95 % and 99.8 %, as exact quantiles of the
binomial. They are not smoothed between whole numbers as his appendix does for drawing: on a smooth
line a place of one person would stand out half the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from favn.statistics.distributions import NORMAL, binomial_up_to
from favn.statistics.intervals import Interval, share_of
from favn.statistics.reasons import Reason, Refused

WARNING, ALARM = 0.95, 0.998


class Standing(StrEnum):
    """Where a place lies: within both lines, beyond the inner, or beyond the outer."""

    WITHIN = "within"
    BEYOND_WARNING = "beyond_95"
    BEYOND_ALARM = "beyond_99_8"


@dataclass(frozen=True, slots=True)
class Place:
    """A place's share (0 to 1), its limits, its standing, and whether it lies above the target."""

    share: float
    warning: Interval
    alarm: Interval
    standing: Standing
    is_above: bool


def limits(target: float, base: int, level: float) -> Interval:
    """Between what shares (0 to 1) at least `level` of places with this base lie, if all are alike.

    A place on a limit is within: beyond either one lies at most half of what `level` leaves.
    `target` is the share of the whole, 0 to 1. Raises Refused.
    """
    if not 0 <= target <= 1:
        raise Refused(Reason.OVER_WHOLE, "The target is a share, from 0 to 1.")
    if base < 1:
        raise Refused(Reason.NO_BASE, "Without a base above zero there are no limits.")
    if target in (0, 1):
        return Interval(target, target)
    tail = (1 - level) / 2
    return Interval(_quantile(tail, base, target) / base, _quantile(1 - tail, base, target) / base)


def _quantile(chance: float, base: int, target: float) -> int:
    """The fewest hits of which the chance of so many or fewer is `chance` or more."""
    middle = base * target + NORMAL.inv_cdf(chance) * sqrt(base * target * (1 - target))
    hits = min(base, max(0, round(middle)))
    while hits < base and binomial_up_to(hits, base, target) < chance:
        hits += 1
    while hits > 0 and binomial_up_to(hits - 1, base, target) >= chance:
        hits -= 1
    return hits


def place(hits: float, base: int, target: float) -> Place:
    """One place beside the target. Raises Refused."""
    share = share_of(hits, base)
    warning, alarm = limits(target, base, WARNING), limits(target, base, ALARM)
    if not alarm.holds(share):
        standing = Standing.BEYOND_ALARM
    else:
        standing = Standing.WITHIN if warning.holds(share) else Standing.BEYOND_WARNING
    return Place(share, warning, alarm, standing, share > target)
