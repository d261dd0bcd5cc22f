"""Wilson's and Newcombe's bounds: printed tables, other programs, and what must hold of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from favn.statistics.intervals import Interval, newcombe, wilson
from favn.statistics.reasons import Reason, Refused

# Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3.
WILSON = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
# Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10.
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]
LEVELS = st.floats(0.5, 0.999)


@st.composite
def shares(draw):
    base = draw(st.integers(1, 5000))
    return draw(st.integers(0, base)), base


@pytest.mark.parametrize(("hits", "base", "low", "high"), WILSON)
def test_wilson_is_as_printed(hits, base, low, high):
    found = wilson(hits, base)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(("hits1", "base1", "hits2", "base2", "low", "high"), NEWCOMBE)
def test_newcombe_is_as_printed(hits1, base1, hits2, base2, low, high):
    found = newcombe(hits1, base1, hits2, base2)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_seven_of_thirty_one_off_cash_benefit():
    """The design's consistency findings, B8: 22.6 % (11.4 to 39.8)."""
    found = wilson(7, 31).times(100)
    assert (round(found.low, 1), round(found.high, 1)) == (11.4, 39.8)


@pytest.mark.parametrize(
    ("base", "low", "high"), [(50, 31, 58), (100, 35, 54), (200, 37, 51), (400, 39, 49)]
)
def test_forty_four_percent_of_a_base_that_was_not_printed(base, low, high):
    """The design's consistency findings, B9."""
    found = wilson(0.44 * base, base).times(100)
    assert (round(found.low), round(found.high)) == (low, high)


@given(shares(), LEVELS)
def test_wilson_agrees_with_scipy(share, level):
    hits, base = share
    theirs = stats.binomtest(hits, base).proportion_ci(level, method="wilson")
    assert wilson(hits, base, level).low == pytest.approx(theirs.low, abs=1e-9)
    assert wilson(hits, base, level).high == pytest.approx(theirs.high, abs=1e-9)


@given(shares(), LEVELS)
def test_the_share_lies_within_and_misses_mirror_hits(share, level):
    hits, base = share
    found, misses = wilson(hits, base, level), wilson(base - hits, base, level)
    assert 0 <= found.low <= hits / base <= found.high <= 1
    assert found.low == pytest.approx(1 - misses.high, abs=1e-12)


@given(shares(), st.floats(0.5, 0.9), st.floats(0.901, 0.999))
def test_more_certainty_is_wider(share, low, high):
    narrow, wide = wilson(*share, low), wilson(*share, high)
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


@given(shares(), st.integers(2, 20))
def test_more_people_are_narrower(share, times):
    hits, base = share
    few, many = wilson(hits, base), wilson(hits * times, base * times)
    assert many.high - many.low < few.high - few.low


@given(shares(), shares(), LEVELS)
def test_turning_the_groups_round_turns_the_difference(first, second, level):
    found, turned = newcombe(*first, *second, level), newcombe(*second, *first, level)
    assert found.low == pytest.approx(-turned.high, abs=1e-12)
    difference = first[0] / first[1] - second[0] / second[1]
    assert -1 - 1e-12 <= found.low <= difference <= found.high <= 1 + 1e-12


@pytest.mark.parametrize(
    ("hits", "base", "reason"),
    [
        (0, 0, Reason.NO_BASE),
        (1, -3, Reason.NO_BASE),
        (5, 4, Reason.OVER_WHOLE),
        (-1, 4, Reason.NEGATIVE),
        (float("nan"), 4, Reason.NOT_A_NUMBER),
        (1, float("inf"), Reason.NOT_A_NUMBER),
    ],
)
def test_what_is_no_share_is_refused_with_the_reason(hits, base, reason):
    with pytest.raises(Refused) as refused:
        wilson(hits, base)
    assert refused.value.reason is reason


def test_an_interval_says_whether_it_excludes_zero():
    assert Interval(0.1, 0.3).excludes_zero
    assert Interval(-0.3, -0.1).excludes_zero
    assert not Interval(-0.1, 0.3).excludes_zero
    assert not Interval(0.0, 0.3).excludes_zero
    assert Interval(-0.1, 0.3).times(-100) == Interval(-30.0, 10.0)
