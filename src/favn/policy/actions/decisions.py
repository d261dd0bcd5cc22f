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
from favn.kit.refusals import Conflict, Refused, insert, must, standing, taken
from favn.kit.tenancy import current
from favn.people.organisations.models import Unit
from favn.policy.choices import Outcome, Ruling, Touch
from favn.policy.models import Decision, Initiative, Plan, Recommendation, Touched
from favn.policy.rules import decisions
from favn.policy.rules.words import alike, tidy


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

    Raises Refused where an initiative is of another plan or stands on both sides, where the day
    cannot be, or where the same decision stands already, and Taken.
    """
    row = Decision(id=id, organisation_id=current(), plan=plan, **_written(minute))
    if stands := standing(row):
        return stands
    touched = _touching(plan, about, born)
    _must_stand(row, at)
    if stands := insert(row):
        return stands
    _touch(row, touched)
    history.note("decide", row, by=by, at=at, changes={"ruling": ["", str(row.ruling)]})
    return row


@transaction.atomic
def change_decision(
    *,
    decision: Decision,
    version: int,
    minute: Minute,
    about: Iterable[Initiative],
    born: Iterable[Initiative] = (),
    by: Actor,
    at: datetime,
) -> Decision:
    """Correct a decision that was written down wrong. Raises Refused as `decide`, and Conflict."""
    row = taken(decision, version)
    touched = _touching(row.plan, about, born)
    before = _told(row)
    for name, value in _written(minute).items():
        setattr(row, name, value)
    _must_stand(row, at)
    row.save()
    Touched.objects.owned().filter(decision=row).delete()
    _touch(row, touched)
    after = _told(row)
    changes = history.moved({name: [before[name], after[name]] for name in after})
    history.note("correct", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def strike_decision(
    *, decision: Decision, version: int, reason: str, by: Actor, at: datetime
) -> Decision:
    """It was never made, or stands twice: it leaves the log and stays in history.

    Raises Conflict.
    """
    row = taken(decision, version)
    row.struck_on = at.date()
    row.save(update_fields=["struck_on", "version"])
    history.note("strike", row, by=by, at=at, reason=reason)
    return row


def _written(minute: Minute) -> dict[str, Any]:
    found = {field.name: getattr(minute, field.name) for field in fields(minute)}
    return found | {"title": tidy(minute.title)}


def _told(row: Decision) -> dict[str, str]:
    """What history keeps of a decision, by name of field."""
    said = {n: str(getattr(row, n)) for n in ("ruling", "on", "title", "day_words")}
    touched = Touched.objects.owned().filter(decision=row).select_related("initiative")
    numbers = {t.value: [x.initiative.number for x in touched if x.touch == t] for t in Touch}
    told = {name: ", ".join(map(str, found)) for name, found in numbers.items()}
    return said | told | {"body": row.body.name}


def _touching(
    plan: Plan, about: Iterable[Initiative], born: Iterable[Initiative]
) -> list[tuple[Initiative, Touch]]:
    touched = [(i, Touch.ABOUT) for i in about] + [(i, Touch.BORN) for i in born]
    if any(initiative.plan_id != plan.pk for initiative, _touch in touched):
        raise Refused(_("En af indsatserne står i en anden plan. Vælg indsatser i samme plan."))
    if len({initiative.pk for initiative, _touch in touched}) < len(touched):
        raise Refused(
            _("En indsats kan ikke både være det, beslutningen handler om, og komme ud af den.")
        )
    return touched


def _touch(row: Decision, touched: list[tuple[Initiative, Touch]]) -> None:
    for initiative, touch in touched:
        Touched(organisation_id=current(), decision=row, initiative=initiative, touch=touch).save(
            force_insert=True
        )


def _must_stand(row: Decision, at: datetime) -> None:
    """A day that can be, and once in the log however often two people write it."""
    must(decisions.why_not_decided(row.on, at.date(), row.plan.first_year))
    list(Plan.objects.owned().select_for_update().filter(pk=row.plan_id))
    same = Decision.objects.owned().filter(
        plan=row.plan_id, body=row.body, on=row.on, ruling=row.ruling, struck_on=None
    )
    must(decisions.why_not_again(any(alike(o.title, row.title) for o in same if o.pk != row.pk)))


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
    """What a panel recommended to somebody, once per `id`. Raises Refused, Taken."""
    row = Recommendation(id=id, organisation_id=current(), plan=plan, panel=tidy(panel), year=year)
    row.text, row.addressee = text, addressee
    if stands := standing(row):
        return stands
    _must_recommend(row, at)
    if stands := insert(row):
        return stands
    history.note("recommend", row, by=by, at=at)
    return row


@transaction.atomic
def change_recommendation(
    *,
    recommendation: Recommendation,
    version: int,
    panel: str,
    year: int,
    text: str,
    addressee: Unit,
    by: Actor,
    at: datetime,
) -> Recommendation:
    """Correct what was recommended, when or to whom; the answer stays. Raises Refused, Conflict."""
    row = taken(recommendation, version)
    typed = {"panel": tidy(panel), "year": year, "text": text, "addressee": addressee}
    told = {name: [str(getattr(row, name)), str(value)] for name, value in typed.items()}
    for name, value in typed.items():
        setattr(row, name, value)
    _must_recommend(row, at)
    row.save(update_fields=[*typed, "version"])
    changes = history.moved(told)
    history.note("correct", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def strike_recommendation(
    *, recommendation: Recommendation, version: int, reason: str, by: Actor, at: datetime
) -> Recommendation:
    """It was written by a mistake: it counts nowhere and stays in history. Raises Conflict."""
    row = taken(recommendation, version)
    row.struck_on = at.date()
    row.save(update_fields=["struck_on", "version"])
    history.note("strike", row, by=by, at=at, reason=reason)
    return row


def _must_recommend(row: Recommendation, at: datetime) -> None:
    """A year that can be, and once a year however often two people write it."""
    must(decisions.why_not_recommended(row.year, row.plan.first_year, at.date()))
    list(Plan.objects.owned().select_for_update().filter(pk=row.plan_id))
    same = Recommendation.objects.owned().filter(plan=row.plan_id, year=row.year, struck_on=None)
    others = [o for o in same if o.pk != row.pk and alike(o.panel, row.panel)]
    must(decisions.why_not_recommend_again(any(alike(o.text, row.text) for o in others)))


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
    on = None if outcome == Outcome.UNANSWERED else at.date()
    if not rows.update(**typed, answered_on=on, version=version + 1):
        raise Conflict(_("En anden har svaret imens. Se svaret, og gem igen, hvis dit skal gælde."))
    history.note("answer", row, by=by, at=at, changes={"outcome": [row.outcome, str(outcome)]})
    row.refresh_from_db()
    return row
