"""The plan's own verbs: open and correct a plan, add goals and initiatives, change them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation, Unit
from favn.policy import queries, rules
from favn.policy.models import CountDuty, Goal, Initiative, Plan
from favn.policy.rules import tree


@transaction.atomic
def open_plan(
    *,
    id: UUID,
    title: str,
    first_year: int,
    last_year: int,
    by: Actor,
    at: datetime,
    slug: str = "",
) -> Plan:
    """A plan for some years, once per `id`; without a slug its years and id make one.

    Raises Refused where the years are wrong or belong to another plan, and Taken.
    """
    plan = Plan(id=id, organisation_id=current(), title=title)
    plan.slug = slug or f"{first_year}-{last_year}-{id.hex[:8]}"
    plan.first_year, plan.last_year = first_year, last_year
    if stands := standing(plan):
        return stands
    must(rules.why_not_years(first_year, last_year))
    # One at a time: two who open a plan of the same years at once would both find none.
    list(Organisation.objects.select_for_update().filter(pk=current()))
    others = Plan.objects.owned().values_list("title", "first_year", "last_year")
    must(rules.why_not_open(first_year, last_year, others))
    if stands := insert(plan):
        return stands
    history.note("open", plan, by=by, at=at)
    return plan


@transaction.atomic
def change_plan(
    *,
    plan: Plan,
    version: int,
    title: str,
    first_year: int,
    last_year: int,
    by: Actor,
    at: datetime,
) -> Plan:
    """Correct a plan's title and years; its address stays.

    The same form twice changes it once. Raises Refused as `open_plan`, and Conflict.
    """
    must(rules.why_not_years(first_year, last_year))
    list(Organisation.objects.select_for_update().filter(pk=current()))
    rows = Plan.objects.owned()
    others = rows.exclude(pk=plan.pk).values_list("title", "first_year", "last_year")
    must(rules.why_not_open(first_year, last_year, others))
    row = rows.get(pk=plan.pk)
    typed = {"title": title, "first_year": first_year, "last_year": last_year}
    changes = {n: [getattr(row, n), v] for n, v in typed.items() if getattr(row, n) != v}
    if not changes and row.version >= version:
        return row
    if not rows.filter(pk=row.pk, version=version).update(**typed, version=version + 1):
        raise Conflict(_plan_meanwhile(row))
    history.note("correct", row, by=by, at=at, changes=changes)
    row.refresh_from_db()
    return row


def _plan_meanwhile(row: Plan) -> str:
    last = history.of(row).filter(verb="correct").first()
    return _(
        "%(who)s har rettet planen imens. Det, du skrev, står stadig i felterne. Se, hvad der står"
        " nu, og gem igen, hvis din rettelse skal gælde."
    ) % {"who": last.actor_label if last else _("En anden")}


@transaction.atomic
def add_goal(*, id: UUID, plan: Plan, title: str, by: Actor, at: datetime, **more: str) -> Goal:
    """A goal at the end of the plan's list, once per `id`. `more`: number, focus, note."""
    # One at a time, so that two goals never get the same place.
    list(Plan.objects.owned().select_for_update().filter(pk=plan.pk))
    rank = Goal.objects.owned().filter(plan=plan).count() + 1
    goal = Goal(id=id, organisation_id=current(), plan=plan, title=title, rank=rank, **more)
    if stands := standing(goal):
        return stands
    if stands := insert(goal):
        return stands
    history.note("add", goal, by=by, at=at)
    return goal


@transaction.atomic
def add_initiative(
    *,
    id: UUID,
    plan: Plan,
    number: int,
    title: str,
    owner: Unit | None,
    by: Actor,
    at: datetime,
    **more: Any,
) -> Initiative:
    """A numbered line of the plan, once per `id`. Raises Refused, Taken.

    `more` may hold summary, goal, target_group, starts_on, ends_on, and funded: the association
    it gives money to.
    """
    row = Initiative(
        id=id, organisation_id=current(), plan=plan, number=number, title=title, owner=owner, **more
    )
    if stands := standing(row):
        return stands
    must(rules.why_not_period(row.starts_on, row.ends_on))
    must(tree.why_not_far((row.starts_on, row.ends_on), (plan.first_year, plan.last_year)))
    must(_why_not_numbered(row))
    try:
        stands = insert(row)
    except Conflict:
        must(_why_not_numbered(row))
        raise
    if stands:
        return stands
    history.note("add", row, by=by, at=at)
    return row


def _why_not_numbered(row: Initiative) -> str | None:
    """A colleague may have taken the number a moment before, so it is asked twice."""
    taken = row.number in queries.numbers_used(row.plan)
    return rules.why_not_numbered(taken, queries.next_number(row.plan))


CHANGEABLE = (
    "title", "summary", "target_group", "goal", "owner", "starts_on", "ends_on", "funded",
)  # fmt: skip


@transaction.atomic
def change_initiative(
    *, initiative: Initiative, version: int, by: Actor, at: datetime, **values: Any
) -> Initiative:
    """Write what the plan says about an initiative: those of CHANGEABLE that are given, by name.

    `version` is the one that was shown. The same form twice changes it once. What is still asked
    of associations gets the new title. Raises Refused, and Conflict where somebody else wrote.
    """
    must(rules.why_not_period(values["starts_on"], values["ends_on"]))
    rows = Initiative.objects.owned().select_related("owner", "funded", "goal", "plan")
    row = rows.get(pk=initiative.pk)
    years = row.plan.first_year, row.plan.last_year
    must(tree.why_not_far((values["starts_on"], values["ends_on"]), years))
    must(tree.why_not_live(row.merged_into_id is not None))
    typed = {name: values[name] for name in CHANGEABLE if name in values}
    changes = {
        name: [_told(getattr(row, name)), _told(value)]
        for name, value in typed.items()
        if getattr(row, name) != value
    }
    if not changes and row.version >= version:
        return row
    rows = Initiative.objects.owned().filter(pk=row.pk, version=version)
    if not rows.update(**typed, version=version + 1):
        raise Conflict(changed_meanwhile(row))
    CountDuty.objects.owned().filter(initiative=row, stopped_at=None).update(title=values["title"])
    history.note("correct", row, by=by, at=at, changes=changes)
    row.refresh_from_db()
    return row


def _told(value: Unit | Organisation | Goal | date | str | None) -> str:
    """A value as history keeps it."""
    return "" if value is None else str(value)


def changed_meanwhile(row: Initiative) -> str:
    """The sentence of a conflict: who wrote, and what to do now."""
    verbs = ("correct", "renumber", "merge", "take_over")
    last = history.of(row).filter(verb__in=verbs).first()
    return _(
        "%(who)s har rettet indsatsen imens. Det, du skrev, står stadig i felterne. Se, hvad der"
        " står nu, og gem igen, hvis din rettelse skal gælde."
    ) % {"who": last.actor_label if last else _("En anden")}
