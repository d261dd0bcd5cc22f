"""Who goes with whom, so that the points add up to the most, inside rules that nobody may break?

Seekers each take at most one giver; a giver takes as many as its capacity. A pair must keep every
hard rule; its points are the sum of stated criteria. The answer is the exact optimum of the sum,
found by shortest augmenting paths (`matching_search`), and it carries its own proof: by duality
no plan has more than `bound` points. Every pair has its reasons; `matching_left` says why somebody
is left over.

A criterion counts what both share, up to `enough`, never as a part of what one of them has: so
nobody gains by being available at few times, and saying one more time never costs a point.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from favn.statistics.matching_search import NOBODY, Search

Facts = Mapping[str, frozenset[str]]
NOTHING: frozenset[str] = frozenset()


class MatchingError(ValueError):
    """A question that has no answer; says why."""


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who needs one giver. `facts` maps the name of a fact to what is said of it."""

    id: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Giver:
    """Somebody who can take `capacity` seekers, 0 or more."""

    id: str
    facts: Facts
    capacity: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A hard rule about one fact. Whoever says nothing about it fits everybody.

    `meet`: both must say at least one thing in common. `apart`: they must not.
    """

    key: str
    fact: str
    kind: Literal["meet", "apart"] = "meet"

    def holds(self, seeker: Seeker, giver: Giver) -> bool:
        """Whether these two may be a pair as far as this rule goes."""
        wanted, given = seeker.facts.get(self.fact, NOTHING), giver.facts.get(self.fact, NOTHING)
        if self.kind == "apart":
            return not wanted & given
        return not wanted or not given or bool(wanted & given)


@dataclass(frozen=True, slots=True)
class Criterion:
    """`points` (a whole number above 0) for each thing both say of a fact, up to `enough`."""

    key: str
    fact: str
    points: int
    enough: int = 1


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


@dataclass(frozen=True, slots=True)
class Question:
    """Who is to be matched, and how. `each_pair` are the points of being matched at all.

    `locked` pairs (seeker, giver) stand whatever the rules and points say: a person decided so.
    `forbidden` pairs never stand. Raises MatchingError where the question contradicts itself.
    """

    seekers: tuple[Seeker, ...]
    givers: tuple[Giver, ...]
    rules: tuple[Rule, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    each_pair: int = 1
    locked: frozenset[tuple[str, str]] = frozenset()
    forbidden: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True, slots=True)
class Plan:
    """The best plan. `total` are the points of its pairs, `bound` what no plan can pass."""

    pairs: tuple[Pair, ...]
    left: tuple[str, ...]
    """Seekers without a giver, in the order given."""
    free: Mapping[str, int]
    """Giver → places left."""
    total: int
    bound: int

    def giver_of(self, seeker: str) -> str | None:
        """Whom a seeker was given, or None."""
        return next((pair.giver for pair in self.pairs if pair.seeker == seeker), None)


def points_of(seeker: Seeker, giver: Giver, question: Question) -> int:
    """The points of a pair, whether it may stand or not."""
    points, says, has = question.each_pair, seeker.facts, giver.facts
    for c in question.criteria:
        if shared := says.get(c.fact, NOTHING) & has.get(c.fact, NOTHING):
            points += c.points * min(len(shared), c.enough)
    return points


def reasons_of(seeker: Seeker, giver: Giver, criteria: Iterable[Criterion]) -> tuple[Reason, ...]:
    """What each criterion gives a pair; those that give nothing are left out."""
    return tuple(
        Reason(c.key, c.points * min(len(shared), c.enough), tuple(sorted(shared)))
        for c in criteria
        if (shared := seeker.facts.get(c.fact, NOTHING) & giver.facts.get(c.fact, NOTHING))
    )


def broken_rules(seeker: Seeker, giver: Giver, rules: Iterable[Rule]) -> tuple[str, ...]:
    """Keys of the rules that these two would break."""
    return tuple(rule.key for rule in rules if not rule.holds(seeker, giver))


def best(question: Question) -> Plan:
    """The plan with the most points; equal plans are told apart by the order given, always alike.

    Time grows with the possible pairs, not with seekers times givers.
    """
    return _told(question, Search.over(*ways_of(question)))


def in_order(question: Question) -> int:
    """Points where each seeker in the order given takes the best giver that still has room."""
    room = Counter({giver.id: giver.capacity for giver in question.givers})
    total, fixed = _locked_points(question), dict(question.locked)
    room.subtract(Counter(giver for _, giver in question.locked))
    for seeker, ways in possible(question):
        open_ways = [(points, giver.id) for giver, points in ways if room[giver.id] > 0]
        if seeker.id not in fixed and open_ways:
            points, giver_id = max(open_ways, key=lambda way: way[0])
            room[giver_id] -= 1
            total += points
    return total


def possible(question: Question) -> Iterator[tuple[Seeker, list[tuple[Giver, int]]]]:
    """Each seeker with every giver it may have, and the points of that pair."""
    near = _Nearby(question)
    for seeker in question.seekers:
        fits = near.of(seeker)
        yield seeker, [(giver, points_of(seeker, giver, question)) for giver in fits]


def may_be(seeker: Seeker, giver: Giver, question: Question) -> bool:
    """Whether two may be a pair: no rule broken, and not forbidden."""
    allowed = (seeker.id, giver.id) not in question.forbidden
    return allowed and all(rule.holds(seeker, giver) for rule in question.rules)


class _Nearby:
    """Givers by what they say, so that a seeker is held against those that may fit alone."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.apart = [rule for rule in question.rules if rule.kind == "apart"]
        self.facts = [rule.fact for rule in question.rules if rule.kind == "meet"]
        self.saying: dict[tuple[str, str], set[int]] = defaultdict(set)
        for fact in self.facts:
            for index, giver in enumerate(question.givers):
                for said in giver.facts.get(fact) or ("",):
                    self.saying[fact, said].add(index)
        self.forbidden: dict[str, set[str]] = defaultdict(set)
        for seeker, giver_id in question.forbidden:
            self.forbidden[seeker].add(giver_id)

    def of(self, seeker: Seeker) -> list[Giver]:
        """Those that the seeker may have, in the order given."""
        met = sorted((self._met(seeker, f) for f in self.facts if seeker.facts.get(f)), key=len)
        every = self.question.givers
        indexes = sorted(set.intersection(*met)) if met else range(len(every))
        shut = self.forbidden.get(seeker.id, ())
        return [
            giver
            for giver in map(every.__getitem__, indexes)
            if giver.id not in shut and all(rule.holds(seeker, giver) for rule in self.apart)
        ]

    def _met(self, seeker: Seeker, fact: str) -> set[int]:
        said = ("", *seeker.facts[fact])
        return set().union(*(self.saying.get((fact, word), ()) for word in said))


def ways_of(question: Question) -> tuple[list[list[tuple[int, int]]], list[int]]:
    """Seeker → (giver, cost), and the room of each giver; locked seekers have no ways."""
    index = {giver.id: number for number, giver in enumerate(question.givers)}
    fixed = {seeker for seeker, _ in question.locked}
    taken = Counter(giver for _, giver in question.locked)
    ways = [
        [] if seeker.id in fixed else [(index[giver.id], -points) for giver, points in found]
        for seeker, found in possible(question)
    ]
    return ways, [giver.capacity - taken[giver.id] for giver in question.givers]


def _told(question: Question, search: Search) -> Plan:
    """The search's answer with reasons and proof."""
    fixed = dict(question.locked)
    givers = {giver.id: giver for giver in question.givers}
    pairs: list[Pair] = []
    for seeker, place in zip(question.seekers, search.given, strict=True):
        if seeker.id in fixed:
            pairs.append(_pair(seeker, givers[fixed[seeker.id]], question, locked=True))
        elif place != NOBODY:
            pairs.append(_pair(seeker, question.givers[place], question))
    matched = {pair.seeker for pair in pairs}
    taken = Counter(pair.giver for pair in pairs)
    return Plan(
        tuple(pairs),
        tuple(s.id for s in question.seekers if s.id not in matched),
        {giver.id: giver.capacity - taken[giver.id] for giver in question.givers},
        sum(pair.points for pair in pairs),
        _locked_points(question) + search.bound,
    )


def _pair(seeker: Seeker, giver: Giver, question: Question, *, locked: bool = False) -> Pair:
    return Pair(
        seeker.id,
        giver.id,
        points_of(seeker, giver, question),
        reasons_of(seeker, giver, question.criteria),
        locked,
        broken_rules(seeker, giver, question.rules),
    )


def _locked_points(question: Question) -> int:
    seekers = {seeker.id: seeker for seeker in question.seekers}
    givers = {giver.id: giver for giver in question.givers}
    return sum(points_of(seekers[s], givers[g], question) for s, g in question.locked)


def _check(question: Question) -> None:
    """Raises MatchingError."""
    _once("seeker", [seeker.id for seeker in question.seekers])
    _once("giver", [giver.id for giver in question.givers])
    if question.each_pair < 1 or any(c.points < 1 or c.enough < 1 for c in question.criteria):
        raise MatchingError("Points and what is enough are whole numbers above 0.")
    if any(giver.capacity < 0 for giver in question.givers):
        raise MatchingError("A capacity is 0 or more.")
    _check_locked(question)


def _once(what: str, ids: Sequence[str]) -> None:
    if twice := [name for name, times in Counter(ids).items() if times > 1]:
        raise MatchingError(f"The {what} {twice[0]!r} is named twice.")


def _check_locked(question: Question) -> None:
    seekers = {seeker.id for seeker in question.seekers}
    capacity = {giver.id: giver.capacity for giver in question.givers}
    if any(s not in seekers or g not in capacity for s, g in question.locked):
        raise MatchingError("A locked pair names somebody who is not there.")
    if question.locked & question.forbidden:
        raise MatchingError("A pair is both locked and forbidden.")
    _once("locked seeker", [seeker for seeker, _ in question.locked])
    taken = Counter(giver for _, giver in question.locked)
    if over := [giver for giver, many in taken.items() if many > capacity[giver]]:
        raise MatchingError(f"More seekers are locked to {over[0]!r} than it has room for.")
