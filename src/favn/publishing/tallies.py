"""A table of one's own in a report: added up, and drawn. Pure.

Right under it `{{ sum }}` or `{{ sum: Indtægter i alt }}` adds its last column and says what it
left out; `{{ graf: Titel }}` draws it as bars. A line that begins with “heraf” lies inside the one
above, and one called “i alt” is a sum itself; neither is added again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from favn.kit import documents
from favn.kit.documents import Block, Span, Table

ORDER = re.compile(r"\{\{\s*(?P<verb>graf|sum)\s*(?::\s*(?P<title>[^{}]+?)\s*)?\}\}")
AMOUNT = re.compile(
    r"(?<![\d.,])"
    r"(?P<number>[-−–]?(?:\d{1,3}(?:(?:\.\d{3})+|(?:[ \u00a0\u202f]\d{3})+)|\d+)(?:,\d+)?)"
    r"(?![.,]?\d)"
    r"(?:\s*(?P<scale>mia|milliard(?:er)?|mio|mill(?:ion(?:er)?)?|t\.?\s?kr|tusinde?)\b)?",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
SCALES = (("mia", 10**9), ("milliard", 10**9), ("mi", 10**6), ("t", 1000))
INSIDE = re.compile(r"heraf\b", re.IGNORECASE)
WHOLE = re.compile(r"(?:i\s?alt|total|subtotal|sum|mellemsum)\b|.*\bi\s?alt[.:]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tally:
    """The sum of a table's last column, and the rows it is without, by reason."""

    total: Decimal
    counted: int
    inside: tuple[str, ...]
    whole: tuple[str, ...]
    unread: tuple[str, ...]


def tallied(blocks: Sequence[Block], refusals: Sequence[str] = ()) -> Iterator[Block]:
    """The blocks, with every order under a table carried out; an order alone stands as typed.

    `refusals` say of each block in a sentence why it may not be added up, or are empty.
    """
    at = 0
    while at < len(blocks):
        block, refusal, at = blocks[at], refusals[at] if refusals else "", at + 1
        orders: list[re.Match[str]] = []
        while isinstance(block, Table) and at < len(blocks) and (found := order(blocks[at])):
            orders.append(found)
            at += 1
        yield from _carried_out(block, orders, refusal)


def order(block: Block) -> re.Match[str] | None:
    """What a paragraph asks to be done with the table above it, or None."""
    if not isinstance(block, documents.Paragraph):
        return None
    match = ORDER.fullmatch(documents.plain(block.text).strip())
    return match if match and (match["verb"] == "sum" or match["title"]) else None


def _carried_out(block: Block, orders: list[re.Match[str]], refusal: str) -> Iterator[Block]:
    if not isinstance(block, Table) or not orders:
        yield block
        return
    sums = [o for o in orders if o["verb"] == "sum"]
    table = summed(block, sums[0]["title"] or "", refusal) if sums else block
    drawn = [drawing(block, o["title"]) for o in orders if o["verb"] == "graf"]
    # Bars bring the table they are drawn from, so one of two columns is not said twice.
    if sums or not drawn or len(block.header) != 2:
        yield table
    yield from drawn


def summed(table: Table, title: str, refusal: str = "") -> Table:
    """The table with its sum as the last line, and in a note what the sum is without.

    Where it may not be added up, the note says why, and there is no sum.
    """
    if refusal:
        return replace(table, notes=(*table.notes, refusal))
    tally = tally_of(table)
    words = number_format(tally.total, force_grouping=True)
    middle = [""] * (len(table.header) - 2)
    line = tuple((Span(t, strong=True),) for t in (title or _("I alt"), *middle, words))
    numbers = (*table.numbers, len(table.header) - 1)
    return replace(
        table,
        rows=(*table.rows, line) if len(table.header) > 1 else table.rows,
        numbers=tuple(dict.fromkeys(numbers)),
        notes=(*table.notes, *_notes(tally)),
    )


def _notes(tally: Tally) -> list[str]:
    notes = []
    if tally.inside:
        said = _("Ikke lagt til igen, fordi det ligger inden i linjen over: %(rows)s.")
        notes.append(said % {"rows": ", ".join(tally.inside)})
    if tally.whole:
        said = _("Ikke lagt til, fordi linjen selv er en sum: %(rows)s.")
        notes.append(said % {"rows": ", ".join(tally.whole)})
    if tally.unread:
        said = _("Ikke med i summen, fordi der ikke står et beløb: %(rows)s.")
        notes.append(said % {"rows": ", ".join(tally.unread)})
    return notes


def tally_of(table: Table) -> Tally:
    """The sum of the last column; percent and words are not amounts."""
    inside: list[str] = []
    whole: list[str] = []
    unread: list[str] = []
    read: list[Decimal] = []
    for row in table.rows:
        label, words = documents.plain(row[0]), documents.plain(row[-1])
        found = None if "%" in words else amount(words)
        if INSIDE.match(label):
            inside.append(label)
        elif WHOLE.match(label):
            whole.append(label)
        elif found is None:
            unread.append(label or "–")
        else:
            read.append(found)
    return Tally(sum(read, Decimal(0)), len(read), tuple(inside), tuple(whole), tuple(unread))


def drawing(table: Table, title: str) -> documents.Chart:
    """Bars of a table, from its first and its last column."""
    rows = [(documents.plain(row[0]), documents.plain(row[-1])) for row in table.rows]
    bars = tuple(documents.Bar(label, _length(words), words) for label, words in rows)
    return documents.Chart(title, bars, (table.header[0], table.header[-1]))


def _length(words: str) -> float | None:
    found = amount(words)
    return None if found is None else float(found)


def amount(words: str) -> Decimal | None:
    """The number in “1.250.000 kr.” or “7,3 mio.”, written the Danish way.

    None without one, and where more than one could be meant: “12.5 mio.”, “3 af 15”.
    """
    match = AMOUNT.search(words)
    if match is None or DIGIT.search(words[: match.start()] + words[match.end() :]):
        return None
    number = re.sub(r"[.\s]", "", match["number"]).replace(",", ".")
    sign = -1 if number[0] in "-−–" else 1
    scale = (match["scale"] or "").lower()
    times = next((times for begins, times in SCALES if scale.startswith(begins)), 1)
    found = sign * Decimal(number.lstrip("-−–")) * times
    return found.to_integral() if found == found.to_integral() else found.normalize()
