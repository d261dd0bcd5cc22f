"""When is a figure from? “2023”, “2011-02”, “2005-09-30”, “2010-2012”, “4. kvartal 2026”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from favn.statistics.trend import years_between

DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
MONTH = re.compile(r"(\d{4})-(\d{1,2})")
QUARTER = re.compile(r"(\d{4})[- ]?[QqKk](\d)|(\d)\.?\s*(?:kvartal|quarter)\s*(\d{4})")
YEAR = re.compile(r"(\d{4})(?:-[a-z]+)?")
RANGE = re.compile(r"(?P<first>.+?)\s*(?:/|–|—|\bto\b|\btil\b|-(?=\d{4}))\s*(?P<last>.+)")


@dataclass(frozen=True, slots=True)
class When:
    """A point or stretch of time; a year and a month stand on their first day."""

    start: date
    end: date
    is_day: bool = False

    @property
    def year(self) -> int:
        """The calendar year it ends in."""
        return self.end.year

    @property
    def span(self) -> float:
        """Years from the first to the last point; 0 for a point."""
        return years_between(self.start, self.end)


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
    if match := MONTH.fullmatch(text):
        return _at(match[1], match[2])
    if match := QUARTER.fullmatch(text):
        return _at(match[1] or match[4], 3 * int(match[2] or match[3]) - 2)
    match = YEAR.fullmatch(text)
    return _at(match[1], 1) if match else None


def _day(match: re.Match[str]) -> When | None:
    year, month, day = (1, 2, 3) if match[1] else (6, 5, 4)
    return _at(match[year], match[month], match[day])


def _at(year: str, month: str | int, day: str | None = None) -> When | None:
    """A day, or the first day of a month; None where the calendar has no such day."""
    try:
        point = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return When(point, point, is_day=day is not None)
