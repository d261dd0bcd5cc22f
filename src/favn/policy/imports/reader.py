"""A whole paper from a file's name and bytes: rows become lines, and every doubt is said.

Nothing is filled in. What the paper does not say stays empty, and a line tells what is missing.
"""

import hashlib
import re
from collections import Counter

from django.utils.translation import gettext as _

from favn.policy.imports import kinds, pdf, word
from favn.policy.imports.inferred import inferred
from favn.policy.imports.prose import breaks_off, clean, joined, lacks_stop
from favn.policy.imports.shapes import Doubt, Line, Note, Paper, Row, Said, Unreadable
from favn.policy.imports.text import pieces, rows_of
from favn.policy.imports.word import Reading

MOST_LINES = 150
LONGEST_TITLE = 200
_YEAR = re.compile(r"status\D{0,160}?\b(20\d\d)\b", re.IGNORECASE)


def read_paper(name: str, data: bytes) -> Paper:
    """The paper's initiatives in its own order. Raises Unreadable, with what to do."""
    kind = kinds.kind_of(data)
    reading = _reading(kind, data)
    if not reading.rows:
        raise Unreadable(
            _("Papiret har ingen nummererede indsatser og ingen tabel med “Indsats” og “Status”.")
        )
    if len(reading.rows) > MOST_LINES:
        raise Unreadable(_("Papiret har over 150 linjer. Del det, og læs delene hver for sig."))
    for row in reading.rows:
        row.number = row.number or None  # nobody speaks of initiative 0
    found = _YEAR.search(reading.opening)
    year = int(found[1]) if found else None
    counted = Counter(row.number for row in reading.rows)
    lines = tuple(_line(row, year, counted) for row in reading.rows)
    notes = (*_named(name, kind), *reading.notes, *_missing(lines))
    return Paper(name, hashlib.sha256(data).hexdigest(), kind, lines, notes, year)


def _reading(kind: str, data: bytes) -> Reading:
    if kind == kinds.DOCX:
        return word.read(data)
    if kind == kinds.PDF:
        return pdf.read(data)
    found = pieces(kinds.decoded(data))
    rows, notes = rows_of(found, _("linje %s"))
    return Reading(rows, notes, clean(joined(piece.text for piece in found[:60])))


def _line(row: Row, year: int | None, counted: Counter[int | None]) -> Line:
    title, text = joined(row.left).replace("\n", " "), joined(row.right)
    status = inferred(text, year)
    doubts = [*row.doubts, *_of_number(row.number, counted), *_of_title(title)]
    if not row.office:
        doubts.append(Said(Doubt.NO_OFFICE))
    if not text:
        doubts.append(Said(Doubt.NO_STATUS))
    elif lost := breaks_off(text):
        doubts.append(Said(Doubt.CUT_OFF, lost))
    elif lacks_stop(text):
        doubts.append(Said(Doubt.NO_STOP, " ".join(text.split()[-5:])))
    if status.others:
        doubts.append(Said(Doubt.TWO_STATUSES, status.others))
    said = tuple(dict.fromkeys(doubts))
    return Line(row.number, row.office, title, text, row.place, status.status, status.because, said)


def _of_number(number: int | None, counted: Counter[int | None]) -> list[Said]:
    if number is None:
        return [Said(Doubt.NO_NUMBER)]
    return [Said(Doubt.NUMBER_TWICE, str(number))] if counted[number] > 1 else []


def _of_title(title: str) -> list[Said]:
    if not title:
        return [Said(Doubt.NO_TITLE)]
    said = [Said(Doubt.CUT_TITLE, lost)] if (lost := breaks_off(title)) else []
    too_long = len(title) > LONGEST_TITLE
    return [*said, Said(Doubt.LONG_TITLE, str(len(title)))] if too_long else said


def _named(name: str, kind: str) -> list[Said]:
    """A name that says another kind than the content is."""
    ending = name.rpartition(".")[2].lower()
    known = {"docx": kinds.DOCX, "pdf": kinds.PDF, "txt": kinds.TEXT, "text": kinds.TEXT}
    return [Said(Note.NAME_DIFFERS, kind.upper())] if known.get(ending, kind) != kind else []


def _missing(lines: tuple[Line, ...]) -> list[Said]:
    """What the whole lacks: every office, or numbers between the first and the last."""
    numbers = {line.number for line in lines if line.number is not None}
    span = range(min(numbers), max(numbers)) if numbers else range(0)
    gone = [str(n) for n in span if n not in numbers]
    said = [] if any(line.office for line in lines) else [Said(Note.NO_OFFICES)]
    return [*said, Said(Note.NUMBERS_MISSING, ", ".join(gone[:30]))] if gone else said
