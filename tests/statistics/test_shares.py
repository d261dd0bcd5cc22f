"""What printed shares imply, and what a table may not do: the design's findings A6, A7, C1, C2."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.statistics import shares
from favn.statistics.proportions import Share
from favn.statistics.reasons import Reason, Refused
from favn.statistics.shares import Answers
from favn.statistics.units import Unit, difference, relative_change


def test_eight_percent_that_is_452_implies_5650():
    found = shares.implied_base(452, 8)
    assert found.value == 5_650
    assert (round(found.bounds.low), round(found.bounds.high)) == (5_318, 6_027)
    assert (found.smallest, found.largest) == (5_318, 6_026)


@given(st.integers(1, 5000), st.integers(1, 20_000), st.integers(0, 2))
def test_the_implied_base_holds_the_true_one(hits, more, decimals):
    base = hits + more
    printed = round(hits / base * 100, decimals)
    if printed > 0:
        try:
            found = shares.implied_base(hits, printed, decimals)
        except Refused:
            assert printed <= 0.5
            return
        assert found.bounds.low - 1e-6 <= base <= found.bounds.high + 1e-6


def test_a_count_and_a_share_that_cannot_belong_together():
    assert not shares.implied_base(1, 90, 0).is_possible
    assert shares.implied_base(9, 90, 0).is_possible


@pytest.mark.parametrize(
    ("count", "percent", "reason"),
    [(4, 0, Reason.NO_BASE), (0, 8, Reason.NO_BASE), (4, 101, Reason.OVER_WHOLE)],
)
def test_no_base_follows_from_nothing(count, percent, reason):
    with pytest.raises(Refused) as refused:
        shares.implied_base(count, percent)
    assert refused.value.reason is reason


def test_in_progress_fell_as_a_share_while_the_count_stood_still():
    """A7: 65.3 of 3,820 to 62.9 of 3,962; two persons fewer in a larger population."""
    found = shares.moved(Share.of_percent(65.3, 3_820), Share.of_percent(62.9, 3_962))
    assert (round(found.points, 1), round(found.hits), found.base) == (-2.4, -2, 142)
    assert not found.is_opposed


def test_share_and_count_may_go_different_ways():
    assert shares.moved(Share(50, 100), Share(60, 150)).is_opposed
    assert shares.moved(Share(50, 100), Share(50, 150)).is_opposed
    assert not shares.moved(Share(50, 100), Share(60, 100)).is_opposed
    assert not shares.moved(Share(50, 100), Share(50, 100)).is_opposed


def test_the_smallest_base_of_three_printed_shares():
    """B9: 44 % job, 25 % education and 79 % better Danish need 48 evaluated at the least."""
    assert shares.smallest_base([44, 25, 79]) == 48
    assert shares.smallest_base([50]) == 2
    with pytest.raises(Refused):
        shares.smallest_base([120])


@given(st.lists(st.integers(0, 60), min_size=1, max_size=3), st.integers(60, 90))
def test_the_smallest_base_is_no_larger_than_the_true_one(hits, base):
    printed = [round(each / base * 100, 1) for each in hits]
    assert shares.smallest_base(printed, 1) <= base


@pytest.mark.parametrize(
    ("whole", "group", "rest", "half", "low", "high"),
    [
        (74, 68, 75, 0.5, 0.0, 28.6),  # A4: inclusion, index points
        (10, 25, 8, 0.5, 5.9, 17.6),  # B7: discrimination
        (72.8, 59.2, 77.3, 0.05, 24.3, 25.4),  # C14: after-school care
        (57.0, 36.0, 64.0, 0.0, 25.0, 25.0),
    ],
)
def test_the_weight_of_a_group_follows_from_three_means(whole, group, rest, half, low, high):
    found = shares.implied_weight(whole, group, rest, half).times(100)
    assert (round(found.low, 1), round(found.high, 1)) == (low, high)


@pytest.mark.parametrize(
    ("whole", "group", "rest", "reason"),
    [(74, 75, 75, Reason.NO_GAP), (90, 68, 75, Reason.OVER_WHOLE)],
)
def test_no_weight_follows_from_a_whole_outside_its_parts(whole, group, rest, reason):
    with pytest.raises(Refused) as refused:
        shares.implied_weight(whole, group, rest)
    assert refused.value.reason is reason


def test_those_who_did_not_answer_could_have_said_anything():
    found = shares.of_all(44, 100, 200)
    assert (found.low, found.high) == (0.22, 0.72)
    with pytest.raises(Refused):
        shares.of_all(44, 100, 90)


def test_83_and_88_of_452_are_between_88_and_171_persons():
    found = shares.either([83, 88], 452)
    assert (found.low, found.high) == (88, 171)
    assert shares.either([300, 300], 452).high == 452


@pytest.mark.parametrize(
    ("percents", "kind"),
    [
        ([55, 31, 25, 21, 21], Answers.SEVERAL),
        ([29, 14, 11, 9, 5], Answers.PART),
        ([61, 25, 14], Answers.ONE),
        ([33, 33, 33], Answers.ONE),
    ],
)
def test_a_table_says_whether_several_answers_were_allowed(percents, kind):
    assert shares.add_up(percents) is kind


def test_shares_over_the_whole_do_not_add_up():
    with pytest.raises(Refused):
        shares.add_up([120, 3])


@pytest.mark.parametrize(
    ("bands", "reason"),
    [
        ([(1, 2), (2, 3), (3, 4)], Reason.BANDS_OVERLAP),
        ([(1, None), (4, 5)], Reason.BANDS_OVERLAP),
        ([(4, 5), (1, 4)], Reason.BANDS_OVERLAP),
        ([(3, 2)], Reason.BAND_BACKWARDS),
    ],
)
def test_bands_that_share_a_number_are_refused(bands, reason):
    with pytest.raises(Refused) as refused:
        shares.apart(bands)
    assert refused.value.reason is reason


def test_bands_that_stand_apart_are_left_alone():
    assert shares.apart([(1, 1), (2, 3), (4, None)]) is None


def test_overlapping_bands_leave_the_mean_open():
    """C1: 61, 25 and 14 % in 1-2, 2-3 and 3-4 areas: anything from 1.53 to 2.53."""
    found = shares.mean_of_bands([(1, 2), (2, 3), (3, 4)], [61, 25, 14])
    assert (found.low, found.high) == pytest.approx((1.53, 2.53))


def test_a_difference_of_percentages_is_in_percentage_points():
    assert Unit.PERCENT.of_difference is Unit.PERCENTAGE_POINTS
    assert Unit.COUNT.of_difference is Unit.COUNT
    assert difference(84, 86, Unit.PERCENT, Unit.PERCENT) == 2
    with pytest.raises(Refused) as refused:
        difference(84, 86, Unit.PERCENT, Unit.COUNT)
    assert refused.value.reason is Reason.UNITS_DIFFER


def test_percent_of_a_difference_is_refused():
    """A2: 13.1 to 10.8 percentage points is 2.3 percentage points, and no percent."""
    with pytest.raises(Refused) as refused:
        relative_change(13.1, 10.8, Unit.PERCENTAGE_POINTS)
    assert refused.value.reason is Reason.PERCENT_OF_DIFFERENCE
    with pytest.raises(Refused) as refused:
        relative_change(0, 3, Unit.COUNT)
    assert refused.value.reason is Reason.FROM_ZERO
    assert relative_change(30, 7, Unit.COUNT) == pytest.approx(-0.767, abs=0.001)
