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

from favn.statistics.assignment.search import NOBODY
from favn.statistics.assignment.spoken import Indexes, Whole
from favn.statistics.assignment.ties import Bits, Ties, wide

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
        self.choice = np.zeros(seekers, dtype=np.intp)
        for block in blocks:
            self._ask(block)

    def _ask(self, block: Block) -> None:
        """All of a block ask for the givers at which they gain most; `choice`: how many."""
        asked = block.points == self.gain[block.rows, None]
        self.choice[block.rows] = np.bitwise_count(np.packbits(asked, axis=1)).sum(axis=1)
        for seeker, found in zip(block.rows.tolist(), self._bits(block, asked), strict=True):
            self.tight[seeker] = found

    def rise(self) -> bool:
        """Raise the prices; False where it took too many steps. Who has least choice goes first."""
        gaining = np.flatnonzero(self.gain)
        waiting = gaining[np.argsort(self.choice[gaining], kind="stable")].tolist()
        for _step in range(MOST_STEPS):
            self.open = self.all
            self._place(waiting)
            waiting = [seeker for seeker in waiting if self.given[seeker] == NOBODY]
            if not waiting:
                break
            self._raise(waiting)
            waiting = [seeker for seeker in waiting if self.gains[seeker]]
        self.prices = self.price.tolist()
        return not waiting

    def _bits(self, block: Block, table: NDArray[np.bool_]) -> list[Bits]:
        """Each row of a block's table as one number."""
        if len(block.columns) == len(self.room):
            return bits(table)
        rows, columns = np.divmod(np.flatnonzero(table), table.shape[1])
        givers = block.columns[columns]
        packed = np.zeros((len(table), self.wide // 8), dtype=np.uint8)
        np.add.at(packed, (rows, givers >> 3), (128 >> (givers & 7)).astype(np.uint8))
        return _numbers(packed)

    def _raise(self, waiting: list[int]) -> None:
        """One step, for all givers that those who wait could reach."""
        reached = self.all ^ self.open
        inside = waiting + [one for giver in self._each(reached) for one in self.holders[giver]]
        few, kind = _places(reached, len(self.room)), self.price.dtype.type
        looked = list(self._elsewhere(np.array(inside), self.price + few * kind(SHUT[kind])))
        step = min(min((self.gain[rows] - most).min(), self.gain[rows].min())
                   for _block, rows, _worth, most in looked)  # fmt: skip
        new: dict[int, Bits] = {}
        for block, rows, worth, most in looked:
            at = np.flatnonzero(self.gain[rows] - most == step)
            self.gain[rows] -= step
            if len(at):
                found = self._bits(block, worth[at] == most[at, None])
                new.update(zip(rows[at].tolist(), found, strict=True))
        self.price[few] += step
        self._ask_anew({seeker: self.tight[seeker] | new.get(seeker, 0) for seeker in inside})
        self._gain_less(inside, int(step))

    def _elsewhere(
        self, seekers: Indexes, price: Whole
    ) -> Iterator[tuple[Block, Indexes, Whole, Whole]]:
        """Block by block: some of its seekers, what each gains where, and the most of it."""
        blocks = self.block_of[seekers]
        for n in np.unique(blocks):
            rows, block = seekers[blocks == n], self.blocks[n]
            worth = block.points[self.row_of[rows]] - price[block.columns]
            yield block, rows, worth, worth.max(axis=1)

    def _ask_anew(self, inside: dict[int, Bits]) -> None:
        """Those inside may ask for more; nobody else asks for what has risen."""
        still = self.open
        self.tight = [asked & still for asked in self.tight]
        self.out = [0] * len(self.out)
        for seeker, asked in inside.items():
            self.tight[seeker] = asked

    def _gain_less(self, inside: list[int], step: int) -> None:
        """Whoever gains nothing any more leaves its place to those who do."""
        for seeker in inside:
            self.gains[seeker] -= step
            if not self.gains[seeker] and self.given[seeker] != NOBODY:
                self._left(seeker, self.given[seeker])
                self.given[seeker] = NOBODY


def _places(held: Bits, many: int) -> NDArray[np.bool_]:
    """Which of so many givers are held."""
    told = np.frombuffer(held.to_bytes(wide(many) // 8), dtype=np.uint8)
    return np.unpackbits(told, count=many).astype(bool)


def bits(table: NDArray[np.bool_]) -> list[Bits]:
    """Each row as one number, the first column its highest bit."""
    return _numbers(np.packbits(table, axis=1))


def _numbers(packed: NDArray[np.uint8]) -> list[Bits]:
    if not packed.size:
        return [0] * len(packed)
    rows = np.ascontiguousarray(packed).view(f"V{packed.shape[1]}").ravel()
    return list(map(int.from_bytes, rows.tolist()))
