"""A paper as DOCX: the rows of its tables, whatever was merged, nested or repeated in them.

Read from the document's own elements, because the words of a tracked change and of a content
control are words too. Nothing is fetched and nothing is run.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.oxml.ns import qn

from favn.policy.imports.columns import beginnings, number_of
from favn.policy.imports.prose import clean
from favn.policy.imports.shapes import Doubt, Note, Row, Said, Unreadable
from favn.policy.imports.text import OFFICE, Piece, rows_of

_LEFT = ("indsats", "indsatser", "initiativ", "initiativer", "titel", "mål og indsatser")
_OWNER = ("forvaltning", "ansvarlig", "ansvarlig forvaltning", "ejer", "udvalg")
_NUMBER = ("nr", "nr.", "nummer", "#")
_SKIPPED = {qn("w:moveFrom"), qn("w:del"), qn("w:pPr"), qn("w:rPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


MOST_COLUMNS = 60


@dataclass(slots=True)
class Cell:
    """One cell: its paragraphs, how many columns it spans, whether it goes on from above."""

    paragraphs: list[str]
    span: int = 1
    goes_on: bool = False
    nested: bool = False
    counted: int | None = None

    @property
    def text(self) -> str:
        """The whole cell in one line."""
        return " ".join(self.paragraphs)


@dataclass(slots=True)
class _Table:
    """What a table's head says its columns are."""

    left: int = 0
    right: int = 1
    number: int | None = None
    office: int | None = None
    is_headed: bool = False


@dataclass(slots=True)
class Reading:
    """What a document gives: rows, notes, and the words before the first table."""

    rows: list[Row] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)
    opening: str = ""


def read(data: bytes) -> Reading:
    """The rows of every table of initiatives; a document without one is read as lines of text."""
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises what its parts happen to raise
        raise Unreadable(_("Filen kan ikke læses som DOCX. Gem papiret igen i Word.")) from error
    try:
        return _Reader(document).read()
    except (AttributeError, ValueError, TypeError) as error:  # parts that are not what they say
        raise Unreadable(_("Filen kan ikke læses som DOCX. Gem papiret igen i Word.")) from error


class _Reader:
    """Goes through the body in order, and remembers the words since the last table."""

    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.counts = _Counts(document)
        self.since: list[str] = []
        self.office = ""
        self.tables = 0
        self.found = Reading()

    def read(self) -> Reading:
        skipped = 0
        paragraphs = []
        for block in _blocks(self.body):
            if block.tag == qn("w:p"):
                self.counts.next(block)
                self.since.append(clean(_text(block)))
                paragraphs.append(self.since[-1])
                continue
            if not self.tables:
                self.found.opening = " ".join(paragraphs)
            self.tables += 1
            skipped += not self._table(block)
        if not self.found.rows:
            self._as_lines(paragraphs)
        if skipped:
            self.found.notes.append(Said(Note.OTHER_TABLES, str(skipped)))
        if any(True for _mark in self.body.iter(qn("w:footnoteReference"))):
            self.found.notes.append(Said(Note.FOOTNOTES))
        return self.found

    def _as_lines(self, paragraphs: list[str]) -> None:
        pieces = [Piece(text, str(at)) for at, text in enumerate(paragraphs, 1) if text]
        self.found.rows, notes = rows_of(pieces, _("afsnit %s"))
        self.found.notes += notes
        self.found.opening = self.found.opening or " ".join(paragraphs[:20])

    def _table(self, table: Any) -> bool:
        """Read one table; False where it holds no initiatives."""
        rows = [_cells(row, self.counts) for row in _rows_of(table)]
        columns = max((sum(c.span for c in row) for row in rows), default=0)
        head = _head(rows[:2])
        numbered = any(_numbered(row[0]) for row in rows if row)
        if columns < 2 or not (head.is_headed or numbered):
            return False
        self.office = _office_over(self.since, self.office)
        self.since = []
        before = len(self.found.rows)
        for at, cells in enumerate(rows, 1):
            self._row(cells, columns, head, at, before)
        return True

    def _row(self, cells: list[Cell], columns: int, head: _Table, at: int, before: int) -> None:
        place = _("tabel %(table)s, række %(row)s") % {"table": self.tables, "row": at}
        if not cells or not any(cell.text for cell in cells) or _is_head(cells):
            return
        last = self.found.rows[-1] if len(self.found.rows) > before else None
        if len(cells) == 1:
            self._whole(cells[0], last, place)
            return
        grid = _spread(cells, columns)
        left, right = _at(grid, head.left), _at(grid, head.right)
        if last and (left.goes_on or not left.text):
            last.right += right.paragraphs
            last.doubts.append(Said(Doubt.MERGED))
            return
        row = Row(self.office, list(left.paragraphs), list(right.paragraphs), place)
        if head.office is not None:
            said = _at(grid, head.office)
            row.office = last.office if last and said.goes_on else said.text
        row.number = _plain_number(_at(grid, head.number)) if head.number is not None else None
        self._doubt(row, left, right)
        if last and right.goes_on:  # one status for several: each of them has it
            row.right = list(last.right)
            last.doubts.append(Said(Doubt.MERGED))
        self.found.rows.append(row)

    def _doubt(self, row: Row, left: Cell, right: Cell) -> None:
        """What the shape of the row makes doubtful."""
        first = number_of(row.left[0], in_cell=True) if row.left and row.number is None else None
        if first:
            row.number, row.left[0] = first
        elif row.number is None and left.counted is not None:
            row.number = left.counted
            row.doubts.append(Said(Doubt.COUNTED_NUMBER, str(left.counted)))
        if right.goes_on or left is right or len(beginnings(left.paragraphs)) > 1:
            row.doubts.append(Said(Doubt.MERGED))
        if left is right:
            row.left, row.right = row.left[:1], row.left[1:]
            row.doubts.append(Said(Doubt.TITLE_END))
        if left.nested or right.nested:
            row.doubts.append(Said(Doubt.NESTED))

    def _whole(self, cell: Cell, last: Row | None, place: str) -> None:
        """A row of one cell: an office's heading, an initiative in one piece, or more of one."""
        numbered = number_of(cell.text, in_cell=True)
        if numbered:
            row = Row(self.office, list(cell.paragraphs), [], place)
            self._doubt(row, cell, cell)
            self.found.rows.append(row)
        elif _is_heading(cell.text):
            self.office = cell.text
        elif last:
            last.right += cell.paragraphs
            last.doubts.append(Said(Doubt.MERGED))


class _Counts:
    """The numbers Word itself writes before a paragraph, counted as Word counts them."""

    def __init__(self, document: Any) -> None:
        self.lists: dict[str, tuple[str, int, bool]] = {}
        self.counted: dict[str, int] = {}
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {a.get(qn("w:abstractNumId")): a for a in numbering.iter(qn("w:abstractNum"))}
        for num in numbering.iter(qn("w:num")):
            of = num.find(qn("w:abstractNumId")).get(qn("w:val"))
            level = abstract[of].find(qn("w:lvl")) if of in abstract else None
            if level is not None:
                form, start = level.find(qn("w:numFmt")), level.find(qn("w:start"))
                is_decimal = form is not None and form.get(qn("w:val")) == "decimal"
                first = int(start.get(qn("w:val"))) if start is not None else 1
                self.lists[num.get(qn("w:numId"))] = of, first, is_decimal

    def next(self, paragraph: Any) -> int | None:
        """The number Word writes before this paragraph, or None."""
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if mark is None:
            return None
        level, num = mark.find(qn("w:ilvl")), mark.find(qn("w:numId"))
        known = self.lists.get(num.get(qn("w:val"))) if num is not None else None
        if known is None or not known[2] or (level is not None and level.get(qn("w:val")) != "0"):
            return None
        of, first, _decimal = known
        self.counted[of] = self.counted.get(of, first - 1) + 1
        return self.counted[of]


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also inside content controls and tracked insertions."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _blocks(child)


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table, or cells of a row, also inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")):
            yield from _inside(child, tag)


def _rows_of(table: Any) -> Iterator[Any]:
    return _inside(table, qn("w:tr"))


def _cells(row: Any, counts: _Counts) -> list[Cell]:
    return [_cell(cell, counts) for cell in _inside(row, qn("w:tc"))]


def _cell(element: Any, counts: _Counts) -> Cell:
    span = element.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    merge = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    cell = Cell([], _columns_of(span))
    cell.goes_on = merge is not None and merge.get(qn("w:val")) in (None, "continue")
    for block in _blocks(element):
        if block.tag == qn("w:tbl"):
            cell.nested = True
            cell.paragraphs += [" | ".join(_nested(row)) for row in _rows_of(block)]
            continue
        counted = counts.next(block)
        if text := clean(_text(block)):
            cell.counted = counted if not cell.paragraphs else cell.counted
            cell.paragraphs.append(text)
    return cell


def _columns_of(span: Any) -> int:
    """How many columns a cell says it spans, within what a page can hold."""
    said = span.get(qn("w:val")) if span is not None else ""
    return min(max(int(said), 1), MOST_COLUMNS) if said and said.isdecimal() else 1


def _nested(row: Any) -> list[str]:
    """The cells of a table inside a cell."""
    cells = _inside(row, qn("w:tc"))
    return [" ".join(clean(_text(p)) for p in cell.iter(qn("w:p"))).strip() for cell in cells]


def _text(element: Any) -> str:
    """The words of a paragraph as they would be printed, deletions left out."""
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
        return " "
    if element.tag == qn("w:noBreakHyphen"):
        return "-"
    if element.tag in _SKIPPED or element.tag == _FALLBACK:
        return ""
    return "".join(_text(child) for child in element)


def _head(rows: list[list[Cell]]) -> _Table:
    """What the first rows say the columns are; two columns, left and right, where they say none."""
    for cells in rows:
        if not _is_head(cells):
            continue
        named, at = {}, 0
        for cell in cells:
            named[_named(cell)] = at
            at += cell.span
        number, office = named.get("number"), named.get("office")
        left = named.get("left", 0 if number is None else number + 1)
        return _Table(left, named.get("right", left + 1), number, office, is_headed=True)
    plain = [row for row in rows if len(row) == 3 and _plain_number(row[0]) is not None]
    return _Table(1, 2, 0) if plain else _Table()


def _named(cell: Cell) -> str:
    """Which column a head's cell names."""
    said = cell.text.casefold().strip(" :")
    for name, words in (("left", _LEFT), ("office", _OWNER), ("number", _NUMBER)):
        if said in words:
            return name
    return "right" if said.startswith("status") and len(said) < 30 else said


def _is_head(cells: list[Cell]) -> bool:
    names = {_named(cell) for cell in cells}
    return "right" in names and bool(names & {"left", "number"})


def _numbered(cell: Cell) -> bool:
    return (
        cell.counted is not None
        or number_of(cell.text, in_cell=True) is not None
        or bool(_plain_number(cell))
    )


def _plain_number(cell: Cell) -> int | None:
    said = cell.text.strip().rstrip(".")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else cell.counted


def _spread(cells: list[Cell], columns: int) -> list[Cell]:
    """The row by column: a cell that spans two stands in both."""
    grid = [cell for cell in cells for _column in range(cell.span)]
    return grid + [Cell([])] * (columns - len(grid))


def _at(grid: list[Cell], column: int) -> Cell:
    return grid[column] if column < len(grid) else Cell([])


def _office_over(since: list[str], before: str) -> str:
    """The office a table stands under: the last line above it that names one."""
    said = [line for line in since if line]
    named = [line for line in said if OFFICE.fullmatch(line)]
    if named:
        return named[-1]
    if not said:
        return before
    return said[-1] if _is_heading(said[-1]) else ""


def _is_heading(text: str) -> bool:
    """Short and without a full stop, as a name is."""
    is_short = len(text.split()) < 8 and not text.endswith((".", ":", ","))
    return is_short and text[:1].isupper() and not text.startswith(("Tabel", "Bilag"))
