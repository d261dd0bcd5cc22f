"""What people say of one fact, as arrays: what two share is worked out once for all alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import chain, count
from math import inf
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from favn.statistics.assignment.coded import Coded
from favn.statistics.assignment.question import NOTHING

Indexes: TypeAlias = NDArray[np.intp]
Whole: TypeAlias = NDArray[np.integer[Any]]
SILENT = -1
LANE = 64
"""Words held by one number at most."""


Sets: TypeAlias = defaultdict[frozenset[str], int]
"""What somebody says of one fact → its number."""


def spoken(facts: Sequence[str], coded: Coded) -> dict[str, Spoken]:
    """Each of these facts.

    People are read in the order given, and each for all facts at once: what one person says lies
    together in memory, and whatever lies elsewhere costs more than the reading.
    """
    sets: list[tuple[str, Sets]] = [(fact, defaultdict(count().__next__)) for fact in facts]
    question, of = coded.question, []
    for people, turns in (
        (question.seekers, coded.seeker_turns),
        (question.givers, coded.giver_turns),
    ):
        told = [number[one.facts.get(fact, NOTHING)] for one in people for fact, number in sets]
        table = np.fromiter(told, np.intp, len(told)).reshape(len(people), len(sets))
        of.append(table[turns].T)
    return {fact: Spoken(number, both) for (fact, number), *both in zip(sets, *of, strict=True)}


class Spoken:
    """One fact: whoever says the same has the same number, and what they say is held as bits.

    `of`: the number of what each seeker says, and each giver.
    """

    def __init__(self, sets: Sets, of: list[Indexes]) -> None:
        self._of = of
        number = {word: n for n, word in enumerate(dict.fromkeys(chain(*sets)))}
        self.words = len(number)
        self._many = np.fromiter(map(len, sets), np.intp, len(sets))
        self._said = np.fromiter(map(number.__getitem__, chain(*sets)), np.intp)
        self.is_single = bool(self._many.max(initial=0) <= 1)
        self._lanes = self._as_bits()

    def told(
        self, rows: Indexes, columns: Indexes, worth: Callable[[Whole, NDArray[np.bool_]], Whole]
    ) -> Whole:
        """What two are worth to each other by this fact, for seekers (rows) and givers (columns).

        `worth` is asked once for all who say the same: with how many things are shared, and where
        one of the two says nothing.
        """
        seekers, row = self._alike(self._of[0][rows])
        givers, column = self._alike(self._of[1][columns])
        silent = (self._many[seekers] == 0)[:, None] | (self._many[givers] == 0)
        few = worth(self._shared(seekers, givers), silent)
        return few.take(column, axis=1).take(row, axis=0)

    def _alike(self, said: Indexes) -> tuple[Indexes, Indexes]:
        """The sets that are said, and which of those each of them is."""
        some = np.zeros(len(self._many), dtype=np.bool_)
        some[said] = True
        return np.flatnonzero(some), (np.cumsum(some) - 1)[said]

    def groups(self) -> list[Indexes]:
        """Seekers' and givers' groups, such that nobody shares anything outside their own."""
        words = np.arange(self.words) if self.is_single else self._joined_words()
        group = np.full(len(self._many), SILENT, dtype=np.intp)
        speaks = self._many > 0
        group[speaks] = words[self._said[(np.cumsum(self._many) - self._many)[speaks]]]
        return [group[of] for of in self._of]

    def _shared(self, seekers: Indexes, givers: Indexes) -> Whole:
        """How many things are in both, for sets by their numbers."""
        total = np.zeros((len(seekers), len(givers)), np.uint8 if self.words < 256 else np.int32)
        for bits in self._lanes:
            total += np.bitwise_count(bits[seekers, None] & bits[givers])
        return total

    def _as_bits(self) -> list[Whole]:
        """The words of each set, so many to a lane."""
        found: list[Whole] = []
        who = np.repeat(np.arange(len(self._many)), self._many)
        for start in range(0, self.words, LANE):
            bits = self._said - start
            use = (bits >= 0) & (bits < LANE)
            masks = np.zeros(len(self._many), dtype=np.uint64)
            np.bitwise_or.at(masks, who[use], np.uint64(1) << bits[use].astype(np.uint64))
            kind = next(kind for kind, many in _KINDS if self.words - start <= many)
            found.append(masks.astype(kind))
        return found

    def _joined_words(self) -> Indexes:
        """Words that somebody says together are one; its number."""
        who = np.repeat(np.arange(len(self._many)), self._many)
        same = who[1:] == who[:-1]
        ends = (self._said[1:][same], self._said[:-1][same])
        graph = coo_array((np.ones(len(ends[0])), ends), shape=(self.words, self.words))
        labels: Indexes = connected_components(graph, directed=False)[1].astype(np.intp)
        return labels


_KINDS: tuple[tuple[Any, float], ...] = (
    (np.uint8, 8), (np.uint16, 16), (np.uint32, 32), (np.uint64, inf),
)  # fmt: skip
"""Numbers by how many words they hold; more words than the last go on in another lane."""
