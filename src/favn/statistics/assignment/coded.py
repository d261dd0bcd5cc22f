"""What people say, as bits: who may be a pair with whom, and for how many points.

Seekers and givers are numbered in the order that equals are told apart by (waiting longest first,
then by id), so that no answer hangs on the order of the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from favn.statistics.assignment.question import NOTHING, Giver, Question, Rule, Seeker, turns

Ways = list[tuple[int, int]]
"""(number of the other, points) of every possible pair of one person."""


def each(bits: int) -> Iterator[int]:
    """The places of the set bits, lowest first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


class Coded:
    """One question with its people numbered."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.seeker_turns, self.giver_turns = turns(question.seekers), turns(question.givers)
        self.seekers: list[Seeker] = [question.seekers[place] for place in self.seeker_turns]
        self.givers: list[Giver] = [question.givers[place] for place in self.giver_turns]
        self.room = [giver.capacity for giver in self.givers]
        self.open = [True] * len(self.seekers)
        for seeker, giver in question.locked:
            self.open[self.seeker_at[seeker]] = False
            self.room[self.giver_at[giver]] -= 1
        self.shut: dict[int, int] = defaultdict(int)
        for seeker, giver in question.forbidden:
            if seeker in self.seeker_at and giver in self.giver_at:
                self.shut[self.seeker_at[seeker]] |= 1 << self.giver_at[giver]

    @cached_property
    def seeker_at(self) -> dict[str, int]:
        """Id → number."""
        return {seeker.id: n for n, seeker in enumerate(self.seekers)}

    @cached_property
    def giver_at(self) -> dict[str, int]:
        """Id → number."""
        return {giver.id: n for n, giver in enumerate(self.givers)}

    @cached_property
    def named(self) -> dict[int, dict[int, int]]:
        """Seeker → giver → how many of the two named the other."""
        found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for n, seeker in enumerate(self.seekers):
            for name in set(seeker.wishes) & self.giver_at.keys():
                found[n][self.giver_at[name]] += 1
        for n, giver in enumerate(self.givers):
            for name in set(giver.wishes) & self.seeker_at.keys():
                found[self.seeker_at[name]][n] += 1
        return found

    @cached_property
    def _saying(self) -> dict[str, dict[str | None, int]]:
        """Fact → word → the givers that say it, as bits; None is who says nothing."""
        found: dict[str, dict[str | None, int]] = {}
        for fact in {rule.fact for rule in self.question.rules}:
            words: dict[str | None, int] = defaultdict(int)
            for n, giver in enumerate(self.givers):
                for word in giver.facts.get(fact) or (None,):
                    words[word] |= 1 << n
            found[fact] = dict(words)
        return found

    @cached_property
    def _counting(self) -> list[tuple[str, int, int, dict[str, int], list[int]]]:
        """Each criterion's fact, points, enough, word → its bit, and giver → its words as bits."""
        found = []
        for c in self.question.criteria:
            words: dict[str, int] = {}
            masks = [
                sum(1 << words.setdefault(w, len(words)) for w in giver.facts.get(c.fact, NOTHING))
                for giver in self.givers
            ]
            found.append((c.fact, c.points, c.enough, words, masks))
        return found

    def keeping(self, rule: Rule, seeker: Seeker) -> int:
        """The givers with whom one rule holds, as bits."""
        said, saying = seeker.facts.get(rule.fact), self._saying[rule.fact]
        everybody = (1 << len(self.givers)) - 1
        if not said:
            return everybody
        met = 0 if rule.kind == "apart" else saying.get(None, 0)
        for word in said:
            met |= saying.get(word, 0)
        return everybody & ~met if rule.kind == "apart" else met

    def fitting(self, index: int, seeker: Seeker | None = None) -> int:
        """The givers that a seeker may have, as bits; `seeker` says it differently."""
        bits = ((1 << len(self.givers)) - 1) & ~self.shut.get(index, 0)
        for rule in self.question.rules:
            bits &= self.keeping(rule, seeker or self.seekers[index])
        return bits

    def worth(self, index: int, givers: int, seeker: Seeker | None = None) -> Ways:
        """Points of a seeker with each of these givers (bits), possible or not."""
        told = seeker or self.seekers[index]
        counting = [
            (points, enough, sum(1 << words[w] for w in told.facts[fact] if w in words), masks)
            for fact, points, enough, words, masks in self._counting
            if told.facts.get(fact)
        ]
        named = self.named.get(index, {}) if self.question.wished else {}
        found = []
        for j in each(givers):
            total = self.question.each_pair + self.question.wished * named.get(j, 0)
            for points, enough, said, masks in counting:
                if shared := said & masks[j]:
                    total += points * min(shared.bit_count(), enough)
            found.append((j, total))
        return found

    def ways(self, index: int) -> Ways:
        """Every giver that a seeker may have, with the points."""
        return self.worth(index, self.fitting(index))
