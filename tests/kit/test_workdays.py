"""Working days in Denmark, against known calendars."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.kit.workdays import after_workdays, easter, holidays, is_workday, last_workday

# Easter Sundays as the almanac of the University of Copenhagen and the US Naval Observatory's
# table give them; 2038 and 2285 are the latest and earliest days it can be in these centuries.
EASTERS = [
    date(1961, 4, 2),
    date(2000, 4, 23),
    date(2008, 3, 23),
    date(2023, 4, 9),
    date(2024, 3, 31),
    date(2025, 4, 20),
    date(2026, 4, 5),
    date(2027, 3, 28),
    date(2038, 4, 25),
    date(2285, 3, 22),
]
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize("sunday", EASTERS)
def test_easter_falls_as_the_almanac_says(sunday):
    assert easter(sunday.year) == sunday


def test_the_holidays_of_2026():
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1), date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 5), date(2026, 4, 6),
        date(2026, 5, 14), date(2026, 5, 24), date(2026, 5, 25), date(2026, 6, 5),
        date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 31),
    ]  # fmt: skip


def test_store_bededag_was_a_holiday_for_the_last_time_in_2023():
    assert not is_workday(date(2023, 5, 5))
    assert is_workday(date(2024, 4, 26))


@pytest.mark.parametrize(
    ("day", "number", "falls"),
    [
        (date(2026, 11, 19), 1, date(2026, 11, 20)),
        (date(2026, 11, 19), 3, date(2026, 11, 24)),
        (date(2026, 4, 1), 1, date(2026, 4, 7)),
        (date(2026, 12, 23), 2, date(2026, 12, 29)),
        (date(2026, 12, 30), 1, date(2027, 1, 4)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
    ],
)
def test_a_deadline_in_working_days(day, number, falls):
    assert after_workdays(day, number) == falls


def test_what_is_due_on_a_holiday_must_be_done_before():
    assert last_workday(date(2026, 12, 27)) == date(2026, 12, 23)
    assert last_workday(date(2026, 4, 6)) == date(2026, 4, 1)
    assert last_workday(date(2026, 11, 19)) == date(2026, 11, 19)


@given(DAYS, st.integers(1, 60))
def test_as_many_working_days_lie_between_as_were_asked_for(day, number):
    falls = after_workdays(day, number)
    between = [date.fromordinal(n) for n in range(day.toordinal() + 1, falls.toordinal() + 1)]
    assert sum(map(is_workday, between)) == number
    assert is_workday(falls)


@given(DAYS)
def test_the_last_working_day_is_never_later_and_at_most_six_days_before(day):
    before = last_workday(day)
    assert is_workday(before)
    assert 0 <= (day - before).days <= 6
