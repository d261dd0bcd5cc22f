"""How many different people came: cards exactly, the rest by bounds and estimates."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from favn.statistics.reasons import Reason, Refused
from favn.statistics.visitors import (
    FEWEST_CARDS,
    Supposed,
    bounds,
    chao1,
    door_of,
    if_forgotten,
    if_others,
    seen_in_more,
)

MONDAY = date(2026, 3, 2)
GIRDLED = Counter((46, 22, 17, 15, 15, 9, 8, 6, 6, 4, 2, 2, 2, 2, *[1] * 12))
LOGGED = Counter((88, 22, 16, 15, 13, 10, 8, 8, 7, 7, 7, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2,
                  *[1] * 14))  # fmt: skip
"""Spiders of two forests (Sackett et al. 2011), the worked example of Chao et al. 2014."""

at = st.tuples(st.integers(0, 2), st.integers(9, 11))
people = st.lists(
    st.tuples(st.booleans(), st.lists(st.tuples(at, st.booleans()), min_size=1, max_size=5)),
    max_size=5,
)
"""Persons: has a card or not; visits, each with day and hour and whether the card is shown."""


def once_an(unit, visits):
    """Only the first visit of each hour, or of each day."""
    seen = {}
    for moment, shown in visits:
        seen.setdefault(moment if unit == "hour" else moment[0], (moment, shown))
    return list(seen.values())


def at_door(world):
    """What the desk counts of a world whose persons it does not know."""
    return door_of(
        (MONDAY + timedelta(day), hour, who if has_card and shown else None)
        for who, (has_card, visits) in enumerate(world)
        for (day, hour), shown in visits
    )


def in_world(world, supposed):
    """The world as the supposition has it."""
    if supposed is Supposed.NOTHING:
        return world
    unit = "day" if supposed is Supposed.DAY else "hour"
    every = [(has, once_an(unit, visits)) for has, visits in world]
    if supposed is Supposed.SHOWN:
        return [(has, [(moment, True) for moment, _shown in visits]) for has, visits in every]
    return every


@pytest.mark.parametrize("supposed", Supposed)
@given(world=people)
@settings(max_examples=100)
def test_the_true_number_lies_within_where_what_is_supposed_is_so(supposed, world):
    door = at_door(in_world(world, supposed))
    assert bounds(door, supposed).holds(len(world))


def partitions(visits):
    """Every way in which visits can be shared out among people."""
    if not visits:
        yield []
        return
    first, *others = visits
    for found in partitions(others):
        yield [[first], *found]
        for n, one in enumerate(found):
            yield [*found[:n], [first, *one], *found[n + 1 :]]


def can_be(groups, supposed):
    """Whether each group can be one person, and each person one group."""
    holders = [{card for _day, _hour, card in group if card} for group in groups]
    cards = [card for group in holders for card in group]
    if any(len(group) > 1 for group in holders) or len(cards) != len(set(cards)):
        return False
    unit = {Supposed.HOUR: 2, Supposed.SHOWN: 2, Supposed.DAY: 1}.get(supposed)
    if unit and any(len({v[:unit] for v in group}) < len(group) for group in groups):
        return False
    mixed = any(any(v[2] for v in group) and not all(v[2] for v in group) for group in groups)
    return not (supposed is Supposed.SHOWN and mixed)


@pytest.mark.parametrize("supposed", Supposed)
@given(
    visits=st.lists(
        st.tuples(st.sampled_from((MONDAY, MONDAY + timedelta(1))), st.sampled_from((9, 10)),
                  st.sampled_from(("", "", "a", "b"))),
        max_size=6,
    )
)  # fmt: skip
@settings(max_examples=100)
def test_no_bound_could_be_closer(supposed, visits):
    """Against every way in which the visits can be shared out among people."""
    ways = [len(groups) for groups in partitions(visits) if can_be(groups, supposed)]
    door = door_of((day, hour, card or None) for day, hour, card in visits)
    if ways and not door.repeats(supposed):
        found = bounds(door, supposed)
        assert (found.low, found.high) == (min(ways), max(ways))


@given(people)
@settings(max_examples=100)
def test_more_supposed_never_lowers_the_fewest_nor_moves_the_most(world):
    door = at_door(in_world(in_world(world, Supposed.DAY), Supposed.SHOWN))
    found = {one: bounds(door, one) for one in Supposed}
    for last in (Supposed.SHOWN, Supposed.DAY):
        lows = [found[one].low for one in (Supposed.NOTHING, Supposed.HOUR, last)]
        assert lows == sorted(lows)
    assert {one.high for one in found.values()} == {door.cards + door.without}


def test_what_is_counted_is_told_without_any_card():
    door = door_of(
        [(MONDAY, 9, "a"), (MONDAY, 9, "b"), (MONDAY, 9, None), (MONDAY, 10, "a"),
         (MONDAY + timedelta(1), 9, None), (MONDAY + timedelta(1), 10, None)]
    )  # fmt: skip
    assert door.times == {1: 1, 2: 1}
    assert (door.visits, door.with_card, door.without, door.cards) == (6, 3, 3, 2)
    assert (door.in_an_hour, door.in_a_day, door.without_in_an_hour) == (3, 3, 1)
    assert (door.repeats(Supposed.HOUR), door.repeats(Supposed.DAY)) == (0, 1)
    assert door.share == 0.5


def test_nobody_is_nobody():
    door = door_of([])
    assert (door.visits, door.cards, door.share) == (0, 0, None)
    assert {bounds(door, one) for one in Supposed} == {bounds(door)}
    assert bounds(door).high == 0


def test_cards_seen_twice_a_day_refuse_that_others_come_once():
    door = door_of([(MONDAY, hour, "a") for hour in (9, 12)] + [(MONDAY, 9, None)])
    assert [bounds(door, one).low for one in (Supposed.HOUR, Supposed.SHOWN)] == [2, 2]
    with pytest.raises(Refused) as refused:
        bounds(door, Supposed.DAY)
    assert refused.value.reason is Reason.REPEATED


@pytest.mark.parametrize(
    ("times", "seen", "value", "low", "high"),
    [(GIRDLED, 26, 43.893, 30.511, 96.971), (LOGGED, 37, 61.403, 43.502, 128.583)],
)
def test_chao1_is_as_printed_for_the_spiders(times, seen, value, low, high):
    """Richness with its interval as the authors' program iNEXT prints it for these data."""
    found = chao1(times)
    assert sum(times.values()) == seen
    assert found.value == pytest.approx(value, abs=5e-4)
    assert found.interval.low == pytest.approx(low, abs=2e-2)
    assert found.interval.high == pytest.approx(high, abs=2e-2)


def test_a_larger_sample_begins_at_what_was_seen_and_ends_at_chao1():
    assert seen_in_more(GIRDLED, 0).value == 26
    far, whole = seen_in_more(GIRDLED, 10**6), chao1(GIRDLED)
    assert far.value == pytest.approx(whole.value)
    assert far.interval.high == pytest.approx(whole.interval.high)


def test_one_more_seen_is_new_as_often_as_good_and_turing_have_it():
    """Chao and Jost 2012: the coverage that is lacking, A f1 / n."""
    unseen = chao1(GIRDLED).value - 26
    lacking = 12 / 168 * 168 * unseen / (168 * unseen + 12)
    assert seen_in_more(GIRDLED, 1).value - 26 == pytest.approx(lacking)


@given(
    st.dictionaries(st.integers(1, 9), st.integers(1, 60), min_size=2), st.integers(1, 500)
)  # fmt: skip
@settings(max_examples=200)
def test_the_interval_of_a_larger_sample_holds_its_value_and_nobody_goes_away(times, further):
    if times.get(1) and not times.get(2):
        with pytest.raises(Refused):
            seen_in_more(times, further)
        return
    found, less = seen_in_more(times, further), seen_in_more(times, further - 1)
    assert sum(times.values()) <= found.interval.low <= found.value <= found.interval.high
    assert less.value <= found.value <= chao1(times).value + 1e-9


def drawn(chance, *, people=300, visits=1500, share=0.65):
    """Visits of people who come with unlike frequency, the card forgotten by chance."""
    often = [0.3 + chance.random() * 2 for _ in range(people)]
    came = chance.choices(range(people), often, k=visits)
    days = [MONDAY + timedelta(chance.randrange(300)) for _ in came]
    door = door_of(
        (day, chance.randrange(9, 18), who if chance.random() < share else None)
        for day, who in zip(days, came, strict=True)
    )
    return door, len(set(came))


def test_forgotten_cards_are_made_up_for_where_they_are_forgotten_by_chance():
    """100 worlds whose number of people is known, half of them with few visits each."""
    chance, errors, held = Random(7), [], 0
    for n in range(100):
        door, true = drawn(chance, visits=1500 if n % 2 else 700)
        found = if_forgotten(door)
        errors.append(found.value / true - 1)
        held += found.interval.holds(true)
    assert abs(sum(errors) / len(errors)) < 0.02
    assert held >= 90


def test_others_are_counted_where_they_are_others_who_come_as_often():
    chance = Random(3)
    came = [(who, MONDAY + timedelta(chance.randrange(300))) for who in range(400)
            for _visit in range(chance.randrange(1, 6))]  # fmt: skip
    door = door_of((day, 9, who if who < 200 else None) for who, day in came)
    found = if_others(door)
    assert found.value == pytest.approx(400, rel=0.08)
    assert found.interval.holds(400)


def cards(times, without=0):
    """A door at which each card was shown so many times, on days of their own."""
    shown = [(MONDAY + timedelta(n), 9, who) for who, many in enumerate(times) for n in range(many)]
    return door_of([*shown, *[(MONDAY + timedelta(n), 10, None) for n in range(without)]])


@pytest.mark.parametrize(
    ("door", "estimate", "reason"),
    [
        (cards([1, 2] * 10, 5), if_forgotten, Reason.FEW_CARDS),
        (cards([1, 2] * 10, 5), if_others, Reason.FEW_CARDS),
        (cards([1, 2] * 20, 61), if_forgotten, Reason.BEYOND_DOUBLE),
        (cards([1, 2] * 20, 121), if_others, Reason.FEW_WITH_CARD),
        (cards([1, 3] * 20, 5), if_forgotten, Reason.NO_TWICE),
    ],
)
def test_an_estimate_is_refused_where_its_method_does_not_hold(door, estimate, reason):
    with pytest.raises(Refused) as refused:
        estimate(door)
    assert refused.value.reason is reason


def test_an_estimate_below_what_was_there_at_once_is_refused():
    often = [(MONDAY + timedelta(n), 9, who) for who in range(FEWEST_CARDS) for n in range(20)]
    fair = [(MONDAY + timedelta(40), 12, None) for _ in range(100)]
    for estimate in (if_forgotten, if_others):
        with pytest.raises(Refused) as refused:
            estimate(door_of([*often, *fair]))
        assert refused.value.reason is Reason.CONTRADICTED


def test_an_estimate_never_leaves_what_can_be():
    door = cards([1, 1, 1, 2] * 10, 20)
    for estimate in (if_forgotten, if_others):
        found = estimate(door)
        assert bounds(door).low <= found.interval.low <= found.value <= found.interval.high
        assert found.interval.high <= bounds(door).high
