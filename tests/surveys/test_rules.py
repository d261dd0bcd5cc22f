"""Conditions, identities and shares, held against plain definitions by thousands of cases."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.surveys.choices import Compare, Kind, Said
from favn.surveys.rules import answering, shares
from favn.surveys.rules.answering import Value
from favn.surveys.rules.shares import Tally
from favn.surveys.rules.sheet import Condition, Item, Section, Sheet, as_json, sheet_of
from favn.surveys.rules.versions import (
    Change,
    differences,
    why_not_compare,
    why_not_condition,
    why_not_publish,
)
from tests.surveys.steps import key_id, one, scale, whole

KEYS = [f"k{n}" for n in range(6)]


@st.composite
def sheets(draw):
    """Yes-no questions in sections; each may hang on any earlier one."""
    items = []
    for place, key in enumerate(KEYS[: draw(st.integers(1, 6))]):
        gate = None
        if place and draw(st.booleans()):
            other = items[draw(st.integers(0, place - 1))].question
            test = draw(st.sampled_from([Compare.IS, Compare.IS_NOT]))
            gate = Condition(other, test, draw(st.sampled_from(["ja", "nej"])))
        items.append(one(key, key, condition=gate, is_optional=draw(st.booleans())))
    cut = draw(st.integers(0, len(items)))
    parts = [p for p in (items[:cut], items[cut:]) if p]
    return Sheet(tuple(Section(f"s{n}", {"da": "S"}, {}, tuple(p)) for n, p in enumerate(parts)))


VALUES = st.dictionaries(
    st.sampled_from([key_id(k) for k in KEYS]),
    st.sampled_from([Value(chosen=("ja",)), Value(chosen=("nej",)), Value(Said.UNKNOWN)]),
)


def is_asked(sheet: Sheet, item: Item, values) -> bool:
    """The definition, by recursion: asked if unconditional, or its gate is asked and says so."""
    gate = item.condition
    if gate is None:
        return True
    other, value = sheet.item(gate.question), values.get(gate.question)
    if not is_asked(sheet, other, values) or value is None or value.said != Said.ANSWER:
        return False
    return (gate.value in value.chosen) == (gate.test == Compare.IS)


@given(sheets(), VALUES)
def test_a_question_is_asked_as_the_definition_says(sheet, values):
    expected = {i.question for i in sheet if is_asked(sheet, i, values)}
    assert answering.asked(sheet, values) == expected


@given(sheets(), VALUES)
def test_what_counts_leads_to_the_same_questions_and_nothing_else_counts(sheet, values):
    said = answering.counted(sheet, values)
    assert set(said) <= answering.asked(sheet, values)
    assert answering.asked(sheet, said) == answering.asked(sheet, values)


@given(sheets(), VALUES)
def test_nothing_is_missing_once_everything_asked_is_answered(sheet, values):
    values = dict(values)
    while missing := answering.missing(sheet, values):
        values[missing[0].question] = Value(chosen=("ja",))
    asked = answering.asked(sheet, values)
    assert all(i.is_optional or i.question in values for i in sheet if i.question in asked)


@given(sheets())
def test_a_sheet_comes_back_as_it_was_stored(sheet):
    assert sheet_of(as_json(sheet)) == sheet


def test_every_kind_comes_back_as_it_was_stored():
    assert sheet_of(as_json(whole())) == whole()


@given(sheets(), sheets())
def test_every_identity_stands_once_among_the_differences(before, after):
    found = differences(before, after)
    named = [(d.after or d.before).question for d in found]
    assert len(named) == len(set(named))
    assert set(named) == {i.question for i in before} | {i.question for i in after}
    for line in found:
        both = line.before is not None and line.after is not None
        assert both == (line.change in (Change.KEPT, Change.REWORDED))


@given(st.lists(st.sampled_from(["same", "yes", "no", "scale", "gone"]), max_size=5))
def test_a_chain_of_versions_compares_only_if_every_step_does(steps):
    """One step that is not comparable, or one version without the question, breaks the chain."""
    item, chain = scale("k0"), []
    for step in ["same", *steps]:
        item = _stepped(item, step, len(chain))
        items = () if step == "gone" else (item,)
        chain.append(Sheet((Section("s", {"da": "S"}, {}, items),)))
    why = why_not_compare(chain, key_id("k0"))
    assert (why is None) == (not set(steps) & {"no", "scale", "gone"})


def _stepped(item, step, n):
    if step == "scale":
        return replace(item, highest=11 if item.highest == 5 else 5, is_comparable=True)
    if step in ("yes", "no"):
        return replace(item, texts={"da": f"ord {n}"}, is_comparable=step == "yes")
    return replace(item, is_comparable=None)


PARTS = st.integers(0, 30)


@given(st.lists(PARTS, min_size=1, max_size=5), PARTS, PARTS, PARTS, PARTS)
def test_the_bounds_hold_whatever_the_silent_would_have_said(
    cells, unknown, irrelevant, silent, away
):
    tally = Tally(sum(cells), unknown, irrelevant, silent, away)
    for n, count in enumerate(cells):
        found = shares.cell(str(n), count, tally)
        if not tally.answered:
            assert found.share is None
            continue
        for would in {0, tally.unsaid // 2, tally.unsaid}:
            assert found.lowest <= (count + would) / tally.asked + 1e-12
            assert found.highest >= (count + would) / tally.asked - 1e-12


@given(st.lists(PARTS, min_size=1, max_size=5), PARTS, PARTS, PARTS, PARTS, st.booleans())
def test_no_small_group_of_persons_is_shown(cells, unknown, irrelevant, silent, away, several):
    tally = Tally(sum(cells), unknown, irrelevant, silent, away)
    whole_ = [shares.cell(str(n), count, tally) for n, count in enumerate(cells)]
    shown = shares.protected(whole_, tally, several=several)
    assert not any(0 < (c.count or 0) < 5 for c in shown.cells)
    rest = unknown + irrelevant + silent
    if not shown.answered:
        assert not shown.parts
        assert all(c.share is None and c.highest is None for c in shown.cells)
    if shown.answered and not several:
        assert rest == 0 or rest >= 5
    if shown.parts:
        assert not any(0 < n < 5 for n in (unknown, irrelevant, silent))
    hidden = [cells[n] for n, c in enumerate(shown.cells) if c.withheld]
    if hidden and not several and shown.answered:
        assert len(hidden) > 1  # one alone would be the whole less the others


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        (Kind.SCALE, Value(number=5), True),
        (Kind.SCALE, Value(number=6), False),
        (Kind.SCALE, Value(number=2.5), False),
        (Kind.SCALE, Value(Said.UNKNOWN), True),
        (Kind.ONE, Value(chosen=("ja", "nej")), False),
        (Kind.ONE, Value(chosen=("andet",)), False),
    ],
)
def test_an_answer_fits_its_question_or_not(kind, value, fits):
    item = scale() if kind == Kind.SCALE else one()
    assert answering.fits(item, value) is fits


def test_a_condition_on_a_later_question_is_refused():
    late = one("k1", "B", condition=Condition(key_id("k2"), Compare.IS, "ja"))
    sheet = Sheet((Section("s", {"da": "S"}, {}, (late, one("k2", "C"))),))
    assert "står før" in why_not_condition(sheet, late)
    assert why_not_publish(sheet, None)


@pytest.mark.parametrize(
    ("number", "band"), [(1, "Spirende"), (3.9, "Spirende"), (4, "Stærk"), (5, "Stærk"), (0, None)]
)
def test_a_band_is_derived_from_the_number(number, band):
    found = whole().item(key_id("vision")).band_of(number)
    assert (found.texts["da"] if found else None) == band
