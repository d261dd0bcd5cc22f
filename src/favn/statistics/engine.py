"""How many, exactly?

Answers questions from a year's store: per table one query for all events and one for all
distinct persons, however many breakdowns. Exact, so for those who may see all: what an edition
may show is decided afterwards by `disclosure`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from favn.statistics import compiling, duck
from favn.statistics.figures import MONTH, PERSON, UNKNOWN, Answer, Cell, Question
from favn.statistics.plan import (
    EventPlan,
    Kept,
    PersonPlan,
    Spread,
    Tally,
    check,
    condition,
    event_plan,
    person_plan,
    spread_of,
    tally_of,
)
from favn.statistics.store import StoredTable, StoreError, YearStore
from favn.statistics.words import counts_of

if TYPE_CHECKING:
    import duckdb

Tables = Mapping[str, StoredTable]
Parts = Mapping[int | None, int]
Counted = dict[tuple[int | None, ...], tuple[int, ...]]
ATTEMPTS = 5


def evaluate(
    questions: Sequence[Question],
    store: YearStore | Tables,
    *,
    connection: duckdb.DuckDBPyConnection | None = None,
) -> list[Answer]:
    """Answer every question exactly, in the order asked (edition: internal).

    The store holds one organisation's calendar year; it is read once, so all answers are of one
    snapshot. Tables that are missing or empty give 0 and no cells. A breakdown by month lists
    every month of the period; one by codes lists the keys that have rows in the period (for
    persons: that have persons), sorted, what has no code last under the key "".
    Raises FigureError if a stored table lacks a column a figure needs, StoreError if a file is
    lost. `connection` is DuckDB's, if not the process's own; its settings are left alone.
    """
    cursor = connection.cursor() if connection else duck.cursor()
    try:
        if not isinstance(store, YearStore):
            return _answers(questions, store, cursor)
        return _patiently(lambda: _answers(questions, store.read().tables, cursor))
    finally:
        cursor.close()


def _patiently(attempt: Callable[[], list[Answer]]) -> list[Answer]:
    """Try again when two writes have taken away the files of the state just read."""
    import duckdb  # noqa: PLC0415

    for left in reversed(range(ATTEMPTS)):
        try:
            return attempt()
        except duckdb.IOException as error:
            if not left:
                raise StoreError(
                    f"A file of the store cannot be read ({error}). Remove the year's folder and "
                    "rebuild it from the registrations."
                ) from error
    raise AssertionError("unreachable")


def _answers(
    questions: Sequence[Question], tables: Tables, cursor: duckdb.DuckDBPyConnection
) -> list[Answer]:
    answers: dict[int, Answer] = {}
    for (name, counts), places in _together(questions).items():
        asked = [questions[place] for place in places]
        found = _of_table(asked, counts, tables.get(name), cursor)
        answers.update(zip(places, found, strict=True))
    return [answers[place] for place in range(len(questions))]


def _together(questions: Sequence[Question]) -> dict[tuple[str, str], list[int]]:
    """Places of the questions by table and by what they count."""
    groups: dict[tuple[str, str], list[int]] = {}
    for place, question in enumerate(questions):
        key = question.figure.table, question.figure.counts
        groups.setdefault(key, []).append(place)
    return groups


def _of_table(
    asked: Sequence[Question],
    counts: str,
    table: StoredTable | None,
    cursor: duckdb.DuckDBPyConnection,
) -> list[Answer]:
    if table is not None:
        for question in asked:
            check(question, table)
    if table is None or not table.paths:
        return [Answer(question, 0) for question in asked]
    answer = _events if counts == "events" else _persons
    return answer(asked, table, cursor)


def _events(
    asked: Sequence[Question], table: StoredTable, cursor: duckdb.DuckDBPyConnection
) -> list[Answer]:
    plan = event_plan(asked, table)
    names = [*(name for name, _ in plan.bits), *plan.measures]
    source = _source_sql(table, names, (), persons=False)
    rows = _run(cursor, source, compiling.events_sql(plan))
    counted = _tallied(plan, rows)
    return [_event_answer(question, plan, counted, table) for question in asked]


def _tallied(plan: EventPlan, rows: Iterable[tuple[int, ...]]) -> dict[tuple[str, ...], Counted]:
    """Columns of a tally -> codes of a combination -> rows and sums."""
    places = {name: 2 + i for i, (name, _) in enumerate(plan.bits)}
    measures = 2 + len(places)
    tallies = [tally for _, members in plan.cubes for tally in members]
    counted: dict[tuple[str, ...], Counted] = {tally.columns: {} for tally in tallies}
    for row in rows:
        columns = tallies[row[0]].columns
        codes = tuple(row[places[name]] for name in columns)
        counted[columns][codes] = tuple(value or 0 for value in (row[1], *row[measures:]))
    return counted


def _event_answer(
    question: Question,
    plan: EventPlan,
    counted: Mapping[tuple[str, ...], Counted],
    table: StoredTable,
) -> Answer:
    tally = tally_of(question)
    measure = question.figure.measure
    slot = 1 + plan.measures.index(measure) if measure else 0
    by = tally.columns.index(question.by) if question.by else None
    total, parts = 0, dict[int | None, int]()
    for codes, values in _holding(question, tally, counted[tally.columns], table):
        total += values[slot]
        if by is not None:
            parts[codes[by]] = parts.get(codes[by], 0) + values[slot]
    per = question.figure.per
    whole = {code: _in_units(value, per) for code, value in parts.items()}
    return Answer(question, _in_units(total, per), _cells(question, whole, table))


def _in_units(value: int, per: int) -> int:
    """A sum in whole units, half up; each by itself, so parts may differ a little from all."""
    return (2 * value + per) // (2 * per)


def _holding(
    question: Question, tally: Tally, counted: Counted, table: StoredTable
) -> Iterable[tuple[tuple[int | None, ...], tuple[int, ...]]]:
    """The combinations of codes that the question keeps."""
    held = {name: set(_codes(table, name, keys)) for name, keys in question.figure.where}
    held |= {MONTH: set(question.period.months)}
    tests = [(i, held[name]) for i, name in enumerate(tally.columns) if name in held]
    for codes, values in counted.items():
        if all(codes[i] in kept for i, kept in tests):
            yield codes, values


def _codes(table: StoredTable, column: str, keys: Iterable[str]) -> list[int]:
    known = {key: code for code, key in enumerate(table.codes[column])}
    return [known[key] for key in keys if key in known]


def _cells(question: Question, parts: Parts, table: StoredTable) -> tuple[Cell, ...]:
    """A cell per month of the period, or per key found, in the order of the keys."""
    if question.by is None:
        return ()
    if question.by == MONTH:
        return tuple(Cell(f"{m:02d}", parts.get(m, 0)) for m in question.period.months)
    keys = table.codes[question.by]
    named = {UNKNOWN if code is None else keys[code]: value for code, value in parts.items()}
    return tuple(Cell(key, named[key]) for key in sorted(named, key=lambda k: (k == UNKNOWN, k)))


def _persons(
    asked: Sequence[Question], table: StoredTable, cursor: duckdb.DuckDBPyConnection
) -> list[Answer]:
    plan, conditions = person_plan(asked, table)
    source = _source_sql(table, [PERSON, *(n for n, _ in plan.bits)], conditions, persons=True)
    row = _run(cursor, source, compiling.persons_sql(plan))[0]
    parts = _parts(plan, row)
    for spread in plan.wide:
        rows = _run(cursor, source, compiling.wide_sql(spread, dict(plan.bits)[spread.column]))
        parts[spread] = {code: count for code, count in rows if count}
    totals: dict[Kept | None, int] = {None: row[0]}
    totals |= {kept: row[1 + i] or 0 for i, kept in enumerate(conditions)}
    places = {kept: i for i, kept in enumerate(conditions)}
    return [_person_answer(question, totals, places, parts, table) for question in asked]


def _parts(plan: PersonPlan, row: Sequence[int | None]) -> dict[Spread, Parts]:
    """Spread -> code (None is unknown) -> persons, for the codes that have any."""
    numbers = [value or 0 for value in row[1 + plan.conditions :]]
    masks = len(plan.masks)
    found = counts_of(plan.pieces, masks, plan.stride, numbers[masks:])
    return {
        spread: {code: count for code, count in [*found[i].items(), (None, numbers[i])] if count}
        for i, spread in enumerate(plan.masks)
    }


def _person_answer(
    question: Question,
    totals: Mapping[Kept | None, int],
    places: dict[Kept, int],
    parts: Mapping[Spread, Parts],
    table: StoredTable,
) -> Answer:
    total = totals[condition(question)]
    if question.by is None:
        return Answer(question, total)
    found = parts[spread_of(question, places)]
    where = dict(question.figure.where).get(question.by)
    if where is not None:
        own = set(_codes(table, question.by, where))
        found = {code: count for code, count in found.items() if code in own}
    return Answer(question, total, _cells(question, found, table))


def _source_sql(
    table: StoredTable, names: Sequence[str], conditions: Sequence[Kept], *, persons: bool
) -> str:
    """The relation the compiled SQL reads: only the columns needed, conditions as booleans."""
    needed = dict.fromkeys(names)
    for kept in conditions:
        needed |= dict.fromkeys(column for column, _ in kept.where)
        needed |= {MONTH: None} if kept.months else {}
    flags = [f"{_condition_sql(kept, table)} AS _k{i}" for i, kept in enumerate(conditions)]
    rows = table.rows_sql(list(needed) or [MONTH])
    known = f" WHERE {PERSON} IS NOT NULL" if persons else ""
    return f"SELECT {', '.join(['*', *flags])} FROM ({rows}){known}"  # noqa: S608


def _condition_sql(kept: Kept, table: StoredTable) -> str:
    """True, false or (for unknown codes) NULL, which counts as false."""
    tests = [(MONTH, list(kept.months))] if kept.months else []
    tests += [(column, _codes(table, column, keys)) for column, keys in kept.where]
    return " AND ".join(
        f'"{name}" IN ({", ".join(map(str, codes))})' if codes else "false" for name, codes in tests
    )


def _run(cursor: duckdb.DuckDBPyConnection, source: str, query: str) -> list[tuple[int, ...]]:
    """Run compiled SQL over a source that DuckDB may take apart, so that it reads what it needs."""
    whole = f"WITH {compiling.SOURCE} AS NOT MATERIALIZED ({source}) SELECT * FROM ({query})"  # noqa: S608
    return cursor.execute(whole).fetchall()
