"""Which passes over a table answer a set of questions?

Events come from small cubes, each grouped by several coded columns at once, rolled up to the
column sets the questions need. Persons come from one mask per person and breakdown: a bit per
code. A plan holds no keys and no codes, only sizes rounded up, so compiled SQL serves every
organisation and year whose tables are about as large.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from favn.statistics.figures import MONTH, PERSON, FigureError, Question, Where
from favn.statistics.store import StoredTable
from favn.statistics.words import WORD, Piece, pieces_of, stride_for

CUBE_BITS = 12
"""A cube holds at most 2**12 cells: DuckDB then counts in an array instead of a hash table."""
MASK_CAPACITY = 8 * WORD
"""Columns with more keys than this count distinct persons by key instead of by mask."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A condition on rows: some months of the year (None: all) and kept keys by column."""

    months: tuple[int, ...] | None
    where: Where


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows counted, and `measures` summed, for each combination of `columns`."""

    columns: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Distinct persons by each code of a column, over the rows of condition `kept`, if any."""

    column: str
    kept: int | None


@dataclass(frozen=True, slots=True)
class EventPlan:
    """Tallies, each rolled up from the cube of the same place in `cubes`."""

    bits: tuple[tuple[str, int], ...]
    measures: tuple[str, ...]
    cubes: tuple[tuple[Tally, tuple[Tally, ...]], ...]


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """Masks, totals (one condition each) and spreads over columns too wide for masks."""

    bits: tuple[tuple[str, int], ...]
    conditions: int
    masks: tuple[Spread, ...]
    wide: tuple[Spread, ...]
    stride: int

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Where each mask's codes stand in the words."""
        sizes = dict(self.bits)
        return pieces_of([capacity(sizes[spread.column]) for spread in self.masks])


def bits_of(codes: int) -> int:
    """Bits that hold the codes and room for two more: the rounded size of a column."""
    return (codes + 1).bit_length()


def capacity(bits: int) -> int:
    """Most codes a column of that rounded size can have."""
    return int(2**bits) - 2


def condition(question: Question, *, without: str | None = None) -> Kept | None:
    """The rows a question keeps, apart from what concerns the column `without`; None: all."""
    period = question.period
    months = None if period.kind == "year" or without == MONTH else period.months
    where = tuple(sorted(part for part in question.figure.where if part[0] != without))
    return Kept(months, where) if months or where else None


def tally_of(question: Question) -> Tally:
    """The columns and measure from which an events question can be answered."""
    columns = {column for column, _ in question.figure.where}
    columns |= {question.by} if question.by else set()
    columns |= {MONTH} if question.period.kind != "year" else set()
    measure = question.figure.measure
    return Tally(tuple(sorted(columns)), (measure,) if measure else ())


def check(question: Question, table: StoredTable) -> None:
    """Raise FigureError if the stored table lacks a column the question needs."""
    kinds = {column.name: column.kind for column in table.columns}
    figure = question.figure
    needed = [(column, "code") for column, _ in figure.where]
    needed += [(question.by, "code")] if question.by and question.by != MONTH else []
    needed += [(figure.measure, "number")] if figure.measure else []
    needed += [(PERSON, "person")] if figure.counts == "persons" else []
    for name, kind in needed:
        if kinds.get(name) != kind:
            raise FigureError(f"{figure.id} needs the {kind} column {name!r} in {table.name}.")


def event_plan(questions: Iterable[Question], table: StoredTable) -> EventPlan:
    """Cubes and the tallies rolled up from them, for the events questions of one table."""
    sizes = _sizes(table)
    wanted: dict[tuple[str, ...], set[str]] = {}
    for question in questions:
        tally = tally_of(question)
        wanted.setdefault(tally.columns, set()).update(tally.measures)
    tallies = [Tally(columns, tuple(sorted(measures))) for columns, measures in wanted.items()]
    tallies.sort(key=lambda t: (not t.measures, -len(t.columns), t.columns))
    cubes = tuple(_packed(tallies, sizes))
    used = {column for cube, _ in cubes for column in cube.columns}
    measures = {measure for cube, _ in cubes for measure in cube.measures}
    return EventPlan(_chosen(sizes, used), tuple(sorted(measures)), cubes)


def person_plan(
    questions: Sequence[Question], table: StoredTable
) -> tuple[PersonPlan, tuple[Kept, ...]]:
    """The plan for the persons questions of one table, and its conditions in order."""
    sizes = _sizes(table)
    conditions: dict[Kept, int] = {}
    spreads: dict[Spread, None] = {}
    for question in questions:
        _place(condition(question), conditions)
        if question.by:
            spreads[spread_of(question, conditions)] = None
    ordered = sorted(spreads, key=lambda s: (s.column, -1 if s.kept is None else s.kept))
    wide = tuple(s for s in ordered if capacity(sizes[s.column]) > MASK_CAPACITY)
    masks = tuple(s for s in ordered if s not in wide)
    used = {spread.column for spread in ordered}
    stride = stride_for(table.rows)
    plan = PersonPlan(_chosen(sizes, used), len(conditions), masks, wide, stride)
    return plan, tuple(conditions)


def spread_of(question: Question, conditions: dict[Kept, int]) -> Spread:
    """The spread that answers a broken-down persons question; adds its condition if new."""
    assert question.by
    kept = condition(question, without=question.by)
    return Spread(question.by, _place(kept, conditions))


def _place(kept: Kept | None, conditions: dict[Kept, int]) -> int | None:
    return None if kept is None else conditions.setdefault(kept, len(conditions))


def _sizes(table: StoredTable) -> dict[str, int]:
    return {MONTH: 4} | {name: bits_of(len(keys)) for name, keys in table.codes.items()}


def _chosen(sizes: Mapping[str, int], used: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, sizes[name]) for name in sorted(used))


def _packed(
    tallies: Iterable[Tally], sizes: Mapping[str, int]
) -> Iterable[tuple[Tally, tuple[Tally, ...]]]:
    """First fit: each tally goes to the first cube that stays small enough with it."""
    cubes: list[tuple[set[str], set[str], list[Tally]]] = []
    for tally in tallies:
        for columns, measures, members in cubes:
            if sum(sizes[name] for name in columns.union(tally.columns)) <= CUBE_BITS:
                columns.update(tally.columns)
                measures.update(tally.measures)
                members.append(tally)
                break
        else:
            cubes.append((set(tally.columns), set(tally.measures), [tally]))
    for columns, measures, members in cubes:
        yield Tally(tuple(sorted(columns)), tuple(sorted(measures))), tuple(members)
