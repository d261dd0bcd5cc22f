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

from favn.statistics.assignment.coded import each
from favn.statistics.assignment.search import NOBODY


class Ties:
    """The one plan, built from pairs that lose nothing.

    `tight`: seeker → those givers, as bits. `gains` and `prices`: what seekers and givers are
    worth to the plan; those above 0 must be in it, and full.
    """

    def __init__(
        self, tight: list[int], gains: list[int], prices: list[int], room: list[int]
    ) -> None:
        self.tight, self.gains, self.room = tight, gains, room
        self.given = [NOBODY] * len(tight)
        self.holders: list[set[int]] = [set() for _ in room]
        self.out = [0] * len(room)
        self.free = sum(1 << giver for giver, many in enumerate(room) if many)
        self.priced = sum(1 << giver for giver, price in enumerate(prices) if price)
        self.shut = 0

    def settle(self) -> list[int]:
        """Seeker → its giver, or NOBODY."""
        needed = [seeker for seeker, gain in enumerate(self.gains) if gain]
        others = [seeker for seeker, gain in enumerate(self.gains) if not gain]
        for seeker in (*needed, *others):
            if ends := self.tight[seeker] & self.free:
                ends = ends & self.priced or ends
                self._take(seeker, (ends & -ends).bit_length() - 1)
            elif self.tight[seeker]:
                self._admit(seeker)
        for giver in each(self.priced & self.free):
            while len(self.holders[giver]) < self.room[giver]:
                self._fill(giver)
        return self.given

    def _admit(self, seeker: int) -> None:
        """Match one more, by moving others where all it fits are full.

        Where nothing is free from here, nothing will be: those givers are not looked at again.
        """
        layers = [self.tight[seeker] & ~self.shut]
        if ends := self._ends(layers[0]):
            self._shift([], ends, seeker)
            return
        seen = layers[0]
        while layers[-1]:
            further = 0
            for giver in each(layers[-1]):
                if new := self.out[giver] & ~seen & ~self.shut:
                    if ends := self._ends(new):
                        layers[-1] = 1 << giver
                        self._shift(layers, ends, seeker)
                        return
                    seen |= new
                    further |= new
            layers.append(further)
        self.shut |= seen

    def _ends(self, givers: int) -> int:
        """The givers of these with room, those with a price first."""
        return givers & self.free & self.priced or givers & self.free

    def _shift(self, layers: list[int], ends: int, seeker: int) -> None:
        """Into the first free place; whoever goes before follows, and the seeker comes last."""
        giver = next(each(ends))
        for layer in reversed(layers):
            before = next(one for one in each(layer) if self.out[one] >> giver & 1)
            holder = min(one for one in self.holders[before] if self.tight[one] >> giver & 1)
            self._take(holder, giver)
            giver = before
        self._take(seeker, giver)

    def _fill(self, giver: int) -> None:
        """Give a place with a price to somebody from where places have none, by moving others."""
        via: dict[int, tuple[int, int]] = {giver: (NOBODY, NOBODY)}
        layer = 1 << giver
        while layer:
            further = 0
            for held, out in enumerate(self.out):
                if out & layer and held not in via:
                    seeker = min(one for one in self.holders[held] if self.tight[one] & layer)
                    to = self.tight[seeker] & layer
                    via[held] = (seeker, (to & -to).bit_length() - 1)
                    if not self.priced >> held & 1:
                        self._follow(via, held, giver)
                        return
                    further |= 1 << held
            layer = further
        raise AssertionError("The prices are not those of a best plan.")

    def _follow(self, via: dict[int, tuple[int, int]], start: int, end: int) -> None:
        while start != end:
            seeker, start = via[start]
            self._take(seeker, start)

    def _take(self, seeker: int, giver: int) -> None:
        """Put a seeker with a giver, out of where it was."""
        before, self.given[seeker] = self.given[seeker], giver
        holders = self.holders[giver]
        holders.add(seeker)
        self.out[giver] |= self.tight[seeker]
        if len(holders) >= self.room[giver]:
            self.free &= ~(1 << giver)
        if before != NOBODY:
            self._left(seeker, before)

    def _left(self, seeker: int, giver: int) -> None:
        """A seeker is gone from a giver: where the others there could go."""
        self.holders[giver].discard(seeker)
        bits = 0
        for holder in self.holders[giver]:
            bits |= self.tight[holder]
        self.out[giver] = bits
        if len(self.holders[giver]) < self.room[giver]:
            self.free |= 1 << giver
