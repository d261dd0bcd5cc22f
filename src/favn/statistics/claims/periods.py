"""When is a figure from? “2023”, “2011-02”, “2005-09-30”, “2010-2012”, “4. kvartal 2026”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
MONTH = re.compile(r"(\d{4})-(\d{1,2})")
QUARTER = re.compile(r"(\d{4})[- ]?[QqKk](\d)|(\d)\.?\s*(?:kvartal|quarter)\s*(\d{4})")
YEAR = re.compile(r"(\d{4})(?:-[a-z]+)?")
RANGE = re.compile(r"(?P<first>.+?)\s*(?:/|–|—|\bto\b|\btil\b|-(?=\d{4}))\s*(?P<last>.+)")


@dataclass(frozen=True, slots=True)
class When:
    """A point or stretch of time in years with fractions; `day` where it is one day."""

    start: float
    end: float
    day: date | None = None

    @property
    def year(self) -> int:
        """The calendar year it ends in."""
        return int(self.end)

    @property
    def span(self) -> float:
        """Years from the first to the last point; 0 for a point."""
        return self.end - self.start


@lru_cache(maxsize=4096)
def parse(text: str) -> When | None:
    """The period in a cell; None where there is none to read."""
    text = text.strip()
    point = _point(text)
    if point is not None or not (match := RANGE.fullmatch(text)):
        return point
    first, last = _point(match["first"]), _point(_whole(match["first"], match["last"]))
    if first is None or last is None or last.end < first.start:
        return None
    return When(first.start, last.end)


def _whole(first: str, last: str) -> str:
    """“24” in “2023/24” is 2024."""
    return (
        first[:2] + last if re.fullmatch(r"\d{4}", first) and re.fullmatch(r"\d\d", last) else last
    )


def _point(text: str) -> When | None:
    if match := DAY.fullmatch(text):
        return _day(match)
    if (match := MONTH.fullmatch(text)) and 1 <= int(match[2]) <= 12:
        return _at(int(match[1]) + (int(match[2]) - 1) / 12)
    if match := QUARTER.fullmatch(text):
        year, quarter = int(match[1] or match[4]), int(match[2] or match[3])
        return _at(year + (quarter - 1) / 4) if 1 <= quarter <= 4 else None
    match = YEAR.fullmatch(text)
    return _at(float(match[1])) if match else None


def _day(match: re.Match[str]) -> When | None:
    parts = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        day = date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None
    at = day.year + (day.timetuple().tm_yday - 1) / 365.25
    return When(at, at, day)


def _at(year: float) -> When:
    return When(year, year)
