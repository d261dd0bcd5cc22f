"""Which column is which, by what offices call them, and what each line says.

A heading may stand some lines down, under a title; a cell that holds several things is taken apart
where that is safe (“4600 Køge”), and left as it is where not.
"""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from favn.associations.imports import standard
from favn.associations.rules.entries import why_not_cvr, why_not_named
from favn.kit.files import JSON, Rows, Unreadable, kind_of, rows_of, text_of
from favn.statistics.searching import folded

MOST_LINES = 4000
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("forening", "foreningsnavn", "foreningens navn", "navn", "navn paa forening",
             "organisation", "name", "klub"),
    "other_names": ("andre navne", "alias", "kaldes", "forkortelse", "tidligere navn"),
    "purpose": ("formaal", "beskrivelse", "om foreningen"),
    "doings": ("aktiviteter", "aktivitet", "hvad laver de"),
    "address": ("adresse", "gade", "vej"),
    "postcode": ("postnr", "postnummer", "post nr"),
    "town": ("by", "postdistrikt"),
    "district": ("bydel", "omraade", "lokalomraade"),
    "cvr": ("cvr", "cvr nr", "cvr nummer", "cvrnr", "cvr se nr"),
    "email": ("mail", "email", "e mail", "mailadresse", "kontaktmail"),
    "phone": ("telefon", "tlf", "mobil", "telefonnummer", "tlf nr"),
    "website": ("hjemmeside", "web", "website", "www", "link"),
    "contact_name": ("kontakt", "kontaktperson", "formand", "forperson", "forkvinde",
                     "navn paa kontaktperson"),
    "founded": ("stiftet", "oprettet", "stiftelsesaar"),
}  # fmt: skip
LONGEST = {"name": 160, "address": 160, "town": 80, "phone": 30, "contact_name": 120,
           "other_names": 2000, "purpose": 2000, "doings": 2000, "website": 200}  # fmt: skip
SOUGHT = 15
"""Lines from the top in which the headings may stand."""
SEEN_FROM = 2
"""Cells side by side that look like headings; fewer are a title."""


@dataclass(slots=True)
class Line:
    """One line of the list: what it says field by field, and why it cannot be taken."""

    number: int
    said: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A whole list; `columns` is field → heading, `unread` the headings nobody knows."""

    columns: dict[str, str]
    unread: list[str]
    lines: list[Line]
    notes: list[str]


def read(data: bytes) -> Sheet:
    """The whole list. Raises Unreadable where there is no column of names."""
    if kind_of(data) == JSON:
        return _standard(data)
    _kind, rows, notes = rows_of(data)
    place, places = _headings(rows)
    heads = {n: str(value).strip() for n, value in enumerate(rows[place][1]) if value is not None}
    columns = {name: heads[n] for name, n in places.items()}
    unread = [head for n, head in heads.items() if n not in places.values()]
    lines = [_line(number, row, places) for number, row in rows[place + 1 :]]
    lines = [line for line in lines if any(line.said.values())]
    if not lines:
        raise Unreadable(_("Listen har overskrifter, men ingen foreninger."))
    return _sheet(columns, unread, lines, notes)


def _sheet(
    columns: dict[str, str], unread: list[str], lines: list[Line], notes: list[str]
) -> Sheet:
    """As many lines as one list may have; that more were left out is a note."""
    if len(lines) > MOST_LINES:
        words = {"read": MOST_LINES, "all": len(lines)}
        notes = [*notes, _("Kun de første %(read)s af %(all)s linjer er læst. Del listen.") % words]
    return Sheet(columns, unread, lines[:MOST_LINES], notes)


def _standard(data: bytes) -> Sheet:
    """A list in the standard says itself what each field is."""
    told, notes = standard.lines_of(text_of(data))
    lines = [_checked(Line(number, said)) for number, said in enumerate(told, 1)]
    names = {name: name for said in told for name, text in said.items() if text}
    if not lines:
        raise Unreadable(_("Filen har ingen foreninger."))
    return _sheet(names, [], lines, notes)


def _checked(line: Line) -> Line:
    _take_apart(line.said)
    line.faults = [fault for fault in _faults(line.said) if fault]
    return line


def _headings(rows: Rows) -> tuple[int, dict[str, int]]:
    """The line with most known headings, and field → column."""
    best: tuple[int, dict[str, int]] = (0, {})
    for place, (_number, row) in enumerate(rows[:SOUGHT]):
        found = _known(row)
        if "name" in found and len(found) > len(best[1]):
            best = place, found
    if not best[1]:
        raise Unreadable(_nameless(rows))
    return best


def _nameless(rows: Rows) -> str:
    """Why no line is one of headings, with what the fullest line at the top says instead."""
    told = _("Ingen kolonne hedder “Forening” eller “Navn”. Skriv en overskrift over navnene.")
    cells = [[_text(value) for value in row if _text(value)] for _number, row in rows[:SOUGHT]]
    fullest = max(cells, key=len, default=[])
    if len(fullest) < SEEN_FROM:
        return told
    seen = ", ".join(text[:30] for text in fullest[:8])
    return told + " " + _("Øverst i filen står: %(seen)s.") % {"seen": seen}


def _known(row: list[object]) -> dict[str, int]:
    """Field → column; the first that is called so. The likelier name of a field wins."""
    heads = {n: _plain(str(value)) for n, value in enumerate(row) if value is not None}
    found: dict[str, int] = {}
    for name, words in HEADINGS.items():
        known = [_plain(word) for word in words]
        ranked = [(known.index(h), n) for n, h in heads.items() if h in known]
        free = [(rank, n) for rank, n in ranked if n not in found.values()]
        if free:
            found[name] = min(free)[1]
    return found


def _plain(head: str) -> str:
    """Letters and digits alone: “Forenings navn”, “Post-nr.” and “E-mail” are what they say."""
    return re.sub(r"[^a-z0-9]+", "", folded(head))


def _line(number: int, row: list[object], places: dict[str, int]) -> Line:
    said = {name: _text(row[n]) if n < len(row) else "" for name, n in places.items()}
    return _checked(Line(number, said))


def _text(value: object) -> str:
    """A cell as text: a number without the “.0” a spreadsheet adds."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _take_apart(said: dict[str, str]) -> None:
    """A postcode with its town, spaces in a CVR number, a website without its beginning."""
    if found := re.fullmatch(r"(?:DK-?)?(\d{4})\s+(\D+)", said.get("postcode", "")):
        said["postcode"], said["town"] = found[1], said.get("town") or found[2]
    found = re.fullmatch(r"(.+?),?\s+(\d{4})\s+(\D+)", said.get("address", ""))
    if found and not said.get("postcode"):
        said["address"], said["postcode"], said["town"] = found[1], found[2], found[3]
    said["cvr"] = re.sub(r"\D", "", said.get("cvr", ""))
    site = said.get("website", "")
    if site and "://" not in site:
        said["website"] = f"https://{site}" if "." in site else ""


def _faults(said: dict[str, str]) -> list[str | None]:
    faults = [why_not_named(said.get("name", "")), why_not_cvr(said["cvr"])]
    mail = said.get("email", "")
    try:
        validate_email(mail or "x@x.dk")
    except ValidationError:
        faults.append(_("“%(mail)s” er ikke en hel mailadresse.") % {"mail": mail})
    if said.get("postcode") and not re.fullmatch(r"\d{4}", said["postcode"]):
        faults.append(_("“%(text)s” er ikke et postnummer.") % {"text": said["postcode"]})
    for name, most in LONGEST.items():
        if len(said.get(name, "")) > most:
            faults.append(_("Teksten er for lang. Skriv højst %(n)s tegn.") % {"n": most})
    founded = said.get("founded", "")
    if founded and not re.search(r"\b(1[6-9]|20)\d{2}\b", founded):
        faults.append(_("“%(text)s” er ikke et årstal.") % {"text": founded})
    return faults
