"""The engine says exactly what the oracle says, on known and on random data."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from favn.statistics.engine import evaluate
from favn.statistics.figures import FigureError, Period, Question
from favn.statistics.store import Column, YearStore
from tests.statistics.oracle import COLUMNS, answer, figure

YEAR = Period(2023)
PERIODS = (YEAR, Period(2023, "quarter", 2), Period(2023, "month", 1))
KEYS = st.sampled_from([None, "a", "b", "c d", "é,'\"x"])
PERSON = st.one_of(st.none(), st.integers(-3, 6), st.sampled_from([-(2**63), 2**63 - 1]))
ROWS = st.lists(
    st.tuples(KEYS, PERSON, KEYS, st.sampled_from([None, "yes", "no"]), st.integers(0, 500)),
    max_size=15,
)
WRITES = st.lists(st.tuples(st.integers(1, 6), ROWS), max_size=8)
FIGURES = (
    figure(counts="events"),
    figure(counts="events", measure="minutes"),
    figure(counts="persons"),
    figure(counts="events", where=(("flag", ("yes",)), ("activity", ("a", "b", "gone")))),
    figure(counts="events", where=(("flag", ("yes",)),), measure="minutes"),
    figure(counts="persons", where=(("flag", ("yes",)), ("activity", ("a", "b", "gone")))),
    figure(counts="persons", where=(("activity", ("gone",)),)),
)
QUESTIONS = [
    Question(each, period, by)
    for each in FIGURES
    for period in PERIODS
    for by in (None, "month", "activity", "hour")
]


def stored(folder, writes):
    store, year = YearStore(folder), {}
    for month, rows in writes:
        store.replace_month("room.row", month, COLUMNS, rows)
        year[month] = rows
    return store, year


def wide_year(keys, rows, seed):
    draw = random.Random(seed)
    return {
        month: [
            (f"k{draw.randrange(keys):04d}", draw.randrange(rows // 3), f"{draw.randrange(24):02d}",
             draw.choice(["yes", "no", None]), draw.randrange(90))
            for _ in range(rows)
        ]
        for month in (1, 4, 5, 12)
    }  # fmt: skip


@settings(max_examples=15)
@given(WRITES, st.integers(0, 6))
def test_engine_and_oracle_agree_on_random_months_written_over_each_other(
    tmp_path_factory, writes, start
):
    store, year = stored(tmp_path_factory.mktemp("store"), writes)
    for found in evaluate(QUESTIONS[start::7], store):
        assert found == answer(found.question, year)


@pytest.mark.parametrize("keys", [62, 63, 130, 600])
def test_engine_and_oracle_agree_beyond_one_mask_and_one_byte(tmp_path, keys):
    year = wide_year(keys, 700, seed=keys)
    store, _ = stored(tmp_path, year.items())
    for found in evaluate(QUESTIONS, store):
        assert found == answer(found.question, year)


def test_a_question_gets_the_same_answer_alone_and_among_others(tmp_path):
    store, _ = stored(tmp_path, wide_year(20, 60, seed=1).items())
    together = evaluate(QUESTIONS, store)
    for question, found in list(zip(QUESTIONS, together, strict=True))[::13]:
        assert evaluate([question], store) == [found]


def test_known_answer_a_person_in_two_months_is_one_person(tmp_path):
    row = ("a", 7, "10", "yes", 30)
    store, _ = stored(tmp_path, [(1, [row, row]), (2, [row])])
    visits, minutes, persons = FIGURES[:3]
    asked = [Question(visits, YEAR), Question(minutes, YEAR), Question(persons, YEAR, "month")]
    found = evaluate(asked, store)
    assert [each.total for each in found] == [3, 90, 1]
    assert [cell.value for cell in found[2].cells] == [1, 1, *[0] * 10]
    assert [cell.key for cell in found[2].cells] == [f"{month:02d}" for month in range(1, 13)]


def test_rows_without_a_code_have_a_cell_of_their_own_last(tmp_path):
    store, _ = stored(tmp_path, [(1, [(None, 1, "10", None, 5), ("b", 1, "10", None, 5)])])
    found = evaluate([Question(FIGURES[0], YEAR, "activity")], store)[0]
    assert [(cell.key, cell.value) for cell in found.cells] == [("b", 1), ("", 1)]
    assert sum(cell.value for cell in found.cells) == found.total == 2


def test_missing_and_empty_tables_give_zero_and_no_cells(tmp_path):
    empty = YearStore(tmp_path / "nothing")
    emptied, _ = stored(tmp_path / "emptied", [(1, [("a", 1, "10", None, 5)]), (1, [])])
    for store in (empty, emptied):
        for found in evaluate(QUESTIONS, store):
            assert (found.total, found.cells) == (0, ())


def test_events_without_a_person_column_are_counted_and_persons_refused(tmp_path):
    store = YearStore(tmp_path)
    store.replace_month("room.row", 3, [Column("activity", "code")], [("a",), (None,)])
    assert evaluate([Question(figure(counts="events"), YEAR)], store)[0].total == 2
    with pytest.raises(FigureError, match="person"):
        evaluate([Question(figure(counts="persons"), YEAR)], store)
    with pytest.raises(FigureError, match="hour"):
        evaluate([Question(figure(counts="events"), YEAR, "hour")], store)


def test_columns_may_be_called_like_words_of_sql(tmp_path):
    store = YearStore(tmp_path)
    names = [Column("order", "code"), Column("person", "person"), Column("rows", "number")]
    store.replace_month("room.row", 3, names, [("a", 1, 4), ("b", 1, 5)])
    count = figure(counts="persons", dimensions=("order",), where=(("order", ("a",)),))
    total = figure(counts="events", dimensions=("order",), measure="rows")
    found = evaluate([Question(count, YEAR, "order"), Question(total, YEAR, "order")], store)
    assert [(f.total, [(c.key, c.value) for c in f.cells]) for f in found] == [
        (1, [("a", 1)]),
        (9, [("a", 4), ("b", 5)]),
    ]


@settings(max_examples=8)
@given(ROWS, st.integers(0, 2**32))
def test_order_of_rows_and_months_changes_nothing(tmp_path_factory, rows, seed):
    shuffled = random.Random(seed).sample(rows, len(rows))
    one, _ = stored(tmp_path_factory.mktemp("one"), [(1, rows), (2, rows)])
    other, _ = stored(tmp_path_factory.mktemp("other"), [(2, shuffled), (1, shuffled)])
    assert evaluate(QUESTIONS[::11], one) == evaluate(QUESTIONS[::11], other)
    assert one.snapshot().hash == other.snapshot().hash


def test_several_tables_are_answered_together_in_the_order_asked(tmp_path):
    store = YearStore(tmp_path)
    for table, rows in (("room.row", 2), ("room.other", 3)):
        store.replace_month(table, 1, [Column("activity", "code")], [("a",)] * rows)
    asked = [
        Question(figure(counts="events", table=table), YEAR)
        for table in ("room.other", "room.row", "room.none", "room.other")
    ]
    assert [found.total for found in evaluate(asked, store)] == [3, 2, 0, 3]
