"""Years at the pace observed: every window of the printed series, and what each refuses."""

from datetime import date
from math import inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from favn.statistics.intervals import Interval
from favn.statistics.parity import (
    Gap,
    Pace,
    check_claim,
    estimable,
    half_unit,
    halving_years,
    span,
    windows,
)
from favn.statistics.reasons import Reason, Refused

TENTH, WHOLE = half_unit(1), half_unit(0)


def yearly(*values, start=2010, **parts):
    return [Gap(date(start + n, 6, 30), value, **parts) for n, value in enumerate(values)]


def three(first, second, third):
    """Minority and majority in February 2011, November 2011 and November 2012 (one decimal)."""
    days = (date(2011, 2, 1), date(2011, 11, 1), date(2012, 11, 1))
    halves = ((WHOLE, WHOLE), (WHOLE, WHOLE), (TENTH, TENTH))
    pairs = zip(days, (first, second, third), halves, strict=True)
    return [Gap.between(day, *values, half) for day, values, half in pairs]


# The design's consistency findings, A1: grades of bilingual pupils in percent of monolingual.
GRADES = [
    Gap.between(date(year, 6, 30), value, 100, (TENTH, 0.0))
    for year, value in ((2010, 92.7), (2011, 92.8), (2012, 93.1))
]
# A2: unemployment of non-western citizens over the average, percentage points.
UNEMPLOYMENT = [
    Gap(date(2005, 9, 1), 13.1, TENTH),
    Gap(date(2012, 9, 1), 10.8, TENTH),
]
# A3 and C14.
KINDERGARTEN = three((82, 97), (84, 96), (86.1, 97.2))
AFTER_SCHOOL = three((57, 77), (56, 77), (59.2, 77.3))
CLUB = three((36, 64), (36, 65), (39, 65.5))


def years(gaps, **options):
    return [
        round(window.years, 1)
        for window in windows(gaps, **options)
        if window.pace is Pace.END_POINTS and window.years
    ]


def test_the_grades_need_thirty_four_years_by_end_points_and_by_least_squares():
    ends, squares = windows(GRADES)[:2]
    assert (ends.pace, squares.pace) == (Pace.END_POINTS, Pace.LEAST_SQUARES)
    assert ends.years == pytest.approx(34.5)
    assert round(squares.years, 1) == 34.5
    assert ends.rate == pytest.approx(0.20)


def test_the_grades_of_single_years_give_other_answers():
    assert years(GRADES) == [34.5, 23.0]
    assert years(GRADES, every=True) == [34.5, 69.0, 23.0]


def test_rounding_alone_makes_the_grades_twenty_seven_to_forty_six_years():
    bounds = windows(GRADES)[0].bounds
    assert (round(bounds.low), round(bounds.high)) == (27, 46)


def test_the_printed_seventeen_years_take_two_years_change_for_one_years():
    claim = check_claim(GRADES, 17)
    assert not claim.holds
    assert windows(GRADES)[0] in claim.misread
    assert windows(GRADES)[0] not in claim.within
    assert windows(GRADES)[0].years / 2 == pytest.approx(17.25)


def test_a_claim_that_its_series_gives_is_found_within():
    claim = check_claim(UNEMPLOYMENT, 33)
    assert claim.holds
    assert [window.start.year for window in claim.within] == [2005]
    assert claim.misread == ()
    assert not check_claim(UNEMPLOYMENT, 30).holds
    assert check_claim(UNEMPLOYMENT, 12).within == ()


def test_a_short_window_may_hold_a_claim_that_the_series_does_not():
    """The printed 17 against the last year alone, at the far end of what rounding allows."""
    assert [(w.start.year, w.end.year) for w in check_claim(GRADES, 17).within] == [(2011, 2012)]


def test_unemployment_needs_thirty_three_years():
    (window,) = windows(UNEMPLOYMENT)
    assert round(window.years, 1) == 32.9
    assert round(window.bounds.low, 1) == 31.4
    assert round(window.bounds.high, 1) == 34.5
    rounded = [Gap(date(2005, 9, 1), 13), Gap(date(2012, 9, 1), 11)]
    assert years(rounded) == [38.5]


@pytest.mark.parametrize(
    ("series", "printed"),
    [(KINDERGARTEN, [5.0, 12.3]), (AFTER_SCHOOL, [16.7, 6.2]), (CLUB, [30.9, 10.6])],
)
def test_the_window_decides_the_answer(series, printed):
    assert years(series) == printed


def test_a_range_may_have_no_upper_end_where_rounding_hides_the_change():
    latest = windows(KINDERGARTEN)[-1]
    assert latest.bounds.high == inf
    assert span(windows(KINDERGARTEN)).high == inf


def test_a_constant_ratio_halves_and_never_ends():
    """A1 and A2: halves every 24.6 and every 25.1 years."""
    assert round(halving_years(GRADES[0], GRADES[-1]), 1) == 24.6
    assert round(halving_years(*UNEMPLOYMENT), 1) == 25.1


@pytest.mark.parametrize(
    ("gaps", "reason"),
    [
        (yearly(3.0, 4.0), Reason.GAP_WIDENS),
        (yearly(-3.0, 4.0), Reason.SIDES_CHANGED),
        (yearly(97.2 - 86.1, 97.3 - 86.2), Reason.NO_CHANGE),
        (yearly(4.0, 0.0), Reason.NO_GAP),
        ([*yearly(4.0), *yearly(3.0, start=2011, version="2025")], Reason.BREAK),
    ],
)
def test_a_window_without_years_says_why(gaps, reason):
    (window,) = windows(gaps)
    assert (window.years, window.bounds, window.refused) == (None, None, reason)
    assert span([window]) is None


@pytest.mark.parametrize(
    ("gaps", "reason"),
    [
        ([], Reason.NO_POINTS),
        (yearly(4.0), Reason.ONE_POINT),
        ([*yearly(4.0), *yearly(3.0)], Reason.TWO_VALUES),
    ],
)
def test_fewer_than_two_points_or_two_for_a_day_are_refused(gaps, reason):
    with pytest.raises(Refused) as refused:
        windows(gaps)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("gaps", "reason"),
    [
        (GRADES, Reason.INTERVAL_HOLDS_ZERO),
        (UNEMPLOYMENT, Reason.TWO_POINTS),
        (yearly(3.0, 4.0, 5.1, 6.0), Reason.GAP_WIDENS),
        (yearly(3.0, 2.0, 0.0), Reason.NO_GAP),
        ([*yearly(4.0, 3.0), *yearly(2.0, start=2012, version="2025")], Reason.BREAK),
    ],
)
def test_the_evidence_gives_no_years_and_says_why(gaps, reason):
    with pytest.raises(Refused) as refused:
        estimable(gaps)
    assert refused.value.reason is reason


def test_the_evidence_gives_years_where_the_slope_is_sure():
    found = estimable(yearly(10.0, 9.1, 7.9, 7.0, 6.1))
    assert found.low < 6.1 < found.high
    below = estimable(yearly(-10.0, -9.1, -7.9, -7.0, -6.1))
    assert (below.low, below.high) == pytest.approx((found.low, found.high))


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (4.0, 0.0, Reason.NO_GAP),
        (4.0, 5.0, Reason.GAP_WIDENS),
        (4.0, -1.0, Reason.GAP_WIDENS),
    ],
)
def test_what_does_not_shrink_does_not_halve(before, after, reason):
    with pytest.raises(Refused) as refused:
        halving_years(*yearly(before, after))
    assert refused.value.reason is reason


def test_nothing_halves_across_a_break():
    with pytest.raises(Refused) as refused:
        halving_years(*yearly(4.0), *yearly(3.0, start=2011, version="2025"))
    assert refused.value.reason is Reason.BREAK


PRINTED = st.integers(-300, 300)
NOISE = st.floats(-0.4999, 0.4999)


@given(st.lists(PRINTED, min_size=2, max_size=5), st.data())
def test_bounds_hold_whatever_the_numbers_were_before_rounding(values, data):
    """The true series may be anything that rounds to what was printed."""
    gaps = yearly(*map(float, values), half_unit=WHOLE)
    true = [value + data.draw(NOISE) for value in values]
    assume(true[-1] * values[-1] > 0)
    for window, exact in zip(windows(gaps), windows(yearly(*true)), strict=True):
        if window.bounds and exact.years:
            assert window.bounds.low - 1e-6 <= exact.years <= window.bounds.high + 1e-6


@given(st.lists(PRINTED.map(float), min_size=2, max_size=5))
def test_which_group_is_behind_does_not_matter(values):
    there = windows(yearly(*values, half_unit=WHOLE))
    back = windows(yearly(*[-value for value in values], half_unit=WHOLE))
    assert [w.years for w in there] == pytest.approx([w.years for w in back])


@given(st.lists(PRINTED.map(float), min_size=2, max_size=5))
def test_at_its_own_pace_a_gap_is_gone_in_its_years(values):
    for window in windows(yearly(*values)):
        if window.years:
            assert window.rate * window.years == pytest.approx(abs(values[-1]))
            assert window.bounds.low == pytest.approx(window.years)
            assert window.bounds.high == pytest.approx(window.years)


def test_span_is_from_the_shortest_to_the_longest():
    assert span(windows(UNEMPLOYMENT)) == windows(UNEMPLOYMENT)[0].bounds
    assert isinstance(span(windows(AFTER_SCHOOL)), Interval)
