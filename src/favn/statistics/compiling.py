"""How does a plan become SQL?

As Ibis expressions over an unbound relation `source`, compiled for DuckDB once per plan and
kept: compiling takes tenths of a second, running it often less.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from favn.statistics.figures import PERSON
from favn.statistics.plan import EventPlan, PersonPlan, Spread, Tally, bits_of, capacity
from favn.statistics.words import WORD, Piece, pattern

SOURCE = "source"
ROWS = "_rows"
"""Names of our own begin with an underscore, which no column of a store does."""


@lru_cache(maxsize=256)
def events_sql(plan: EventPlan) -> str:
    """SQL giving rows (number of the tally, a code per column of the plan, rows, sums)."""
    import ibis  # noqa: PLC0415

    source = _source(plan.bits, plan.measures, 0)
    parts, number = [], 0
    for cube, tallies in plan.cubes:
        counted = _grouped(
            source, cube, source.count(), {m: source[m].sum() for m in cube.measures}
        )
        for tally in tallies:
            sums = {m: counted[m].sum() for m in tally.measures}
            rolled = _grouped(counted, tally, counted[ROWS].sum(), sums)
            parts.append(_row(rolled, number, plan, tally))
            number += 1
    return str(ibis.to_sql(ibis.union(*parts) if len(parts) > 1 else parts[0], dialect="duckdb"))


def _grouped(table: Any, tally: Tally, rows: Any, sums: dict[str, Any]) -> Any:
    grouped = table.group_by(list(tally.columns)) if tally.columns else table
    return grouped.aggregate(**{ROWS: rows.cast("int64")}, **sums)


def _row(rolled: Any, number: int, plan: EventPlan, tally: Tally) -> Any:
    """One shape for all tallies, so that they can stand under each other."""
    import ibis  # noqa: PLC0415

    nothing = ibis.null("int64")
    held = {*tally.columns, *tally.measures}
    names = [*(name for name, _ in plan.bits), *plan.measures]
    values = {name: rolled[name].cast("int64") if name in held else nothing for name in names}
    return rolled.select(_tally=ibis.literal(number, type="int64"), _rows=rolled[ROWS], **values)


@lru_cache(maxsize=256)
def persons_sql(plan: PersonPlan) -> str:
    """SQL giving one row: persons in all, by condition, unknown by mask, and sums of words."""
    import ibis  # noqa: PLC0415

    source = _source(plan.bits, (), plan.conditions)
    flags = {f"_k{i}": source[f"_k{i}"].any() for i in range(plan.conditions)}
    flags |= {f"_u{i}": _unknown(source, spread).any() for i, spread in enumerate(plan.masks)}
    bits = {_name(piece): _bits(source, plan, piece) for piece in plan.pieces}
    if flags or bits:
        persons = source.group_by(PERSON).aggregate(**flags, **bits)
    else:
        persons = source.select(PERSON).distinct()
    named = {name: persons[name] for name in flags}
    persons = persons.select(PERSON, **named, **_words(persons, plan.pieces))
    counts = {"_persons": persons.count()} | {name: persons[name].sum() for name in flags}
    return str(ibis.to_sql(persons.aggregate(**counts, **_sums(persons, plan)), dialect="duckdb"))


@lru_cache(maxsize=64)
def wide_sql(spread: Spread, bits: int) -> str:
    """SQL giving rows (code, distinct persons) for a column with too many keys for masks."""
    import ibis  # noqa: PLC0415

    conditions = 0 if spread.kept is None else spread.kept + 1
    source = _source(((spread.column, bits),), (), conditions)
    kept = source if spread.kept is None else source.filter(source[f"_k{spread.kept}"])
    counted = kept.group_by(spread.column).aggregate(_persons=kept[PERSON].nunique())
    return str(ibis.to_sql(counted, dialect="duckdb"))


def _name(piece: Piece) -> str:
    return f"_m{piece.mask}_{piece.first}"


def _bits(source: Any, plan: PersonPlan, piece: Piece) -> Any:
    """Per person: which of a piece's codes occur, the first code highest.

    A shift to the right cannot overflow, which spares DuckDB a check per row (a fifth of the
    time of this pass at ten million rows).
    """
    import ibis  # noqa: PLC0415

    spread = plan.masks[piece.mask]
    code, nothing = source[spread.column].cast("int64"), ibis.literal(0, type="int64")
    place = code - piece.first if piece.first else code
    bit = ibis.literal(1 << (WORD - 1), type="int64") >> place
    if capacity(dict(plan.bits)[spread.column]) > WORD:
        bit = ibis.ifelse(code.between(piece.first, piece.first + WORD - 1), bit, nothing)
    if spread.kept is not None:
        bit = ibis.ifelse(source[f"_k{spread.kept}"], bit, nothing)
    return _bit_or()(bit)


def _unknown(source: Any, spread: Spread) -> Any:
    unknown = source[spread.column].isnull()
    return unknown if spread.kept is None else unknown & source[f"_k{spread.kept}"]


def _words(persons: Any, pieces: Sequence[Piece]) -> dict[str, Any]:
    """Per person: the pieces laid side by side."""
    words: dict[str, Any] = {}
    for piece in pieces:
        mask = persons[_name(piece)].fill_null(0)  # NULL where no code of the person is known
        laid = mask >> piece.offset if piece.offset else mask
        name = f"_w{piece.word}"
        words[name] = words[name] | laid if name in words else laid
    return words


def _sums(persons: Any, plan: PersonPlan) -> dict[str, Any]:
    import ibis  # noqa: PLC0415

    sums: dict[str, Any] = {}
    for word in sorted({piece.word for piece in plan.pieces}):
        for shift in range(plan.stride):
            fields = ibis.literal(pattern(shift, plan.stride), type="int64")
            sums[f"_s{word}_{shift}"] = ((persons[f"_w{word}"] >> shift) & fields).sum()
    return sums


@cache
def _bit_or() -> Any:
    import ibis  # noqa: PLC0415

    def bit_or(bits: int) -> int:  # type: ignore[empty-body]
        ...

    return ibis.udf.agg.builtin(bit_or)


def _source(bits: Sequence[tuple[str, int]], measures: Sequence[str], conditions: int) -> Any:
    """The relation the engine hands over: person (never NULL), codes, numbers, conditions."""
    import ibis  # noqa: PLC0415

    kinds = {PERSON: "int64"}
    kinds |= {name: _kind(size) for name, size in bits}
    kinds |= dict.fromkeys(measures, "int64")
    kinds |= {f"_k{i}": "boolean" for i in range(conditions)}
    return ibis.table(kinds, name=SOURCE)


def _kind(bits: int) -> str:
    if bits <= bits_of(2**8 - 2):
        return "uint8"
    return "uint16" if bits <= bits_of(2**16 - 2) else "uint32"
