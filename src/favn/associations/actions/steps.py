"""A next step is proposed by one side, agreed by the other, begun, and ends with what it gave."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from favn.associations.choices.steps import OPEN_STEPS, Hand, Side, StepState
from favn.associations.models import CheckRound, Entry, NextStep
from favn.associations.rules import steps as rules
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done, by whom, by when; `met_on` where both said yes at a meeting."""

    what: str
    hand: Hand
    due_on: date
    subject: str = ""
    unit: Unit | None = None
    holder: str = ""
    met_on: date | None = None


@transaction.atomic
def propose(
    *, id: UUID, round: CheckRound, entry: Entry, step: Step, side: Side, is_open: bool, by: Actor,
    at: datetime,
) -> NextStep:  # fmt: skip
    """Write down a next step, once per `id`; agreed at a meeting, it is agreed. Raises Refused.

    Only the municipality can say so, for it is the one that keeps the minutes of such a meeting;
    what an association writes waits for a yes.
    """
    row = NextStep(id=id, organisation_id=current(), round=round, entry=entry, what=step.what)
    row.hand, row.due_on, row.subject, row.unit = step.hand, step.due_on, step.subject, step.unit
    row.holder, row.proposed_by, row.proposed_at = step.holder, side, at
    if stands := standing(row):
        return stands
    today = localdate(at)
    must(rules.why_not_step(is_open=is_open, what=step.what, due_on=step.due_on, today=today))
    if step.met_on and side == Side.OURS:
        must(rules.why_not_met(step.met_on, today))
        row.met_on, row.agreed_at, row.state = step.met_on, at, StepState.AGREED
    if stands := insert(row):
        return stands
    history.note("propose", row, by=by, at=at, changes={"state": ["", str(row.state)]})
    return row


@transaction.atomic
def move(
    *, step: NextStep, version: int, to: StepState, said: str, side: Side, by: Actor, at: datetime
) -> NextStep:
    """On to the next state; `said` is what came of it. Raises Refused, Conflict."""
    row = NextStep.objects.owned().select_for_update().get(pk=step.pk)
    if row.version != version:
        raise Conflict(_("Den anden side har skrevet imens. Se, hvad der står nu."))
    before = row.state
    must(rules.why_not_moved(before, to, by=side, proposed_by=row.proposed_by, said=said))
    row.state, row.version = to, row.version + 1
    row.ended_at = None if to in OPEN_STEPS else at
    row.agreed_at = row.agreed_at or (at if to != StepState.DROPPED else None)
    row.outcome = said or row.outcome
    row.save(update_fields=["state", "version", "ended_at", "agreed_at", "outcome"])
    history.note("move", row, by=by, at=at, changes={"state": [before, str(to)]})
    return row


@transaction.atomic
def postpone(*, step: NextStep, version: int, due_on: date, by: Actor, at: datetime) -> NextStep:
    """Give a next step another day; the first one stays in history. Raises Refused, Conflict."""
    row = NextStep.objects.owned().select_for_update().get(pk=step.pk)
    if row.version != version:
        raise Conflict(_("Den anden side har skrevet imens. Se, hvad der står nu."))
    must(rules.why_not_postponed(row.state, due_on, localdate(at)))
    before, row.due_on, row.version = row.due_on, due_on, row.version + 1
    row.save(update_fields=["due_on", "version"])
    changes = {"due_on": [before.isoformat(), due_on.isoformat()]}
    history.note("postpone", row, by=by, at=at, changes=changes)
    return row
