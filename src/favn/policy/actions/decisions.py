"""What committees decided, and what a panel recommended: written down with body and day."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Unit
from favn.policy.choices import Outcome, Ruling, Touch
from favn.policy.models import Decision, Initiative, Plan, Recommendation, Touched


@dataclass(frozen=True, slots=True)
class Minute:
    """A decision as it stands in the minutes; `day_words` where its day is not known in full."""

    body: Unit
    ruling: Ruling
    on: date
    title: str
    day_words: str = ""


@transaction.atomic
def decide(
    *,
    id: UUID,
    plan: Plan,
    minute: Minute,
    about: Iterable[Initiative],
    born: Iterable[Initiative] = (),
    by: Actor,
    at: datetime,
) -> Decision:
    """A committee's decision about some initiatives, and those that came out of it; once per `id`.

    Raises Refused where an initiative is of another plan or stands on both sides, and Taken.
    """
    row = Decision(id=id, organisation_id=current(), plan=plan, **_written(minute))
    if stands := standing(row):
        return stands
    touched = [(i, Touch.ABOUT) for i in about] + [(i, Touch.BORN) for i in born]
    _must_touch(plan, touched)
    if stands := insert(row):
        return stands
    for initiative, touch in touched:
        Touched(organisation_id=current(), decision=row, initiative=initiative, touch=touch).save(
            force_insert=True
        )
    history.note("decide", row, by=by, at=at, changes={"ruling": ["", str(row.ruling)]})
    return row


def _written(minute: Minute) -> dict[str, Any]:
    return {field.name: getattr(minute, field.name) for field in fields(minute)}


def _must_touch(plan: Plan, touched: list[tuple[Initiative, Touch]]) -> None:
    if any(initiative.plan_id != plan.pk for initiative, _touch in touched):
        raise Refused(_("En af indsatserne står i en anden plan. Vælg indsatser i samme plan."))
    if len({initiative.pk for initiative, _touch in touched}) < len(touched):
        raise Refused(
            _("En indsats kan ikke både være det, beslutningen handler om, og komme ud af den.")
        )


@transaction.atomic
def recommend(
    *,
    id: UUID,
    plan: Plan,
    panel: str,
    year: int,
    text: str,
    addressee: Unit,
    by: Actor,
    at: datetime,
) -> Recommendation:
    """What a panel recommended to somebody, once per `id`. Raises Taken."""
    row = Recommendation(id=id, organisation_id=current(), plan=plan, panel=panel, year=year)
    row.text, row.addressee = text, addressee
    if stands := standing(row):
        return stands
    if stands := insert(row):
        return stands
    history.note("recommend", row, by=by, at=at)
    return row


@transaction.atomic
def answer_recommendation(
    *,
    recommendation: Recommendation,
    version: int,
    outcome: Outcome,
    answer: str,
    by: Actor,
    at: datetime,
    initiative: Initiative | None = None,
) -> Recommendation:
    """Say what became of it, in words and by the initiative it became. Raises Refused, Conflict."""
    row = Recommendation.objects.owned().get(pk=recommendation.pk)
    if outcome != Outcome.UNANSWERED and not answer.strip():
        raise Refused(_("Skriv, hvad der blev af anbefalingen, med mindst én sætning."))
    if initiative and initiative.plan_id != row.plan_id:
        raise Refused(_("Indsatsen står i en anden plan. Vælg en i samme plan."))
    typed = {"outcome": outcome, "answer": answer, "initiative": initiative}
    if all(getattr(row, name) == value for name, value in typed.items()):
        return row
    rows = Recommendation.objects.owned().filter(pk=row.pk, version=version)
    if not rows.update(**typed, answered_on=at.date(), version=version + 1):
        raise Conflict(_("En anden har svaret imens. Se svaret, og gem igen, hvis dit skal gælde."))
    history.note("answer", row, by=by, at=at, changes={"outcome": [row.outcome, str(outcome)]})
    row.refresh_from_db()
    return row
