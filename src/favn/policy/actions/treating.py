"""Which committees treat the year's paper, in what order, and what each of them did with it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import SOMEBODY_WAS_FIRST, Conflict, must, taken
from favn.kit.tenancy import current
from favn.people.organisations.models import Unit
from favn.policy import queries, rules
from favn.policy.models import CommitteeStep, StatusRound
from favn.policy.rules import treating


@transaction.atomic
def treat(*, step: CommitteeStep, on: date, outcome: str, by: Actor, at: datetime) -> CommitteeStep:
    """What a committee did with the paper. Raises Refused where it is not its turn, or its day."""
    earlier = queries.steps_of(step.round)
    before = [s.unit.name for s in earlier if s.position < step.position and not s.treated_on]
    closed, treated = step.round.is_closed, step.treated_on is not None
    must(rules.why_not_treat(before, is_closed=closed, is_treated=treated))
    _must_be_on(step, on, at)
    rows = CommitteeStep.objects.owned().filter(pk=step.pk, treated_on=None)
    if not rows.update(treated_on=on, outcome=outcome, version=step.version + 1):
        raise Conflict(SOMEBODY_WAS_FIRST)
    history.note("treat", step.round, by=by, at=at)
    step.refresh_from_db()
    return step


@transaction.atomic
def correct_treatment(
    *, step: CommitteeStep, version: int, on: date, outcome: str, by: Actor, at: datetime
) -> CommitteeStep:
    """Put right what was noted about a committee. Raises Refused, Conflict."""
    row = taken(step, version)
    must(treating.why_not_take_back(row.treated_on is not None, ()))
    _must_be_on(row, on, at)
    changes = {"treated_on": [str(row.treated_on), str(on)], "outcome": [row.outcome, outcome]}
    row.treated_on, row.outcome = on, outcome
    row.save(update_fields=["treated_on", "outcome", "version"])
    history.note("correct", row.round, by=by, at=at, changes=history.moved(changes))
    return row


@transaction.atomic
def take_back_treatment(
    *, step: CommitteeStep, version: int, reason: str, by: Actor, at: datetime
) -> CommitteeStep:
    """The committee has not treated the paper after all. Raises Refused, Conflict."""
    row = taken(step, version)
    steps = queries.steps_of(row.round)
    later = [s.unit.name for s in steps if s.position > row.position and s.treated_on]
    must(treating.why_not_take_back(row.treated_on is not None, later))
    changes = {"treated_on": [str(row.treated_on), ""], "outcome": [row.outcome, ""]}
    row.treated_on, row.outcome = None, ""
    row.save(update_fields=["treated_on", "outcome", "version"])
    history.note("take-back", row.round, by=by, at=at, changes=changes, reason=reason)
    return row


@transaction.atomic
def choose_committees(
    *, round: StatusRound, seen: Sequence[UUID], wanted: Sequence[Unit], by: Actor, at: datetime
) -> None:
    """Another order, or other committees; `seen` are those that stood when it was chosen.

    Raises Refused where one that has treated the paper would move, and Conflict.
    """
    list(StatusRound.objects.owned().select_for_update().filter(pk=round.pk))
    steps = queries.steps_of(round)
    now = [step.unit_id for step in steps]
    if [unit.pk for unit in wanted] == now:
        return
    if list(seen) != now:
        raise Conflict(SOMEBODY_WAS_FIRST)
    done = [step for step in steps if step.treated_on]
    must(treating.why_not_order([s.unit_id for s in done], [unit.pk for unit in wanted]))
    CommitteeStep.objects.owned().filter(round=round, treated_on=None).delete()
    for position, unit in list(enumerate(wanted, start=1))[len(done) :]:
        step = CommitteeStep(organisation_id=current(), round=round, unit=unit, position=position)
        step.save(force_insert=True)
    names = [", ".join(s.unit.name for s in steps), ", ".join(unit.name for unit in wanted)]
    history.note("change", round, by=by, at=at, changes={"committees": names})


def _must_be_on(step: CommitteeStep, on: date, at: datetime) -> None:
    steps = queries.steps_of(step.round)
    before = [s.treated_on for s in steps if s.position < step.position and s.treated_on]
    after = [s.treated_on for s in steps if s.position > step.position and s.treated_on]
    closed = step.round.closed_at
    must(
        treating.why_not_treat_on(
            on,
            at.date(),
            closed=clock.day_of(closed) if closed else on,
            before=max(before, default=None),
            after=min(after, default=None),
        )
    )
