"""From the bytes of a table to numbers and days: as spreadsheets and offices write them.

UTF-8 with or without a mark, UTF-16 with one ("Unicode text"), else Windows-1252 (which holds
Latin-1's letters); cells split by semicolon, comma or tab, or as a first line `sep=;` says;
decimal comma or point; dashes and dots for what is missing. What can be read two ways is refused,
with its line.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from favn.statistics.reasons import Reason, Refused

T = TypeVar("T")
MISSING = {"", "-", "–", "—", "−", "..", ".", "…", "...", "na", "n/a"}
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods, and the old .xls, begin."""
_NUMBER = re.compile(r"[+-]?(\d+|[1-9]\d{0,2}(?:[ .]\d{3})+)(?:,(\d+))?")
_POINT = re.compile(r"[+-]?(\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?")
_EITHER_WAY = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_ISO = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?")
_DANISH = re.compile(r"(?P<d>\d{1,2})[-./](?P<m>\d{1,2})[-./](?P<y>\d{4})")


@dataclass(frozen=True, slots=True)
class Number:
    """A value as printed, with how many decimals it was printed with."""

    value: float
    decimals: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line with its number in the file, and its cells by column."""

    line: int
    cells: Mapping[str, str]
    has_points: bool = False
    """Commas part the cells, so a point can only begin the decimals."""

    def text(self, column: str) -> str:
        """The cell without blanks around it; empty where the file has no such column."""
        return self.cells.get(column, "")

    def number(self, column: str) -> Number | None:
        """The cell's number; None where it is missing. Raises Refused with the line."""
        return _at(self.line, lambda text: number(text, self.has_points), self.text(column))

    def day(self, column: str) -> date:
        """The cell's day. Raises Refused with the line."""
        return _at(self.line, day, self.text(column))


@dataclass(frozen=True, slots=True)
class Table:
    """The lines that hold anything, the columns that were known, and the names that were not."""

    rows: tuple[Row, ...]
    columns: frozenset[str]
    ignored: tuple[str, ...]


def read_table(
    raw: bytes, columns: Mapping[str, Sequence[str]], only: tuple[str, str] | None = None
) -> Table:
    """The table. `columns` maps each column to the names it may have, best first.

    Other columns are ignored; `only` keeps the lines where a column of the file, by its own name,
    holds a text. Raises Refused where the bytes are no table or a name stands there twice.
    """
    text = _decoded(raw)
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        if _names_its_separator(text):
            next(reader, None)
        header = [cell.strip() for cell in next(reader, [])]
        names = _columns(header, columns)
        keep = _keeping(header, only)
        rows = list(_rows(reader, names, keep, separator == ","))
    except csv.Error as error:
        raise Refused(
            Reason.UNREADABLE, f"line {reader.line_num}: a quotation mark is not closed."
        ) from error
    known = frozenset(name for name in names if name)
    if not known or not rows:
        raise Refused(
            Reason.COLUMNS,
            "No line to read: write the columns' names in line 1, and values below.",
        )
    ignored = [cell for cell, name in zip(header, names, strict=True) if cell and not name]
    return Table(tuple(rows), known, tuple(ignored))


def _decoded(raw: bytes) -> str:
    if raw.startswith(SPREADSHEETS):
        raise Refused(Reason.UNREADABLE, "This is a spreadsheet: save it as CSV.")
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return unicodedata.normalize("NFC", text)
    raise Refused(Reason.UNREADABLE, "The file is no text: save it as CSV in UTF-8.")


def _separator(text: str) -> str:
    """What the first line says or has most of; semicolon where it has none."""
    if _names_its_separator(text):
        return text[4]
    return max(";,\t", key=text.split("\n", 1)[0].count)


def _names_its_separator(text: str) -> bool:
    """Spreadsheets may say it in a line of its own before the columns' names."""
    return text[:4].casefold() == "sep=" and text[4:5] in (";", ",", "\t")


def _columns(header: Sequence[str], columns: Mapping[str, Sequence[str]]) -> list[str]:
    """The header's cells as columns; empty for those that are not known, or less well named."""
    asked = [cell.casefold() for cell in header]
    twice = {cell for cell in asked if cell and asked.count(cell) > 1}
    if twice:
        raise Refused(Reason.COLUMNS, f"The column {min(twice)} stands there twice: delete one.")
    found = [""] * len(asked)
    for column, names in columns.items():
        best = next((name.casefold() for name in names if name.casefold() in asked), None)
        if best is not None:
            found[asked.index(best)] = column
    return found


def _keeping(
    header: Sequence[str], only: tuple[str, str] | None
) -> Callable[[Sequence[str]], bool]:
    """Whether a line's cells are asked for."""
    if only is None:
        return lambda cells: any(cell.strip() for cell in cells)
    name, wanted = only
    if name not in header:
        known = ", ".join(header)
        raise Refused(Reason.COLUMNS, f"There is no column {name} to choose by. Columns: {known}.")
    place = header.index(name)
    return lambda cells: len(cells) > place and cells[place].strip() == wanted


def _rows(
    reader: Any, names: Sequence[str], keep: Callable[[Sequence[str]], bool], has_points: bool
) -> Iterator[Row]:
    """Quoted cells may run over lines; a row has the number of the line it begins on."""
    before = reader.line_num
    for cells in reader:
        line, before = before + 1, reader.line_num
        _must_fit(cells, names, line, has_points)
        if keep(cells):
            known = {n: c.strip() for n, c in zip(names, cells, strict=False) if n}
            yield Row(line, known, has_points)


def _must_fit(cells: Sequence[str], names: Sequence[str], line: int, has_commas: bool) -> None:
    """Refuse a line with something past the last column: its values stand in the wrong ones."""
    if not any(cell.strip() for cell in cells[len(names) :]):
        return
    way = " or part the cells by semicolons" if has_commas else ""
    raise Refused(
        Reason.COLUMNS,
        f"line {line}: {len(cells)} cells, and line 1 names {len(names)} columns. Put quotation"
        f" marks around a cell that holds the separator{way}.",
    )


def _at(line: int, read: Callable[[str], T], text: str) -> T:
    """What is read of a cell; a refusal says the line."""
    try:
        return read(text)
    except Refused as refused:
        raise Refused(refused.reason, f"line {line}: {refused}") from refused


def number(text: str, has_points: bool = False) -> Number | None:
    """A number with decimal comma or point, thousands apart, a percent sign; None for a dash.

    Raises Refused where it is none, or where a point or comma before three digits could mean
    thousands as well as decimals; `has_points` says that points are decimal.
    """
    plain = re.sub(r"[\s\u00a0\u202f]+", " ", text.replace("−", "-")).strip().removesuffix("%")
    plain = plain.strip()
    if plain.casefold() in MISSING:
        return None
    if _EITHER_WAY.fullmatch(plain) and not (has_points and "." in plain):
        whole = re.sub(r"[.,]", "", plain)
        raise Refused(
            Reason.NOT_A_NUMBER,
            f"“{text}” can be read two ways: write {whole} without a sign between, or with"
            " another number of decimals.",
        )
    shapes = ((_NUMBER, "."), (_POINT, ","))
    for shape, thousands in reversed(shapes) if has_points else shapes:
        if found := shape.fullmatch(plain):
            decimals = found[2] or ""
            digits = plain.replace(" ", "").replace(thousands, "").replace(",", ".")
            return Number(float(digits), len(decimals))
    raise Refused(Reason.NOT_A_NUMBER, f"“{text}” is not a number: write it as 12,5 or 12.5.")


def day(text: str) -> date:
    """2011, 2011-02, 2011-02-28 or 28-02-2011; a year or month alone is its first day.

    Raises Refused, also for dates in words.
    """
    found = _ISO.fullmatch(text) or _DANISH.fullmatch(text)
    try:
        if found:
            return date(int(found["y"]), int(found["m"] or 1), int(found["d"] or 1))
    except ValueError:
        pass
    raise Refused(Reason.NOT_A_DATE, f"“{text}” is not a date: write 2011-02-28, 2011-02 or 2011.")
