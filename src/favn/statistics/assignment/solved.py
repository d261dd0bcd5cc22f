"""The plan with the most points and the prices that prove it, with numpy or without.

One plan comes out either way: equal plans are told apart in `ties`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from operator import mul
from typing import Protocol

from favn.statistics.assignment.coded import Coded, Ways
from favn.statistics.assignment.search import NOBODY, Search
from favn.statistics.assignment.ties import Ties, wide

FEW = 50_000
"""Twos that may be pairs, up to which plain Python is done before SciPy is loaded."""


class Numbers(Protocol):
    """The possible pairs of a question."""

    def row(self, seeker: int) -> Ways:
        """Every giver that a seeker may have; none for one that is locked."""

    def column(self, giver: int) -> Ways:
        """Every seeker that may have a giver."""

    def solve(self) -> Solved:
        """The plan."""


@dataclass(frozen=True, slots=True)
class Solved:
    """Seeker → its giver or NOBODY, each giver's price, the points, and what no plan can pass.

    A price is what one more place with a giver would be worth at most; where a giver has room
    left it is 0. No pair has more points than its two prices together.
    """

    given: list[int]
    prices: list[int]
    total: int
    bound: int


class Lists:
    """The possible pairs in plain Python."""

    def __init__(self, coded: Coded) -> None:
        self.coded = coded
        self.rows = [coded.ways(n) if coded.open[n] else [] for n in range(len(coded.seekers))]

    def row(self, seeker: int) -> Ways:
        """Every giver that a seeker may have; none for one that is locked."""
        return self.rows[seeker]

    @cached_property
    def _columns(self) -> dict[int, Ways]:
        found: dict[int, Ways] = defaultdict(list)
        for seeker, ways in enumerate(self.rows):
            for giver, points in ways:
                found[giver].append((seeker, points))
        return found

    def column(self, giver: int) -> Ways:
        """Every seeker that may have a giver."""
        return self._columns.get(giver, [])

    def solve(self) -> Solved:
        """The plan, by shortest augmenting paths."""
        return searched(self.rows, self.coded.room)


def searched(rows: list[Ways], room: list[int]) -> Solved:
    """The plan of possible pairs, in plain Python."""
    search = Search.over([[(giver, -points) for giver, points in ways] for ways in rows], room)
    prices = _least(rows, search.given, len(room))
    gains = [max([0, *(points - prices[giver] for giver, points in ways)]) for ways in rows]
    last = wide(len(room)) - 1
    tight = [
        sum(1 << last - giver for giver, points in ways if points == gains[seeker] + prices[giver])
        for seeker, ways in enumerate(rows)
    ]
    return settled(Ties(tight, gains, prices, room))


def settled(ties: Ties) -> Solved:
    """The one plan under these prices: a pair that loses nothing has both its prices' points."""
    given, gains, prices = ties.settle(), ties.gains, ties.prices
    won = sum([gain for gain, giver in zip(gains, given, strict=True) if giver != NOBODY])
    won += sum([prices[giver] for giver in given if giver != NOBODY])
    paid = sum(map(mul, ties.room, prices))
    return Solved(given, prices, won, sum(gains) + paid)


def _least(rows: list[Ways], given: list[int], givers: int) -> list[int]:
    """The least prices under which a plan stands; see `arrays`, which does the same in rounds."""
    prices = [0] * givers
    holders: dict[int, list[int]] = defaultdict(list)
    for seeker, giver in enumerate(given):
        holders[giver].append(seeker)
        if giver == NOBODY:
            for other, points in rows[seeker]:
                prices[other] = max(prices[other], points)
    ahead = [giver for giver in holders if giver != NOBODY]
    while ahead:
        giver = ahead.pop()
        for seeker in holders[giver]:
            own = next(points for other, points in rows[seeker] if other == giver)
            for other, points in rows[seeker]:
                asked = points - own + prices[giver]
                if asked > prices[other]:
                    prices[other] = asked
                    ahead.append(other)
    return prices


def numbers(coded: Coded, *, plain: bool | None = None) -> Numbers:
    """The possible pairs; `plain` says with numpy or without, else it follows the size.

    Where numpy and SciPy are not installed all is plain: slower, and the same plan.
    """
    if plain is None:
        plain = len(coded.seekers) * len(coded.givers) <= FEW
    if plain:
        return Lists(coded)
    try:
        from favn.statistics.assignment.arrays import Arrays  # noqa: PLC0415 - an extra

        return Arrays(coded)
    except (ImportError, MemoryError):
        return Lists(coded)


__all__ = ["NOBODY", "Lists", "Numbers", "Solved", "numbers", "searched"]
