"""Nobody who knows the rule, the total and what is shown can tell what was withheld."""

import itertools
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.statistics.disclosure import MINIMUM, protect, shares, withheld_places
from favn.statistics.figures import Answer, Cell, Edition, Period, Question
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
