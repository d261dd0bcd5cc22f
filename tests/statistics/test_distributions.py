"""Tails taken with Python's own mathematics are those of scipy."""

from math import asin, atan, pi, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import special, stats

from favn.statistics import distributions as ours


@given(st.floats(-40, 40))
def test_z(z):
    assert ours.normal_two_sided(z) == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-9)


@given(st.floats(-1e4, 1e4), st.integers(1, 400))
def test_t(t, freedom):
    assume(t == 0 or abs(t) > 1e-4)  # closer to zero scipy loses digits, see below
    theirs = 2 * stats.t.sf(abs(t), freedom)
    assert ours.t_two_sided(t, freedom) == pytest.approx(theirs, rel=1e-9, abs=1e-290)


@given(st.floats(-1e4, 1e4))
def test_t_with_one_degree_of_freedom_is_cauchys(t):
    assert ours.t_two_sided(t, 1) == pytest.approx(1 - 2 / pi * atan(abs(t)), abs=1e-14)


@given(st.floats(0.01, 0.999), st.integers(1, 200))
def test_quantiles(level, freedom):
    assert ours.t_quantile(level, freedom) == pytest.approx(
        stats.t.ppf(0.5 + level / 2, freedom), rel=1e-9
    )
    assert ours.normal_quantile(level) == pytest.approx(stats.norm.ppf(0.5 + level / 2), rel=1e-9)


@given(st.floats(0, 0.999_999), st.floats(0.5, 3000), st.floats(0.5, 3000))
def test_incomplete_beta(x, a, b):
    assert ours.incomplete_beta(x, a, b) == pytest.approx(special.betainc(a, b, x), abs=1e-10)


@given(st.integers(1, 3000), st.floats(0.001, 0.999), st.data())
def test_binomial(tries, chance, data):
    hits = data.draw(st.integers(-1, tries + 1))
    assert ours.binomial_up_to(hits, tries, chance) == pytest.approx(
        stats.binom.cdf(hits, tries, chance), abs=1e-10
    )


def test_the_arcsine_law_holds_to_the_last_step_below_one():
    """I_x(1/2, 1/2) is 2/pi times the arcsine of the root of x."""
    step = 2.0**-53
    expected = 1 - 2 / pi * asin(sqrt(step))
    assert ours.incomplete_beta(1 - step, 0.5, 0.5) == pytest.approx(expected, abs=1e-15)
    assert ours.incomplete_beta(1.0, 0.5, 0.5) == 1


def test_the_tables_of_student():
    """Student's t at 95 %: 12.706 with one degree of freedom, 2.228 with ten."""
    assert round(ours.t_quantile(0.95, 1), 3) == 12.706
    assert round(ours.t_quantile(0.95, 10), 3) == 2.228


def test_a_variance_below_zero_by_rounding_is_none():
    assert ours.standard_error(-1e-18) == 0
    assert ours.standard_error(4) == 2


def test_a_fraction_never_divides_by_zero():
    assert ours._not_zero(0.0) > 0
    assert ours._not_zero(2.0) == 2.0
