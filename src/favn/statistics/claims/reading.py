"""Which claims does a file hold? CSV with any of the known column names; what is unknown is said.

Separator, decimal sign and signs (UTF-8, else Windows-1252) are found from the file itself.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from favn.statistics.claims import periods
from favn.statistics.claims.claim import Claim

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "nøgle", "key", "indicator_id"),
    "name": ("what", "name", "measure", "indicator", "navn", "måling", "indikator", "tal", "hvad"),
    "value": ("value", "værdi", "antal", "amount", "beløb"),
    "unit": ("unit", "enhed"),
    "group": ("group", "gruppe"),
    "period": ("period", "date", "year", "periode", "dato", "år"),
    "numerator": ("numerator", "tæller"),
    "denominator": ("denominator", "base", "nævner", "grundlag"),
    "qualifier": ("qualifier", "forbehold"),
    "source": ("source", "kilde", "rapport", "report"),
    "section": ("section", "afsnit", "kapitel", "chapter"),
    "status": ("status", "printed_status", "statusord"),
    "note": ("note", "bemærkning", "formula", "formel"),
    "words": ("words", "ord", "tekst", "sætning", "danish_snippet", "sentence"),
    "several": ("several", "flere_svar", "several_answers"),
    "same_as": ("same_as", "samme_som"),
    "part_of": ("part_of", "del_af"),
    "sum_of": ("sum_of", "sum_af"),
}
"""What a column means, and the headings it may have; case and spaces do not count."""
NEEDED = ("name", "value")
UNITS: Mapping[str, tuple[str, ...]] = {
    "percent": ("percent", "%", "pct", "pct.", "procent"),
    "percentage_points": (
        "percentage_points",
        "pp",
        "procentpoint",
        "%-point",
        "percentage points",
    ),
    "count": ("count", "antal", "stk", "personer", "persons", ""),
    "DKK": ("dkk", "kr", "kr.", "kroner"),
    "mio_DKK": ("mio_dkk", "mio. kr.", "mio kr", "mio. dkk"),
    "years": ("years", "år"),
    "index_points": ("index_points", "point", "points", "indekspoint"),
    "index_0_100": ("index_0_100", "index", "indeks"),
    "ratio": ("ratio", "forhold"),
    "hours": ("hours", "timer"),
}
QUALIFIERS: Mapping[str, tuple[str, ...]] = {
    "exact": ("exact", "præcist", ""),
    "approx": ("approx", "about", "ca", "ca.", "cirka", "omkring"),
    "at_least": ("at_least", "at least", "mindst", "over", "mere end"),
    "up_to": ("up_to", "up to", "højst", "op til"),
    "less_than": ("less_than", "less than", "knap", "næsten", "under"),
    "target": ("target", "mål"),
    "planned": ("planned", "planlagt"),
    "projection": ("projection", "fremskrivning"),
    "not_stated": ("not_stated", "not stated", "ikke oplyst"),
}
NOTHING = frozenset({"", "-", "–", "—", ".", "..", "...", "n/a", "na", "x"})
NUMBER = re.compile(r"[+-]?\d{1,3}(?:[ .,\u00a0]\d{3})+(?:[.,]\d+)?|[+-]?\d+(?:[.,]\d+)?")
STATUS_IN_NOTE = re.compile(
    r"\b(?:printed status\s*:?|status\s*:|called|kaldt)\s*(?P<status>(?:target |målet )?[^\W\d]+)",
    re.IGNORECASE,
)
SAME_IN_NOTE = re.compile(r"(?i)\b(?:same(?: measure)? as|samme som)\s+(?P<id>[\w.-]*\w)")
SEVERAL_IN_NOTE = re.compile(r"multi-topic|several answers|flere svar|several per", re.IGNORECASE)
YES = frozenset({"1", "ja", "yes", "true", "x", "several", "flere"})
MOST_PROBLEMS = 20
MOST_DIGITS = 15
"""Longer numbers are identifiers, and a float would not keep them."""


class ClaimsError(ValueError):
    """A file that holds no claims; the sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class Table:
    """The claims of a file, the columns that were not understood, and cells that were no number."""

    claims: tuple[Claim, ...]
    unknown: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    encoding: str = "utf-8"
    known: Mapping[str, str] = field(default_factory=dict)
    """Meaning → heading, for the columns that were understood."""


def read(content: bytes) -> Table:
    """The claims in a CSV file. Raises ClaimsError where there is no table of figures."""
    text, encoding = _decoded(content)
    rows = _rows(text)
    header = next(rows, None)
    if header is None:
        raise ClaimsError("The file is empty. It needs a heading row and rows of figures.")
    known, unknown = _columns(header[1])
    told = [(line, _cells(known, header[1], cells)) for line, cells in rows if any(cells)]
    if not told:
        raise ClaimsError("The file has a heading row and no figures under it.")
    comma = _has_decimal_comma([cells.get("value", "") for _line, cells in told], text)
    problems: list[str] = []
    claims = tuple(_claim(line, cells, problems, comma=comma) for line, cells in told)
    left = len(problems) - MOST_PROBLEMS
    shown = [*problems[:MOST_PROBLEMS], *([f"… and {left} more cells"] if left > 0 else [])]
    return Table(claims, unknown, tuple(shown), encoding, known)


def with_words(table: Table, content: bytes) -> Table:
    """The table with sentences from a second file, joined by id. Raises ClaimsError."""
    text, _encoding = _decoded(content)
    rows = _rows(text)
    header = next(rows, None)
    known, _unknown = _columns(header[1] if header else [], needed=("id", "words"))
    assert header is not None
    said = {}
    for _line, cells in rows:
        row = _cells(known, header[1], cells)
        said[row["id"]] = row["words"]
    claims = tuple(replace(c, words=said.get(c.id, c.words)) for c in table.claims)
    return replace(table, claims=claims)


def _decoded(content: bytes) -> tuple[str, str]:
    if b"\0" in content:
        raise ClaimsError("The file is not text. Save the table as CSV and try again.")
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "windows-1252"


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that has any."""
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield reader.line_num, stripped
    except csv.Error as error:
        raise ClaimsError(f"Line {reader.line_num} cannot be read as CSV: {error}.") from error


def _columns(
    header: Sequence[str], needed: Sequence[str] = NEEDED
) -> tuple[dict[str, str], tuple[str, ...]]:
    plain = {heading.casefold().replace(" ", "_"): heading for heading in header}
    known: dict[str, str] = {}
    for meaning, names in COLUMNS.items():
        heading = next((plain[name] for name in names if name in plain), None)
        if heading is not None:
            known[meaning] = heading
    missing = [meaning for meaning in needed if meaning not in known]
    if missing:
        ways = "; ".join(f"{m}: {', '.join(COLUMNS[m])}" for m in missing)
        raise ClaimsError(f"No column says {' and '.join(missing)}. Headings that do: {ways}.")
    return known, tuple(h for h in header if h and h not in known.values())


def _cells(known: Mapping[str, str], header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    by_heading = dict(zip(header, cells, strict=False))
    return {meaning: by_heading.get(heading, "") for meaning, heading in known.items()}


def _has_decimal_comma(values: Sequence[str], text: str) -> bool:
    """Decided by a number that can only be read one way, else by the separator of the file."""
    for value in values:
        if re.fullmatch(r"[+-]?\d+,(\d{1,2}|\d{4,})|[+-]?\d{1,3}(\.\d{3})+,\d+", value):
            return True
        if re.fullmatch(r"[+-]?\d+\.(\d{1,2}|\d{4,})|[+-]?\d{1,3}(,\d{3})+\.\d+", value):
            return False
    return text.partition("\n")[0].count(";") > 0


def number_in(cell: str, *, comma: bool) -> tuple[float | None, int] | None:
    """(value, decimals) of a cell; (None, 0) where it says nothing; None where it is no number."""
    bare = cell.replace("−", "-").removesuffix("%").strip()
    if bare.casefold() in NOTHING:
        return None, 0
    if not NUMBER.fullmatch(bare):
        return None
    point, thousands = (",", ".") if comma else (".", ",")
    plain = re.sub(r"[ \u00a0]", "", bare).replace(thousands, "").replace(point, ".")
    if len(plain) > MOST_DIGITS:
        return None
    try:
        return float(plain), len(plain.partition(".")[2])
    except ValueError:
        return None


UNIT_NAMED = {name: meaning for meaning, names in UNITS.items() for name in names}
QUALIFIER_NAMED = {name: meaning for meaning, names in QUALIFIERS.items() for name in names}


def _meant(cell: str, named: Mapping[str, str]) -> str:
    """A word by its many names; an unknown one stays as it is."""
    return named.get(cell.casefold(), cell)


def _ids(cell: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s;,+]+", cell) if part)


def _claim(line: int, cells: Mapping[str, str], problems: list[str], *, comma: bool) -> Claim:
    def number(meaning: str) -> tuple[float | None, int]:
        read_as = number_in(cells.get(meaning, ""), comma=comma)
        if read_as is None:
            problems.append(f"line {line}: “{cells[meaning][:40]}” is no number ({meaning})")
        return read_as or (None, 0)

    value, decimals = number("value")
    note, period = cells.get("note", ""), cells.get("period", "")
    in_note = STATUS_IN_NOTE.search(note)
    return Claim(
        row=line,
        name=cells["name"],
        value=value,
        decimals=decimals,
        **{name: cells.get(name, "") for name in ("id", "source", "section", "group", "words")},
        period=period,
        when=periods.parse(period),
        unit=_meant(cells.get("unit", ""), UNIT_NAMED),
        numerator=number("numerator")[0],
        denominator=number("denominator")[0],
        qualifier=_meant(cells.get("qualifier", ""), QUALIFIER_NAMED),
        status=cells.get("status", "") or (in_note["status"] if in_note else ""),
        note=note,
        several=cells.get("several", "").casefold() in YES or bool(SEVERAL_IN_NOTE.search(note)),
        same_as=_ids(cells.get("same_as", ""))
        + tuple(m["id"] for m in SAME_IN_NOTE.finditer(note)),
        part_of=cells.get("part_of", ""),
        sum_of=_ids(cells.get("sum_of", "")),
    )
