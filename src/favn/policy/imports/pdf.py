"""A paper as PDF: its words by where they stand on the page, in a left and a right column.

The right column begins where the word “Status” stands over it. A PDF without such a table is read
as lines of text, and one without text, as a scan has none, is refused.
"""

import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdf
from django.utils.translation import gettext as _
from pypdf.errors import PyPdfError

from favn.policy.imports.columns import beginnings, number_of
from favn.policy.imports.kinds import MOST_TEXT
from favn.policy.imports.prose import clean, joined
from favn.policy.imports.shapes import Note, Row, Said, Unreadable
from favn.policy.imports.text import HEAD, PAGE, STATUS, Piece, is_office, pieces, rows_of
from favn.policy.imports.word import Reading

MOST_PAGES = 300
_NOTE = re.compile(r"\d{1,2}\s+[A-ZÆØÅ]")


@dataclass(slots=True)
class _Chunk:
    """Some words at one place of a page; `size` is that of the letters."""

    page: int
    x: float
    y: float
    size: float
    text: str


@dataclass(slots=True)
class _Across:
    """One height of a page: what stands left and right at it. `is_wide` reaches over both."""

    page: int
    left: str
    right: str
    is_wide: bool
    turns: bool = False


def read(data: bytes) -> Reading:
    """The rows of its table, or where it has none, of its lines. Raises Unreadable."""
    pages, plain = _pages(data)
    empty = [str(n) for n, text in enumerate(plain, 1) if not text.strip()]
    if len(empty) == len(plain):
        raise Unreadable(
            _("PDF-filen er et billede uden tekst, som en scanning er. Find papiret som DOCX.")
        )
    reading = Reading(opening=clean(plain[0])[:3000])
    reading.rows = _by_place(pages)
    if not reading.rows:
        reading.rows, reading.notes = _by_lines(plain)
    if empty:
        reading.notes.append(Said(Note.PAGES_WITHOUT_TEXT, ", ".join(empty)))
    return reading


def _pages(data: bytes) -> tuple[list[list[_Chunk]], list[str]]:
    """Every page's words with their places, and as plain text. Raises Unreadable."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Unreadable(_("PDF-filen er låst. Gem den uden adgangskode, og prøv igen."))
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable(_("PDF-filen har over 300 sider. Vælg kun papiret."))
        chunks: list[list[_Chunk]] = []
        plain: list[str] = []
        for number, page in enumerate(reader.pages, 1):
            found: list[_Chunk] = []
            plain.append(page.extract_text(visitor_text=_collector(number, found)))
            chunks.append(found)
            if sum(map(len, plain)) > MOST_TEXT:
                raise Unreadable(_("PDF-filen har langt mere tekst, end et papir har."))
    except Unreadable:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
            RecursionError, AssertionError, ArithmeticError) as error:  # fmt: skip
        raise Unreadable(
            _("PDF-filen er i stykker og kan ikke læses. Gem papiret igen, og prøv igen.")
        ) from error
    return chunks, plain


def _collector(page: int, found: list[_Chunk]) -> Any:
    """What pypdf calls with every piece of text: its two matrices say where it stands."""

    def collect(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(tm[0] * cm[0]) or 1
            found.append(_Chunk(page, x, y, float(size or 10) * scale, text))

    return collect


def _by_lines(plain: list[str]) -> tuple[list[Row], list[Said]]:
    """The whole text line by line, each telling its page."""
    lines: list[Piece] = []
    for number, text in enumerate(plain, 1):
        for at, piece in enumerate(pieces(text)):
            lines.append(Piece(piece.text, str(number), turns=at == 0 and number > 1))
    return rows_of(lines, _("side %s"))


def _by_place(pages: list[list[_Chunk]]) -> list[Row]:
    """The rows of a two-column table; none where no column stands under “Status”."""
    edge = _edge([chunk for page in pages for chunk in page])
    if edge is None:
        return []
    across = [line for page in pages for line in _lines(page, edge)]
    offices, skipped = _headings(across)
    lefts = ["" if at in skipped or x.is_wide else x.left for at, x in enumerate(across)]
    begun = set(beginnings(lefts, {at + 1 for at in skipped}))
    return _rows(across, begun, offices, skipped)


def _edge(chunks: list[_Chunk]) -> float | None:
    """Where the right column begins: under the word “Status” of a table's head."""
    heads = [c for c in chunks if STATUS.fullmatch(clean(c.text))]
    beside = [
        round(head.x)
        for head in heads
        if any(HEAD.fullmatch(clean(c.text)) and c.page == head.page and abs(c.y - head.y) < 3
               and c.x < head.x for c in chunks)
    ]  # fmt: skip
    return float(Counter(beside).most_common(1)[0][0]) if beside else None


def _lines(page: list[_Chunk], edge: float) -> list[_Across]:
    """A page from top to bottom, height by height."""
    heights: list[list[_Chunk]] = []
    for chunk in sorted(page, key=lambda c: -c.y):
        if heights and abs(heights[-1][0].y - chunk.y) < 3:
            heights[-1].append(chunk)
        else:
            heights.append([chunk])
    found = [_across(sorted(height, key=lambda c: c.x), edge) for height in heights]
    kept = [line for line in found if not PAGE.fullmatch(clean(f"{line.left} {line.right}"))]
    if kept and kept[0].page > 1:
        kept[0].turns = True
    return kept


def _across(height: list[_Chunk], edge: float) -> _Across:
    left = [chunk for chunk in height if chunk.x < edge - 6]
    right = [chunk for chunk in height if chunk.x >= edge - 6]
    said = clean("".join(chunk.text for chunk in left))
    room = (edge - left[0].x) * 1.15 if left else 0
    wide = bool(left) and len(said) * left[0].size * 0.5 > room and not right
    return _Across(height[0].page, said, clean("".join(c.text for c in right)), wide)


def _rows(
    across: list[_Across], begun: set[int], offices: dict[int, str], skipped: set[int]
) -> list[Row]:
    """Each initiative from its number to the next one, over pages, without heads and headings."""
    rows: list[Row] = []
    notes: dict[int, list[str]] = {}
    office, is_note = "", False
    for at, line in enumerate(across):
        office = offices.get(at, office)
        is_note = is_note and not line.turns
        if at in begun:
            rows.append(_begun(line, office))
            continue
        if at in skipped or not rows or office != rows[-1].office:
            continue
        is_note = is_note or (line.is_wide and bool(_NOTE.match(line.left)))
        if is_note:
            notes.setdefault(len(rows) - 1, []).append(line.left)
        elif not line.is_wide:
            rows[-1].left += [line.left] if line.left else []
            rows[-1].right += [line.right] if line.right else []
    for place, said in notes.items():
        rows[place].right.append(f"• Note {joined(said)}")
    return rows


def _begun(line: _Across, office: str) -> Row:
    number, title = number_of(line.left) or (None, line.left)
    right = [line.right] if line.right else []
    return Row(office, [title], right, _("side %s") % line.page, number=number)


def _headings(across: list[_Across]) -> tuple[dict[int, str], set[int]]:
    """Line → the office that begins there, and the lines that are no initiative's."""
    offices: dict[int, str] = {}
    skipped: set[int] = set()
    for at, line in enumerate(across):
        if HEAD.fullmatch(line.left) and STATUS.fullmatch(line.right):
            skipped.add(at)
            before = across[at - 1] if at else None
            if before and not before.right and not line.turns and _is_name(before.left):
                offices[at - 1] = before.left
                skipped.add(at - 1)
        elif is_office(line.left) and not line.right:
            offices[at] = line.left
            skipped.add(at)
    return offices, skipped


def _is_name(text: str) -> bool:
    return is_office(text) or (text[:1].isupper() and not text.endswith(".") and len(text) < 60)
