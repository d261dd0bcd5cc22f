"""Campaigns: planned, corrected, called off, taken up again, and struck where mistyped."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import insert, must, standing, taken
from favn.kit.tenancy import current
from favn.people.organisations.actions import add_party
from favn.people.organisations.models import Organisation
from favn.policy.choices import Channel
from favn.policy.models import Campaign, Initiative
from favn.policy.rules import campaigns as rules
from favn.policy.rules.words import alike, tidy


@dataclass(frozen=True, slots=True)
class Run:
    """A campaign as it is written down; `result` is empty until something came of it.

    `new_partner` is one by name, who comes into the directory where it is not there yet.
    """

    message: str
    channel: Channel
    first_day: date
    last_day: date
    partner: Organisation | None = None
    agreed_with: str = ""
    result: str = ""
    new_partner: str = ""


def _values(run: Run, id: UUID) -> dict[str, Any]:
    """By name of field, texts with single spaces, the partner as a party of the directory."""
    found = {field.name: getattr(run, field.name) for field in fields(run)}
    if name := tidy(found.pop("new_partner")):
        found["partner"] = add_party(id=id, name=name)
    return {k: tidy(v) if k in ("message", "agreed_with") else v for k, v in found.items()}


@transaction.atomic
def plan_campaign(
    *, id: UUID, initiative: Initiative, run: Run, by: Actor, at: datetime
) -> Campaign:
    """A campaign of an initiative, once per `id`. Raises Refused, Taken."""
    row = Campaign(id=id, organisation_id=current(), initiative=initiative)
    if stands := standing(row):
        return stands
    for name, value in _values(run, id).items():
        setattr(row, name, value)
    _must_run(row, initiative, at)
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at)
    return row


@transaction.atomic
def change_campaign(
    *,
    id: UUID,
    campaign: Campaign,
    version: int,
    initiative: Initiative,
    run: Run,
    by: Actor,
    at: datetime,
) -> Campaign:
    """Correct it, or say what came of it; `id` is a new partner's. Raises Refused, Conflict."""
    now = Campaign.objects.owned().get(pk=campaign.pk)
    values = _values(run, id) | {"initiative": initiative}
    told = {n: [_told(getattr(now, n)), _told(value)] for n, value in values.items()}
    changes = history.moved(told)
    if not changes and now.version >= version:
        return now
    row = taken(campaign, version)
    for name, value in values.items():
        setattr(row, name, value)
    _must_run(row, initiative, at)
    row.save(update_fields=[*values, "version"])
    history.note("correct", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def call_off(*, campaign: Campaign, version: int, reason: str, by: Actor, at: datetime) -> Campaign:
    """It does not run, or stops before its last day; why stands on it. Raises Refused, Conflict."""
    row, on = taken(campaign, version), at.date()
    called_off = row.called_off_on is not None
    must(rules.why_not_call_off(row.last_day, on, is_called_off=called_off))
    row.called_off_on, row.why = on, reason
    row.save(update_fields=["called_off_on", "why", "version"])
    history.note("call-off", row, by=by, at=at, reason=reason)
    return row


@transaction.atomic
def take_up_again(*, campaign: Campaign, version: int, by: Actor, at: datetime) -> Campaign:
    """It runs after all. Raises Refused where the same one was planned meanwhile, and Conflict."""
    row = taken(campaign, version)
    row.called_off_on, row.why = None, ""
    _must_run(row, row.initiative, at)
    row.save(update_fields=["called_off_on", "why", "version"])
    history.note("reopen", row, by=by, at=at)
    return row


@transaction.atomic
def strike_campaign(
    *, campaign: Campaign, version: int, reason: str, by: Actor, at: datetime
) -> Campaign:
    """It was written by a mistake: it counts nowhere and stands in history. Raises Conflict."""
    row = taken(campaign, version)
    row.struck_on = at.date()
    row.save(update_fields=["struck_on", "version"])
    history.note("strike", row, by=by, at=at, reason=reason)
    return row


def _must_run(row: Campaign, initiative: Initiative, at: datetime) -> None:
    plan = initiative.plan
    list(Initiative.objects.owned().select_for_update().filter(pk=initiative.pk))
    must(rules.why_not_run(row.first_day, row.last_day, (plan.first_year, plan.last_year)))
    must(rules.why_not_result(row.first_day, at.date(), row.result))
    must(rules.why_not_twice(any(alike(o.message, row.message) for o in _beside(row, initiative))))


def _beside(row: Campaign, initiative: Initiative) -> list[Campaign]:
    """Others of the initiative on the same channel with a day in common."""
    live = Campaign.objects.owned().filter(struck_on=None, called_off_on=None)
    same = live.filter(initiative=initiative, channel=row.channel).exclude(pk=row.pk)
    return list(same.filter(first_day__lte=row.last_day, last_day__gte=row.first_day))


def _told(value: Any) -> str:
    """A value as history keeps it."""
    return "" if value is None else str(value)
