"""An initiative goes on: it gets a new number, is merged, split, or taken over by another office.

It stays the same row, so that texts, counts and money follow it; each turn is kept with its day
and reason, and the old number still leads to it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Unit
from favn.policy import queries
from favn.policy.actions.plan import add_initiative, changed_meanwhile
from favn.policy.choices import Passage
from favn.policy.models import CountDuty, Initiative, Plan, Turn
from favn.policy.rules import tree


@dataclass(frozen=True, slots=True)
class Occasion:
    """The day something happened, and why."""

    on: date
    reason: str


@transaction.atomic
def renumber(
    *,
    id: UUID,
    initiative: Initiative,
    version: int,
    number: int,
    when: Occasion,
    by: Actor,
    at: datetime,
) -> Turn:
    """Give it another number, once per `id`. What is still asked of associations gets it too.

    Raises Refused where the number is or was used, and Conflict.
    """
    row = _now(initiative)
    turn = _turn(id, row, Passage.RENUMBERED, when, number=row.number, new_number=number)
    if stands := standing(turn):
        return stands
    must(tree.why_not_live(row.merged_into_id is not None) or tree.why_not_on(when.on, at.date()))
    used, free = queries.numbers_used(row.plan) - {row.number}, queries.next_number(row.plan)
    must(tree.why_not_new_number(number, row.number, used, free))
    _write(row, version, number=number)
    CountDuty.objects.owned().filter(initiative=row, stopped_at=None).update(number=number)
    changes = {"number": [row.number, number]}
    return _kept(turn, row, "renumber", by, at, changes)


@transaction.atomic
def merge(
    *,
    id: UUID,
    initiative: Initiative,
    version: int,
    into: Initiative,
    when: Occasion,
    by: Actor,
    at: datetime,
) -> Turn:
    """Let it go on inside another one of the same plan, once per `id`. Raises Refused, Conflict."""
    row, other = _now(initiative), _now(into)
    turn = _turn(id, row, Passage.MERGED, when, other=other, number=row.number)
    if stands := standing(turn):
        return stands
    owes = CountDuty.objects.owned().filter(initiative=row, stopped_at=None).exists()
    must(tree.why_not_live(row.merged_into_id is not None) or tree.why_not_on(when.on, at.date()))
    must(
        tree.why_not_merge(
            row.pk,
            other.pk,
            into_merged=other.merged_into_id is not None,
            same_plan=row.plan_id == other.plan_id,
            owes=owes,
        )
    )
    _write(row, version, merged_into=other)
    return _kept(turn, row, "merge", by, at, {"merged_into": ["", str(other)]})


@transaction.atomic
def split(
    *,
    id: UUID,
    initiative: Initiative,
    number: int,
    title: str,
    owner: Unit | None,
    when: Occasion,
    by: Actor,
    at: datetime,
) -> Initiative:
    """Make a new initiative out of a part of this one, once per `id`. Raises Refused, Taken."""
    row = _now(initiative)
    must(tree.why_not_live(row.merged_into_id is not None) or tree.why_not_on(when.on, at.date()))
    born = add_initiative(
        id=id,
        plan=row.plan,
        number=number,
        title=title,
        owner=owner,
        goal=row.goal,
        by=by,
        at=at,
    )
    if not Turn.objects.owned().filter(initiative=born, passage=Passage.SPLIT).exists():
        turn = _turn(id, born, Passage.SPLIT, when, other=row, new_number=born.number)
        _kept(turn, born, "split", by, at, {"split_from": ["", str(row)]})
    return born


@transaction.atomic
def take_over(
    *,
    id: UUID,
    initiative: Initiative,
    version: int,
    unit: Unit,
    when: Occasion,
    by: Actor,
    at: datetime,
) -> Turn:
    """Another office becomes its owner, once per `id`. Raises Refused, Conflict."""
    row = _now(initiative)
    turn = _turn(id, row, Passage.TAKEN_OVER, when, unit=row.owner, new_unit=unit)
    if stands := standing(turn):
        return stands
    must(tree.why_not_live(row.merged_into_id is not None) or tree.why_not_on(when.on, at.date()))
    must(tree.why_not_take_over(row.owner_id, unit.pk))
    _write(row, version, owner=unit)
    changes = {"owner": [row.owner.name if row.owner else "", unit.name]}
    return _kept(turn, row, "take_over", by, at, changes)


def _now(initiative: Initiative) -> Initiative:
    """As it stands, while nobody else turns anything in the same plan."""
    list(Plan.objects.owned().select_for_update().filter(pk=initiative.plan_id))
    rows = Initiative.objects.owned().select_related("plan", "owner", "goal")
    return rows.get(pk=initiative.pk)


def _turn(id: UUID, row: Initiative, passage: Passage, when: Occasion, **facts: Any) -> Turn:
    turn = Turn(id=id, organisation_id=current(), initiative=row, passage=passage, plan=row.plan)
    turn.on, turn.reason = when.on, when.reason
    for name, value in facts.items():
        setattr(turn, name, value)
    return turn


def _write(row: Initiative, version: int, **values: Any) -> None:
    rows = Initiative.objects.owned().filter(pk=row.pk, version=version)
    if not rows.update(**values, version=version + 1):
        raise Conflict(changed_meanwhile(row))


def _kept(
    turn: Turn, row: Initiative, verb: str, by: Actor, at: datetime, changes: dict[str, Any]
) -> Turn:
    insert(turn)
    history.note(verb, row, by=by, at=at, changes=changes, reason=turn.reason)
    return turn
