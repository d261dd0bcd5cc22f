"""The line of the year, by every turn there could be: each on one line, and all sum to the intake.

Bounds of “off cash benefit” are held against a plain sum over persons.
"""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from favn.pathways.choices.programme import MEANS, Benefit, Doing, Farthest, Line, Outcome, State
from favn.pathways.rules import programme as rules
from favn.pathways.views.programme_drawing import flow
from favn.statistics.figures import mean as statistics_mean

DAY = date(2026, 3, 2)
DOINGS = [part for size in range(6) for part in combinations(Doing, size)]
EVERY = list(product(["", *Outcome.values], State, DOINGS, [False, True]))
"""Every turn there could be: outcome, state, what was done, and whether a later one goes on."""


def line_of(turn):
    outcome, state, doings, followed = turn
    return rules.line_of(outcome, state, rules.farthest_of(doings), is_followed=followed)


@given(st.lists(st.integers(0, len(EVERY) - 1), max_size=40))
def test_every_turn_stands_on_one_line_and_they_sum_to_the_intake(places):
    lines = Counter(line_of(EVERY[place]) for place in places)
    assert rules.closes(len(places), lines)
    assert not rules.closes(len(places) + 1, lines)


def test_an_outcome_comes_before_all_else_then_the_placement_outside():
    assert len(EVERY) == 12 * 3 * 32 * 2
    for turn in EVERY:
        outcome, state, doings, followed = turn
        line = line_of(turn)
        if outcome:
            assert line == outcome
        elif state is not State.ENDED:
            assert line is Line.GOING
        elif Doing.COMPANY in doings:
            assert line is Line.PLACED
        else:
            assert line is (Line.CONTINUED if followed else Line.MISSING)


@given(st.lists(st.sampled_from(list(Line)), max_size=80))
def test_off_benefit_is_bounded_by_what_is_not_known(lines):
    off = rules.off_benefit(Counter(lines))
    sure = sum(1 for line in lines if MEANS[line].benefit is Benefit.OFF)
    maybe = sum(1 for line in lines if MEANS[line].benefit is not Benefit.ON)
    assert (off.least, off.most, off.base) == (sure, maybe, len(lines))


def test_the_printed_seven_are_pension_resource_course_and_flexjob():
    printed = {
        Line.PENSION: 1, Line.RESOURCE: 2, Line.SMALL_JOB: 1, Line.FLEXJOB: 4, Line.REHAB: 2,
        Line.PLACED: 8, Line.MEASURE: 2, Line.CONTINUED: 11,
    }  # fmt: skip
    assert rules.closes(31, printed)
    assert rules.off_benefit(printed) == rules.Off(7, 18, 31)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=60))
def test_the_mean_is_the_mean(years):
    mean = statistics_mean(Counter(years))
    assert abs(mean - sum(years) / len(years)) < 1e-9


def test_nobody_has_no_mean():
    assert statistics_mean({}) is None


@given(st.lists(st.sampled_from(list(Doing)), max_size=6))
def test_the_farthest_never_comes_nearer_by_doing_more(doings):
    order = list(Farthest)
    before = rules.farthest_of(doings[:-1])
    assert order.index(rules.farthest_of(doings)) >= order.index(before)


@given(st.integers(-400, 400), st.integers(-400, 400))
def test_no_outcome_is_written_before_its_turn_or_in_the_future(start, on):
    started, day, today = DAY + timedelta(start), DAY + timedelta(on), DAY
    sentence = rules.why_not_outcome(
        Outcome.JOB, day, referred_on=started, started_on=started, today=today
    )
    assert (sentence is None) == (started <= day <= today)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(Farthest.values), st.sampled_from(Line.values)),
        st.integers(1, 300),
        max_size=20,
    ),
    st.sampled_from([320, 760]),
)
def test_the_drawing_names_every_part_with_its_number(ways, width):
    drawn = flow(ways, width)
    lines = Counter()
    for (_farthest, line), number in ways.items():
        lines[line] += number
    for number in lines.values():
        assert f">{number}" in drawn
    assert f'width="{width}"' in drawn or not ways
    assert "nan" not in drawn
