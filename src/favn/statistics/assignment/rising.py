"""The least prices of one block, raised step by step from nothing while too many ask for too few.

Everybody asks for the givers at which it gains most. Where some cannot be placed, all givers that
they could reach by others moving are too few for those who ask there, and each of them rises until
somebody also asks elsewhere or is no better off than alone (Kuhn 1955; Demange, Gale and Sotomayor
1986: so raised, prices never pass the least ones there are). Who asks for whom is held as bits, so
the tables are looked at once a step and only in the rows that are too many.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from favn.statistics.assignment.coded import each
from favn.statistics.assignment.search import NOBODY
from favn.statistics.assignment.ties import Ties

MOST_STEPS = 150
"""With points of very many sizes prices rise in too many small steps; then SciPy is quicker."""


class Rising(Ties):
    """Seekers placed for the time being, and prices that rise until all who gain are placed.

    `worth`: points by seeker and giver, `never` where there is no pair.
    """

    def __init__(self, worth: NDArray[Any], never: int, room: list[int]) -> None:
        self.worth, self.never = worth, never
        self.gain = np.maximum(worth.max(axis=1, initial=0), 0)
        self.price = np.zeros(worth.shape[1], dtype=worth.dtype)
        asked = bits(worth == self.gain[:, None])
        super().__init__(asked, self.gain.tolist(), [0] * len(room), room)
        self.is_idle = False

    def rise(self) -> bool:
        """Raise the prices; False where it took too many steps."""
        waiting = [seeker for seeker, gain in enumerate(self.gains) if gain]
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
        rows, few = np.array(inside), _places(self.shut, len(self.room))
        elsewhere = self.worth[rows] - self.price
        elsewhere[:, few] = self.never
        most, gain = elsewhere.max(axis=1), self.gain[rows]
        step = min((gain - most).min(), gain.min())
        self.price[few] += step
        self.gain[rows] = gain - step
        new = np.flatnonzero(gain - most == step)
        found = bits(elsewhere[new] == most[new, None])
        self._asked_anew(inside, int(step), dict(zip(rows[new].tolist(), found, strict=True)))

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
    packed = np.packbits(table, axis=1, bitorder="little")
    wide, told = packed.shape[1], packed.tobytes()
    return [int.from_bytes(told[n * wide : n * wide + wide], "little") for n in range(len(table))]
