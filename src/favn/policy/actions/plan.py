"""The plan's own verbs: open a plan, add an initiative, write its status."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert
from favn.kit.tenancy import current
from favn.people.organisations.models import Unit
from favn.policy import queries
from favn.policy.choices import Status
from favn.policy.models import Initiative, Plan, StatusText


@transaction.atomic
def open_plan(
    *, id: UUID, slug: str, title: str, first_year: int, last_year: int, by: Actor, at: datetime
) -> Plan:
    """A plan for some years, once per `id`."""
    plan = Plan(id=id, organisation_id=current(), slug=slug, title=title)
    plan.first_year, plan.last_year = first_year, last_year
    if stands := insert(plan):
        return stands
    history.note("open", plan, by=by, at=at)
    return plan


@transaction.atomic
def add_initiative(
    *,
    id: UUID,
    plan: Plan,
    number: int,
    title: str,
    owner: Unit,
    by: Actor,
    at: datetime,
    **more: Any,
) -> Initiative:
    """A numbered line of the plan, once per `id`.

    `more` may hold summary, starts_on, ends_on, and funded: the association it gives money to.
    """
    row = Initiative(
        id=id, organisation_id=current(), plan=plan, number=number, title=title, owner=owner, **more
    )
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at)
    return row


@transaction.atomic
def write_status(
    *,
    initiative: Initiative,
    year: int,
    status: Status,
    text: str,
    version: int,
    by: Actor,
    at: datetime,
) -> StatusText:
    """The year's prose about an initiative, and its status as of today.

    `version` is the text's version on the page, 0 before there was one. The same text and status
    again change nothing. Raises Conflict where somebody else wrote meanwhile.
    """
    stands = queries.text_of(initiative, year)
    if stands and stands.version > version and (stands.text, initiative.status) == (text, status):
        return stands
    if (stands.version if stands else 0) != version:
        raise Conflict(_wrote_meanwhile(stands))
    written = {"text": text, "written_on": at.date(), "written_by": by.actor_label}
    row = _first(initiative, year, written) if stands is None else _next(stands, written)
    before = [initiative.status, str(status)]
    initiative.status, initiative.status_on = status, at.date()
    initiative.save(update_fields=["status", "status_on"])
    history.note("status", initiative, by=by, at=at, changes={"status": before})
    return row


def _first(initiative: Initiative, year: int, written: dict[str, object]) -> StatusText:
    row = StatusText(organisation_id=current(), initiative=initiative, year=year, **written)
    row.save(force_insert=True)
    return row


def _next(stands: StatusText, written: dict[str, object]) -> StatusText:
    rows = StatusText.objects.owned().filter(pk=stands.pk, version=stands.version)
    if not rows.update(**written, version=stands.version + 1):
        raise Conflict(_wrote_meanwhile(stands))
    stands.refresh_from_db()
    return stands


def _wrote_meanwhile(stands: StatusText | None) -> str:
    who = stands.written_by if stands else _("En anden")
    return _(
        "%(who)s har skrevet status imens. Din tekst står stadig i feltet. Se, hvad der står nu,"
        " og gem igen, hvis din tekst skal gælde."
    ) % {"who": who}
