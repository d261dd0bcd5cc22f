"""Nobody who knows the rule, the total and what is shown can tell what was withheld."""

import itertools
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.statistics.disclosure import MINIMUM, protect, shares, withheld_places
from favn.statistics.figures import Answer, Cell, Edition, Figure, Period, Question
from tests.statistics.oracle import figure

PUBLISHED = (Edition.FUNDER, Edition.PUBLIC)
YEAR = Period(2023)
VALUES = st.lists(st.integers(0, 30), min_size=1, max_size=8)


def answered(values, total=None, period=YEAR, **parts):
    question = Question(figure(**{"counts": "persons", **parts}), period, "activity")
    cells = tuple(Cell(f"{place:02d}", value) for place, value in enumerate(values))
    return Answer(question, sum(values) if total is None else total, cells)


def shown(answer):
    return [cell.value for cell in answer.cells]


@given(VALUES)
def test_the_internal_edition_is_left_alone(values):
    answer = answered(values)
    assert protect(answer, Edition.INTERNAL) == answer


@given(VALUES, st.sampled_from(PUBLISHED), st.sampled_from(["2023", "2023-Q1", "2023-05"]))
def test_events_are_exact_in_every_edition(values, edition, period):
    answer = answered(values, counts="events", period=Period.parse(period))
    protected = protect(answer, edition)
    assert (protected.total, shown(protected)) == (sum(values), values)
    assert (protected.withheld, protected.edition) == ((), edition)


@given(VALUES, st.integers(0, 12), st.sampled_from(PUBLISHED), st.sampled_from(sorted(MINIMUM)))
def test_protecting_twice_changes_nothing(values, overlap, edition, sensitivity):
    total = max(*values, sum(values) - overlap)
    once = protect(answered(values, total, sensitivity=sensitivity), edition)
    assert protect(once, edition) == once


@given(VALUES, st.integers(0, 12), st.sampled_from(sorted(MINIMUM)))
def test_no_small_cell_is_shown_and_no_cell_is_hidden_alone(values, overlap, sensitivity):
    total, least = max(*values, sum(values) - overlap), MINIMUM[sensitivity]
    protected = protect(answered(values, total, sensitivity=sensitivity), Edition.PUBLIC)
    hidden = [v for v, cell in zip(values, protected.cells, strict=False) if cell.value is None]
    assert not any(0 < value < least for value in shown(protected) if value is not None)
    assert len(hidden) != 1
    assert not hidden or sum(hidden) >= least
    assert protected.total in ((None, 0) if total < least else (total,))
    assert all(v != 0 for v in hidden)


@given(VALUES)
def test_what_is_shown_is_true(values):
    protected = protect(answered(values), Edition.PUBLIC)
    for value, cell in zip(values, protected.cells, strict=False):
        assert cell.value in (None, value)
        assert (cell.value is None) == (cell.withheld is not None)
    reasons = {cell.withheld for cell in protected.cells} - {None}
    assert reasons <= set(protected.withheld)


@pytest.mark.parametrize(
    ("values", "expected", "reasons"),
    [
        ([20, 30, 0], [20, 30, 0], ()),
        ([3, 20, 30], [None, None, 30], ("too_few",)),
        ([3, 4, 30], [None, None, 30], ("too_few",)),
        ([1, 1, 6, 30], [None, None, None, 30], ("too_few",)),
        ([3, 6, 6, 30], [None, None, None, 30], ("too_few",)),
        ([4, 4, 9, 30], [None, None, None, 30], ("too_few",)),
        ([4, 4], [], ("breakdown_too_few",)),
        ([2, 2], [], ("total_too_few",)),
        ([1, 1, 1, 1, 1], [], ("breakdown_too_few",)),
        ([0, 0], [0, 0], ()),
    ],
)
def test_known_answers_at_a_threshold_of_five(values, expected, reasons):
    protected = protect(answered(values), Edition.PUBLIC)
    assert shown(protected) == expected
    assert protected.withheld == reasons


def test_special_categories_have_a_threshold_of_ten():
    protected = protect(answered([9, 40, 50], sensitivity="special"), Edition.FUNDER)
    assert shown(protected) == [None, None, 50]
    assert protect(answered([8, 1], sensitivity="special"), Edition.FUNDER).total is None


@pytest.mark.parametrize("period", ["2023-Q2", "2023-11"])
def test_persons_of_a_part_of_a_year_are_not_published(period):
    answer = answered([50, 60], period=Period.parse(period))
    protected = protect(answer, Edition.PUBLIC)
    assert (protected.total, protected.cells) == (None, ())
    assert protected.withheld == ("period_scheme",)
    assert protect(answer, Edition.INTERNAL).total == 110


def test_an_edition_cannot_be_undone():
    protected = protect(answered([3, 20, 30]), Edition.FUNDER)
    assert protect(protected, Edition.PUBLIC).cells == protected.cells
    with pytest.raises(ValueError, match="evaluate again"):
        protect(protected, Edition.INTERNAL)


def test_shares_come_from_what_is_shown():
    protected = protect(answered([3, 20, 27]), Edition.PUBLIC)
    assert shares(protected) == {"00": None, "01": None, "02": 0.54}
    assert shares(protect(answered([2, 1]), Edition.PUBLIC)) == {}
    assert shares(answered([0, 0])) == {"00": None, "01": None}


def view(answer):
    """All a reader sees of an answer."""
    return answer.total, answer.withheld, tuple((c.key, c.value, c.withheld) for c in answer.cells)


@pytest.mark.parametrize(("cells", "highest"), [(2, 60), (3, 36), (4, 24)])
@pytest.mark.parametrize("sensitivity", sorted(MINIMUM))
def test_a_reader_who_runs_the_rule_on_all_tables_cannot_pin_a_withheld_cell(
    cells, highest, sensitivity
):
    possible = defaultdict(list)
    for values in itertools.product(range(highest + 1), repeat=cells):
        if sum(values) <= highest:
            answer = answered(values, sensitivity=sensitivity)
            possible[view(protect(answer, Edition.PUBLIC))].append(values)
    pinned = [
        seen
        for seen, tables in possible.items()
        for place, (_, value, _) in enumerate(seen[2])
        if value is None and len({table[place] for table in tables}) == 1
    ]
    assert pinned == []
    assert any(None in {value for _, value, _ in seen[2]} for seen in possible)


def overlapping(persons):
    """Total and cells where a person is in each of the cells named."""
    return len(persons), [sum(place in person for person in persons) for place in range(3)]


def test_a_reader_cannot_pin_a_withheld_cell_of_cells_that_overlap():
    """Every way to spread up to nine persons over three cells, each in one or more of them."""
    kinds = [{0}, {1}, {2}, {0, 1}, {0, 2}, {1, 2}, {0, 1, 2}]
    possible = defaultdict(set)
    for count in range(10):
        for persons in itertools.combinations_with_replacement(kinds, count):
            total, values = overlapping(persons)
            seen = view(protect(answered(values, total), Edition.PUBLIC))
            possible[seen].add(tuple(values))
    for seen, tables in possible.items():
        for place, (_, value, _) in enumerate(seen[2]):
            assert value is not None or len({table[place] for table in tables}) > 1


def test_a_table_of_thirty_one_women_shows_only_its_large_cells():
    """The design's consistency findings, C20: decisions about a named group of 31."""
    decisions = [1, 2, 1, 4, 2, 8, 2, 11]
    assert withheld_places(decisions, MINIMUM["ordinary"]) == {0, 1, 2, 3, 4, 6}
    assert withheld_places(decisions, MINIMUM["special"]) == {0, 1, 2, 3, 4, 5, 6}
    assert withheld_places([3, 1], MINIMUM["ordinary"]) is None


# Special events: one event is one known person


def of_events(parts, period="2023", by="topic"):
    figure = Figure(
        id="centre.talks", table="centre.talk", title="t", definition="d", unit="u", base="b",
        counts="events", sensitivity="special", area="cases", dimensions=("topic",),
    )  # fmt: skip
    question = Question(figure, Period.parse(period), by)
    names = [f"{n + 1:02}" for n in range(len(parts))]
    cells = tuple(Cell(name, value) for name, value in zip(names, parts, strict=True))
    return Answer(question, sum(parts), cells if by else ())


@pytest.mark.parametrize("edition", [Edition.FUNDER, Edition.PUBLIC])
def test_a_breakdown_of_special_events_keeps_the_total_and_hides_the_small(edition):
    protected = protect(of_events([2, 14, 40, 60]), edition)
    assert protected.total == 116
    assert shown(protected) == [None, None, 40, 60]
    assert protect(of_events([2, 14, 40, 60]), Edition.INTERNAL).cells[0].value == 2


@pytest.mark.parametrize("period", ["2023", "2023-Q2"])
def test_the_unbroken_total_of_special_events_is_exact(period):
    protected = protect(of_events([3], period, by=None), Edition.PUBLIC)
    assert (protected.total, protected.withheld) == (3, ())


def test_a_month_of_special_events_is_withheld_and_a_quarter_is_not_broken_down():
    month = protect(of_events([40], "2023-11", by=None), Edition.PUBLIC)
    assert (month.total, month.withheld) == (None, ("special_period",))
    quarter = protect(of_events([40, 50], "2023-Q2"), Edition.FUNDER)
    assert (quarter.total, quarter.cells, quarter.withheld) == (90, (), ("special_period",))


@given(st.lists(st.integers(0, 40), min_size=12, max_size=12))
def test_no_small_month_can_be_computed_from_year_and_quarters(months):
    """A plain oracle: what a reader who knows every quarter's total is left to guess."""
    protected = protect(of_events(months, by="month"), Edition.PUBLIC)
    assert protected.total == sum(months)
    if not protected.cells:
        return
    for first in range(0, 12, 3):
        cells = protected.cells[first : first + 3]
        hidden = [n for n, cell in enumerate(cells) if cell.value is None]
        assert all(not 0 < (cell.value or 0) < 10 for cell in cells)
        assert len(hidden) != 1
        assert not hidden or sum(months[first + n] for n in hidden) >= 10


def test_a_house_with_few_shows_no_months_at_all():
    assert protect(of_events([0, 0, 3] + [0] * 9, by="month"), Edition.PUBLIC).cells == ()


def test_ordinary_events_stay_exact_however_they_are_broken():
    answer = of_events([1, 2])
    plain = replace(answer.question.figure, sensitivity="ordinary")
    question = Question(plain, answer.question.period, "topic")
    assert shown(protect(Answer(question, 3, answer.cells), Edition.PUBLIC)) == [1, 2]
