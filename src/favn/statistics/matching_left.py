"""Why was somebody left without a partner, and what would change it? Each change has been tried.

And before anything is solved: which rule leaves whom with nobody?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Literal

from favn.statistics.assignment.coded import Coded, each
from favn.statistics.assignment.paths import Standing
from favn.statistics.assignment.solved import numbers
from favn.statistics.matching import (
    NOTHING,
    Giver,
    MatchingError,
    Plan,
    Question,
    Seeker,
    broken_rules,
    may_be,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change that would give a seeker a giver; tried, not guessed.

    kind `rule`: if the seeker also said what the giver says there; who they are is never changed.
    `place`: if the giver had one place more. `allow`: if the pair were not forbidden.
    """

    kind: Literal["rule", "place", "allow"]
    giver: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Why a seeker has no giver. `blocked`: rule → how many givers it alone or with others ruled
    out. `possible`: givers that fit, and that others have. `changes`: what would help, the best
    pair first.
    """

    seeker: str
    blocked: Mapping[str, int]
    possible: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Emptied:
    """Whose list one rule empties, all others put aside; with "" as rule, all of them together."""

    rule: str
    seekers: tuple[str, ...]
    givers: tuple[str, ...]


class Trials:
    """Tries changes of one question without solving it again: each is a path in the plan."""

    def __init__(self, question: Question, *, plain: bool | None = None) -> None:
        self.question, self._plain = question, plain
        self.coded = Coded(question)
        self._entered: dict[tuple[str, str, frozenset[str]], bool] = {}

    @cached_property
    def _standing(self) -> Standing:
        pool = numbers(self.coded, plain=self._plain)
        return Standing(pool, pool.solve(), self.coded.room)

    def helps(self, seeker: Seeker, change: Change) -> bool:
        """Whether a seeker that is left gets a giver by the change."""
        place, giver = self.coded.seeker_at[seeker.id], self.coded.giver_at[change.giver]
        if change.kind == "place":
            return self._standing.next_in(giver) == place
        if change.kind == "allow":
            return self._standing.enters(place, self.coded.worth(place, 1 << giver))
        rule = next(rule for rule in self.question.rules if rule.key == change.rule)
        said = self.coded.givers[giver].facts[rule.fact]
        key = (seeker.id, change.rule, said)
        if key not in self._entered:
            self._entered[key] = self._enters_saying(place, seeker, rule.fact, said)
        return self._entered[key]

    def _enters_saying(self, place: int, seeker: Seeker, fact: str, more: frozenset[str]) -> bool:
        told = _saying(seeker, fact, more)
        ways = self.coded.worth(place, self.coded.fitting(place, told), told)
        return self._standing.enters(place, ways)


def why_left(
    question: Question, plan: Plan, seeker_id: str, *, most: int = 3, trials: Trials | None = None
) -> Left:
    """Why a seeker is left, and at most `most` changes, each of which would give it a giver.

    Whoever asks for several gives the same `trials` each time. Raises MatchingError where the
    seeker is not left.
    """
    if seeker_id not in plan.left:
        raise MatchingError(f"{seeker_id!r} is not among those left.")
    trials = trials or Trials(question)
    seeker = trials.coded.seekers[trials.coded.seeker_at[seeker_id]]
    broken = {g.id: broken_rules(seeker, g, question.rules) for g in question.givers}
    fits = tuple(g.id for g in question.givers if may_be(seeker, g, question))
    blocked = Counter(key for keys in broken.values() for key in keys)
    helping = _helping(trials, seeker, broken) if most else iter(())
    return Left(seeker_id, dict(blocked), fits, tuple(islice(helping, most)))


def _helping(
    trials: Trials, seeker: Seeker, broken: Mapping[str, tuple[str, ...]]
) -> Iterator[Change]:
    """Changes that were tried and gave the seeker a giver, the pair with most points first."""
    question, coded = trials.question, trials.coded
    movable = {rule.key for rule in question.rules if rule.kind == "meet"}
    everybody = (1 << len(coded.givers)) - 1
    ranked = sorted(coded.worth(coded.seeker_at[seeker.id], everybody), key=lambda way: -way[1])
    for place, _points in ranked:
        giver = coded.givers[place]
        change = _one_away(question, seeker, giver, broken[giver.id])
        if change and (not change.rule or change.rule in movable) and trials.helps(seeker, change):
            yield change


def _one_away(
    question: Question, seeker: Seeker, giver: Giver, broken: tuple[str, ...]
) -> Change | None:
    """The one thing between these two, or None where there are several."""
    if (seeker.id, giver.id) in question.forbidden:
        return None if broken else Change("allow", giver.id)
    if len(broken) > 1:
        return None
    return Change("rule", giver.id, broken[0]) if broken else Change("place", giver.id)


def changed(question: Question, seeker: Seeker, change: Change) -> Question:
    """The same question with that one change made."""
    if change.kind == "allow":
        pair = (seeker.id, change.giver)
        return replace(question, forbidden=question.forbidden - {pair})
    if change.kind == "place":
        more = (replace(g, capacity=g.capacity + (g.id == change.giver)) for g in question.givers)
        return replace(question, givers=tuple(more))
    fact = next(rule.fact for rule in question.rules if rule.key == change.rule)
    giver = next(g for g in question.givers if g.id == change.giver)
    told = _saying(seeker, fact, giver.facts[fact])
    swapped = (told if s.id == seeker.id else s for s in question.seekers)
    return replace(question, seekers=tuple(swapped))


def _saying(seeker: Seeker, fact: str, more: frozenset[str]) -> Seeker:
    """A seeker that also says so."""
    return replace(seeker, facts={**seeker.facts, fact: seeker.facts.get(fact, NOTHING) | more})


def emptied(question: Question) -> tuple[Emptied, ...]:
    """Which rule leaves whom with nobody, capacity aside; rules that leave nobody are left out.

    Last, with "" as rule, those whom no rule empties alone but all of them together, forbidden
    pairs among them. Ids in the order given.
    """
    coded = Coded(question)
    everybody = (1 << len(coded.givers)) - 1
    found = [
        (rule.key, [coded.keeping(rule, seeker) for seeker in coded.seekers])
        for rule in question.rules
    ]
    told = [_emptied(coded, key, kept) for key, kept in found]
    together = [coded.fitting(n) & everybody for n in range(len(coded.seekers))]
    seekers = {name for one in told for name in one.seekers}
    givers = {name for one in told for name in one.givers}
    rest = _emptied(coded, "", together)
    told.append(
        Emptied(
            "",
            tuple(name for name in rest.seekers if name not in seekers),
            tuple(name for name in rest.givers if name not in givers),
        )
    )
    return tuple(one for one in told if one.seekers or one.givers)


def _emptied(coded: Coded, key: str, kept: list[int]) -> Emptied:
    """Whose list is empty where each seeker keeps these givers (bits)."""
    question, met = coded.question, 0
    for bits in kept:
        met |= bits
    seekers = {coded.seekers[n].id for n, bits in enumerate(kept) if not bits}
    givers = {giver.id for giver in coded.givers} - {coded.givers[n].id for n in each(met)}
    return Emptied(
        key,
        tuple(s.id for s in question.seekers if s.id in seekers),
        tuple(g.id for g in question.givers if g.id in givers),
    )
