"""Writing down when a committee was heard about another's case, and that it was not heard."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Unit
from favn.policy import queries, rules
from favn.policy.actions.statuses import insert_first, still_open, wrote_meanwhile
from favn.policy.models import Hearing, Statement, StatusRound


@dataclass(frozen=True, slots=True)
class Heard:
    """One case: what, whose, when, the word given, and what became of it; empty until known."""

    case: str
    case_of: Unit
    on: date
    word: str
    outcome: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """By name of field."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@transaction.atomic
def hear(
    *, id: UUID, round: StatusRound, unit: Unit, heard: Heard, by: Actor, at: datetime
) -> Hearing:
    """Write one hearing, once per `id`. That there were none is then no longer said.

    Raises Refused, Taken.
    """
    row = Hearing(id=id, organisation_id=current(), round=round, unit=unit, **heard.values)
    if stands := standing(row):
        return stands
    still_open(round.plan_id, round.year)
    must(rules.why_not_hear(unit.pk, heard.case_of.pk, heard.on, round.year))
    if stands := insert(row):
        return stands
    Statement.objects.owned().filter(round=round, unit=unit).update(none_heard=False)
    history.note("hear", row, by=by, at=at)
    return row


@transaction.atomic
def change_hearing(
    *, hearing: Hearing, version: int, heard: Heard, by: Actor, at: datetime
) -> Hearing:
    """Correct a hearing, or say what became of it. Raises Refused, Conflict."""
    row = Hearing.objects.owned().get(pk=hearing.pk)
    still_open(hearing.round.plan_id, hearing.round.year)
    must(rules.why_not_hear(row.unit_id, heard.case_of.pk, heard.on, hearing.round.year))
    if all(getattr(row, name) == value for name, value in heard.values.items()):
        return row
    rows = Hearing.objects.owned().filter(pk=row.pk, version=version)
    if not rows.update(**heard.values, version=version + 1):
        raise Conflict(_("En anden har rettet høringen imens. Se, hvad der står, og gem igen."))
    history.note("hear", row, by=by, at=at)
    row.refresh_from_db()
    return row


@transaction.atomic
def say_none_heard(*, round: StatusRound, unit: Unit, by: Actor, at: datetime) -> Statement:
    """The committee says that nobody asked it: 0 cases is an answer. Raises Refused, Conflict."""
    still_open(round.plan_id, round.year)
    must(rules.why_not_none_heard(len(queries.hearings_of(round).get(unit.pk, ()))))
    stands = queries.statements_of(round).get(unit.pk)
    if stands is None:
        row = Statement(organisation_id=current(), round=round, unit=unit, none_heard=True)
        row.written_at, row.written_by = at, by.actor_label
        insert_first(row, wrote_meanwhile(None))
        history.note("write", row, by=by, at=at)
        return row
    if not stands.none_heard:
        stands.none_heard = True
        stands.save(update_fields=["none_heard"])
        history.note("write", stands, by=by, at=at)
    return stands
