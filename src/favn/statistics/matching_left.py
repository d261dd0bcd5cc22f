"""Why was somebody left without a partner, and what would change it? Each change has been tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from favn.statistics.matching import (
    NOTHING,
    Giver,
    MatchingError,
    Plan,
    Question,
    Seeker,
    best,
    broken_rules,
    may_be,
    points_of,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change that would give a seeker a giver; tried, not guessed.

    kind `rule`: if the seeker also said what the giver says there (or, where both must be apart,
    said it no more). `place`: if the giver had one place
    more. `allow`: if the pair were not forbidden.
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


def why_left(question: Question, plan: Plan, seeker_id: str, *, most: int = 3) -> Left:
    """Why a seeker is left, and at most `most` changes, each of which would give it a giver.

    Raises MatchingError where the seeker is not left.
    """
    if seeker_id not in plan.left:
        raise MatchingError(f"{seeker_id!r} is not among those left.")
    seeker = next(s for s in question.seekers if s.id == seeker_id)
    broken = {g.id: broken_rules(seeker, g, question.rules) for g in question.givers}
    fits = tuple(g.id for g in question.givers if may_be(seeker, g, question))
    blocked = Counter(key for keys in broken.values() for key in keys)
    changes = _helping(question, seeker, broken, most)
    return Left(seeker_id, dict(blocked), fits, changes)


def _helping(
    question: Question, seeker: Seeker, broken: Mapping[str, tuple[str, ...]], most: int
) -> tuple[Change, ...]:
    """The changes that were tried and gave the seeker a giver."""
    by_points = sorted(question.givers, key=lambda g: -points_of(seeker, g, question))
    found: list[Change] = []
    for giver in by_points:
        change = _one_away(question, seeker, giver, broken[giver.id])
        if change and best(changed(question, seeker, change)).giver_of(seeker.id):
            found.append(change)
        if len(found) == most:
            break
    return tuple(found)


def _one_away(
    question: Question, seeker: Seeker, giver: Giver, broken: tuple[str, ...]
) -> Change | None:
    """The one thing between these two, or None where there are several."""
    forbidden = (seeker.id, giver.id) in question.forbidden
    if forbidden:
        return None if broken else Change("allow", giver.id)
    if len(broken) > 1:
        return None
    return Change("rule", giver.id, broken[0]) if broken else Change("place", giver.id)


def changed(question: Question, seeker: Seeker, change: Change) -> Question:
    """The same question with that one change made."""
    pair = (seeker.id, change.giver)
    if change.kind == "allow":
        return replace(question, forbidden=question.forbidden - {pair})
    if change.kind == "place":
        more = (replace(g, capacity=g.capacity + (g.id == change.giver)) for g in question.givers)
        return replace(question, givers=tuple(more))
    fact = next(rule.fact for rule in question.rules if rule.key == change.rule)
    giver = next(g for g in question.givers if g.id == change.giver)
    kind = next(rule.kind for rule in question.rules if rule.key == change.rule)
    wanted = seeker.facts.get(fact, NOTHING)
    said = wanted - giver.facts[fact] if kind == "apart" else wanted | giver.facts[fact]
    facts = {**seeker.facts, fact: said}
    swapped = (replace(s, facts=facts) if s.id == seeker.id else s for s in question.seekers)
    return replace(question, seekers=tuple(swapped))
