"""What do one month's rows say, as codes and as a digest?

Codes are small integers in order of first appearance. The digest is of the keys, not of the
codes or the order of the rows, so that equal content has an equal digest.
"""

from __future__ import annotations

import hashlib
import json
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from favn.statistics.manifest import Column, StoreError

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Encoded:
    """CSV lines of integers, month first; the codes they use; a digest of what they say."""

    lines: list[str]
    codes: dict[str, tuple[str, ...]]
    digest: str


def encode(
    table: str,
    month: int,
    columns: Sequence[Column],
    known: Mapping[str, Sequence[str]],
    rows: Iterable[Sequence[Value]],
) -> Encoded:
    """Turn rows of keys, persons and numbers into coded lines.

    `known` holds the codes already in use; new keys are added after them. An empty key is the
    same as None: unknown. Raises StoreError naming the table, row and column of a bad value.
    """
    books = {column.name: _book(known.get(column.name, ())) for column in columns if _coded(column)}
    writers = [_writer(column, books) for column in columns]
    lines, said = [], []
    for number, row in enumerate(rows, 1):
        if len(row) != len(columns):
            raise StoreError(f"{table}, row {number}: {len(row)} values, {len(columns)} columns.")
        try:
            values = [write(value) for write, value in zip(writers, row, strict=True)]
        except StoreError as error:
            raise StoreError(f"{table}, month {month}, row {number}: {error}") from None
        lines.append(f"{month},{','.join(values)}\n")
        said.append(json.dumps([value or None if value == "" else value for value in row]))
    said.sort()
    digest = hashlib.sha256("\n".join(said).encode()).hexdigest() if said else ""
    return Encoded(lines, {name: tuple(book) for name, book in books.items()}, digest)


def _coded(column: Column) -> bool:
    return column.kind == "code"


def _book(keys: Sequence[str]) -> dict[str, str]:
    return {key: str(code) for code, key in enumerate(keys)}


def _writer(column: Column, books: Mapping[str, dict[str, str]]) -> Callable[[Value], str]:
    if _coded(column):
        return _code_writer(column.name, books[column.name])
    return _integer_writer(column.name)


def _code_writer(name: str, book: dict[str, str]) -> Callable[[Value], str]:
    def write(value: Value) -> str:
        if value is None or value == "":
            return ""
        code = book.get(value) if isinstance(value, str) else None
        if code is None:
            if not isinstance(value, str):
                raise StoreError(f"{name} must be a text key or None, not {value!r}.")
            code = book[value] = str(len(book))
        return code

    return write


def _integer_writer(name: str) -> Callable[[Value], str]:
    def write(value: Value) -> str:
        if value is None:
            return ""
        if isinstance(value, (bool, str)):
            raise StoreError(f"{name} must be a whole number or None, not {value!r}.")
        try:
            number = operator.index(value)
        except TypeError:
            raise StoreError(f"{name} must be a whole number or None, not {value!r}.") from None
        if not -(2**63) <= number < 2**63:
            raise StoreError(f"{name} must fit in 64 bits; {value} does not.")
        return str(number)

    return write
