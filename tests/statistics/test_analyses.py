"""Whatever stands in a file, `favn analyse` answers with facts or refuses with a reason."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.statistics.analyses import parities, proportions, series, trends
from favn.statistics.analyses.series import COLUMNS, Asked
from favn.statistics.evidence import Rule
from favn.statistics.reasons import Refused
from favn.statistics.units import Unit

ANALYSES = [trends, parities, proportions]
NAMES = st.sampled_from([name for names in COLUMNS.values() for name in names])
SMALL = st.integers(0, 120).map(str)
PLAIN = st.sampled_from(["2010", "2011-02", "28-02-2012", "A", "B", "–", "", "3.679", "maj"])
ODD = st.sampled_from(["9" * 400, "-0", "0,0", "1e9", '"', "\x0b", "100 %", "0000", "9999-12-31"])
CELLS = SMALL | SMALL | PLAIN | PLAIN | ODD | st.text(max_size=6)
ASKED = st.builds(
    Asked,
    rule=st.builds(Rule, st.sampled_from([-1, 0, 1]), st.floats(0, 5)),
    unit=st.none() | st.sampled_from(Unit),
    reference=st.sampled_from([None, "A", "B"]),
    claim=st.none() | st.floats(0.1, 200),
)


@st.composite
def tables(draw):
    names = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
    row = st.lists(CELLS, min_size=len(names), max_size=len(names))
    rows = draw(st.lists(row, max_size=8))
    separator = draw(st.sampled_from(";,\t"))
    return "\n".join(separator.join(row) for row in [names, *rows])


def answered(raw, asked, analysis):
    """What is said, as it is printed; None where the file is refused."""
    try:
        return json.dumps(analysis.of(series.read(raw), asked), allow_nan=False)
    except Refused:
        return None


@pytest.mark.parametrize("analysis", ANALYSES)
@given(tables(), ASKED)
def test_a_table_of_anything_is_answered_or_refused(analysis, text, asked):
    answered(text.encode("utf-8", "replace"), asked, analysis)


@given(st.binary(max_size=200), ASKED)
def test_bytes_of_anything_are_answered_or_refused(raw, asked):
    for analysis in ANALYSES:
        answered(b"date;gap;value;base;hits\n" + raw, asked, analysis)


YEAR = st.integers(1990, 2030)


@given(st.dictionaries(YEAR, st.integers(0, 1000), min_size=2, max_size=9))
def test_a_sound_table_is_answered(values):
    lines = [f"{year};{value / 10:.1f}".replace(".", ",") for year, value in values.items()]
    raw = "\n".join(["år;værdi", *lines]).encode("latin-1")
    said = json.loads(answered(raw, Asked(Rule()), trends))
    assert said["series"][0]["points"] == len(values)
    assert said["series"][0]["last"] == values[max(values)] / 10


@given(st.dictionaries(YEAR, st.integers(-300, 300), min_size=2, max_size=7))
def test_a_sound_table_of_gaps_has_every_window(gaps):
    raw = "\n".join(["dato;forskel", *(f"{year};{gap}" for year, gap in gaps.items())]).encode()
    (found,) = json.loads(answered(raw, Asked(Rule(), claim=17.0), parities))["series"]
    assert len(found["windows"]) == len(gaps) - 1 + (len(gaps) > 2)
    for window in found["windows"]:
        assert (window["years"] is None) == (window["refused"] is not None)
        if window["years"] is not None:
            assert window["low"] <= window["years"] * (1 + 1e-9)
            assert window["unbounded"] or window["years"] <= window["high"] * (1 + 1e-9)


COUNT = st.integers(1, 1_000_000).flatmap(
    lambda base: st.tuples(st.integers(0, base), st.just(base))
)
CELL = st.tuples(st.sampled_from("ABC"), YEAR)


@given(st.dictionaries(CELL, COUNT, min_size=2, max_size=9))
def test_a_sound_table_of_counts_is_compared_in_every_way(counts):
    lines = [f"{group},{year},{hits},{base}" for (group, year), (hits, base) in counts.items()]
    raw = "\n".join(["group,date,hits,base", *lines]).encode()
    found = json.loads(answered(raw, Asked(Rule()), proportions))
    assert len(found["shares"]) == len(counts)
    for share in found["shares"]:
        assert 0 <= share["low"] <= share["percent"] + 1e-9
        assert share["percent"] <= share["high"] + 1e-9 <= 100 + 1e-8
    for each in (*found["changes"], *found["gaps"], *found["gap_changes"]):
        assert 0 <= each["p"] <= 1 + 1e-9
        assert each["low"] - 1e-9 <= each["points"] <= each["high"] + 1e-9
