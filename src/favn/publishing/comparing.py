"""What was printed elsewhere beside what a frozen edition gives: equal, different, withheld or not.

A place says where in the edition the same number stands: `centre.visits@medborgerhuset/2023`, then
after bars `kun Systuen` for one part or `kun Yoga + Systuen` for several that do not overlap,
`andel` for their share in percent, `antal` for how many parts there are, `gennemsnit` for the mean
of parts that are numbers, or the name of a column of words; or `tabel: Kapitel / Linje` for a line
in a table of the writer's own. What people have typed is never called a number of Favn's. Pure:
nothing is read or counted here.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.kit import documents
from favn.kit.templatetags.kit import withheld_because
from favn.publishing import tallies
from favn.publishing.queries import PLACE, Part, Placed
from favn.publishing.written import Written

OWN_TABLE = "tabel:"
SCALES = {"mio_DKK": 10**6}
UNIT_WORDS = {
    "count": "", "percent": "%", "DKK": "kr.", "mio_DKK": "mio. kr.", "years": gettext_lazy("år"),
    "hours": gettext_lazy("timer"), "year": "", "date": "", "identifier": "",
}  # fmt: skip
UNGROUPED = {"year", "identifier"}
"""What is written with figures and is no quantity."""
ROUGH = {
    "less_than": gettext_lazy("under"),
    "up_to": gettext_lazy("op til"),
    "at_least": gettext_lazy("mindst"),
    "approx": gettext_lazy("omkring"),
}
NEAR = Decimal("0.1")
"""“Omkring” fits within a tenth of what was printed."""
NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
PLAIN = re.compile(r"-?\d{1,18}(?:\.\d{1,6})?")
"""A number as it stands in the file."""
PROSE = "policy.statements"
"""Its words are a committee's own, and so is every number in them."""


class Grade(StrEnum):
    """How what Favn gives stands to what was printed."""

    EQUAL = "equal"
    DIFFERENT = "different"
    WITHHELD = "withheld"
    NOT_GIVEN = "not_given"


GRADES: dict[Grade, str | Promise] = {
    Grade.EQUAL: gettext_lazy("Ens"),
    Grade.DIFFERENT: gettext_lazy("Forskellig"),
    Grade.WITHHELD: gettext_lazy("Holdt tilbage"),
    Grade.NOT_GIVEN: gettext_lazy("Ikke i rapporten"),
}


READ_FIRST = (Grade.DIFFERENT, Grade.WITHHELD, Grade.NOT_GIVEN, Grade.EQUAL)
"""What a reader came for; inside a grade the order of the printed stands."""


class NotAList(ValueError):
    """A file that does not hold printed numbers; the sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One number as it was printed. `value` is empty where none was; `place` where Favn has none.

    `reason` is why the two differ or why Favn does not give it, where somebody knows.
    """

    id: str
    what: str
    period: str = ""
    value: str = ""
    unit: str = ""
    qualifier: str = ""
    place: str = ""
    reason: str = ""

    def as_json(self) -> dict[str, str]:
        """Plain data, to be kept."""
        return asdict(self)

    @property
    def words(self) -> str:
        """The value and its unit as people read them; a dash where none was printed."""
        is_quantity = PLAIN.fullmatch(self.value.strip()) and self.unit not in UNGROUPED
        value = self.value
        if is_quantity:
            value = number_format(Decimal(value), force_grouping=True)
        unit = UNIT_WORDS.get(self.unit, self.unit.replace("_", " "))
        return f"{value} {unit}".strip() if value else "–"

    @property
    def number(self) -> Decimal | None:
        """The value in the unit Favn uses; None where none was printed or it is a word."""
        if not PLAIN.fullmatch(self.value.strip()):
            return None
        return Decimal(self.value) * SCALES.get(self.unit, 1)


@dataclass(frozen=True, slots=True)
class Compared:
    """One printed number beside what the edition gives, in words, with the grade and why.

    `is_typed`: people wrote the number into the report; Favn has not counted it.
    """

    printed: Printed
    grade: Grade
    given: str = ""
    why: str = ""
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A frozen edition to look things up in."""

    placed: Mapping[str, Placed]
    chapters: Sequence[Written]


def read(lines: Iterable[str], places: Mapping[str, Printed], only: str = "") -> list[Printed]:
    """The rows of a CSV with the columns id, what, value and more; `only` begins their ids.

    `places` say by id where the edition has them, for a file that does not say so itself. Raises
    NotAList.
    """
    rows = csv.DictReader(lines)
    missing = {"id", "what", "value"} - set(rows.fieldnames or ())
    if missing:
        raise NotAList(
            _("Filen mangler kolonnerne: %(names)s.") % {"names": ", ".join(sorted(missing))}
        )
    names = [name for name in Printed.__slots__ if name in (rows.fieldnames or ())]
    found = [_row({name: row[name] or "" for name in names}, places) for row in rows]
    return [row for row in found if row.id.startswith(only)]


def _row(told: dict[str, str], places: Mapping[str, Printed]) -> Printed:
    known = places.get(told["id"])
    if known and not told.get("place"):
        told |= {"place": known.place, "reason": told.get("reason") or known.reason}
    return Printed(**told)


def compared(rows: Iterable[Printed], book: Book) -> list[Compared]:
    """Each printed number beside what the edition gives, in the order printed."""
    return [_one(row, book) for row in rows]


def counted(lines: Iterable[Compared]) -> dict[Grade, int]:
    """How many of each grade; every grade stands, also with none."""
    found = [line.grade for line in lines]
    return {grade: found.count(grade) for grade in Grade}


def typed(lines: Iterable[Compared]) -> int:
    """How many of the numbers that stand beside the printed ones were written by people."""
    return sum(line.is_typed for line in lines)


def _one(row: Printed, book: Book) -> Compared:
    given, is_typed = _given(row.place, book) if row.place else (None, False)
    if row.number is None:
        here = _in_words(given, row) if isinstance(given, Decimal) else ""
        why = row.reason or _("Der er ikke trykt et tal.")
        return Compared(row, Grade.NOT_GIVEN, here, why, is_typed)
    if given is None:
        return Compared(row, Grade.NOT_GIVEN, "", row.reason or _("Tallet står ikke i rapporten."))
    if isinstance(given, str) and not NUMBER.search(given):
        return Compared(row, Grade.WITHHELD, "", given)
    words = given if isinstance(given, str) else _in_words(given, row)
    is_equal = row.number in _numbers(given)
    said = ["" if is_equal else _why(row, _numbers(given))]
    said.append(_("Skrevet ind i rapporten, ikke talt af Favn.") if is_typed else "")
    grade = Grade.EQUAL if is_equal else Grade.DIFFERENT
    return Compared(row, grade, words, " ".join(filter(None, said)), is_typed)


def _in_words(given: Decimal, row: Printed) -> str:
    """The number with the unit it was printed in, where that is also Favn's."""
    unit = "" if row.unit in SCALES else UNIT_WORDS.get(row.unit, "")
    return f"{number_format(given, force_grouping=True)} {unit}".strip()


def _numbers(given: Decimal | str) -> list[Decimal]:
    if isinstance(given, Decimal):
        return [given]
    found = (words.replace(".", "").replace(",", ".") for words in NUMBER.findall(given))
    return [Decimal(words) for words in found]


def _why(row: Printed, given: list[Decimal]) -> str:
    """The reason that is known; a round number says itself whether the exact one fits it."""
    if row.reason:
        return row.reason
    if row.qualifier in ROUGH and row.number is not None:
        fits = all(_fits(row.qualifier, row.number, one) for one in given)
        said = _("Trykt rundt: %(rough)s %(value)s. Det passer med rapportens tal.") if fits else (
            _("Trykt rundt: %(rough)s %(value)s. Det passer ikke med rapportens tal.")
        )  # fmt: skip
        value = number_format(row.number.normalize(), force_grouping=True)
        return said % {"rough": ROUGH[row.qualifier], "value": value}
    return _("Årsagen er ikke fundet.")


def _fits(qualifier: str, printed: Decimal, given: Decimal) -> bool:
    if qualifier in ("less_than", "up_to"):
        return given <= printed
    if qualifier == "at_least":
        return given >= printed
    return abs(given - printed) <= NEAR * abs(printed)


def _given(place: str, book: Book) -> tuple[Decimal | str | None, bool]:
    """A number, words with numbers in them, why it is held back, or None where there is nothing.

    And whether people wrote it.
    """
    if place.startswith(OWN_TABLE):
        chapter, _mark, line = (part.strip() for part in place[len(OWN_TABLE) :].partition(" / "))
        return _in_own_table(chapter, line, book)
    address, *asked = (part.strip() for part in place.split("|"))
    placed = book.placed.get(address)
    if placed is None:
        return None, False
    if asked == ["antal"]:
        return Decimal(len(placed.parts)), False
    if asked == ["gennemsnit"]:
        return _or_withheld(placed.mean, placed.withheld), False
    if not asked:
        return _or_withheld(placed.total, placed.withheld), False
    given = _of_part(placed, asked[0].removeprefix("kun "), asked[1:])
    return given, isinstance(given, str) and address.startswith(PROSE)


def _of_part(placed: Placed, label: str, asked: list[str]) -> Decimal | str | None:
    parts = _parts(placed, label)
    if not parts:
        return None
    if asked and asked[0] in placed.columns:
        return parts[0].words[placed.columns.index(asked[0])]
    held = [part.withheld for part in parts if part.value is None]
    value = None if held else sum(part.value or 0 for part in parts)
    if asked == ["andel"] and value is not None and placed.total:
        return (Decimal(100 * value) / placed.total).quantize(Decimal(1), ROUND_HALF_UP)
    return _or_withheld(value, held)


def _parts(placed: Placed, label: str) -> list[Part]:
    """The part of this name; or those that ` + ` joins, where none of them overlap."""
    if (one := placed.part(label)) is not None:
        return [one]
    found = [placed.part(name.strip()) for name in label.split(" + ")]
    known = [part for part in found if part is not None]
    return [] if placed.overlaps or len(known) < len(found) else known


def _or_withheld(value: int | None, reasons: Sequence[str | None]) -> Decimal | str:
    if value is not None:
        return Decimal(value)
    why = dict.fromkeys(reason for reason in reasons if reason)
    return " ".join(str(withheld_because(reason)) for reason in why) or _("Tallet holdes tilbage.")


def _in_own_table(title: str, line: str, book: Book) -> tuple[Decimal | str | None, bool]:
    """What the last column of a line says: typed, or a number of Favn's that was placed there."""
    for chapter in book.chapters:
        if chapter.title == title:
            for row in _lines(chapter.text):
                if documents.plain(row[0]).casefold() == line.casefold():
                    return _in_cell(documents.plain(row[-1]).strip(), book)
    return None, False


def _in_cell(words: str, book: Book) -> tuple[Decimal | str | None, bool]:
    if match := PLACE.fullmatch(words):
        only = f"| kun {match['only']}" if match["only"] else ""
        return _given(match["address"] + only, book)
    return tallies.amount(words), True


def _lines(text: str) -> Iterable[tuple[Any, ...]]:
    tables = (b for b in documents.markdown(text) if isinstance(b, documents.Table))
    return (row for table in tables for row in table.rows)
