"""Why was somebody left without a partner, and what would change it? Each change has been tried."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from favn.statistics.matching import (
    NOTHING,
    Giver,
    MatchingError,
    Plan,
    Question,
    Seeker,
    broken_rules,
    may_be,
    points_of,
    possible,
    ways_of,
)
from favn.statistics.matching_search import NOBODY, Search


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


class Trials:
    """Tries changes of one question without solving all of it again.

    A change of what a left seeker may have is one more shortest path in the plan that stands; one
    more place is solved anew among those that hang together with it, as others are not touched.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self.ways, self.room = ways_of(question)
        self.search = Search.over(self.ways, self.room)
        self.takers: dict[int, list[int]] = defaultdict(list)
        for seeker, ways in enumerate(self.ways):
            for giver, _cost in ways:
                self.takers[giver].append(seeker)
        self.index = {seeker.id: n for n, seeker in enumerate(question.seekers)}
        self.givers = {giver.id: n for n, giver in enumerate(question.givers)}

    def helps(self, seeker: Seeker, change: Change) -> bool:
        """Whether a seeker that is left gets a giver by the change."""
        if change.kind == "place":
            return self._with_a_place(self.index[seeker.id], self.givers[change.giver])
        search = deepcopy(self.search)
        place = self.index[seeker.id]
        asked = changed(self.question, seeker, change)
        alone = replace(asked, seekers=(asked.seekers[place],), locked=frozenset())
        ((_seeker, found),) = possible(alone)
        search.ways[place] = [(self.givers[giver.id], -points) for giver, points in found]
        search.place(place)
        return search.given[place] != NOBODY

    def _with_a_place(self, seeker: int, giver: int) -> bool:
        seekers, givers = self._around(giver)
        if seeker not in seekers:
            return False
        number = {old: new for new, old in enumerate(givers)}
        ways = [[(number[g], cost) for g, cost in self.ways[s]] for s in seekers]
        room = [self.room[g] + (g == giver) for g in givers]
        return Search.over(ways, room).given[seekers.index(seeker)] != NOBODY

    def _around(self, giver: int) -> tuple[list[int], list[int]]:
        """Seekers and givers that hang together with a giver by possible pairs, in order."""
        seekers: set[int] = set()
        givers, ahead = {giver}, [giver]
        while ahead:
            for seeker in self.takers[ahead.pop()]:
                if seeker not in seekers:
                    seekers.add(seeker)
                    new = {g for g, _cost in self.ways[seeker]} - givers
                    givers |= new
                    ahead.extend(new)
        return sorted(seekers), sorted(givers)


def why_left(
    question: Question, plan: Plan, seeker_id: str, *, most: int = 3, trials: Trials | None = None
) -> Left:
    """Why a seeker is left, and at most `most` changes, each of which would give it a giver.

    Whoever asks for several gives the same `trials` each time. Raises MatchingError where the
    seeker is not left.
    """
    if seeker_id not in plan.left:
        raise MatchingError(f"{seeker_id!r} is not among those left.")
    seeker = next(s for s in question.seekers if s.id == seeker_id)
    broken = {g.id: broken_rules(seeker, g, question.rules) for g in question.givers}
    fits = tuple(g.id for g in question.givers if may_be(seeker, g, question))
    blocked = Counter(key for keys in broken.values() for key in keys)
    helping = _helping(trials or Trials(question), seeker, broken) if most else iter(())
    return Left(seeker_id, dict(blocked), fits, tuple(islice(helping, most)))


def _helping(
    trials: Trials, seeker: Seeker, broken: Mapping[str, tuple[str, ...]]
) -> Iterator[Change]:
    """Changes that were tried and gave the seeker a giver, the pair with most points first."""
    question = trials.question
    movable = {rule.key for rule in question.rules if rule.kind == "meet"}
    for giver in sorted(question.givers, key=lambda g: -points_of(seeker, g, question)):
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
    facts = {**seeker.facts, fact: seeker.facts.get(fact, NOTHING) | giver.facts[fact]}
    swapped = (replace(s, facts=facts) if s.id == seeker.id else s for s in question.seekers)
    return replace(question, seekers=tuple(swapped))
