"""A file from a payment provider as lines with day, amount, name and message, and faults by line.

Columns are known by their headings, in Danish or English, in any order; rows above the headings
and sums below are left alone.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from favn.associations.imports.cells import Unclear, day, money
from favn.associations.rules.payments import Line
from favn.kit.files import JSON, Rows, Unreadable, kind_of, rows_of

HEADINGS = {
    "on": ("dato", "bogført", "bogføringsdato", "betalingsdato", "betalt", "date", "payment date"),
    "amount": ("beløb", "indbetalt", "beløb dkk", "beløb (dkk)", "amount", "amount dkk"),
    "payer": ("navn", "afsender", "betaler", "indbetaler", "kunde", "name", "sender", "payer"),
    "message": ("besked", "kommentar", "tekst", "reference", "meddelelse", "message", "comment"),
    "sender": ("mail", "e-mail", "email", "telefon", "mobilnummer", "phone", "mobile"),
    "currency": ("valuta", "currency"),
    "key": ("transaktions-id", "transaktionsid", "transaktion", "betalings-id", "transaction id"),
}
NEEDED = ("on", "amount")
DEEPEST = 20
MOST_LINES = 4000


@dataclass(slots=True)
class Read:
    """A whole file. `faults` are (line, sentence)."""

    lines: list[Line] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(data: bytes, *, today: date, currency: str = "DKK") -> Read:
    """Every line or its fault. Raises Unreadable where the file as a whole is no list of payments.

    `currency` is what an amount is in where the file does not say.
    """
    if kind_of(data) == JSON:
        raise Unreadable(_("Filen er ikke en liste over betalinger. Hent den som CSV eller XLSX."))
    _kind, rows, notes = rows_of(data)
    at, places = _headings(rows)
    found = Read(notes=notes)
    if len(rows) - at > MOST_LINES:
        raise Unreadable(_("Filen har over 4.000 linjer. Hent et kortere tidsrum."))
    again: Counter[str] = Counter()
    for line, row in rows[at + 1 :]:
        cells = {name: _cell(row, place) for name, place in places.items()}
        if _is_payment(cells):
            _take(found, line, cells, today, currency, again)
    if not found.lines and not found.faults:
        raise Unreadable(_("Filen har overskrifter, men ingen betalinger."))
    return found


def _headings(rows: Rows) -> tuple[int, dict[str, int]]:
    """The place of the row of headings, and column by meaning. Raises Unreadable."""
    best: tuple[int, dict[str, int]] = (0, {})
    for at, (_line, row) in enumerate(rows[:DEEPEST]):
        names = [" ".join(str(cell or "").split()).casefold().strip(":") for cell in row]
        places = {k: p for k, known in HEADINGS.items() if (p := _place(names, known)) is not None}
        if len(places) > len(best[1]):
            best = (at, places)
    missing = [name for name in NEEDED if name not in best[1]]
    if missing or not {"payer", "message"} & best[1].keys():
        raise Unreadable(
            _(
                "Filen mangler en kolonne. Der skal være en dato, et beløb og en besked eller et"
                " navn, med overskrifter over."
            )
        )
    return best


def _place(names: list[str], known: tuple[str, ...]) -> int | None:
    """The first column with one of the headings, the more telling heading first."""
    return next((names.index(name) for name in known if name in names), None)


def _cell(row: list[Any], place: int) -> Any:
    value = row[place] if place < len(row) else None
    return value.strip() if isinstance(value, str) else value


def _is_payment(cells: dict[str, Any]) -> bool:
    """A row with a day or somebody's name; a sum below the list has an amount alone."""
    told = {name for name, value in cells.items() if value not in (None, "")}
    return "on" in told or ("amount" in told and bool(told & {"payer", "message", "key"}))


def _take(
    found: Read, line: int, cells: dict[str, Any], today: date, currency: str, again: Counter[str]
) -> None:
    try:
        on, amount = day(cells["on"] or "", today), money(cells["amount"] or "")
    except Unclear as unclear:
        found.faults.append((line, str(unclear)))
        return
    told = {name: _text(cells.get(name)) for name in ("payer", "message", "sender")}
    in_words = _text(cells.get("currency"))[:3].upper() or currency
    key = _text(cells.get("key")) or "|".join((str(on), str(amount), *told.values()))
    again[key] += 1
    is_numbered = bool(_text(cells.get("key")))
    mark = _mark(key if is_numbered else f"{key}|{again[key]}")
    found.lines.append(Line(line, on, amount, in_words, **told, mark=mark))


def _text(value: Any) -> str:
    """What a cell says, on one line; a number in a column of words without its decimals."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value or "").split())[:300]


def _mark(key: str) -> str:
    """A payment without a number of its own is told by what it says, and how often it is said."""
    return hashlib.sha256(key.encode()).hexdigest()
