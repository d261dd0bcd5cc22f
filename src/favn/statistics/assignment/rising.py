"""The least prices of one group, raised step by step from nothing while too many ask for too few.

Everybody asks for the givers at which it gains most. Where some cannot be placed, all givers that
they could reach by others moving are too few for those who ask there, and each of them rises until
somebody also asks elsewhere or is no better off than alone (Kuhn 1955; Demange, Gale and Sotomayor
1986: so raised, prices never pass the least ones there are). Who asks for whom is held as bits, so
the tables are looked at once a step and only in the rows that are too many.

Blocks that hang together by a giver share its price; each keeps the table of its own people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from favn.statistics.assignment.coded import each
from favn.statistics.assignment.search import NOBODY
from favn.statistics.assignment.spoken import Indexes, Whole
from favn.statistics.assignment.ties import Ties

MOST_STEPS = 150
"""With points of very many sizes prices rise in too many small steps; then SciPy is quicker."""
NEVER = {np.int16: -16_000, np.int32: -(10**9)}
"""What stands where there is no pair: below every sum of points and prices, and never too low."""
SHUT = {np.int16: 8_000, np.int32: 10**8}
"""A price nobody pays, above all points; taken from NEVER it still fits."""
SMALL = 4_000
"""Points that stay exact in 16 bits when a price is added and another taken away."""


@dataclass(frozen=True, slots=True)
class Block:
    """Seekers (rows) and givers (columns) with the points of each pair; see NEVER."""

    rows: Indexes
    columns: Indexes
    points: Whole


class Rising(Ties):
    """Seekers placed for the time being, and prices that rise until all who gain are placed.

    `blocks`: tables that share no seeker; rows and columns are numbers of this group.
    """

    def __init__(self, blocks: Sequence[Block], seekers: int, room: list[int]) -> None:
        self.blocks = blocks
        kind = blocks[0].points.dtype
        self.gain, self.price = np.zeros(seekers, dtype=kind), np.zeros(len(room), dtype=kind)
        self.block_of, self.row_of = np.zeros((2, seekers), dtype=np.intp)
        for n, block in enumerate(blocks):
            self.block_of[block.rows], self.row_of[block.rows] = n, np.arange(len(block.rows))
            self.gain[block.rows] = np.maximum(block.points.max(axis=1, initial=0), 0)
        super().__init__([0] * seekers, self.gain.tolist(), [0] * len(room), room)
        for block in blocks:
            asked = block.points == self.gain[block.rows, None]
            for seeker, found in zip(block.rows.tolist(), self._bits(block, asked), strict=True):
                self.tight[seeker] = found
        self.is_idle = False

    def rise(self) -> bool:
        """Raise the prices; False where it took too many steps."""
        waiting = [seeker for seeker, gain in enumerate(self.gains) if gain]
        waiting.sort(key=lambda seeker: self.tight[seeker].bit_count())
        for _step in range(MOST_STEPS):
            self.shut = 0
            for seeker in waiting:
                if ends := self.tight[seeker] & self.free:
                    self._take(seeker, (ends & -ends).bit_length() - 1)
                else:
                    self._admit(seeker)
            waiting = [seeker for seeker in waiting if self.given[seeker] == NOBODY]
            if not waiting:
                return True
            self._raise(waiting)
            waiting = [seeker for seeker in waiting if self.gains[seeker]]
        return not waiting

    def _bits(self, block: Block, table: NDArray[np.bool_]) -> list[int]:
        """Each row of a block's table as one number, the group's first giver its lowest bit."""
        if len(block.columns) == len(self.room):
            return bits(table)
        rows, columns = np.divmod(np.flatnonzero(table), table.shape[1])
        givers = block.columns[columns]
        packed = np.zeros((len(table), (len(self.room) + 7) // 8), dtype=np.uint8)
        np.add.at(packed, (rows, givers >> 3), (1 << (givers & 7)).astype(np.uint8))
        return _numbers(packed)

    def _ends(self, givers: int) -> int:
        """Free givers of these, else one that can be left by somebody who gains nothing there."""
        if self.is_idle and not givers & self.free:
            for giver in each(givers):
                idle = [one for one in self.holders[giver] if not self.gains[one]]
                if idle:
                    self.given[idle[0]] = NOBODY
                    self._left(idle[0], giver)
                    break
        return givers & self.free

    def _raise(self, waiting: list[int]) -> None:
        """One step, for all givers that those who wait could reach."""
        inside = waiting + [one for giver in each(self.shut) for one in self.holders[giver]]
        few, kind = _places(self.shut, len(self.room)), self.price.dtype.type
        looked = list(self._elsewhere(np.array(inside), self.price + few * kind(SHUT[kind])))
        step = min(min((self.gain[rows] - most).min(), self.gain[rows].min())
                   for _block, rows, _worth, most in looked)  # fmt: skip
        new: dict[int, int] = {}
        for block, rows, worth, most in looked:
            at = np.flatnonzero(self.gain[rows] - most == step)
            self.gain[rows] -= step
            if len(at):
                found = self._bits(block, worth[at] == most[at, None])
                new.update(zip(rows[at].tolist(), found, strict=True))
        self.price[few] += step
        self._asked_anew(inside, int(step), new)

    def _elsewhere(
        self, seekers: Indexes, price: Whole
    ) -> Iterator[tuple[Block, Indexes, Whole, Whole]]:
        """Block by block: some of its seekers, what each gains where, and the most of it."""
        blocks = self.block_of[seekers]
        for n in np.unique(blocks):
            rows, block = seekers[blocks == n], self.blocks[n]
            worth = block.points[self.row_of[rows]] - price[block.columns]
            yield block, rows, worth, worth.max(axis=1)

    def _asked_anew(self, inside: list[int], step: int, new: dict[int, int]) -> None:
        """Those inside gain less and some ask for more; nobody else asks for what has risen."""
        for seeker in inside:
            self.gains[seeker] -= step
        kept, risen = set(inside), ~self.shut
        for seeker, asked in enumerate(self.tight):
            if seeker not in kept:
                self.tight[seeker] = asked & risen
        for seeker, asked in new.items():
            self.tight[seeker] |= asked
        for giver, holders in enumerate(self.holders):
            self.out[giver] = 0
            for holder in holders:
                self.out[giver] |= self.tight[holder]
        self.is_idle = any(
            given != NOBODY and not gain for given, gain in zip(self.given, self.gains, strict=True)
        )


def _places(held: int, many: int) -> NDArray[np.bool_]:
    """The set bits of a number, the lowest first, as truths."""
    told = np.frombuffer(held.to_bytes((many + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(told, count=many, bitorder="little").astype(bool)


def bits(table: NDArray[np.bool_]) -> list[int]:
    """Each row as one number, the first column its lowest bit."""
    return _numbers(np.packbits(table, axis=1, bitorder="little"))


def _numbers(packed: NDArray[np.uint8]) -> list[int]:
    wide, told = packed.shape[1], packed.tobytes()
    return [int.from_bytes(told[n * wide : n * wide + wide], "little") for n in range(len(packed))]
