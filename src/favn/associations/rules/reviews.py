"""On which days are both sides asked what happened?"""

from calendar import monthrange
from datetime import date

ASKED_FOR_MONTHS = 36
"""An agreement without an end is asked about for three years; then it wants a new version."""


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the month's last where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def review_days(starts_on: date, ends_on: date | None, rhythm: int) -> list[date]:
    """Every `rhythm` months from the start to the end; the end itself is always one."""
    last = ends_on or months_later(starts_on, ASKED_FOR_MONTHS)
    steps = range(rhythm, ASKED_FOR_MONTHS * 4 + 1, rhythm)
    days = [day for n in steps if (day := months_later(starts_on, n)) < last]
    return [*days, last] if ends_on else days


def year_after(starts_on: date, ends_on: date | None) -> date:
    """A year after the end, or after the start where no end is set."""
    return months_later(ends_on or starts_on, 12)
