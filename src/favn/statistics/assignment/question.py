"""What is asked: who needs and who gives, what must hold, and what counts how much."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Literal, TypeAlias

Facts: TypeAlias = Mapping[str, frozenset[str]]
NOTHING: frozenset[str] = frozenset()
WISHED = "wished"
"""The key of the reason that one or both named the other."""
MOST_POINTS = 10**7
"""So that every sum stays exact where numbers are floats."""


class MatchingError(ValueError):
    """A question that has no answer; says why."""


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who needs one giver. `facts` maps the name of a fact to what is said of it.

    `since`: waiting since that day; whoever has waited longest goes first among equals.
    `wishes`: ids of givers, the dearest first.
    """

    id: str
    facts: Facts
    since: date | None = None
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Giver:
    """Somebody who can take `capacity` seekers, 0 or more; `wishes` are ids of seekers."""

    id: str
    facts: Facts
    capacity: int = 1
    since: date | None = None
    wishes: tuple[str, ...] = ()


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
class Weights:
    """Everything that decides, apart from the people: two plans compare under one version alone.

    `each_pair` are the points of being matched at all, `wished` those for each side that names the
    other. `scale` is what a printed point was multiplied by to become whole.
    """

    rules: tuple[Rule, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    each_pair: int = 1
    wished: int = 0
    scale: int = 1

    @property
    def version(self) -> str:
        """Twelve signs that change with any rule or weight, and with nothing else."""
        told = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return sha256(told.encode()).hexdigest()[:12]

    @property
    def most(self) -> int:
        """The points no pair can pass."""
        return self.each_pair + 2 * self.wished + sum(c.points * c.enough for c in self.criteria)


@dataclass(frozen=True, slots=True)
class Question:
    """Who is to be matched, and how; see Weights for `each_pair`, `wished` and `scale`.

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
    wished: int = 0
    scale: int = 1

    def __post_init__(self) -> None:
        _check(self)

    @classmethod
    def under(
        cls,
        weights: Weights,
        seekers: Iterable[Seeker],
        givers: Iterable[Giver],
        *,
        locked: Iterable[tuple[str, str]] = (),
        forbidden: Iterable[tuple[str, str]] = (),
    ) -> Question:
        """The question of these people under stated weights. Raises MatchingError."""
        return cls(
            tuple(seekers),
            tuple(givers),
            weights.rules,
            weights.criteria,
            weights.each_pair,
            frozenset(locked),
            frozenset(forbidden),
            weights.wished,
            weights.scale,
        )

    @property
    def weights(self) -> Weights:
        """What decides here, apart from the people."""
        return Weights(self.rules, self.criteria, self.each_pair, self.wished, self.scale)


def turns(people: Sequence[Seeker] | Sequence[Giver]) -> list[int]:
    """The places of people in the order that equals are told apart by: waiting longest, then id."""
    ids = [person.id for person in people]
    order = sorted(range(len(ids)), key=ids.__getitem__)
    if any(person.since for person in people):
        order.sort(key=lambda place: people[place].since or date.max)
    return order


def _check(question: Question) -> None:
    """Raises MatchingError."""
    _once("seeker", [seeker.id for seeker in question.seekers])
    _once("giver", [giver.id for giver in question.givers])
    _check_weights(question.weights)
    if any(giver.capacity < 0 for giver in question.givers):
        raise MatchingError("A capacity is 0 or more.")
    _check_locked(question)


def _check_weights(weights: Weights) -> None:
    if weights.each_pair < 1 or any(c.points < 1 or c.enough < 1 for c in weights.criteria):
        raise MatchingError("Points and what is enough are whole numbers above 0.")
    if weights.wished < 0 or weights.scale < 1:
        raise MatchingError("Points for a wish are 0 or more, and a scale is 1 or more.")
    if weights.most > MOST_POINTS:
        raise MatchingError(f"A pair can have at most {MOST_POINTS:,} points: use smaller weights.")


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
