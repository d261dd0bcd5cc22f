"""Control limits hold what they say, whatever the size of the place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from favn.statistics.funnel import ALARM, WARNING, Standing, limits, place
from favn.statistics.reasons import Reason, Refused

TARGETS = st.floats(0.01, 0.99)


@given(TARGETS, st.integers(1, 3000), st.sampled_from([WARNING, ALARM]))
def test_limits_are_quantiles_of_the_binomial(target, base, level):
    found, tail = limits(target, base, level), (1 - level) / 2
    assert found.low * base == pytest.approx(stats.binom.ppf(tail, base, target))
    assert found.high * base == pytest.approx(stats.binom.ppf(1 - tail, base, target))


@given(TARGETS, st.integers(1, 100_000))
def test_the_outer_lines_lie_outside_the_inner(target, base):
    inner, outer = limits(target, base, WARNING), limits(target, base, ALARM)
    assert 0 <= outer.low <= inner.low <= inner.high <= outer.high <= 1


@given(TARGETS, st.integers(1, 2000))
def test_no_more_places_fall_outside_by_chance_than_the_line_says(target, base):
    found = limits(target, base, WARNING)
    below = stats.binom.cdf(found.low * base - 1e-9, base, target)
    above = stats.binom.sf(found.high * base + 1e-9, base, target)
    assert below <= 0.025 + 1e-7
    assert above <= 0.025 + 1e-7


def test_large_places_have_the_normal_lines():
    found = limits(0.2, 1_000_000, WARNING)
    assert found.high == pytest.approx(0.2 + 1.95996 * (0.16 / 1e6) ** 0.5, abs=2e-6)


@pytest.mark.parametrize(
    ("hits", "standing", "is_above"),
    [
        (10, Standing.WITHIN, False),
        (17, Standing.WITHIN, True),
        (18, Standing.BEYOND_WARNING, True),
        (30, Standing.BEYOND_ALARM, True),
        (0, Standing.BEYOND_ALARM, False),
    ],
)
def test_a_place_stands_within_or_beyond(hits, standing, is_above):
    found = place(hits, 100, 0.11)
    assert (found.standing, found.is_above) == (standing, is_above)


def test_a_whole_of_nothing_or_everything_allows_nothing_else():
    assert limits(0, 10, WARNING) == limits(0, 10, ALARM)
    assert place(1, 10, 0).standing is Standing.BEYOND_ALARM
    assert place(10, 10, 1).standing is Standing.WITHIN


@pytest.mark.parametrize(
    ("target", "base", "reason"),
    [(1.2, 10, Reason.OVER_WHOLE), (0.5, 0, Reason.NO_BASE)],
)
def test_limits_of_nothing_are_refused(target, base, reason):
    with pytest.raises(Refused) as refused:
        limits(target, base, WARNING)
    assert refused.value.reason is reason
