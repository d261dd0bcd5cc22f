"""What would both sides' wishes have instead, so that no two would rather have each other?

Each side lists whom it wishes first, then everybody else it may have, by points. Seekers ask in
that order and givers keep those they like best (Gale and Shapley 1962, with places as for
hospitals): no stable plan gives any seeker a giver it likes better. Rules, locked and forbidden
pairs hold as in the best plan; what stability costs is the difference in points.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from favn.statistics.assignment.coded import Coded
from favn.statistics.assignment.solved import NOBODY, numbers
from favn.statistics.matching import Pair, Question, pair_of

Rank = tuple[int, int, int]
"""How dear a person is, the dearest lowest: place on the wish list, points below zero, turn."""


@dataclass(frozen=True, slots=True)
class StablePlan:
    """A plan in which no two would rather have each other than what they got."""

    pairs: tuple[Pair, ...]
    left: tuple[str, ...]
    free: Mapping[str, int]
    total: int
    firsts: int
    """Seekers with a wish list that got the first on it."""
    wished: int
    """Seekers with a wish list that got somebody on it."""
    wishers: int
    """Seekers with a wish list."""


class Liking:
    """Who likes whom how much, of those that may be pairs at all."""

    def __init__(self, question: Question, *, only_wished: bool = False) -> None:
        self.coded = coded = Coded(question)
        pool = numbers(coded)
        self.asks = _places([s.wishes for s in coded.seekers], coded.giver_at)
        self.keeps = _places([g.wishes for g in coded.givers], coded.seeker_at)
        self.ways: list[dict[int, int]] = []
        for n in range(len(coded.seekers)):
            ways = dict(pool.row(n))
            if only_wished:
                asked = self.asks[n]
                ways = {g: p for g, p in ways.items() if g in asked and n in self.keeps[g]}
            self.ways.append(ways)

    def of_seeker(self, seeker: int, giver: int) -> Rank:
        """How dear a giver is to a seeker."""
        asks = self.asks[seeker]
        return asks.get(giver, len(asks)), -self.ways[seeker][giver], giver

    def of_giver(self, giver: int, seeker: int) -> Rank:
        """How dear a seeker is to a giver."""
        keeps = self.keeps[giver]
        return keeps.get(seeker, len(keeps)), -self.ways[seeker][giver], seeker


def _places(wishes: list[tuple[str, ...]], at: Mapping[str, int]) -> list[dict[int, int]]:
    """Person → whom it wishes → the place on its list; names of nobody there are passed over."""
    found = []
    for names in wishes:
        places: dict[int, int] = {}
        for name in names:
            if name in at:
                places.setdefault(at[name], len(places))
        found.append(places)
    return found


def stable(question: Question, *, only_wished: bool = False) -> StablePlan:
    """The stable plan that is best for every seeker. `only_wished`: only those who wish each other.

    It is one and the same whatever the order given, as every liking is strict.
    """
    liking = Liking(question, only_wished=only_wished)
    coded = liking.coded
    given = _accepted(liking)
    giver_of = {s: coded.givers[coded.giver_at[g]] for s, g in question.locked}
    for seeker, giver in zip(coded.seekers, given, strict=True):
        if giver != NOBODY:
            giver_of[seeker.id] = coded.givers[giver]
    pairs = tuple(pair_of(s, giver_of[s.id], question) for s in question.seekers
                  if s.id in giver_of)  # fmt: skip
    free = {giver.id: giver.capacity for giver in question.givers}
    for pair in pairs:
        free[pair.giver] -= 1
    got = {pair.seeker: pair.giver for pair in pairs}
    wishers = [s for s in question.seekers if s.wishes]
    return StablePlan(
        pairs,
        tuple(s.id for s in question.seekers if s.id not in giver_of),
        free,
        sum(pair.points for pair in pairs),
        sum(got.get(s.id) == s.wishes[0] for s in wishers),
        sum(got.get(s.id) in s.wishes for s in wishers),
        len(wishers),
    )


def _accepted(liking: Liking) -> list[int]:
    """Seeker → giver or NOBODY, by deferred acceptance."""
    room, given = liking.coded.room, [NOBODY] * len(liking.ways)
    held: list[list[tuple[tuple[int, ...], int]]] = [[] for _ in room]
    asking = [
        iter(sorted(ways, key=partial(liking.of_seeker, n))) for n, ways in enumerate(liking.ways)
    ]
    waiting = list(range(len(given)))
    while waiting:
        seeker = waiting.pop()
        giver = next(asking[seeker], NOBODY)
        if giver == NOBODY:
            continue
        worst_first = tuple(-part for part in liking.of_giver(giver, seeker))
        heapq.heappush(held[giver], (worst_first, seeker))
        given[seeker] = giver
        if len(held[giver]) > room[giver]:
            _worst, refused = heapq.heappop(held[giver])
            given[refused] = NOBODY
            waiting.append(refused)
    return given


def blocking(
    question: Question, giver_of: Mapping[str, str], *, only_wished: bool = False
) -> list[tuple[str, str]]:
    """Every two that may be a pair and would both rather have each other: none in a stable plan.

    `giver_of`: seeker → giver, as any plan has it. Looks at every possible pair.
    """
    liking = Liking(question, only_wished=only_wished)
    coded = liking.coded
    fixed = {seeker for seeker, _ in question.locked}
    holders: list[list[int]] = [[] for _ in coded.givers]
    for seeker, name in giver_of.items():
        if seeker not in fixed:
            holders[coded.giver_at[name]].append(coded.seeker_at[seeker])
    found = []
    for n, ways in enumerate(liking.ways):
        now = giver_of.get(coded.seekers[n].id)
        held = NOBODY if now is None else coded.giver_at[now]
        found += [
            (coded.seekers[n].id, coded.givers[giver].id)
            for giver in ways
            if giver != held and _would(liking, n, held, giver, holders[giver])
        ]
    return found


def _would(liking: Liking, seeker: int, held: int, giver: int, holders: list[int]) -> bool:
    """Whether both would rather: the seeker than what it has, the giver than one of its own."""
    keeps = held in liking.ways[seeker]
    if keeps and liking.of_seeker(seeker, held) < liking.of_seeker(seeker, giver):
        return False
    if len(holders) < liking.coded.room[giver]:
        return True
    rank = liking.of_giver(giver, seeker)
    return any(
        giver not in liking.ways[holder] or liking.of_giver(giver, holder) > rank
        for holder in holders
    )
