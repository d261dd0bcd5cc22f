"""A paper as lines of text: copied out of a PDF, or written as plain text.

Offices are the lines over “Indsats(er) Status”, or alone on a line just before a number. Columns
kept by tabs or spaces are read as columns; where they are lost, `columns` finds where titles end.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from favn.policy.imports.columns import GAP, beginnings, border, number_of
from favn.policy.imports.prose import breaks_off, clean, joined
from favn.policy.imports.shapes import Doubt, Note, Row, Said

HEAD = re.compile(
    r"(?:nr\.?\s+)?(?:indsats|indsatser|initiativ|initiativer)(?:\s+status)?", re.IGNORECASE
)
STATUS = re.compile(r"status(?:\s+\d{4})?", re.IGNORECASE)
OFFICE = re.compile(
    r"[A-ZÆØÅ][\w&,. -]*(?:forvaltningen?|udvalget?|afdelingen?|cent(?:e?r)et|staben|magistraten"
    r"|sekretariatet|direktionen)"
)
PAGE = re.compile(r"(?:side\s+)?\d{1,3}(?:\s*(?:af|/)\s*\d{1,3})?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(\d{1,2})\s+[A-ZÆØÅ]\w+\s")


@dataclass(slots=True)
class Piece:
    """One line that says something: its words as set, where it stands, whether a page begins."""

    text: str
    place: str
    turns: bool = False


@dataclass(slots=True)
class _Item:
    office: str
    pieces: list[Piece] = field(default_factory=list)


def pieces(text: str) -> list[Piece]:
    """The lines of a file; a page begins at a form feed, or where it left a single space."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f").split("\n")
    spaced = sum(bool(re.match(r" \S", line)) for line in raw)
    said = sum(bool(line.strip()) for line in raw)
    marks = 0 < spaced * 10 < said
    found, turns = [], False
    for at, line in enumerate(raw, 1):
        turns = turns or line.startswith("\f") or bool(marks and re.match(r" \S", line))
        if not line.strip():
            continue
        found.append(Piece(line.strip("\f").rstrip(), str(at), turns))
        turns = False
    return _without_running_heads(found)


def _without_running_heads(found: list[Piece]) -> list[Piece]:
    """Page numbers, and what stands again at the head of most pages, belong to no initiative."""
    heads = Counter(clean(piece.text) for piece in found if piece.turns)
    pages = sum(heads.values())
    kept, turns = [], False
    for piece in found:
        said = clean(piece.text)
        turns = turns or piece.turns
        repeated = piece.turns and pages > 3 and heads[said] > pages / 2
        if (PAGE.fullmatch(said) and said != "1") or repeated:
            continue
        kept.append(replace(piece, turns=turns))
        turns = False
    return kept


def rows_of(lines: list[Piece], place: str) -> tuple[list[Row], list[Said]]:
    """The paper's initiatives with their office, and what must be said of the whole.

    `place` is a word with %s for where a line stands, as “linje %s”.
    """
    items = _items(lines)
    firsts = [len(item.pieces[0].text.strip()) for item in items if len(item.pieces) > 1]
    width = max(firsts, default=0)
    rows = [_row(item, width, place) for item in items]
    kept = any(GAP.match(piece.text.strip()) for item in items for piece in item.pieces[:1])
    return rows, [] if kept or not rows else [Said(Note.LINES_ONLY)]


def _items(lines: list[Piece]) -> list[_Item]:
    """Each initiative's own lines, headings taken out and kept as its office."""
    office_at, skipped = _headings(lines)
    body = [at for at in range(len(lines)) if at not in skipped]
    heads = {n for n, at in enumerate(body) if at - 1 in skipped}
    begun = {body[n] for n in beginnings([lines[at].text for at in body], heads)}
    items: list[_Item] = []
    office, is_open = "", False
    for at, piece in enumerate(lines):
        if at in office_at:
            office, is_open = office_at[at], False
        if at in skipped:
            continue
        if at in begun:
            items.append(_Item(office))
            is_open = True
        if is_open:
            items[-1].pieces.append(piece)
    return items


def _headings(lines: list[Piece]) -> tuple[dict[int, str], set[int]]:
    """Line → the office that begins there, and the lines that are only headings."""
    offices: dict[int, str] = {}
    skipped: set[int] = set()
    for at, piece in enumerate(lines):
        head = _head_at(lines, at)
        if head:
            skipped |= set(range(at, at + head))
            before = _office_before(lines, at, skipped)
        elif at + 1 < len(lines) and number_of(lines[at + 1].text) and is_office(piece.text):
            before = at
        else:
            continue
        if before is not None:
            offices[before] = joined(line.text for line in lines[before : max(at, before + 1)])
            skipped |= set(range(before, max(at, before + 1)))
    return offices, skipped


def _head_at(lines: list[Piece], at: int) -> int:
    """How many lines the table's head takes here; 0 where there is none."""
    said = clean(lines[at].text.replace("|", " "))
    if not HEAD.fullmatch(said):
        return 0
    if said.casefold().endswith("status"):
        return 1
    following = clean(lines[at + 1].text) if at + 1 < len(lines) else ""
    return 2 if STATUS.fullmatch(following) else 0


def _office_before(lines: list[Piece], at: int, skipped: set[int]) -> int | None:
    """The line the office's name begins on; None where a page only repeats the table's head."""
    if at == 0 or at - 1 in skipped:
        return None
    said = clean(lines[at - 1].text)
    if is_office(said):
        return at - 2 if at > 1 and _is_divided(lines[at - 2].text, said) else at - 1
    is_name = said[:1].isupper() and not said.endswith((".", ",", "-")) and len(said.split()) < 8
    return at - 1 if is_name and not lines[at].turns and len(said) < 60 else None


def is_office(text: str) -> bool:
    """Whether a line is the name of an office and nothing else."""
    said = clean(text)
    return bool(OFFICE.fullmatch(said)) and len(said.split()) < 8


def _is_divided(before: str, said: str) -> bool:
    return before.rstrip().endswith("-") and said[:1].islower()


def _row(item: _Item, width: int, place: str) -> Row:
    lines, notes = _footnotes(item.pieces)
    number, first = number_of(lines[0].text) or (None, lines[0].text)
    said = [replace(lines[0], text=first), *lines[1:]]
    row = Row(item.office, [], [], place % lines[0].place, number=number)
    if any(GAP.match(piece.text.rstrip()) for piece in lines):
        _by_gap(row, lines, number)
    else:
        _by_border(row, said, lines, width)
    row.right += notes
    return row


def _by_gap(row: Row, lines: list[Piece], number: int | None) -> None:
    """Columns that spaces or tabs kept apart."""
    for piece in lines:
        text = piece.text.rstrip()
        match = GAP.match(text)
        left, right = (match["left"] or "", match["right"]) if match else (text, "")
        row.left.append(left)
        row.right.append(right)
    if number is not None:
        found = number_of(row.left[0])
        row.left[0] = found[1] if found else row.left[0]


def _by_border(row: Row, said: list[Piece], lines: list[Piece], width: int) -> None:
    """Columns that are lost: the title ends where the typesetting shows it."""
    texts = [piece.text.strip() for piece in said]
    found = border([lines[0].text.strip(), *texts[1:]], width)
    turned = next((at for at, piece in enumerate(lines) if at and piece.turns), None)
    if len(texts) == 1:
        row.left = texts
        return
    row.left, row.right = texts[: found.lines], texts[found.lines :]
    if turned is not None and (not found.lines or breaks_off(joined(row.left))):
        row.doubts.append(Said(Doubt.CROSSES_PAGE))
    elif not found.lines or found.others:
        row.doubts.append(Said(Doubt.TITLE_END))


def _footnotes(lines: list[Piece]) -> tuple[list[Piece], list[str]]:
    """The item without the notes at a page's foot, and the notes.

    A note is known by its mark, which stands on a word of the text before it.
    """
    kept: list[Piece] = []
    notes: list[list[str]] = []
    is_note = False
    for piece in lines:
        match = _FOOTNOTE.match(piece.text.strip())
        marked = match and any(_marks(line.text, match[1]) for line in kept)
        if piece.turns:
            is_note = False
        if marked:
            notes.append([])
            is_note = True
        if is_note:
            notes[-1].append(piece.text.strip())
        else:
            kept.append(piece)
    return kept, [f"• Note {joined(note)}" for note in notes]


def _marks(text: str, mark: str) -> bool:
    return bool(re.search(rf"[a-zæøå.,]{mark}(?:\W|$)", text))
