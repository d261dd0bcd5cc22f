"""From two tables and a file of rules to a question: who is there, what they say, what is agreed.

Tables are read as `table_reading` reads them. A cell may hold several things, parted by comma,
semicolon, bar or line; capital letters and blanks make no difference between two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from favn.statistics.matching import Facts, Giver, MatchingError, Question, Seeker
from favn.statistics.matching_rules import Book
from favn.statistics.reasons import Refused
from favn.statistics.table_reading import MISSING, Row, read_table

_PARTS = re.compile(r"[,;|\n]")
_OPTIONAL = ("since", "wishes", "forbidden")


@dataclass(frozen=True, slots=True)
class Read:
    """The question of two files, and what in them was passed over."""

    question: Question
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file's name and its bytes."""

    name: str
    raw: bytes


@dataclass(slots=True)
class _People:
    """The rows of one file by the person's id."""

    file: str
    rows: dict[str, Row]
    facts: dict[str, Facts]
    notes: list[str] = field(default_factory=list)


def question_of(people: File, others: File, book: Book) -> Read:
    """Both tables under the rules. Raises MatchingError with file and line."""
    own = book.columns
    left = _people(people, {**_own(own, "locked"), **_of_facts(book, 0)}, book)
    right = _people(others, {**_own(own, "capacity"), **_of_facts(book, 1)}, book)
    locked, forbidden = _locked(left, right), _forbidden(left, right)
    seekers = [
        Seeker(name, left.facts[name], _since(left, row), _names(left, row, "wishes", right))
        for name, row in left.rows.items()
    ]
    givers = [
        Giver(name, right.facts[name], _capacity(right, row), _since(right, row),
              _names(right, row, "wishes", left))
        for name, row in right.rows.items()
    ]  # fmt: skip
    _check_both(left, right, locked & forbidden)
    _check_room(left, locked, {giver.id: giver.capacity for giver in givers})
    question = Question.under(book.weights, seekers, givers, locked=locked, forbidden=forbidden)
    return Read(question, (*left.notes, *right.notes))


def _own(columns: Mapping[str, tuple[str, ...]], more: str) -> dict[str, tuple[str, ...]]:
    return {name: columns[name] for name in ("id", *_OPTIONAL, more)}


def _of_facts(book: Book, side: int) -> dict[str, tuple[str, ...]]:
    """The columns of facts, apart from a person's own columns by a mark before the name."""
    return {f"={fact}": (columns[side],) for fact, columns in book.facts.items()}


def _people(file: File, columns: dict[str, tuple[str, ...]], book: Book) -> _People:
    """The people of one file. Raises MatchingError."""
    _asked_once(file.name, columns)
    try:
        table = read_table(file.raw, columns)
    except Refused as refused:
        raise MatchingError(f"{file.name}: {refused}") from refused
    for column, names in columns.items():
        needed = column == "id" or column.startswith("=")
        if needed and column not in table.columns:
            raise MatchingError(_no_column(file.name, names, table.ignored, column == "id"))
    rows: dict[str, Row] = {}
    for row in table.rows:
        name = row.text("id")
        if not name:
            raise MatchingError(f"{file.name}, line {row.line}: the id is empty.")
        if name in rows:
            raise MatchingError(
                f"{file.name}, line {row.line}: “{name}” stands there already,"
                f" in line {rows[name].line}."
            )
        rows[name] = row
    facts: dict[str, Facts] = {
        name: {fact: things(row.text(f"={fact}")) for fact in book.facts}
        for name, row in rows.items()
    }
    found = _People(file.name, rows, facts)
    if table.ignored:
        found.notes.append(f"{file.name}: columns not used: {', '.join(table.ignored)}.")
    return found


def _asked_once(file: str, columns: Mapping[str, tuple[str, ...]]) -> None:
    """Raises MatchingError where two things would be read from one column."""
    asked = [name.casefold() for names in columns.values() for name in names]
    if twice := [name for name in asked if asked.count(name) > 1]:
        raise MatchingError(
            f"{file}: the column “{twice[0]}” would be read as two things. Give one of them"
            " another column in [facts] or [columns] of the rules."
        )


def _no_column(file: str, names: Iterable[str], there: Iterable[str], is_id: bool) -> str:
    """The sentence on a column that is missing, with those that could be meant."""
    called = " or ".join(f"“{name}”" for name in names)
    others = ", ".join(there) or "none"
    table = "[columns]" if is_id else "[facts]"
    return (
        f"{file} has no column {called}. Other columns of the file: {others}."
        f" Say in {table} of the rules what it is called."
    )


def things(cell: str) -> frozenset[str]:
    """What a cell says, one or several things; nothing where it is empty or a dash."""
    parts = (" ".join(part.split()).casefold() for part in _PARTS.split(cell))
    return frozenset(part for part in parts if part not in MISSING)


def _listed(cell: str) -> list[str]:
    """The ids of a cell, in order."""
    parts = (part.strip() for part in _PARTS.split(cell))
    return [part for part in parts if part not in MISSING]


def _since(people: _People, row: Row) -> date | None:
    if row.text("since").casefold() in MISSING:
        return None
    try:
        return row.day("since")
    except Refused as refused:
        raise MatchingError(f"{people.file}, {refused}") from refused


def _capacity(people: _People, row: Row) -> int:
    """How many somebody can take: 1 where nothing is said."""
    text = row.text("capacity")
    if text.casefold() in MISSING:
        return 1
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise MatchingError(
            f"{people.file}, line {row.line}: places are a whole number, 0 or more, not “{text}”."
        )
    return int(text)


def _names(people: _People, row: Row, column: str, others: _People) -> tuple[str, ...]:
    """The ids in a cell that the other file knows; the rest become a note."""
    found = []
    for name in dict.fromkeys(_listed(row.text(column))):
        if name in others.rows:
            found.append(name)
        else:
            people.notes.append(
                f"{people.file}, line {row.line}: “{name}” is not in {others.file}"
                " and was passed over."
            )
    return tuple(found)


def _locked(people: _People, others: _People) -> frozenset[tuple[str, str]]:
    """The pairs that are agreed already. Raises MatchingError where one is not there."""
    found = set()
    for name, row in people.rows.items():
        givers = _listed(row.text("locked"))
        if len(givers) > 1:
            raise MatchingError(
                f"{people.file}, line {row.line}: “{name}” is locked to more than one."
            )
        if givers and givers[0] not in others.rows:
            raise MatchingError(
                f"{people.file}, line {row.line}: “{name}” is locked to “{givers[0]}”,"
                f" who is not in {others.file}."
            )
        found |= {(name, giver) for giver in givers}
    return frozenset(found)


def _forbidden(people: _People, others: _People) -> frozenset[tuple[str, str]]:
    """The pairs that one of the two files rules out."""
    found = {(name, other) for name, row in people.rows.items()
             for other in _names(people, row, "forbidden", others)}  # fmt: skip
    found |= {(name, other) for other, row in others.rows.items()
              for name in _names(others, row, "forbidden", people)}  # fmt: skip
    return frozenset(found)


def _check_both(people: _People, others: _People, both: frozenset[tuple[str, str]]) -> None:
    if both:
        seeker, giver = min(both, key=lambda pair: people.rows[pair[0]].line)
        raise MatchingError(
            f"{people.file}, line {people.rows[seeker].line}: “{seeker}” is locked to “{giver}”,"
            f" and the two are forbidden here or in {others.file}. Take one of them out."
        )


def _check_room(
    people: _People, locked: frozenset[tuple[str, str]], places: Mapping[str, int]
) -> None:
    """No more may be locked to somebody than they can take."""
    of: dict[str, list[str]] = {}
    for seeker, giver in sorted(locked, key=lambda pair: people.rows[pair[0]].line):
        of.setdefault(giver, []).append(seeker)
    for giver, seekers in of.items():
        if (room := places[giver]) < len(seekers):
            raise MatchingError(_too_many(people, seekers, giver, room))


def _too_many(people: _People, seekers: list[str], giver: str, room: int) -> str:
    lines = _and([str(people.rows[name].line) for name in seekers])
    names = _and([f"“{name}”" for name in seekers])
    line, are = ("lines", "are") if seekers[1:] else ("line", "is")
    many = f"{room} place" if room == 1 else f"{room} places"
    return f"{people.file}, {line} {lines}: {names} {are} locked to “{giver}”, who has {many}."


def _and(words: list[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1]) if words[1:] else words)
