"""Who goes with whom, so that the points add up to the most, inside rules that nobody may break?

Seekers each take at most one giver; a giver takes as many as its capacity. A pair must keep every
hard rule; its points are the sum of stated criteria. The answer is the exact optimum of the sum,
and it carries its own proof: by duality no plan has more than `bound` points, and `proven_bound`
works that out again from the prices alone. Every pair has its reasons; `matching_left` says why
somebody is left over, `matching_stable` what the wishes of both sides would have instead.

A criterion counts what both share, up to `enough`, never as a part of what one of them has: so
nobody gains by being available at few times, and saying one more time never costs a point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from favn.statistics.assignment.coded import Coded
from favn.statistics.assignment.question import (
    NOTHING,
    WISHED,
    Criterion,
    Facts,
    Giver,
    MatchingError,
    Question,
    Rule,
    Seeker,
    Weights,
)
from favn.statistics.assignment.solved import Solved, numbers

__all__ = [
    "NOTHING",
    "WISHED",
    "Arrival",
    "Criterion",
    "Facts",
    "Giver",
    "MatchingError",
    "Pair",
    "Plan",
    "Question",
    "Reason",
    "Rule",
    "Seeker",
    "Weights",
    "arrival",
    "best",
    "broken_rules",
    "in_order",
    "may_be",
    "pair_of",
    "points_of",
    "possible",
    "proven_bound",
    "reasons_of",
]


Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Reason:
    """What one criterion gave a pair, and for what (in order)."""

    key: str
    points: int
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of the plan. `broken` names rules that a locked pair breaks all the same."""

    seeker: str
    giver: str
    points: int
    reasons: tuple[Reason, ...]
    locked: bool = False
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The best plan. `total` are the points of its pairs, `bound` what no plan can pass."""

    question: Question
    chosen: Mapping[str, str]
    """Seeker → giver, in the order given."""
    total: int
    bound: int
    prices: Mapping[str, int]
    """Giver → the price of a place: the proof of the bound."""

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every pair with its points and reasons, in the order of the seekers given."""
        seekers = {seeker.id: seeker for seeker in self.question.seekers}
        givers = {giver.id: giver for giver in self.question.givers}
        return tuple(
            pair_of(seekers[seeker], givers[giver], self.question)
            for seeker, giver in self.chosen.items()
        )

    @cached_property
    def left(self) -> tuple[str, ...]:
        """Seekers without a giver, in the order given."""
        return tuple(s.id for s in self.question.seekers if s.id not in self.chosen)

    @cached_property
    def free(self) -> Mapping[str, int]:
        """Giver → places left."""
        taken = Counter(self.chosen.values())
        return {giver.id: giver.capacity - taken[giver.id] for giver in self.question.givers}

    @property
    def version(self) -> str:
        """Of the weights it was made under."""
        return self.question.weights.version

    def giver_of(self, seeker: str) -> str | None:
        """Whom a seeker was given, or None."""
        return self.chosen.get(seeker)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What becomes of it where each in turn takes the best giver that still has room."""

    points: int
    persons: int


def points_of(seeker: Seeker, giver: Giver, question: Question) -> int:
    """The points of a pair, whether it may stand or not."""
    points, says, has = question.each_pair, seeker.facts, giver.facts
    for c in question.criteria:
        if shared := says.get(c.fact, NOTHING) & has.get(c.fact, NOTHING):
            points += c.points * min(len(shared), c.enough)
    if question.wished:
        points += question.wished * len(_namers(seeker, giver))
    return points


def _namers(seeker: Seeker, giver: Giver) -> tuple[str, ...]:
    """Who of the two named the other."""
    named = (("giver", seeker.id in giver.wishes), ("seeker", giver.id in seeker.wishes))
    return tuple(who for who, does in named if does)


def reasons_of(
    seeker: Seeker, giver: Giver, criteria: Iterable[Criterion], wished: int = 0
) -> tuple[Reason, ...]:
    """What each criterion, and the wishes, give a pair; those that give nothing are left out."""
    says, has = seeker.facts, giver.facts
    found = [
        Reason(c.key, c.points * min(len(shared), c.enough), tuple(sorted(shared)))
        for c in criteria
        if (shared := says.get(c.fact, NOTHING) & has.get(c.fact, NOTHING))
    ]
    if wished and (namers := _namers(seeker, giver)):
        found.append(Reason(WISHED, wished * len(namers), namers))
    return tuple(found)


def broken_rules(seeker: Seeker, giver: Giver, rules: Iterable[Rule]) -> tuple[str, ...]:
    """Keys of the rules that these two would break."""
    return tuple(rule.key for rule in rules if not rule.holds(seeker, giver))


def may_be(seeker: Seeker, giver: Giver, question: Question) -> bool:
    """Whether two may be a pair: no rule broken, and not forbidden."""
    allowed = (seeker.id, giver.id) not in question.forbidden
    return allowed and all(rule.holds(seeker, giver) for rule in question.rules)


def possible(question: Question) -> Iterator[tuple[Seeker, list[tuple[Giver, int]]]]:
    """Each seeker in the order given, with every giver it may have and the points of that pair."""
    coded = Coded(question)
    for seeker in question.seekers:
        ways = coded.ways(coded.seeker_at[seeker.id])
        yield seeker, [(coded.givers[giver], points) for giver, points in ways]


def best(question: Question, *, plain: bool | None = None) -> Plan:
    """The plan with the most points, and of equal ones always the same, whatever the order given.

    Equal plans are told apart thus: more people; then whoever has waited longest (`since`, then
    id) is matched; then each in that order takes the first giver where nothing is lost. `plain`
    says without numpy or with it, else the size does; the plan is the same.
    """
    coded = Coded(question)
    return _told(coded, numbers(coded, plain=plain).solve())


def in_order(question: Question) -> int:
    """Points where each seeker in the order of waiting takes the best giver with room."""
    return arrival(question).points


def arrival(question: Question) -> Arrival:
    """What is reached in the order of waiting, or in the order given where nobody says since when.

    Locked pairs stand first. Of equal givers the first in turn is taken.
    """
    coded = Coded(question)
    pool, room = numbers(coded), list(coded.room)
    points, persons = _locked_points(question), len(question.locked)
    for seeker in sorted(question.seekers, key=lambda s: s.since or date.max):
        open_ways = [way for way in pool.row(coded.seeker_at[seeker.id]) if room[way[0]] > 0]
        if open_ways:
            giver, won = max(open_ways, key=lambda way: (way[1], -way[0]))
            room[giver] -= 1
            points, persons = points + won, persons + 1
    return Arrival(points, persons)


def proven_bound(question: Question, prices: Mapping[str, int]) -> int:
    """What no plan can pass, from the prices and the question alone; no solver takes part.

    Every plan pays each pair at most what the seeker could gain beyond a giver's price, and each
    place at most that price (weak duality). Time grows with the possible pairs. Raises
    MatchingError on a price below 0.
    """
    if any(price < 0 for price in prices.values()):
        raise MatchingError("A price is 0 or more.")
    fixed = {seeker for seeker, _ in question.locked}
    taken = Counter(giver for _, giver in question.locked)
    bound = _locked_points(question)
    bound += sum((g.capacity - taken[g.id]) * prices.get(g.id, 0) for g in question.givers)
    for seeker, ways in possible(question):
        if seeker.id not in fixed:
            bound += max(0, *(points - prices.get(g.id, 0) for g, points in ways), 0)
    return bound


def pair_of(seeker: Seeker, giver: Giver, question: Question) -> Pair:
    """Two as a pair with its points and reasons, whether a plan has them or not."""
    locked = (seeker.id, giver.id) in question.locked
    reasons = reasons_of(seeker, giver, question.criteria, question.wished)
    points = question.each_pair + sum(reason.points for reason in reasons)
    broken = broken_rules(seeker, giver, question.rules) if locked else ()
    return Pair(seeker.id, giver.id, points, reasons, locked, broken)


def _told(coded: Coded, solved: Solved) -> Plan:
    """The numbers' answer by name, in the order given."""
    question = coded.question
    names = [*[giver.id for giver in coded.givers], None]  # NOBODY is the last
    found = _as_given(coded.seeker_turns, [names[giver] for giver in solved.given])
    for seeker, giver in question.locked:
        found[coded.seeker_turns[coded.seeker_at[seeker]]] = giver
    locked, prices = _locked_points(question), _as_given(coded.giver_turns, solved.prices)
    return Plan(
        question,
        {
            seeker.id: name
            for seeker, name in zip(question.seekers, found, strict=True)
            if name is not None
        },
        locked + solved.total,
        locked + solved.bound,
        {giver.id: price for giver, price in zip(question.givers, prices, strict=True)},
    )


def _as_given(turns: list[int], told: list[Told]) -> list[Told]:
    """What is told in turn, in the order that people were given in."""
    found = list(told)
    for place, one in zip(turns, told, strict=True):
        found[place] = one
    return found


def _locked_points(question: Question) -> int:
    if not question.locked:
        return 0
    seekers = {seeker.id: seeker for seeker in question.seekers}
    givers = {giver.id: giver for giver in question.givers}
    return sum(points_of(seekers[s], givers[g], question) for s, g in question.locked)
