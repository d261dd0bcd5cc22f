"""The plan editor shows a plan to everybody, and takes it back."""

from datetime import datetime

from django.db import transaction

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import must
from favn.policy import queries
from favn.policy.models import Plan
from favn.policy.rules.public import why_not_publish


@transaction.atomic
def publish_plan(*, plan: Plan, by: Actor, at: datetime) -> Plan:
    """Let everybody read the plan as its last closed round says; public twice is public.

    Raises Refused where an initiative has no owner or no status.
    """
    row = Plan.objects.owned().select_for_update().get(pk=plan.pk)
    if row.public_since:
        return row
    must(why_not_publish(*queries.unfit_for_all(row), has_closed=queries.has_closed_round(row)))
    row.public_since = at
    row.save(update_fields=["public_since"])
    history.note("publish", row, by=by, at=at)
    return row


@transaction.atomic
def take_plan_back(*, plan: Plan, by: Actor, at: datetime) -> Plan:
    """Only the house reads it from now on; its public pages are gone."""
    row = Plan.objects.owned().select_for_update().get(pk=plan.pk)
    if row.public_since is None:
        return row
    row.public_since = None
    row.save(update_fields=["public_since"])
    history.note("unpublish", row, by=by, at=at)
    return row
