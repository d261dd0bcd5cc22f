"""Slopes from dates: published examples, other programs, and what must hold of any series."""

from datetime import date, timedelta
from itertools import permutations

import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from favn.statistics.reasons import Reason, Refused
from favn.statistics.trend import calendar_year, linear, theil_sen, years_between

SMALL = st.integers(-30, 30).map(lambda tenths: tenths / 10)


def new_years(count):
    return [date(2001 + n, 1, 1) for n in range(count)]


@st.composite
def series(draw, least=3, values=SMALL, most=14):
    days = draw(st.lists(st.integers(0, 9000), min_size=least, max_size=most, unique=True))
    dated = [date(2000, 1, 1) + timedelta(days=day) for day in days]
    return dated, draw(st.lists(values, min_size=len(days), max_size=len(days)))


def test_anscombes_first_quartet():
    """Anscombe 1973, The American Statistician 27, 17: slope 0.500, its error 0.118."""
    x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
    y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
    found = linear([date(2000 + year, 1, 1) for year in x], y)
    assert (round(found.slope, 3), round(found.error, 3)) == (0.500, 0.118)
    assert round(found.level, 2) == 3.00 + 14 * 0.50
    assert round(found.p, 4) == 0.0022


def test_the_double_ratio_of_seeded_clouds():
    """Hollander and Wolfe 1999, example 9.1 and 9.3: C is -6, P(C <= -6) 0.117, slope -0.056."""
    found = theil_sen(new_years(5), [1.26, 1.27, 1.12, 1.16, 1.03])
    assert (found.s, round(found.p_exact / 2, 3)) == (-6, 0.117)
    assert round(found.slope, 3) == -0.056


def test_four_values_of_gilbert():
    """Gilbert 1987, section 16.4.1: 10, 15, 14, 20 has S 4, and a chance of 0.167 one-sided."""
    found = theil_sen(new_years(4), [10, 15, 14, 20])
    assert (found.s, round(found.p_exact / 2, 3)) == (4, 0.167)


def test_the_grades_of_three_years_cannot_carry_a_slope():
    """The design's consistency findings, A1: 92.7, 92.8, 93.1 is 0.20 points a year."""
    found = linear([date(year, 6, 30) for year in (2010, 2011, 2012)], [92.7, 92.8, 93.1])
    assert found.slope == pytest.approx(0.20)
    assert not found.interval.excludes_zero


def test_nine_months_and_twelve_are_not_the_same_step():
    """The design's consistency findings, C15: February 2011, November 2011, November 2012."""
    days = [date(2011, 2, 1), date(2011, 11, 1), date(2012, 11, 1)]
    assert years_between(days[0], days[1]) == pytest.approx(0.75)
    assert years_between(days[1], days[2]) == pytest.approx(1.0)
    assert theil_sen(days, [0.75, 1.5, 2.5]).slope == pytest.approx(1.0)
    assert linear(days, [0.75, 1.5, 2.5]).slope == pytest.approx(1.0)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_the_calendar_runs_forward(day):
    assert calendar_year(day) < calendar_year(day + timedelta(days=1)) < calendar_year(day) + 0.01
    assert int(calendar_year(day)) == day.year


@given(series())
def test_a_line_agrees_with_scipy(dated):
    days, values = dated
    found = linear(days, values)
    theirs = stats.linregress([calendar_year(day) - 2000 for day in days], values)
    if len(set(values)) == 1:
        assert (found.slope, found.error, found.p) == (0, 0, 1)
        return
    assert found.slope == pytest.approx(theirs.slope, rel=1e-6, abs=1e-9)
    assert found.p == pytest.approx(theirs.pvalue, abs=1e-8)
    half = theirs.stderr * stats.t.ppf(0.975, len(days) - 2)
    assert found.interval.high - found.slope == pytest.approx(half, rel=1e-6, abs=1e-6)


@given(st.lists(SMALL, min_size=3, max_size=40))
def test_mann_kendall_agrees_with_pymannkendall(values):
    found, theirs = theil_sen(new_years(len(values)), values), pymannkendall.original_test(values)
    assert found.s == theirs.s
    assert found.z == pytest.approx(theirs.z, abs=1e-9)
    assert found.p == pytest.approx(theirs.p, abs=1e-9)
    assert found.tau == pytest.approx(theirs.Tau, abs=1e-9)
    assert found.slope == pytest.approx(theirs.slope, abs=1e-9)


@given(series())
def test_theil_sen_agrees_with_scipy(dated):
    days, values = dated
    theirs = stats.theilslopes(values, [calendar_year(day) for day in days])
    assert theil_sen(days, values).slope == pytest.approx(theirs.slope, rel=1e-6, abs=1e-9)


@given(st.permutations(range(6)))
def test_the_exact_p_counts_every_order(values):
    found = theil_sen(new_years(6), values)
    each = [theil_s(order) for order in permutations(range(6))]
    extreme = sum(abs(s) >= abs(found.s) for s in each)
    assert found.p_exact == pytest.approx(min(1.0, extreme / len(each)))


def theil_s(values):
    pairs = [(a, b) for at, a in enumerate(values) for b in values[at + 1 :]]
    return sum((b > a) - (b < a) for a, b in pairs)


@given(series(least=2))
def test_the_order_of_the_rows_does_not_matter(dated):
    days, values = dated
    turned = (days[::-1], values[::-1])
    assert linear(*turned).slope == pytest.approx(linear(days, values).slope, abs=1e-9)
    assert theil_sen(*turned) == theil_sen(days, values)


@given(series(least=2), SMALL)
def test_what_is_added_to_every_value_changes_no_slope(dated, more):
    days, values = dated
    lifted = [value + more for value in values]
    assert linear(days, lifted).slope == pytest.approx(linear(days, values).slope, abs=1e-6)
    turned = [-value for value in values]
    assert theil_sen(days, turned).s == -theil_sen(days, values).s


def test_the_slope_of_many_points_has_bounds_by_rank_and_few_have_none():
    assert theil_sen(new_years(3), [1, 2, 3]).interval is None
    found = theil_sen(new_years(12), [1, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13])
    assert found.interval.low < found.slope < found.interval.high
    assert found.p_exact is None
    assert theil_sen(new_years(4), [1, 2, 2, 3]).p_exact is None


def test_two_points_give_a_line_without_a_test():
    found = linear(new_years(2), [1.0, 3.0])
    assert (found.slope, found.level, found.interval, found.p) == (2.0, 3.0, None, None)


def test_a_perfect_line_leaves_nothing_to_chance():
    assert linear(new_years(4), [1.0, 2.0, 3.0, 4.0]).p == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("days", "values", "reason"),
    [
        ([], [], Reason.NO_POINTS),
        (new_years(1), [1.0], Reason.ONE_POINT),
        ([date(2020, 1, 1)] * 2, [1.0, 2.0], Reason.TWO_VALUES),
        (new_years(2), [1.0], Reason.NO_VALUES),
        (new_years(2), [1.0, float("nan")], Reason.NOT_A_NUMBER),
    ],
)
def test_what_is_no_series_is_refused_with_the_reason(days, values, reason):
    for trend in (linear, theil_sen):
        with pytest.raises(Refused) as refused:
            trend(days, values)
        assert refused.value.reason is reason
