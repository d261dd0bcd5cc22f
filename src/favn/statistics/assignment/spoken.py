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

from favn.statistics.assignment.question import NOTHING, Giver, Seeker

Indexes: TypeAlias = NDArray[np.intp]
Whole: TypeAlias = NDArray[np.integer[Any]]
SILENT = -1
LANE = 64
"""Words held by one number at most."""


class Spoken:
    """One fact: whoever says the same has the same number, and what they say is held as bits."""

    def __init__(self, fact: str, seekers: Sequence[Seeker], givers: Sequence[Giver]) -> None:
        sets: defaultdict[frozenset[str], int] = defaultdict(count().__next__)
        self._of = [
            np.fromiter(
                map(sets.__getitem__, [p.facts.get(fact, NOTHING) for p in people]), np.intp
            )
            for people in (seekers, givers)
        ]
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
        seekers, row = np.unique(self._of[0][rows], return_inverse=True)
        givers, column = np.unique(self._of[1][columns], return_inverse=True)
        silent = (self._many[seekers] == 0)[:, None] | (self._many[givers] == 0)
        few = worth(self._shared(seekers, givers), silent)
        return few.take(column, axis=1).take(row, axis=0)

    def groups(self) -> list[Indexes]:
        """Seekers' and givers' groups, such that nobody shares anything outside their own."""
        words = self._joined_words()
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
