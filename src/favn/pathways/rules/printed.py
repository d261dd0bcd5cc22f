"""What a printed share may be of all who were asked, where its base is told, and where it is not.

Where it is not told of how many, the smallest number is used on which all the shares can stand
together; where it is not told how many were asked, it is shown for one in two and for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from favn.statistics.shares import of_all, smallest_base

HALF = 2
"""As if one in two had answered, where nobody says how many were asked."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed share: how many it is of, and the lowest and highest share (0 to 1) of all.

    `hits` is None where no whole number of those who answered is that share.
    """

    percent: int
    hits: int | None
    lowest: float = 0.0
    highest: float = 1.0


@dataclass(frozen=True, slots=True)
class Claims:
    """Shares that were printed together, with the base they were worked out on."""

    lines: tuple[Claim, ...]
    answered: int
    asked: int
    is_base_told: bool
    is_asked_told: bool


def claims(percents: Sequence[int], answered: int | None, asked: int | None) -> Claims:
    """What shares printed together may be; `answered` and `asked` where they are told."""
    base = answered or smallest_base(percents)
    whole = max(asked or base * HALF, base)
    lines = tuple(_claim(one, base, whole) for one in percents)
    return Claims(lines, base, whole, answered is not None, asked is not None)


def _claim(percent: int, base: int, asked: int) -> Claim:
    hits = round(percent * base / 100)
    if abs(100 * hits / base - percent) > 0.5:
        return Claim(percent, None)
    bounds = of_all(hits, base, asked)
    return Claim(percent, hits, bounds.low, bounds.high)
