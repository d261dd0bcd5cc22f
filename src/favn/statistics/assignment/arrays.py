"""Blocks of numbers: people are parted by the hard rules first, and points are made inside alone.

Each block's prices rise from nothing (`rising`). Where points are of very many sizes, SciPy's
linear_sum_assignment (Crouse 2016, after Jonker and Volgenant 1987) finds a plan with a column for
each place, and the prices come from the plan by longest paths. Needs numpy and SciPy
(`pip install favn[analyse]`). Numbers stay whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from favn.statistics.assignment.coded import Coded, Ways
from favn.statistics.assignment.rising import NEVER, SMALL, Block, Rising, bits
from favn.statistics.assignment.search import NOBODY
from favn.statistics.assignment.solved import Solved, searched, settled
from favn.statistics.assignment.spoken import SILENT, Indexes, Whole, spoken
from favn.statistics.assignment.ties import Ties

LARGEST = 60_000_000
"""Cells of one table for SciPy, 480 MB; larger blocks are solved in plain Python."""
MOST = 400_000_000
"""Twos that are held at all, 800 MB where points are small."""


class Arrays:
    """The possible pairs as blocks; a seeker stands in one block, a giver may stand in several."""

    def __init__(self, coded: Coded) -> None:
        self.coded = coded
        question = coded.question
        facts = {rule.fact for rule in question.rules} | {c.fact for c in question.criteria}
        self.spoken = spoken(sorted(facts), coded)
        ruled = {
            rule.fact for rule in question.rules
            if rule.kind == "apart" or not self.spoken[rule.fact].is_single
        }  # fmt: skip
        self._ruled = len(ruled)
        self._counted = sorted(ruled | {one.fact for one in question.criteria})
        self.kind: Any = np.int16 if question.weights.most < SMALL else np.int32
        parts = list(self._parts())
        cells = [len(rows) * len(columns) for rows, columns in parts]
        if sum(cells) > MOST:
            raise MemoryError("Too many twos to hold at once.")
        held = np.full(sum(cells), question.each_pair, dtype=self.kind)  # one piece, soon had again
        tables = np.split(held, np.cumsum(cells))[:-1]
        self.blocks = [
            self._scored(*part, table) for part, table in zip(parts, tables, strict=True)
        ]

    @cached_property
    def _place(self) -> Indexes:
        """Seeker → its block and its row there, or NOBODY."""
        place = np.full((len(self.coded.seekers), 2), NOBODY)
        for n, block in enumerate(self.blocks):
            place[block.rows, 0], place[block.rows, 1] = n, np.arange(len(block.rows))
        return place

    def row(self, seeker: int) -> Ways:
        """Every giver that a seeker may have; none for one that is locked."""
        part, place = self._place[seeker]
        if part == NOBODY:
            return []
        block = self.blocks[part]
        return _ways(block.columns, block.points[place])

    def column(self, giver: int) -> Ways:
        """Every seeker that may have a giver."""
        found: Ways = []
        for block in self.blocks:
            for place in np.flatnonzero(block.columns == giver):
                found += _ways(block.rows, block.points[:, place])
        return found

    def solve(self) -> Solved:
        """The plan, block by block."""
        room = self.coded.room
        groups = list(_linked(self.blocks, len(room)))
        if any(_cells(group) > MOST for group in groups):
            return searched([self.row(n) for n in range(len(self.coded.seekers))], room)
        given = np.full(len(self.coded.seekers), NOBODY)
        places, prices = np.array(room, dtype=np.intp), np.zeros(len(room), dtype=np.intp)
        total = bound = 0
        for group in groups:
            rows = np.sort(np.concatenate([block.rows for block in group]))
            columns = np.unique(np.concatenate([block.columns for block in group]))
            solved = _solved(group, rows, columns, places[columns].tolist())
            total, bound = total + solved.total, bound + solved.bound
            given[rows] = np.append(columns, NOBODY)[solved.given]  # NOBODY is the last
            prices[columns] = np.maximum(prices[columns], solved.prices)  # 0 where of no use here
        return Solved(given.tolist(), prices.tolist(), total, bound)

    def _parts(self) -> Iterator[tuple[Indexes, Indexes]]:
        """Seekers with the givers they may have, parted by one rule after the other."""
        parts = [(np.flatnonzero(self.coded.open), np.arange(len(self.coded.givers)))]
        for rule in self.coded.question.rules:
            if rule.kind == "meet":
                seekers, givers = self.spoken[rule.fact].groups()
                parts = [new for part in parts for new in _parted(*part, seekers, givers)]
        return (part for part in parts if len(part[0]) and len(part[1]))

    def _scored(self, rows: Indexes, columns: Indexes, held: Whole) -> Block:
        """The points of all these with each other, beside those of being a pair at all."""
        question, never = self.coded.question, self.kind(NEVER[self.kind])
        points: Whole = held.reshape(len(rows), len(columns))
        for fact in self._counted:
            points += self.spoken[fact].told(rows, columns, partial(self._worth, fact))
            if self._ruled > 1:
                np.maximum(points, never, out=points)  # two rules broken are no more than one
        if question.wished:
            _at(points, rows, columns, self.coded.named, question.wished)
        for place, seeker in enumerate(rows.tolist() if self.coded.shut else ()):
            if shut := self.coded.shut.get(seeker):
                points[place, [bool(shut >> int(giver) & 1) for giver in columns]] = never
        return Block(rows, columns, points)

    def _worth(self, fact: str, shared: Whole, silent: NDArray[np.bool_]) -> Whole:
        """Of every criterion on a fact together, and NEVER where a rule on it is broken."""
        points: Whole = np.zeros(shared.shape, dtype=self.kind)
        most = int(np.iinfo(shared.dtype).max)  # no more can be shared, whatever is enough
        for c in self.coded.question.criteria:
            if c.fact == fact:
                points += np.minimum(shared, min(c.enough, most)).astype(self.kind) * self.kind(
                    c.points
                )
        for rule in self.coded.question.rules:
            if rule.fact == fact:
                broken = shared > 0 if rule.kind == "apart" else (shared == 0) & ~silent
                points[broken] = NEVER[self.kind]
        return points


def _ways(people: Indexes, points: Whole) -> Ways:
    some = np.flatnonzero(points > 0)
    return list(zip(people[some].tolist(), points[some].astype(int).tolist(), strict=True))


def _parted(
    rows: Indexes, columns: Indexes, seekers: Indexes, givers: Indexes
) -> Iterator[tuple[Indexes, Indexes]]:
    """Each group of seekers with the givers of the same; whoever is silent fits all."""
    said, given = seekers[rows], givers[columns]
    for group in np.unique(said):
        fits = columns if group == SILENT else columns[(given == group) | (given == SILENT)]
        yield rows[said == group], fits


def _at(
    points: Whole, rows: Indexes, columns: Indexes, named: dict[int, dict[int, int]], wished: int
) -> None:
    """Add the points of wishes."""
    place = {int(giver): n for n, giver in enumerate(columns)}
    for row, seeker in enumerate(rows.tolist()):
        for giver, sides in named.get(seeker, {}).items():
            if giver in place:
                points[row, place[giver]] += wished * sides


def _linked(blocks: list[Block], givers: int) -> Iterator[list[Block]]:
    """Blocks that hang together by a giver."""
    first = np.full(givers, NOBODY)
    group = list(range(len(blocks)))
    several = sum((np.bincount(one.columns, minlength=givers) for one in blocks), first * 0) > 1
    for n, block in enumerate(blocks):
        at = np.flatnonzero(several[block.columns])
        used = block.columns[at[(block.points[:, at] > 0).any(axis=0)]]
        linked = {group[m] for m in np.unique(first[used]) if m != NOBODY}
        group = [n if g in linked else g for g in group]
        first[used] = n
    members: dict[int, list[Block]] = defaultdict(list)
    for n, block in enumerate(blocks):
        members[group[n]].append(block)
    yield from members.values()


def _cells(blocks: list[Block]) -> int:
    """How many twos several blocks are as one, at most."""
    rows = sum(len(block.rows) for block in blocks)
    columns = sum(len(block.columns) for block in blocks)
    return rows * columns if len(blocks) > 1 else 0


def _solved(group: list[Block], rows: Indexes, columns: Indexes, room: list[int]) -> Solved:
    """The plan of blocks that hang together, in the numbers of these rows and columns."""
    inside = [
        Block(np.searchsorted(rows, one.rows), np.searchsorted(columns, one.columns), one.points)
        for one in group
    ]
    rising = Rising(inside, len(rows), room)
    if rising.rise():
        return settled(rising)
    fitting = np.zeros(len(columns), dtype=np.intp)
    for block in inside:
        fitting[block.columns] += np.count_nonzero(block.points > 0, axis=0)
    places = np.minimum(room, fitting)
    if len(rows) * int(places.sum()) > LARGEST:
        ways: list[Ways] = [[] for _ in rows]
        for block in inside:
            for row, points in zip(block.rows.tolist(), block.points, strict=True):
                ways[row] = _ways(block.columns, points)
        return searched(ways, room)
    worth = _table(inside, len(rows), len(columns))
    prices = _prices(worth, _assigned(worth, places))
    gains = np.maximum((worth - prices).max(axis=1, initial=0), 0)
    tight = bits(worth == gains[:, None] + prices)
    return settled(Ties(tight, gains.tolist(), prices.tolist(), room))


def _table(blocks: list[Block], rows: int, columns: int) -> Whole:
    """Several blocks as one table."""
    kind = blocks[0].points.dtype.type
    points: Whole = np.full((rows, columns), NEVER[kind], dtype=kind)
    for block in blocks:
        points[np.ix_(block.rows, block.columns)] = block.points
    return points


def _assigned(worth: Whole, places: NDArray[Any]) -> Indexes:
    """Seeker → giver of a plan with the most points, or NOBODY; a column for each place."""
    owner = np.repeat(np.arange(worth.shape[1]), places)
    rows, columns = linear_sum_assignment(-np.maximum(worth, 0)[:, owner].astype(np.float64))
    columns = owner[columns]
    given = np.full(worth.shape[0], NOBODY)
    real = worth[rows, columns] > 0
    given[rows[real]] = columns[real]
    return given


def _prices(worth: Whole, given: Indexes) -> Whole:
    """The least prices under which the plan stands: what each place is worth to others.

    Whoever is left bids; a giver's price then drives its holders to bid elsewhere, and so on.
    Each round settles one more step of the longest path there is, so a plan that has not come to
    rest after a round for each giver is not the best one.
    """
    held = given != NOBODY
    prices: Whole = np.maximum(worth[~held].max(axis=0, initial=0), 0)
    holders = np.flatnonzero(held)
    holds = given[holders]
    elsewhere = worth[holders] - worth[holders, holds][:, None]
    moved = np.arange(len(holders))
    for _round in range(worth.shape[1] + 2):
        if not len(moved):
            return prices
        asked = (elsewhere[moved] + prices[holds[moved], None]).max(axis=0)
        risen = asked > prices
        prices[risen] = asked[risen]
        moved = np.flatnonzero(risen[holds])
    raise AssertionError("The plan has a better one beside it.")
