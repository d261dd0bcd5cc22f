"""Both sides are asked how it goes when they begin, when they end, and 3, 6 and 12 months after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import SOMEBODY_WAS_FIRST, Conflict, must
from favn.kit.tenancy import current
from favn.pathways.actions.letters import ask_how
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.outcomes import AFTER_END, QUESTIONS, Moment
from favn.pathways.choices.pairs import Letter as Why
from favn.pathways.models import Outcome, Pair
from favn.pathways.queries import pool
from favn.pathways.queries.outcomes import BOTH, open_now
from favn.pathways.rules import outcomes as rules
from favn.people.persons import actions as persons


def ask_at_start(pair: Pair, on: date) -> None:
    """Inside the transaction in which two begin."""
    _ask(pair, Moment.START, on)


def ask_after(pair: Pair, on: date) -> None:
    """Inside the transaction in which a pair that had begun ends or breaks."""
    for moment, days in AFTER_END:
        _ask(pair, moment, on + timedelta(days=days))


def _ask(pair: Pair, moment: Moment, on: date) -> None:
    for side in Side:
        Outcome(
            organisation_id=current(), pair=pair, participant=pair.participant(side), side=side,
            moment=moment, due_on=on,
        ).save(force_insert=True)  # fmt: skip


@transaction.atomic
def answer(
    *, outcome: Outcome, said: Mapping[str, str], by: Actor, at: datetime, by_staff: bool = False
) -> Outcome:
    """What one side says; said again, the newer answer stands. Raises Refused, Conflict.

    `by_staff`: a coordinator writes down what was said on the phone, and it is marked so.
    """
    row = _held(outcome)
    today, who = clock.local_day(at), row.participant
    must(rules.why_not_tell(row.due_on, today, allows=pool.may_be_asked_how(row, today)))
    told = by_staff and row.is_answered and not row.by_staff
    must(rules.why_not_write_down(has_told_themselves=told))
    must(None if any(said.values()) else _("Svar på mindst ét spørgsmål."))
    for question in QUESTIONS:
        setattr(row, question, said.get(question, ""))
    row.answered_at, row.by_staff = at, by_staff
    row.save()
    if who.person:
        persons.met(person=who.person, at=at)
    history.note("answer", row, by=by, at=at, changes={"moment": ["", row.moment]})
    return row


def _held(outcome: Outcome) -> Outcome:
    """The row, ours until the end. Raises Conflict where it went, because the two never began."""
    rows = Outcome.objects.owned().select_for_update(of=("self",))
    whole = rows.select_related("participant__person", "pair__mentee__person")
    row = whole.filter(pk=outcome.pk).first()
    if row is None:
        raise Conflict(SOMEBODY_WAS_FIRST)
    return row


def _still_open(found: Iterable[Outcome], at: datetime, **stands: None) -> list[Outcome]:
    """Those that were found and are so still, ours until the end: a day may have been put right."""
    today = clock.local_day(at)
    rows = open_now(today).filter(pk__in=[row.pk for row in found], answered_at=None, **stands)
    whole = rows.select_related(*BOTH).order_by("due_on", "pk")
    return list(whole.select_for_update(of=("self",)))


@dataclass(frozen=True, slots=True)
class Asked:
    """What one round decided about evaluations."""

    asked: int
    reminded: int


@transaction.atomic
def ask_by_letter(*, at: datetime, due: Iterable[Outcome], late: Iterable[Outcome]) -> Asked:
    """Ask those whose day has come, and remind those who have not answered, once each.

    `due` and `late` are what the queries found today.
    """
    asked = reminded = 0
    for row in _still_open(due, at, asked_at=None):
        row.asked_at = at
        row.save(update_fields=["asked_at"])
        ask_how(row, Why.EVALUATE, at)
        asked += 1
    for row in _still_open(late, at, reminded_on=None):
        row.reminded_on = clock.local_day(at)
        row.save(update_fields=["reminded_on"])
        ask_how(row, Why.REMIND, at)
        reminded += 1
    return Asked(asked, reminded)
