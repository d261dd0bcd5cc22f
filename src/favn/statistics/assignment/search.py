"""The search behind `matching`: numbers only, each seeker placed by the cheapest path there is.

Kuhn 1955; Jonker and Volgenant 1987, here over the possible pairs alone and with capacities.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

NOBODY = -1


@dataclass(slots=True)
class Search:
    """Shortest augmenting paths. Cost of a pair is its points below zero; being left costs 0.

    `u` and `v` are the prices of seekers and givers: cost − u − v is never below 0, and 0 in the
    plan; a giver with room left has the price 0. `solved` finds the least such prices.
    """

    ways: list[list[tuple[int, int]]]
    """Seeker → (giver, cost)."""
    room: list[int]
    u: list[int]
    v: list[int]
    given: list[int]
    holders: list[set[int]] = field(default_factory=list)

    @classmethod
    def over(cls, ways: list[list[tuple[int, int]]], room: list[int]) -> Search:
        """Everybody placed, one after the other."""
        many = len(room)
        search = cls(ways, room, [0] * len(ways), [0] * many, [NOBODY] * len(ways))
        search.holders = [set() for _ in range(many)]
        for index in range(len(ways)):
            search.place(index)
        return search

    def place(self, start: int) -> None:
        """Give one more seeker the place that costs the least, moving others where it pays."""
        self.u[start] = min([0, *(cost - self.v[giver] for giver, cost in self.ways[start])])
        length = {start: 0}
        reached: dict[int, int] = {}
        parent: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        done: list[int] = []
        ending, last, way_out = -self.u[start], start, NOBODY
        scan = [start]
        while True:
            for seeker in scan:
                out = length[seeker] - self.u[seeker]
                if out < ending:
                    ending, last = out, seeker
                self._look(seeker, length[seeker], reached, parent, heap)
            at, giver = heapq.heappop(heap) if heap else (ending, NOBODY)
            if giver == NOBODY or at >= ending:
                break
            if at > reached[giver]:
                scan = []
                continue
            done.append(giver)
            if len(self.holders[giver]) < self.room[giver]:
                ending, way_out = at, giver
                break
            scan = sorted(self.holders[giver])
            length.update(dict.fromkeys(scan, at))
        self._reprice(length, reached, done, ending)
        self._move(last if way_out == NOBODY else NOBODY, way_out, parent, start)

    def _look(
        self,
        seeker: int,
        length: int,
        reached: dict[int, int],
        parent: dict[int, int],
        heap: list[tuple[int, int]],
    ) -> None:
        """Note every giver that is nearer through this seeker than before."""
        base = length - self.u[seeker]
        for giver, cost in self.ways[seeker]:
            far = base + cost - self.v[giver]
            if giver != self.given[seeker] and far < reached.get(giver, far + 1):
                reached[giver], parent[giver] = far, seeker
                heapq.heappush(heap, (far, giver))

    def _reprice(
        self, length: dict[int, int], reached: dict[int, int], done: list[int], ending: int
    ) -> None:
        for seeker, at in length.items():
            self.u[seeker] += ending - at
        for giver in done:
            self.v[giver] -= ending - reached[giver]

    def _move(self, left: int, giver: int, parent: dict[int, int], start: int) -> None:
        """Along the path backwards: whoever ends it leaves, or takes a free place."""
        if left != NOBODY:
            giver = self._leave(left)
        while giver != NOBODY:
            seeker = parent[giver]
            before = self._leave(seeker)
            self.given[seeker] = giver
            self.holders[giver].add(seeker)
            giver = NOBODY if seeker == start else before

    def _leave(self, seeker: int) -> int:
        """Take a seeker out of its place; which place that was."""
        before = self.given[seeker]
        if before != NOBODY:
            self.holders[before].discard(seeker)
            self.given[seeker] = NOBODY
        return before
