"""What would one change do to the plan that stands? One shortest path each, and no new plan.

Lengths are what a pair falls short of its two prices, so they are never negative (Johnson 1977,
Dijkstra 1959). Equal ends are told apart as `ties` tells plans apart.
"""

from __future__ import annotations

import heapq
from collections import defaultdict

from favn.statistics.assignment.coded import Ways
from favn.statistics.assignment.search import NOBODY
from favn.statistics.assignment.solved import Numbers, Solved

End = tuple[int, int, int]
"""Length, 0 where one more is matched and 1 where not, and who it is."""


class Standing:
    """A plan with its prices, asked about changes it does not make."""

    def __init__(self, numbers: Numbers, solved: Solved, room: list[int]) -> None:
        self.numbers, self.room = numbers, room
        self.given, self.prices = solved.given, solved.prices
        self.holders: dict[int, list[int]] = defaultdict(list)
        for seeker, giver in enumerate(self.given):
            if giver != NOBODY:
                self.holders[giver].append(seeker)
        self._rows: dict[int, Ways] = {}
        self._gains: dict[int, int] = {}
        self._next: dict[int, int] = {}

    def enters(self, seeker: int, ways: Ways) -> bool:
        """Whether a seeker that is left would be in the plan if it had these ways."""
        gain = max((points - self.prices[giver] for giver, points in ways), default=-1)
        if gain < 0:
            return False
        heap = [(gain + self.prices[giver] - points, giver) for giver, points in ways]
        heapq.heapify(heap)
        done: set[int] = set()
        while heap and heap[0][0] <= gain:
            length, giver = heapq.heappop(heap)
            if giver in done:
                continue
            done.add(giver)
            if self._lets_in(seeker, giver, gain - length):
                return True
            for holder in self.holders[giver]:
                for other, short in self._short(holder):
                    if other not in done:
                        heapq.heappush(heap, (length + short, other))
        return False

    def _lets_in(self, seeker: int, giver: int, gain: int) -> bool:
        """Whether a way that ends here wins something, or at the same points somebody earlier."""
        holders = self.holders[giver]
        if len(holders) < self.room[giver]:
            return True
        worth = [(gain - self._gain(holder), holder) for holder in holders]
        return any(won > 0 or (won == 0 and holder > seeker) for won, holder in worth)

    def next_in(self, giver: int) -> int:
        """The seeker that would be matched if a giver had one place more, or NOBODY."""
        if giver not in self._next:
            self._next[giver] = self._sought(giver)
        return self._next[giver]

    def _sought(self, start: int) -> int:
        best: End = (self.prices[start], 1, NOBODY)
        heap, done = [(0, start)], set()
        while heap and heap[0][0] <= best[0]:
            length, giver = heapq.heappop(heap)
            if giver in done:
                continue
            done.add(giver)
            best = min(best, (length + self.prices[giver], 1, NOBODY))
            for seeker, points in self.numbers.column(giver):
                held = self.given[seeker]
                if held == NOBODY:
                    best = min(best, (length + self.prices[giver] - points, 0, seeker))
                elif held not in done:
                    short = self._gain(seeker) + self.prices[giver] - points
                    heapq.heappush(heap, (length + short, held))
        return best[2]

    def _row(self, seeker: int) -> Ways:
        if seeker not in self._rows:
            self._rows[seeker] = self.numbers.row(seeker)
        return self._rows[seeker]

    def _gain(self, seeker: int) -> int:
        """What a matched seeker is worth to the plan: its points without its giver's price."""
        if seeker not in self._gains:
            given = self.given[seeker]
            points = next(points for giver, points in self._row(seeker) if giver == given)
            self._gains[seeker] = points - self.prices[given]
        return self._gains[seeker]

    def _short(self, holder: int) -> Ways:
        """How much each other giver falls short for a seeker that moves."""
        gain = self._gain(holder)
        return [(giver, gain + self.prices[giver] - points) for giver, points in self._row(holder)]
