"""Two shares and the gap of two groups, held against the design's table of 15 to 19 year-olds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from favn.statistics.proportions import (
    Share,
    base_needed,
    compare,
    difference_in_differences,
    fisher,
    least_expected,
    mid_p,
)
from favn.statistics.reasons import Reason, Refused

# The design's consistency findings, A7: share in or through youth education, October.
DANISH = [Share.of_percent(*at) for at in ((84.8, 11_610), (83.7, 11_978), (83.3, 12_329))]
NON_WESTERN = [Share.of_percent(*at) for at in ((83.3, 3_679), (79.6, 3_820), (77.2, 3_962))]
SPANS = [(0, 1), (1, 2), (0, 2)]
COUNTS = st.integers(0, 60)


@st.composite
def shares(draw, least=1, most=400):
    base = draw(st.integers(least, most))
    return Share(draw(st.integers(0, base)), base)


def as_printed(difference, interval, z):
    bounds = (round(interval.low * 100, 1), round(interval.high * 100, 1))
    return round(difference * 100, 1), round(z, 2), bounds


@pytest.mark.parametrize(
    ("group", "span", "printed"),
    [
        (NON_WESTERN, (0, 1), (-3.7, -4.12, (-5.5, -1.9))),
        (NON_WESTERN, (1, 2), (-2.4, -2.57, (-4.2, -0.6))),
        (NON_WESTERN, (0, 2), (-6.1, -6.68, (-7.9, -4.3))),
        (DANISH, (0, 1), (-1.1, -2.32, (-2.0, -0.2))),
        (DANISH, (1, 2), (-0.4, -0.84, (-1.3, 0.5))),
        (DANISH, (0, 2), (-1.5, -3.17, (-2.4, -0.6))),
    ],
)
def test_changes_of_the_table(group, span, printed):
    before, after = (group[at] for at in span)
    found = compare(after, before)
    assert as_printed(found.difference, found.interval, found.z) == printed


@pytest.mark.parametrize(
    ("year", "difference", "z", "bounds"),
    [
        (0, -1.5, -2.19, (-2.9, -0.1)),
        (1, -4.1, -5.83, (-5.5, -2.7)),
        (2, -6.1, -8.66, (-7.6, -4.6)),
    ],
)
def test_gaps_of_the_table(year, difference, z, bounds):
    """The table's bounds are Wald's; Newcombe's lie within a tenth of a point of them."""
    found = compare(NON_WESTERN[year], DANISH[year])
    assert (round(found.difference * 100, 1), round(found.z, 2)) == (difference, z)
    assert found.interval.low * 100 == pytest.approx(bounds[0], abs=0.11)
    assert found.interval.high * 100 == pytest.approx(bounds[1], abs=0.11)


@pytest.mark.parametrize(
    ("span", "printed", "p"),
    [
        ((0, 1), (-2.6, -2.56, (-4.6, -0.6)), 0.010),
        ((1, 2), (-2.0, -1.91, (-4.1, 0.1)), 0.056),
        ((0, 2), (-4.6, -4.50, (-6.6, -2.6)), 7e-6),
    ],
)
def test_the_gap_changed_by_the_table(span, printed, p):
    before, after = ((NON_WESTERN[at], DANISH[at]) for at in span)
    found = difference_in_differences(after, before)
    assert as_printed(found.change, found.interval, found.z) == printed
    assert found.p == pytest.approx(p, rel=0.05)


@pytest.mark.parametrize(("minority", "z"), [(1000, 10.2), (286, 8.7), (236, 8.2), (220, 8.0)])
def test_discrimination_differs_however_two_thousand_are_split(minority, z):
    """The design's consistency findings, B7: 25 % against 8 %."""
    found = compare(Share.of_percent(25, minority), Share.of_percent(8, 2000 - minority))
    assert round(found.z, 1) == z


@pytest.mark.parametrize(("before", "after", "needed"), [(0.50, 0.49, 19_200), (0.86, 0.84, 2_450)])
def test_how_many_a_small_change_needs_to_show(before, after, needed):
    """The design's consistency findings, B1 and B3."""
    found = base_needed(before, after)
    assert found == pytest.approx(needed, rel=0.001)
    at = [Share(share * found, found) for share in (before, after)]
    assert compare(*at).p == pytest.approx(0.05)


def test_no_base_shows_what_is_not_there():
    with pytest.raises(Refused) as refused:
        base_needed(0.5, 0.5)
    assert refused.value.reason is Reason.NO_CHANGE


def test_the_lady_tasting_tea():
    """Fisher 1935, The Design of Experiments: 3 of 4 right; two-sided 34/70."""
    assert fisher(Share(3, 4), Share(1, 4)) == pytest.approx(34 / 70)
    assert mid_p(Share(3, 4), Share(1, 4)) == pytest.approx(18 / 70)
    assert fisher(Share(4, 4), Share(0, 4)) == pytest.approx(2 / 70)


@given(shares(most=80), shares(most=80))
def test_fisher_agrees_with_scipy(first, second):
    table = [[s.hits, s.base - s.hits] for s in (first, second)]
    assert fisher(first, second) == pytest.approx(stats.fisher_exact(table).pvalue, abs=1e-9)


@given(shares(), shares())
def test_any_two_shares_can_be_compared_and_turned_round(first, second):
    found, turned = compare(first, second), compare(second, first)
    assert 0 <= found.p <= 1 + 1e-12
    assert found.p == pytest.approx(turned.p, abs=1e-9)
    assert found.difference == -turned.difference
    assert found.method == ("mid_p" if least_expected(first, second) < 5 else "z")


@given(shares(least=30), shares(least=30))
def test_z_is_the_square_root_of_chi_square(first, second):
    found = compare(first, second)
    if found.z is not None:
        table = [[s.hits, s.base - s.hits] for s in (first, second)]
        theirs = stats.chi2_contingency(table, correction=False)
        assert found.z**2 == pytest.approx(theirs.statistic, abs=1e-9)
        assert found.p == pytest.approx(theirs.pvalue, abs=1e-9)


@pytest.mark.parametrize("hits", [0, 12])
def test_nothing_and_everything_are_no_difference(hits):
    found = compare(Share(hits, 12), Share(hits, 12))
    assert (found.z, found.p, found.method) == (None, 1.0, "mid_p")
    assert not found.interval.excludes_zero


def test_no_hits_against_many_is_found_exactly():
    found = compare(Share(0, 12), Share(9, 12))
    assert found.method == "mid_p"
    assert found.p < 0.001
    assert found.interval.high < 0


def test_a_printed_share_gives_fractions_of_a_hit_and_is_counted_whole():
    assert Share.of_percent(33, 10).hits == pytest.approx(3.3)
    assert mid_p(Share(3.3, 10), Share(0.2, 10)) == mid_p(Share(3, 10), Share(0, 10))


def test_a_change_of_gap_survives_empty_cells():
    found = difference_in_differences((Share(0, 8), Share(8, 8)), (Share(0, 8), Share(8, 8)))
    assert (found.change, found.z, found.p) == pytest.approx((0.0, 0.0, 1.0))
    assert not found.interval.excludes_zero


@given(shares(), shares(), shares(), shares())
def test_a_gap_that_is_turned_round_changes_the_other_way(one, two, three, four):
    found = difference_in_differences((one, two), (three, four))
    turned = difference_in_differences((three, four), (one, two))
    assert found.z == pytest.approx(-turned.z, abs=1e-9)
    assert found.interval.low == pytest.approx(-turned.interval.high, abs=1e-9)
    assert found.interval.low <= found.change <= found.interval.high


def test_more_hits_than_the_base_is_refused():
    with pytest.raises(Refused) as refused:
        Share.of_percent(101, 50)
    assert refused.value.reason is Reason.OVER_WHOLE
