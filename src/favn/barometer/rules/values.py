"""Reads a number and a time as people and files write them; says why one cannot be read.

Numbers: 86.1, “86,1”, “1.234,5”, “25 %”. Times: 2011, “2011K1”, “2011M02”, “feb. 2011”, a day.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from favn.barometer.choices import Precision

DASHES = {"-", "–", "—", "−"}
MISSING = {"", ".", "..", "...", "…", ":", "x", "n/a", "na", "*"}
MONTHS = (
    ("jan",), ("feb",), ("mar",), ("apr",), ("maj", "may"), ("jun",), ("jul",), ("aug",), ("sep",),
    ("okt", "oct"), ("nov",), ("dec",),
)  # fmt: skip
_DANISH = re.compile(r"[-−]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)
_PLAIN = re.compile(r"[-−]?\d+(\.\d+)?", re.ASCII)
_YEAR = re.compile(r"(1[89]|20|21)\d\d", re.ASCII)
_MONTH = re.compile(r"(?P<year>\d{4})(?:\s*M|-)(?P<month>\d{1,2})", re.ASCII | re.IGNORECASE)
_QUARTER = re.compile(r"(?P<year>\d{4})\s*[KQ](?P<quarter>[1-4])", re.ASCII | re.IGNORECASE)
_NAMED = re.compile(r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[a-zæøå]{3,})\.?\s+(?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00(:00)?)?")
_DAY = re.compile(r"(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>\d{4})")


class Unreadable(ValueError):
    """Words that are neither a number nor a time; the sentence says what to write instead."""


@dataclass(frozen=True, slots=True)
class Number:
    """A value and how exactly it was written."""

    value: Decimal
    decimals: int
    has_percent: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """When something was observed, by its first day, and how exactly that is known."""

    on: date
    precision: Precision


def is_dash(text: Any) -> bool:
    """A dash: none, or nothing to tell; the file alone knows which."""
    return isinstance(text, str) and text.strip() in DASHES


def is_missing(text: Any) -> bool:
    """What statistical offices write where there is no number."""
    return text is None or (isinstance(text, str) and text.strip().lower() in MISSING)


def number(text: Any) -> Number:
    """The number in a cell or a field. Raises Unreadable."""
    if isinstance(text, bool):
        raise Unreadable(_("“%(text)s” er ikke et tal.") % {"text": text})
    if isinstance(text, (int, float, Decimal)):
        return _exact(Decimal(str(text)))
    words = " ".join(str(text).replace("\xa0", " ").split())
    bare = words.removesuffix("%").strip()
    has_percent = bare != words
    if _DANISH.fullmatch(bare):
        plain = bare.replace(".", "").replace(",", ".")
    elif _PLAIN.fullmatch(bare):
        plain = bare
    else:
        raise Unreadable(
            _("“%(text)s” er ikke et tal. Skriv det for eksempel som 86,1.") % {"text": words[:40]}
        )
    decimals = len(plain.partition(".")[2])
    return Number(Decimal(plain.replace("−", "-")), decimals, has_percent)


def _exact(value: Decimal) -> Number:
    try:
        rounded = value.quantize(Decimal("0.0001")).normalize()
    except InvalidOperation as error:
        raise Unreadable(_("“%(text)s” er ikke et tal.") % {"text": value}) from error
    return Number(rounded + 0, max(0, -int(rounded.as_tuple().exponent)))


def time(text: Any) -> Time:
    """The time in a heading or a field. Raises Unreadable."""
    if isinstance(text, datetime):
        return Time(text.date(), Precision.DAY)
    if isinstance(text, date):
        return Time(text, Precision.DAY)
    words = " ".join(str(text).replace("\xa0", " ").split())
    try:
        found = _read(words)
    except ValueError:
        found = None
    if found is None:
        raise Unreadable(
            _("“%(text)s” er ikke en tid. Skriv et år, en måned (2011-02) eller en dag.")
            % {"text": words[:40]}
        )
    return found


def _read(words: str) -> Time | None:
    if _YEAR.fullmatch(words):
        return Time(date(int(words), 1, 1), Precision.YEAR)
    if found := _QUARTER.fullmatch(words):
        return Time(date(int(found["year"]), 3 * int(found["quarter"]) - 2, 1), Precision.QUARTER)
    if found := _MONTH.fullmatch(words):
        return Time(date(int(found["year"]), int(found["month"]), 1), Precision.MONTH)
    if found := _ISO.fullmatch(words) or _DAY.fullmatch(words):
        return Time(_date(found), Precision.DAY)
    if found := _NAMED.fullmatch(words.lower()):
        month = next((n for n, names in enumerate(MONTHS, 1) if found["month"][:3] in names), 0)
        day = int(found["day"] or 1)
        precision = Precision.DAY if found["day"] else Precision.MONTH
        return Time(date(int(found["year"]), month, day), precision)
    return None


def _date(found: re.Match[str]) -> date:
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


def time_words(on: date, precision: str) -> str:
    """“2011”, “1. kvartal 2011”, “feb. 2011” or “1. feb. 2011”."""
    locale = "en_GB" if (get_language() or "da").startswith("en") else "da"
    if precision == Precision.YEAR:
        return str(on.year)
    if precision == Precision.QUARTER:
        return _("%(n)s. kvartal %(year)s") % {"n": (on.month + 2) // 3, "year": on.year}
    pattern = "MMM y" if precision == Precision.MONTH else "d. MMM y"
    return str(format_date(on, pattern, locale=locale))


def as_typed(on: date, precision: str) -> str:
    """The time as `time` reads it again."""
    if precision == Precision.YEAR:
        return str(on.year)
    if precision == Precision.QUARTER:
        return f"{on.year}K{(on.month + 2) // 3}"
    return f"{on:%Y-%m}" if precision == Precision.MONTH else on.isoformat()
