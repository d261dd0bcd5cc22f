"""Definitions, periods, addresses and questions: what is accepted, what is refused and how."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.statistics.figures import Address, FigureError, Period, Question
from tests.statistics.oracle import figure

PERIODS = st.one_of(
    st.builds(Period, st.integers(1000, 9999)),
    st.builds(Period, st.integers(1000, 9999), st.just("quarter"), st.integers(1, 4)),
    st.builds(Period, st.integers(1000, 9999), st.just("month"), st.integers(1, 12)),
)


@given(PERIODS)
def test_a_period_survives_being_written_and_read(period):
    assert Period.parse(str(period)) == period
    assert set(period.months) <= set(range(1, 13))


@pytest.mark.parametrize(
    ("text", "written", "months"),
    [
        ("2023", "2023", tuple(range(1, 13))),
        ("2026Q4", "2026-Q4", (10, 11, 12)),
        ("2026-Q1", "2026-Q1", (1, 2, 3)),
        ("2026-11", "2026-11", (11,)),
        ("2026-3", "2026-03", (3,)),
    ],
)
def test_a_period_is_a_year_a_quarter_or_a_month(text, written, months):
    period = Period.parse(text)
    assert str(period) == written
    assert period.months == months


@pytest.mark.parametrize("text", ["2022-2023", "2022–2024", "2022/2023", "2022-Q4-2023-Q1"])
def test_a_span_over_several_years_is_refused_with_the_reason(text):
    with pytest.raises(FigureError, match="one calendar year"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["", "23", "2023-13", "2023-Q5", "2023-00", "last year", "٢٠٢٣x"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(FigureError):
        Period.parse(text)


@given(PERIODS, st.sampled_from([None, "month", "activity"]))
def test_an_address_survives_being_written_and_read(period, by):
    address = Address("centre.visits", "medborgerhuset", period, by)
    assert Address.parse(str(address)) == address


@pytest.mark.parametrize(
    "text",
    [
        "centre.visits/2023",
        "visits@medborgerhuset/2023",
        "centre.visits@Medborgerhuset Nord/2023",
        "centre.visits@medborgerhuset/2023?by=",
        "centre.visits@medborgerhuset/2023?by=month&x=1",
        "centre.visits@medborgerhuset",
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(FigureError):
        Address.parse(text)


@pytest.mark.parametrize(
    "parts",
    [
        {"id": "visits", "counts": "events"},
        {"table": "Visit", "counts": "events"},
        {"counts": "people"},
        {"counts": "persons", "measure": "minutes"},
        {"counts": "events", "sensitivity": "secret"},
        {"counts": "persons", "dimensions": ("person",)},
        {"counts": "events", "dimensions": "activity"},
        {"counts": "events", "where": (("activity", ()),)},
        {"counts": "events", "where": (("month", ("01",)),)},
        {"counts": "events", "where": (("flag", ("a",)), ("flag", ("b",)))},
    ],
)
def test_a_definition_that_contradicts_itself_is_refused(parts):
    with pytest.raises(FigureError):
        figure(**parts)


class Lazy:
    """A text that must not be looked at before a screen is made."""

    def __str__(self):
        raise AssertionError("the text was read while defining")

    def __getattr__(self, name):
        raise AssertionError(f"{name} was asked of the text while defining")


def test_lazy_texts_are_not_touched_while_defining():
    text = Lazy()
    defined = figure(counts="events", title=text, definition=text, unit=text, base=text)
    assert defined.title is text
    assert Question(defined, Period(2023), "activity").figure is defined


def test_a_breakdown_the_figure_does_not_allow_is_refused_with_those_it_allows():
    with pytest.raises(FigureError, match="month, activity"):
        Question(figure(counts="events", dimensions=("activity",)), Period(2023), "minutes")
    assert Question(figure(counts="events", dimensions=()), Period(2023), "month").by == "month"


def test_importing_the_engine_imports_no_duckdb_and_no_ibis():
    code = (
        "import sys, favn.statistics.engine, favn.statistics.store, favn.statistics.disclosure;"
        "print(sorted({'duckdb', 'ibis', 'django', 'sqlglot', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.strip() == "[]"
