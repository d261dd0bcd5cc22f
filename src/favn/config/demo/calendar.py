"""Which days a house is open in a year, and how busy they are."""

from datetime import date, timedelta

from favn.kit.workdays import easter

BY_WEEKDAY = (1.0, 1.05, 1.0, 1.0, 0.8, 0.5, 0.35)
BY_MONTH = (0.95, 1.0, 1.1, 1.0, 1.05, 0.95, 0.5, 0.9, 1.15, 1.1, 1.15, 0.75)
CLOSED_WEEKS = (28, 29, 30)
"""Three weeks of July."""
HOLIDAY_WEEKS = (7, 27, 31, 42)
"""Weeks in which the children are off school and the house is open."""


def closed_days(year: int) -> set[date]:
    """Public holidays, the July weeks, and the days between Christmas and New Year."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=days) for days in (-3, -2, 0, 1, 39, 49, 50)}
    fixed = {date(year, 1, 1), date(year, 6, 5)}
    christmas = {date(year, 12, day) for day in (23, 24, 25, 26, 30, 31)}
    july = {day for day in days_of(year) if day.isocalendar().week in CLOSED_WEEKS}
    return moving | fixed | christmas | july


def days_of(year: int) -> list[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def open_days(year: int) -> list[date]:
    """The days somebody may come."""
    closed = closed_days(year)
    return [day for day in days_of(year) if day not in closed]


def busyness(day: date) -> float:
    """How many guests a day has, beside an ordinary Monday in February."""
    return BY_WEEKDAY[day.weekday()] * BY_MONTH[day.month - 1]


def is_school_holiday(day: date) -> bool:
    """A weekday on which children are off school."""
    return day.weekday() < 5 and day.isocalendar().week in HOLIDAY_WEEKS
