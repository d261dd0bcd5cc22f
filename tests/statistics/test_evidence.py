"""The written rule: four words, their reasons, and never a word that noise could have given."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.statistics import evidence
from favn.statistics.evidence import Coverage, Observation, Rule, Status, judge
from favn.statistics.intervals import Interval
from favn.statistics.reasons import Reason, Refused
from favn.statistics.units import Unit

REGISTER = Rule(coverage=Coverage.REGISTER)
BOUND = st.floats(-50, 50)


def percents(*cells, version=""):
    """Shares of bases in October, from 2010 on."""
    return [
        Observation(date(2010 + n, 10, 1), value, Unit.PERCENT, base, version)
        for n, (value, base) in enumerate(cells)
    ]


def points(*values, unit=Unit.PERCENTAGE_POINTS, start=2010):
    return [Observation(date(start + n, 9, 1), v, unit) for n, v in enumerate(values)]


# The design's consistency findings, A7.
NON_WESTERN = percents((83.3, 3_679), (79.6, 3_820), (77.2, 3_962))
DANISH = percents((84.8, 11_610), (83.7, 11_978), (83.3, 12_329))


def word(verdict):
    return verdict.status, verdict.reason


@pytest.mark.parametrize(
    ("change", "bounds", "least", "expected"),
    [
        (2, (1, 3), 0, (Status.PROGRESS, None)),
        (-2, (-3, -1), 0, (Status.SETBACK, None)),
        (2, (1, 3), 2, (Status.PROGRESS, None)),
        (0.5, (0.2, 0.8), 1, (Status.UNCHANGED, None)),
        (0, (-0.5, 0.5), 0.5, (Status.UNCHANGED, None)),
        (0, (0, 0), 0, (Status.UNCHANGED, None)),
        (1, (-1, 3), 0, (Status.UNDECIDED, Reason.INTERVAL_HOLDS_ZERO)),
        (0.9, (0.1, 1.7), 1, (Status.UNDECIDED, Reason.BELOW_MINIMUM_CHANGE)),
    ],
)
def test_the_rule_by_example(change, bounds, least, expected):
    assert judge(change, Interval(*bounds), Rule(minimum_change=least)) == expected


def test_without_a_direction_a_change_has_no_word():
    assert judge(2, Interval(1, 3), Rule(0)) == (Status.UNDECIDED, Reason.NO_DIRECTION)


def test_where_less_is_better_a_fall_is_progress():
    assert judge(-2, Interval(-3, -1), Rule(-1)) == (Status.PROGRESS, None)


@given(BOUND, BOUND, BOUND, st.floats(0, 10))
def test_turning_the_change_and_the_direction_round_changes_no_word(one, two, three, least):
    low, change, high = sorted((one, two, three))
    there = judge(change, Interval(low, high), Rule(1, least))
    assert judge(-change, Interval(-high, -low), Rule(-1, least)) == there


@given(BOUND, BOUND, BOUND, st.floats(0, 10))
def test_no_word_where_the_interval_holds_zero_beyond_the_minimum(one, two, three, least):
    low, change, high = sorted((one, two, three))
    status, reason = judge(change, Interval(low, high), Rule(1, least))
    if status in (Status.PROGRESS, Status.SETBACK):
        assert Interval(low, high).excludes_zero
        assert abs(change) >= least
    assert (reason is not None) == (status is Status.UNDECIDED)


def test_the_minoritys_fall_is_a_setback_and_the_majoritys_last_year_is_not():
    assert word(evidence.series(NON_WESTERN[1:], REGISTER)) == (Status.SETBACK, None)
    last = evidence.series(DANISH[1:], REGISTER)
    assert word(last) == (Status.UNDECIDED, Reason.INTERVAL_HOLDS_ZERO)


def test_the_gap_widened_over_two_years_and_not_decidably_in_the_last():
    both = evidence.gap(NON_WESTERN, DANISH, REGISTER)
    assert word(both) == (Status.SETBACK, None)
    assert round(both.change, 1) == -4.6
    last = evidence.gap(NON_WESTERN[1:], DANISH[1:], REGISTER)
    assert word(last) == (Status.UNDECIDED, Reason.INTERVAL_HOLDS_ZERO)


def test_it_does_not_matter_which_group_is_asked_about():
    there, back = (
        evidence.gap(*pair, REGISTER) for pair in ((NON_WESTERN, DANISH), (DANISH, NON_WESTERN))
    )
    assert word(there) == word(back)
    assert there.change == pytest.approx(-back.change)


def test_a_full_register_is_judged_as_one_draw_and_says_so():
    assert evidence.series(NON_WESTERN, REGISTER).is_one_draw
    assert not evidence.series(NON_WESTERN, Rule()).is_one_draw
    assert not evidence.series([], REGISTER).is_one_draw


def test_a_verdict_carries_its_inputs():
    found = evidence.series(NON_WESTERN, REGISTER)
    assert (found.start, found.end) == (date(2010, 10, 1), date(2012, 10, 1))
    assert (found.method, found.rule) == ("newcombe", REGISTER)
    assert (round(found.interval.low, 1), round(found.interval.high, 1)) == (-7.9, -4.3)


@pytest.mark.parametrize(
    ("observations", "reason"),
    [
        ([], Reason.NO_POINTS),
        (percents((50, 80)), Reason.ONE_POINT),
        (percents((50, None), (49, None)), Reason.NO_BASE),
        (percents((50, 80), (49, None)), Reason.NO_BASE),
        (percents((50, None), (49, None), (48, None)), Reason.NO_BASE),
        (points(13.1, 10.8), Reason.TWO_POINTS),
        (points(92.7, 92.8, 93.1, unit=Unit.INDEX_POINTS), Reason.INTERVAL_HOLDS_ZERO),
        ([*points(7.0), *points(7.0, unit=Unit.COUNT, start=2011)], Reason.UNITS_DIFFER),
    ],
)
def test_what_cannot_be_decided_says_why(observations, reason):
    assert word(evidence.series(observations, Rule())) == (Status.UNDECIDED, reason)


def test_a_break_leaves_only_the_newest_definition():
    """The design's consistency findings, A5: 5 % in 2023 and 8 % in 2025 are two questions."""
    old = Observation(date(2023, 1, 1), 5, Unit.PERCENT, 5_650, "2023")
    new = Observation(date(2025, 1, 1), 8, Unit.PERCENT, 5_650, "2025")
    assert word(evidence.series([new, old], Rule(-1))) == (Status.UNDECIDED, Reason.BREAK)
    later = Observation(date(2028, 1, 1), 5, Unit.PERCENT, 5_650, "2025")
    found = evidence.series([old, new, later], Rule(-1))
    assert (found.status, found.start) == (Status.PROGRESS, new.day)


def test_a_trend_from_three_points_on_is_judged_by_its_slope():
    found = evidence.series(points(13.0, 12.1, 10.9, 10.0, 9.1), Rule(-1, 1.0))
    assert (found.status, found.method) == (Status.PROGRESS, "slope")
    assert found.change == pytest.approx(-3.98, abs=0.1)


def test_a_series_that_does_not_move_is_unchanged():
    assert evidence.series(points(5.1, 5.1, 5.1), Rule()).status is Status.UNCHANGED


def index(*values):
    return points(*values, unit=Unit.INDEX_POINTS)


def test_a_gap_of_index_points_that_closes_is_progress_from_either_side():
    low, high = index(60, 62, 64, 66.1), index(75, 75, 75.1, 75)
    assert evidence.gap(low, high, Rule()).status is Status.PROGRESS
    assert evidence.gap(high, low, Rule()).status is Status.PROGRESS
    assert evidence.gap(low, high, Rule()).method == "slope"


def test_a_gap_that_closed_wholly_is_progress():
    ours, theirs = index(60, 65, 70, 75), index(75, 75, 75, 75)
    assert evidence.gap(ours, theirs, Rule()).status is Status.PROGRESS


@pytest.mark.parametrize(
    ("group", "reference", "reason"),
    [
        (index(65, 68), index(73, 75), Reason.TWO_POINTS),
        (index(65), index(73, 75), Reason.ONE_POINT),
        (index(65, 66, 67), index(73), Reason.ONE_POINT),
        (index(65, 66, 68), points(73, 74, 75, start=2011, unit=Unit.INDEX_POINTS),
         Reason.DIFFERENT_DATES),
        (index(65, 66, 68), points(73, 74, 75, unit=Unit.COUNT), Reason.UNITS_DIFFER),
        (index(65, 66, 80), index(73, 74, 75), Reason.SIDES_CHANGED),
        (percents((25, None), (24, None)), percents((8, 900), (8, 900)), Reason.NO_BASE),
    ],
)  # fmt: skip
def test_a_gap_that_cannot_be_decided_says_why(group, reference, reason):
    assert word(evidence.gap(group, reference, Rule())) == (Status.UNDECIDED, reason)


def test_two_values_for_one_day_are_refused():
    with pytest.raises(Refused) as refused:
        evidence.series([*points(7.0), *points(8.0)], Rule())
    assert refused.value.reason is Reason.TWO_VALUES
