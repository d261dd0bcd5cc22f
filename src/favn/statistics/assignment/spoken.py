"""What people say of one fact, as arrays: how many things two of them share, for whole blocks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
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
    """One fact: what somebody says is a number, and where anybody says two things, of bits."""

    def __init__(self, fact: str, seekers: Sequence[Seeker], givers: Sequence[Giver]) -> None:
        said = [[p.facts.get(fact, NOTHING) for p in people] for people in (seekers, givers)]
        sets = {words: n for n, words in enumerate(dict.fromkeys(chain(*said)))}
        self._of = [np.fromiter(map(sets.__getitem__, side), np.intp, len(side)) for side in said]
        number = {word: n for n, word in enumerate(dict.fromkeys(chain(*sets)))}
        self.words = len(number)
        self._many = np.fromiter(map(len, sets), np.intp, len(sets))
        self._said = np.fromiter(map(number.__getitem__, chain(*sets)), np.intp)
        self.silent = [self._many[of] == 0 for of in self._of]
        self.is_single = bool(self._many.max(initial=0) <= 1)
        self.lanes = [] if self.is_single else self._lanes()

    def shared(self, rows: Indexes, columns: Indexes) -> Whole:
        """How many things each seeker of the rows shares with each giver of the columns."""
        if self.is_single:
            same = self._of[0][rows, None] == self._of[1][None, columns]
            equal: Whole = (same & ~self.silent[0][rows, None]).view(np.uint8)
            return equal
        if not self.lanes:
            return np.zeros((len(rows), len(columns)), dtype=np.uint8)
        counts = (
            np.bitwise_count(said[rows, None] & given[None, columns]) for said, given in self.lanes
        )
        total: Whole = next(counts).astype(np.uint8 if self.words < 256 else np.int32, copy=False)
        for more in counts:
            total += more
        return total

    def kept(self, shared: Whole, rows: Indexes, columns: Indexes) -> NDArray[np.bool_]:
        """Whether each two share something, or one of them says nothing."""
        met = shared > 0
        met[self.silent[0][rows], :] = True
        met[:, self.silent[1][columns]] = True
        return met

    def groups(self) -> list[Indexes]:
        """Seekers' and givers' groups, such that nobody shares anything outside their own."""
        words = self._joined_words()
        group = np.full(len(self._many), SILENT, dtype=np.intp)
        speaks = self._many > 0
        group[speaks] = words[self._said[(np.cumsum(self._many) - self._many)[speaks]]]
        return [group[of] for of in self._of]

    def _lanes(self) -> list[tuple[Whole, Whole]]:
        """Both sides' words as bits."""
        found: list[tuple[Whole, Whole]] = []
        who = np.repeat(np.arange(len(self._many)), self._many)
        for start in range(0, self.words, LANE):
            bits = self._said - start
            use = (bits >= 0) & (bits < LANE)
            masks = np.zeros(len(self._many), dtype=np.uint64)
            np.bitwise_or.at(masks, who[use], np.uint64(1) << bits[use].astype(np.uint64))
            kind = next(kind for kind, many in _KINDS if self.words - start <= many)
            masks = masks.astype(kind)
            found.append((masks[self._of[0]], masks[self._of[1]]))
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
