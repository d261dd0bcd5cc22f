"""Which of several plans with the same points? One, whoever found the first, and said beforehand.

More people first; then whoever has waited longest is matched; then each in that order takes the
first giver at which nothing is lost, and others make room by the fewest moves.

Under the least prices, of which there is one set, every plan with the most points uses pairs that
lose nothing, fills each giver with a price and matches each seeker with a gain (complementary
slackness). The seekers such a plan can hold are the bases of a matroid, so taking each in turn
where it fits is enough; and seekers and givers that must be used fit in one plan if they fit in
two (Mendelsohn and Dulmage 1958).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import TypeAlias

from favn.statistics.assignment.search import NOBODY

Bits: TypeAlias = int
"""Some givers as one number, the first its highest bit: `bit_length` finds the first at once."""


class Ties:
    """The one plan, built from pairs that lose nothing.

    `tight`: seeker → those givers. `gains` and `prices`: what seekers and givers are worth to the
    plan; those above 0 must be in it, and full.
    """

    def __init__(
        self, tight: list[Bits], gains: list[int], prices: list[int], room: list[int]
    ) -> None:
        self.tight, self.gains, self.prices, self.room = tight, gains, prices, room
        self.wide = wide(len(room))
        self.bit: list[Bits] = [1 << self.wide - 1 - giver for giver in range(len(room))]
        self.all: Bits = (1 << self.wide) - 1
        self.holders: list[list[int]] = [[] for _ in room]
        self._empty()

    def _empty(self) -> None:
        """Nobody is placed yet."""
        self.given = [NOBODY] * len(self.tight)
        for holders in self.holders:
            holders.clear()
        self.out: list[Bits] = [0] * len(self.room)  # 0 where it is not known
        self.free, self.priced = self._where(self.room), self._where(self.prices)
        self.open = self.all

    def settle(self) -> list[int]:
        """Seeker → its giver, or NOBODY."""
        self._empty()
        self._place([seeker for seeker, gain in enumerate(self.gains) if gain])
        self._place([seeker for seeker, gain in enumerate(self.gains) if not gain])
        self._fill()
        return self.given

    def _where(self, many: list[int]) -> Bits:
        """The givers for whom this is not 0."""
        return int("0" + "".join(["1" if one else "0" for one in many]).ljust(self.wide, "0"), 2)

    def _each(self, givers: Bits) -> Iterator[int]:
        """The numbers of some givers, the first first."""
        bit, wide = self.bit, self.wide
        while givers:
            giver = wide - givers.bit_length()
            yield giver
            givers ^= bit[giver]

    def _place(self, seekers: Iterable[int]) -> None:
        """Each in turn with the first giver that has room, those with a price before others."""
        tight, given, holders, out, room = self.tight, self.given, self.holders, self.out, self.room
        for seeker in seekers:
            asked = tight[seeker]
            if ends := asked & self.free:
                given[seeker] = giver = self.wide - (ends & self.priced or ends).bit_length()
                holders[giver].append(seeker)
                out[giver] = 0
                if len(holders[giver]) == room[giver]:
                    self.free ^= self.bit[giver]
            elif asked:
                self._admit(seeker)

    def _admit(self, seeker: int) -> None:
        """Match one more, by moving others where all it fits are full.

        Where nothing is free from here, nothing will be: those givers stay open to nobody.
        """
        layers, ends = self._reached(self.tight[seeker] & self.open, self.free)
        if ends:
            self._take(seeker, self._shifted(layers, ends & self.priced or ends))
        else:
            self.open ^= reduce(or_, layers)

    def _fill(self) -> None:
        """Give places with a price to some from where places have none, by moving others."""
        spare = self._spare() if self.priced & self.free else {}
        while lacking := self.priced & self.free:
            first = self.bit[self.wide - lacking.bit_length()]
            layers, ends = self._reached(reduce(or_, spare.values(), 0) & self.open, first)
            if not ends:
                raise AssertionError("The prices are not those of a best plan.")
            giver = self._shifted(layers, ends)
            place = self.bit[giver]
            seeker = next(seeker for seeker, asked in spare.items() if asked & place)
            del spare[seeker]
            self._take(seeker, giver)

    def _spare(self) -> dict[int, Bits]:
        """Seekers whose place has no price and who ask for some that have one → those."""
        priced, prices = self.priced, [*self.prices, 1]  # NOBODY is the last
        return {
            seeker: asked & priced
            for seeker, (asked, giver) in enumerate(zip(self.tight, self.given, strict=True))
            if asked & priced and not prices[giver]
        }

    def _reached(self, start: Bits, wanted: Bits) -> tuple[list[Bits], Bits]:
        """Who could make room for whom, layer by layer, until some of those wanted are reached."""
        if ends := start & wanted:
            return [], ends
        layers, unseen, out = [start], self.open ^ start, self.out
        while layers[-1]:
            further = 0
            for giver in self._each(layers[-1]):
                if new := (out[giver] or self._out(giver)) & unseen:
                    if ends := new & wanted:
                        return [*layers[:-1], self.bit[giver]], ends
                    unseen ^= new
                    further |= new
            layers.append(further)
        return layers, 0

    def _shifted(self, layers: list[Bits], ends: Bits) -> int:
        """Some move into the first of these places, each making room for the next; what is left."""
        giver = self.wide - ends.bit_length()
        for layer in reversed(layers):
            place = self.bit[giver]
            before = next(one for one in self._each(layer) if self._out(one) & place)
            holder = min([one for one in self.holders[before] if self.tight[one] & place])
            self._take(holder, giver)
            giver = before
        return giver

    def _take(self, seeker: int, giver: int) -> None:
        """Put a seeker with a giver, out of where it was."""
        before, self.given[seeker] = self.given[seeker], giver
        self.holders[giver].append(seeker)
        self.out[giver] = 0
        if len(self.holders[giver]) == self.room[giver]:
            self.free ^= self.bit[giver]
        if before != NOBODY:
            self._left(seeker, before)

    def _left(self, seeker: int, giver: int) -> None:
        """A seeker is gone from a giver."""
        self.holders[giver].remove(seeker)
        self.out[giver] = 0
        if len(self.holders[giver]) < self.room[giver]:
            self.free |= self.bit[giver]

    def _out(self, giver: int) -> Bits:
        """Where those who are with a giver could go."""
        out = self.out[giver]
        if not out:
            for holder in self.holders[giver]:
                out |= self.tight[holder]
            self.out[giver] = out
        return out


def wide(givers: int) -> int:
    """How many bits hold so many givers, in whole bytes."""
    return (givers + 7) // 8 * 8
