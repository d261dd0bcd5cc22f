"""The calendar of quarters, and the sentences that say no."""

from datetime import date
from itertools import product

import pytest

from favn.centre.figures import GUESTS, VISITS
from favn.policy import rules
from favn.policy.choices import MOVES, Side, Stage, stage_of
from favn.policy.rules import quarter


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (quarter(2026, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (quarter(2024, 1), date(2024, 1, 1), date(2024, 3, 31)),
        (quarter(2026, 2), date(2026, 4, 1), date(2026, 6, 30)),
        (quarter(2026, 4), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_has_its_days(period, first, last):
    assert (rules.first_day(period), rules.last_day(period)) == (first, last)
    assert rules.quarter_on(first) == rules.quarter_on(last) == period


def test_the_deadline_counts_from_the_last_day():
    assert rules.due_on(quarter(2026, 4), 20) == date(2027, 1, 20)


def test_quarters_run_over_new_year():
    names = [str(p) for p in rules.quarters_between(quarter(2025, 4), quarter(2026, 2))]
    assert names == ["2025-Q4", "2026-Q1", "2026-Q2"]
    assert rules.quarters_between(quarter(2026, 2), quarter(2026, 1)) == []


def test_a_count_reaches_today_or_the_quarters_end():
    assert rules.through(quarter(2026, 4), date(2026, 11, 19)) == date(2026, 11, 19)
    assert rules.through(quarter(2026, 4), date(2027, 2, 1)) == date(2026, 12, 31)


def test_persons_cannot_be_asked_per_quarter():
    assert rules.why_not_ask([VISITS]) is None
    assert "Forskellige gæster med kort" in rules.why_not_ask([VISITS, GUESTS])
    assert "mindst ét tal" in rules.why_not_ask([])


def test_a_duty_runs_forwards_and_at_most_ten_years():
    assert rules.why_not_span(quarter(2026, 1), quarter(2026, 1)) is None
    assert "før det første" in rules.why_not_span(quarter(2026, 2), quarter(2026, 1))
    assert "ti år" in rules.why_not_span(quarter(2026, 1), quarter(2036, 1))


@pytest.mark.parametrize(("before", "after", "side"), list(product(Stage, Stage, Side)))
def test_only_the_tables_moves_are_allowed(before, after, side):
    allowed = MOVES.get((before, after)) == side
    assert (rules.why_not_move(before, after, side) is None) == allowed


@pytest.mark.parametrize(
    ("state", "verdict", "stage"),
    [
        (None, None, Stage.OWED),
        ("draft", None, Stage.DRAFT),
        ("sent", None, Stage.SENT),
        ("sent", "accepted", Stage.ACCEPTED),
        ("sent", "asked_back", Stage.ASKED_BACK),
        ("withdrawn", "accepted", Stage.WITHDRAWN),
    ],
)
def test_the_stage_is_read_from_both_sides(state, verdict, stage):
    assert stage_of(state, verdict) == stage


OPEN = date(2026, 11, 19)


def test_sending_needs_a_begun_quarter_and_a_standing_duty():
    now = quarter(2026, 4)
    assert rules.why_not_send(Stage.OWED, now, today=OPEN) is None
    assert "ikke begyndt" in rules.why_not_send(Stage.OWED, quarter(2027, 1), today=OPEN)
    assert "ikke længere" in rules.why_not_send(Stage.OWED, now, today=OPEN, ended=True)
    assert rules.why_not_send(Stage.SENT, now, today=OPEN, ended=True) is None


def test_a_correction_must_differ_but_an_answer_to_a_question_need_not():
    assert "de samme" in rules.why_not_correct(Stage.ACCEPTED, differs=False)
    assert rules.why_not_correct(Stage.ACCEPTED, differs=True) is None
    assert rules.why_not_correct(Stage.ASKED_BACK, differs=False) is None


@pytest.mark.parametrize("stage", Stage)
def test_only_what_was_sent_is_withdrawn(stage):
    allowed = stage in (Stage.SENT, Stage.ACCEPTED, Stage.ASKED_BACK)
    assert (rules.why_not_withdraw(stage) is None) == allowed


@pytest.mark.parametrize("stage", Stage)
def test_only_an_unanswered_version_is_answered(stage):
    assert (rules.why_not_answer(stage) is None) == (stage == Stage.SENT)


@pytest.mark.parametrize("stage", Stage)
def test_a_draft_is_kept_only_before_sending(stage):
    assert (rules.why_not_draft(stage) is None) == (stage in (Stage.OWED, Stage.DRAFT))


def test_unapproved_numbers_are_named():
    assert rules.why_not_approve([]) is None
    assert "Registrerede besøg" in rules.why_not_approve(["Registrerede besøg"])
