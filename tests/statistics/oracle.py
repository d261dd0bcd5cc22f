"""The engine in plain Python: loops and sets over tuples, too slow and too simple to be wrong."""

from collections.abc import Iterable, Sequence

from favn.statistics.figures import Answer, Cell, Figure, Question
from favn.statistics.store import Column

COLUMNS = (
    Column("activity", "code"),
    Column("person", "person"),
    Column("hour", "code"),
    Column("flag", "code"),
    Column("minutes", "number"),
)
Row = tuple[object, ...]
Year = dict[int, list[Row]]


def figure(**parts) -> Figure:
    """A figure over the table of these tests."""
    texts = dict.fromkeys(("title", "definition", "unit", "base"), "")
    known = {"id": "room.figure", "table": "room.row", "dimensions": ("activity", "hour", "flag")}
    return Figure(**{**texts, **known, **parts})


def answer(question: Question, year: Year, columns: Sequence[Column] = COLUMNS) -> Answer:
    """What the engine must say."""
    rows = list(kept(question, year, columns))
    cells = ()
    if not any(year.values()):
        return Answer(question, 0)
    if question.by == "month":
        keys = [f"{month:02d}" for month in question.period.months]
    else:
        found = {row[question.by] or "" for row in rows if question.by and countable(question, row)}
        keys = sorted(found, key=lambda key: (key == "", key))
    if question.by:
        parts = {key: [r for r in rows if (r[question.by] or "") == key] for key in keys}
        cells = tuple(Cell(key, count(question, part)) for key, part in parts.items())
    return Answer(question, count(question, rows), cells)


def kept(question: Question, year: Year, columns: Sequence[Column]) -> Iterable[dict]:
    for month in question.period.months:
        for values in year.get(month, ()):
            row = {c.name: value for c, value in zip(columns, values, strict=True)}
            row["month"] = f"{month:02d}"
            if all(row[column] in keys for column, keys in question.figure.where):
                yield row


def countable(question: Question, row: dict) -> bool:
    return question.figure.counts == "events" or row["person"] is not None


def count(question: Question, rows: Sequence[dict]) -> int:
    if question.figure.counts == "persons":
        return len({row["person"] for row in rows} - {None})
    measure = question.figure.measure
    return sum((row[measure] or 0) for row in rows) if measure else len(rows)
