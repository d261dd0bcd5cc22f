"""A panel says of thousands of series what is said of one, and the library says the same."""

from datetime import date

import numpy as np
import pymannkendall
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from favn.statistics import distributions, evidence, panel, parity
from favn.statistics.evidence import Observation, Rule
from favn.statistics.panel import REASONS, STATUSES
from favn.statistics.panel_trends import t_two_sided, trends
from favn.statistics.reasons import Reason, Refused
from favn.statistics.trend import calendar_year, linear, theil_sen
from favn.statistics.units import Unit

DAYS = [date(2010, 3, 1), date(2011, 2, 1), date(2011, 11, 1), date(2012, 11, 1)]
DAYS += [date(2014 + n, 6, 30) for n in range(6)]
YEARS = np.array([calendar_year(day) for day in DAYS])
TENTHS = st.integers(-40, 40).map(lambda tenths: tenths / 10)
CELL = TENTHS | TENTHS | st.none()
BETTER, LEAST = [1, -1, 0], [0.0, 1.0, 2.5]


@st.composite
def panels(draw, size=2, indicators=3, groups=2):
    """Places × indicators × groups × years, with holes, ties, and lines that do not move."""
    count = size * indicators * groups
    row = st.lists(CELL, min_size=len(DAYS), max_size=len(DAYS))
    still = TENTHS.map(lambda value: [value] * len(DAYS))
    few = st.integers(0, 3).flatmap(
        lambda kept: row.map(lambda cells: cells[:kept] + [None] * (len(DAYS) - kept))
    )
    rows = draw(st.lists(row | still | few, min_size=count, max_size=count))
    return np.array(rows, np.float64).reshape(size, indicators, groups, len(DAYS))


def observed(row, unit=Unit.INDEX_POINTS):
    pairs = zip(DAYS, row, strict=True)
    return [Observation(day, float(v), unit) for day, v in pairs if not np.isnan(v)]


def every(values):
    return np.ndindex(values.shape[:-1])


@given(panels())
@settings(max_examples=60)
def test_every_series_has_the_trends_it_has_alone(values):
    found = trends(values, YEARS)
    for at in every(values):
        seen = observed(values[at])
        assert found.points[at] == len(seen)
        if len(seen) < 2:
            assert np.isnan(found.slope[at])
            continue
        line, robust = (
            f([o.day for o in seen], [o.value for o in seen]) for f in (linear, theil_sen)
        )
        assert found.slope[at] == pytest.approx(line.slope, abs=1e-9)
        assert found.sen[at] == pytest.approx(robust.slope, abs=1e-9)
        assert (found.s[at], found.z[at]) == (robust.s, pytest.approx(robust.z, abs=1e-9))
        assert found.mann_kendall_p[at] == pytest.approx(robust.p, abs=1e-9)
        if len(seen) > 2:
            assert found.p[at] == pytest.approx(line.p, abs=1e-9)
            assert found.low[at] == pytest.approx(line.interval.low, abs=1e-8)


@given(panels())
@settings(max_examples=60)
def test_every_series_has_the_word_it_has_alone(values):
    found = panel.read(values, YEARS, reference=1, better=BETTER, minimum_change=LEAST)
    for place, indicator, group in every(values):
        rule = Rule(BETTER[indicator], LEAST[indicator])
        row = values[place, indicator, group]
        alone = evidence.series(observed(row), rule)
        assert word(found.level_words, place, indicator, group) == (alone.status, alone.reason)
        if group == 1:
            assert word(found.gap_words, place, indicator, group)[1] is Reason.NO_GAP
            continue
        both = pair(row, values[place, indicator, 1])
        alone = evidence.gap(*both, rule)
        assert word(found.gap_words, place, indicator, group) == (alone.status, alone.reason)


def word(words, *at):
    return STATUSES[words.status[at]], REASONS[words.reason[at]]


def pair(row, other):
    """Both series on the days they share: only there is a gap."""
    shared = ~(np.isnan(row) | np.isnan(other))
    return tuple(observed(np.where(shared, values, np.nan)) for values in (row, other))


@given(panels())
@settings(max_examples=60)
def test_every_gap_has_the_years_it_has_alone(values):
    found = panel.read(values, YEARS, reference=1)
    for place, indicator in np.ndindex(values.shape[:2]):
        at = (place, indicator, 0)
        ours, theirs = pair(values[at], values[place, indicator, 1])
        gaps = [parity.Gap(o.day, o.value - r.value) for o, r in zip(ours, theirs, strict=True)]
        try:
            alone, reason = parity.estimable(gaps), None
        except Refused as refused:
            alone, reason = None, refused.reason
        assert REASONS[found.parity.reason[at]] is reason
        if alone:
            assert found.parity.low[at] == pytest.approx(alone.low, rel=1e-6)
            assert found.parity.high[at] == pytest.approx(alone.high, rel=1e-6)
            assert alone.low <= found.parity.pace[at] <= alone.high


def test_the_library_gives_the_same_p_values():
    """200 series of ten years with ties: scipy's line and pymannkendall, to 1e-9."""
    years = np.arange(2014.0, 2024.0)
    drawn = np.random.default_rng(7).normal(50, 3, (4, 10, 5, 10)).round(1)
    found = trends(drawn + years * 0.3, years)
    for at in every(drawn):
        row = drawn[at] + years * 0.3
        line, test = stats.linregress(years, row), pymannkendall.original_test(row)
        assert found.p[at] == pytest.approx(line.pvalue, abs=1e-9)
        assert found.error[at] == pytest.approx(line.stderr, rel=1e-9)
        assert found.mann_kendall_p[at] == pytest.approx(test.p, abs=1e-9)
        assert found.sen[at] == pytest.approx(test.slope, rel=1e-9, abs=1e-12)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=9), st.integers(1, 60))
def test_students_sums_agree_with_the_fraction_and_with_scipy(values, freedom):
    """Near zero scipy itself is up to 1e-8 off with one degree of freedom."""
    t = np.array(values)
    found = t_two_sided(t, freedom)
    assert found == pytest.approx(
        [distributions.t_two_sided(v, freedom) for v in values], abs=1e-13
    )
    assert found == pytest.approx(2 * stats.t.sf(np.abs(t), freedom), abs=1e-8)


def test_words_are_the_four_of_the_written_rule():
    rising = np.tile(np.arange(10.0), (1, 2, 2, 1))
    rising[0, :, 1] = 4.0
    found = panel.read(rising, YEARS, reference=1, without_base=[False, True])
    assert found.level_words.words.tolist() == [
        [["progress", "unchanged"], ["undecided", "undecided"]]
    ]
    assert REASONS[found.level_words.reason[0, 1, 0]] is Reason.NO_BASE
    assert found.gaps[0, 0, 0, 0] == -4.0


def test_an_empty_panel_and_one_of_a_single_year_have_no_trends():
    assert panel.read(np.empty((0, 2, 2, 3)), [2010, 2011, 2012], reference=0).gaps.size == 0
    found = panel.read(np.ones((1, 1, 2, 1)), [2010], reference=0)
    assert REASONS[found.level_words.reason[0, 0, 1]] is Reason.ONE_POINT
    assert np.isnan(found.level.sen).all()


@pytest.mark.parametrize(
    ("values", "years", "options", "reason"),
    [
        (np.ones((2, 2, 3)), [2010, 2011, 2012], {}, Reason.COLUMNS),
        (np.ones((1, 2, 2, 3)), [2010, 2011], {}, Reason.COLUMNS),
        (np.ones((1, 2, 2, 2)), [2010, 2010], {}, Reason.TWO_VALUES),
        (np.full((1, 2, 2, 2), np.inf), [2010, 2011], {}, Reason.NOT_A_NUMBER),
        (np.ones((1, 2, 2, 2)), [2010, 2011], {"better": [1, 1, 1]}, Reason.COLUMNS),
    ],
)
def test_what_does_not_fit_together_is_refused(values, years, options, reason):
    with pytest.raises(Refused) as refused:
        panel.read(values, years, reference=0, **options)
    assert refused.value.reason is reason
