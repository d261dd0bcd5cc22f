"""Which days people work in Denmark, and when a deadline counted in such days falls.

The movable holidays follow Easter (Meeus, Jones and Butcher, Astronomical Algorithms, chapter 8).
Store bededag was a holiday up to and with 2023 (lov nr. 214 af 6. marts 2023).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

ONE_DAY = timedelta(days=1)
LAST_PRAYER_DAY = 2023


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """Public holidays, and the days on which offices are shut as on one: 5 June, 24 and 31 Dec."""
    after_easter = [-3, -2, 0, 1, 39, 49, 50]
    if year <= LAST_PRAYER_DAY:
        after_easter.append(26)
    moving = {easter(year) + timedelta(days=n) for n in after_easter}
    fixed = {(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)}
    return frozenset(moving | {date(year, month, day) for month, day in fixed})


def is_workday(day: date) -> bool:
    """Neither Saturday, Sunday nor a holiday."""
    return day.weekday() < 5 and day not in holidays(day.year)


def workdays_after(day: date) -> Iterator[date]:
    """The working days after a day, one by one."""
    while True:
        day += ONE_DAY
        if is_workday(day):
            yield day


def after_workdays(day: date, number: int) -> date:
    """The day that comes `number` (1 or more) working days after a day; the day itself is not
    counted.
    """
    return next(islice(workdays_after(day), number - 1, None))


def last_workday(day: date) -> date:
    """The day itself, or the last working day before it: what is due must be done by then."""
    while not is_workday(day):
        day -= ONE_DAY
    return day
