"""What follows from printed shares and counts: the base they imply, what those who did not answer
could change, whether a table allows several answers, and whether its bands overlap?

A change in share always stands beside the change in count: "in progress" may fall as a share
because the population grew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count, pairwise, product
from math import ceil, floor

from favn.statistics.intervals import Interval, share_of
from favn.statistics.parity import half_unit
from favn.statistics.proportions import Share
from favn.statistics.reasons import Reason, Refused


@dataclass(frozen=True, slots=True)
class Moved:
    """A change in share (percentage points) beside the changes in count and in base."""

    points: float
    hits: float
    base: float

    @property
    def is_opposed(self) -> bool:
        """Whether share and count went different ways, or one of them stood still."""
        return (self.points > 0) != (self.hits > 0) or (self.points < 0) != (self.hits < 0)


@dataclass(frozen=True, slots=True)
class ImpliedBase:
    """The base behind a printed share of a known count.

    `bounds` are what rounding of the share allows; `smallest` and `largest` the whole numbers
    within, `smallest` above `largest` where the count and the share cannot belong together.
    """

    value: float
    bounds: Interval
    smallest: int
    largest: int

    @property
    def is_possible(self) -> bool:
        """Whether any whole base gives the printed share."""
        return self.smallest <= self.largest


class Answers(StrEnum):
    """How a table of shares adds up."""

    ONE = "one"
    """To the whole, within rounding."""
    SEVERAL = "several"
    """To more than the whole: several answers each."""
    PART = "part"
    """To less: something is left out, whichever kind it is."""


def moved(before: Share, after: Share) -> Moved:
    """From one share to a later one."""
    points = (after.value - before.value) * 100
    return Moved(points, after.hits - before.hits, after.base - before.base)


def implied_base(hits: float, percent: float, decimals: int = 0) -> ImpliedBase:
    """How many `hits` are `percent` (0 to 100, printed with so many decimals) of.

    Raises Refused where the percentage may have been zero, or is over 100.
    """
    half = half_unit(decimals)
    if percent - half <= 0 or hits <= 0:
        raise Refused(Reason.NO_BASE, "A share that may be zero implies no base.")
    if percent > 100:
        raise Refused(Reason.OVER_WHOLE, f"{percent:g} % is more than the whole.")
    highest = min(100.0, percent + half)
    bounds = Interval(hits * 100 / highest, hits * 100 / (percent - half))
    return ImpliedBase(hits * 100 / percent, bounds, ceil(bounds.low), floor(bounds.high))


def smallest_base(percents: Sequence[float], decimals: int = 0) -> int:
    """The smallest base on which every one of these printed shares can stand.

    Half a unit of the last digit is allowed either way. Raises Refused over 100.
    """
    for percent in percents:
        share_of(percent, 100)
    half = half_unit(decimals) + 1e-9
    return next(
        base
        for base in count(1)
        if all(abs(round(p * base / 100) * 100 / base - p) <= half for p in percents)
    )


def implied_weight(whole: float, group: float, rest: float, half: float = 0.0) -> Interval:
    """What part (0 to 1) of the whole a group is, from three printed means or shares.

    Each may have been rounded by `half`; the bounds are over all corners of that, and exact
    without. Raises Refused where group and rest may be equal, or the whole lies outside both.
    """
    if abs(rest - group) <= 2 * half:
        raise Refused(Reason.NO_GAP, "Where group and rest are equal, any weight gives the whole.")
    moves = (-half, half)
    weights = [
        (rest + r - whole - w) / (rest + r - group - g) for w, g, r in product(moves, repeat=3)
    ]
    low, high = max(0.0, min(weights)), min(1.0, max(weights))
    if low > high:
        raise Refused(Reason.OVER_WHOLE, "The whole does not lie between the group and the rest.")
    return Interval(low, high)


def of_all(hits: float, answered: float, asked: float) -> Interval:
    """The lowest and highest share (0 to 1) of all asked, were the silent all misses or all hits.

    Raises Refused.
    """
    share_of(hits, answered)
    silent = asked - answered
    share_of(answered, asked)
    return Interval(hits / asked, (hits + silent) / asked)


def either(counts: Sequence[float], base: float) -> Interval:
    """How many gave one answer or more of these, where each could give several.

    At least the largest, at most all added up or the base. Raises Refused.
    """
    for each in counts:
        share_of(each, base)
    return Interval(max(counts), min(base, sum(counts)))


def add_up(percents: Sequence[float], decimals: int = 0) -> Answers:
    """How shares of one base add up, each rounded to so many decimals. Raises Refused."""
    for percent in percents:
        share_of(percent, 100)
    room = half_unit(decimals) * len(percents) + 1e-9
    total = sum(percents)
    if abs(total - 100) <= room:
        return Answers.ONE
    return Answers.SEVERAL if total > 100 else Answers.PART


def apart(bands: Sequence[tuple[float, float | None]]) -> None:
    """Raises Refused where two bands share a number; both ends belong to a band, None is open.

    The number itself is stored and the band derived, so every number has one band.
    """
    ordered = sorted(bands, key=lambda band: band[0])
    for low, high in ordered:
        if high is not None and high < low:
            raise Refused(Reason.BAND_BACKWARDS, f"The band {low:g} to {high:g} runs backwards.")
    for (_, high), (low, _end) in pairwise(ordered):
        if high is None or low <= high:
            raise Refused(Reason.BANDS_OVERLAP, f"{low:g} falls into two bands.")


def mean_of_bands(bands: Sequence[tuple[float, float]], weights: Sequence[float]) -> Interval:
    """The lowest and highest mean, were all in each band at its low or its high end."""
    whole = sum(weights)
    low = sum(w * band[0] for w, band in zip(weights, bands, strict=True)) / whole
    return Interval(low, sum(w * band[1] for w, band in zip(weights, bands, strict=True)) / whole)
