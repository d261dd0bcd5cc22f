"""The rules answer with a sentence or with nothing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from favn.centre import rules

DAY = date(2026, 11, 19)
NOW = datetime(2026, 11, 19, 14, 5, tzinfo=UTC)
BEFORE = DAY - timedelta(days=1)


@dataclass
class Held:
    on: date
    off_at: datetime | None = None
    note: str = ""


@dataclass
class Span:
    first_on: date
    last_on: date | None


@pytest.mark.parametrize(
    ("on", "allowed"),
    [
        (DAY, True),
        (DAY + timedelta(days=1), False),
        (DAY - rules.OLDEST, True),
        (DAY - rules.OLDEST - timedelta(days=1), False),
    ],
)
def test_a_day_that_has_begun_and_is_not_long_past(on, allowed):
    assert (rules.why_not_enter(on, today=DAY) is None) == allowed


NEW_YEAR = date(2027, 1, 10)


@pytest.mark.parametrize(
    ("on", "today", "allowed"),
    [
        (DAY - rules.OLDEST, DAY, True),
        (DAY - rules.OLDEST - timedelta(days=1), DAY, False),
        (date(2026, 1, 1), NEW_YEAR, True),
        (date(2025, 12, 31), NEW_YEAR, False),
        (NEW_YEAR - rules.OLDEST, NEW_YEAR, False),
    ],
)
def test_the_desk_enters_and_changes_no_closed_year_but_the_manager_changes_it(on, today, allowed):
    assert (rules.why_not_enter(on, today=today) is None) == allowed
    assert (rules.why_not_change(on, today=today, with_old=False) is None) == allowed
    assert rules.why_not_change(on, today=today, with_old=True) is None


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        (date(2023, 5, 2), date(2023, 5, 3), True),
        (date(2023, 5, 2), date(2022, 12, 31), False),
        (DAY, date(2023, 5, 2), False),
        (DAY, DAY + timedelta(days=1), False),
    ],
)
def test_an_old_entry_moves_only_within_its_own_year(before, after, allowed):
    assert (rules.why_not_move(before, after, today=DAY) is None) == allowed


@pytest.mark.parametrize(
    ("session_on", "hour", "allowed"),
    [
        (DAY, 0, True),
        (DAY, 23, True),
        (BEFORE, 0, True),
        (BEFORE, 3, True),
        (BEFORE, 4, False),
        (DAY + timedelta(days=1), 0, False),
        (BEFORE - timedelta(days=1), 0, False),
    ],
)
def test_a_page_open_over_midnight_counts_until_four(session_on, hour, allowed):
    assert (rules.why_not_tap(Held(session_on), DAY, hour) is None) == allowed


@pytest.mark.parametrize(
    ("counted_at", "allowed"),
    [
        (NOW, True),
        (NOW - rules.UNDO_FOR, True),
        (NOW - rules.UNDO_FOR - timedelta(seconds=1), False),
        (None, False),
    ],
)
def test_undo_is_for_ones_own_last_tap(counted_at, allowed):
    assert (rules.why_not_undo(counted_at, NOW) is None) == allowed


@pytest.mark.parametrize(
    ("pin", "allowed"),
    [
        ("2580", True), ("739104", True), ("258", False), ("7391045", False), ("25a0", False),
        ("", False), ("0000", False), ("1234", False), ("4321", False), ("123456", False),
        ("２５８０", False), ("²580", False),
    ],
)  # fmt: skip
def test_a_pin_is_four_to_six_digits_that_nobody_tries_first(pin, allowed):
    assert (rules.why_not_pin(pin) is None) == allowed


@pytest.mark.parametrize(
    ("slots", "allowed"),
    [
        ([], True),
        ([Span(BEFORE, BEFORE)], True),
        ([Span(BEFORE, DAY)], False),
        ([Span(BEFORE, BEFORE), Span(BEFORE, None)], False),
    ],
)
def test_an_activity_in_the_timetable_is_not_retired(slots, allowed):
    assert (rules.why_not_retire(slots, today=DAY) is None) == allowed


def test_a_time_ends_after_it_began():
    assert rules.why_not_end(Span(DAY, None), DAY) is None
    assert rules.why_not_end(Span(DAY, None), BEFORE)


@pytest.mark.parametrize("name", ["Sprogcafé", "SPROGCAFÉ"])
def test_two_names_alike_are_one_too_many(name):
    assert rules.why_not_named(name, ["Sprogcafé"])
    assert rules.why_not_named("Systuen", ["Sprogcafé"]) is None
