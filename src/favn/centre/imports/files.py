"""From a file to lines of cells: encoding, separator and column names, as spreadsheets write them.

Reads UTF-8 with or without a mark and Windows-1252, cells split by semicolon, comma or tab, and
letters written as one sign or two (å as a + ring).
"""

import csv
import hashlib
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

LARGEST = 20 * 1024 * 1024
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods, and the old .xls, begin."""


class Unreadable(ValueError):
    """The file as a whole cannot be read; the sentence says what to do."""

    def __init__(self, sentence: str, line: int = 1) -> None:
        super().__init__(sentence)
        self.line = line


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its number in the file, its cells by column, and whether cells were left."""

    number: int
    cells: dict[str, str]
    is_too_long: bool


@dataclass(frozen=True, slots=True)
class Text:
    """The whole file as text, and the hash of its bytes."""

    content: str
    sha256: str


def read_text(path: Path) -> Text:
    """The file's text. Raises Unreadable where it is missing, too large or no text."""
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(_("Filen er over 20 MB. Del den i flere filer."))
        raw = path.read_bytes()
    except OSError as error:
        raise Unreadable(_("Filen kan ikke åbnes. Se efter, om stien er rigtig.")) from error
    if raw.startswith(SPREADSHEETS):
        raise Unreadable(_("Det er et regneark. Gem det som CSV, og indlæs CSV-filen."))
    if b"\x00" in raw:
        raise Unreadable(_("Filen er ikke tekst. Gem den som CSV i UTF-8, og prøv igen."))
    return Text(unicodedata.normalize("NFC", _decoded(raw)), hashlib.sha256(raw).hexdigest())


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("Tegnene i filen kan ikke læses. Gem den som CSV i UTF-8, og prøv igen."))


def lines(
    text: Text, columns: Mapping[str, tuple[str, ...]], required: tuple[str, ...]
) -> Iterator[Line]:
    """Every line that is not empty. `columns` maps a column to the names it may have in the file.

    Raises Unreadable where columns are unknown, missing or there twice, and where quotes are not
    closed.
    """
    reader = csv.reader(io.StringIO(text.content, newline=""), _separator(text), strict=True)
    try:
        names = _columns(next(reader, []), columns)
        _must_have(names, columns, required)
        before = reader.line_num
        for cells in reader:
            number, before = before + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                known = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
                yield Line(number, known, any(cell.strip() for cell in cells[len(names) :]))
    except csv.Error as error:
        sentence = _("Et anførselstegn er ikke lukket, eller en celle er for lang.")
        raise Unreadable(sentence, reader.line_num) from error


def _separator(text: Text) -> type[csv.Dialect]:
    """The separator that the first line has most of; semicolon where it has none."""
    first = text.content.split("\n", 1)[0]

    class Found(csv.excel):
        delimiter = max(";,\t", key=first.count)

    return Found


def _columns(header: list[str], columns: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The header's cells as columns, in the order of the file."""
    known = {name: column for column, names in columns.items() for name in names}
    asked = [cell.strip().casefold() for cell in header]
    while asked and not asked[-1]:
        asked.pop()
    if not asked:
        raise Unreadable(_("Den første linje er tom. Skriv kolonnernes navne i den."))
    unknown = [name or "–" for name in asked if name not in known]
    if unknown:
        raise Unreadable(
            _("Kolonnen “%(names)s” kendes ikke. Brug %(known)s.")
            % {"names": "”, “".join(unknown), "known": ", ".join(v[0] for v in columns.values())}
        )
    found = [known[name] for name in asked]
    if len(set(found)) < len(found):
        raise Unreadable(_("En kolonne står der to gange. Slet den ene."))
    return found


def _must_have(
    names: list[str], columns: Mapping[str, tuple[str, ...]], required: tuple[str, ...]
) -> None:
    missing = [columns[column][0] for column in required if column not in names]
    if missing:
        raise Unreadable(_("Der mangler en kolonne: %(names)s.") % {"names": ", ".join(missing)})
