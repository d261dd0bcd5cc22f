"""Outputs: promised, revised with a reason, delivered, and followed by accepted counts."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing, taken
from favn.kit.tenancy import current
from favn.policy import queries, rules
from favn.policy.models import CountDuty, Delivery, Initiative, Output, Revision
from favn.policy.rules import promises, tree
from favn.policy.rules.words import alike, tidy


@transaction.atomic
def promise(
    *,
    id: UUID,
    initiative: Initiative,
    unit: str,
    promised: int | None,
    years: tuple[int, int],
    by: Actor,
    at: datetime,
) -> Output:
    """Promise so many of something, once per `id`; None where no number was set. Raises Refused."""
    first, last = years
    row = Output(id=id, organisation_id=current(), initiative=initiative, unit=tidy(unit))
    row.promised, row.first_year, row.last_year = promised, first, last
    if stands := standing(row):
        return stands
    must(rules.why_not_years(first, last))
    list(Initiative.objects.owned().select_for_update().filter(pk=initiative.pk))
    same = Output.objects.owned().filter(
        initiative=initiative, first_year=first, last_year=last, struck_on=None
    )
    must(promises.why_not_promise(any(alike(other.unit, unit) for other in same)))
    if stands := insert(row):
        return stands
    history.note("promise", row, by=by, at=at, changes={"promised": ["", promised]})
    return row


@transaction.atomic
def revise(
    *,
    id: UUID,
    output: Output,
    version: int,
    promised: int,
    on: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> Revision:
    """Promise another number, with a day and a reason, once per `id`. Raises Refused, Conflict."""
    place = queries.revisions_of(output)
    row = Revision(id=id, organisation_id=current(), output=output, promised=promised, on=on)
    row.place, row.reason = len(place) + 1, reason
    if stands := standing(row):
        return stands
    must(tree.why_not_on(on, at.date()))
    must(promises.why_not_revise_on(on, place[-1].on if place else None))
    now = place[-1].promised if place else output.promised
    must(promises.why_not_revise(now, promised))
    rows = Output.objects.owned().filter(pk=output.pk, version=version)
    if not rows.update(version=version + 1):
        raise Conflict(_meanwhile(output))
    insert(row)
    history.note(
        "revise", output, by=by, at=at, changes={"promised": [now, promised]}, reason=reason
    )
    return row


@transaction.atomic
def take_back_revision(
    *, output: Output, version: int, reason: str, by: Actor, at: datetime
) -> Output:
    """The last change was a mistake: the number before it stands again. Raises Conflict."""
    row = taken(output, version)
    place = queries.revisions_of(row)
    if not place:
        raise Refused(_("Løftet er ikke ændret, så der er ikke noget at fortryde."))
    last = place[-1]
    before = place[-2].promised if len(place) > 1 else row.promised
    changes = {"promised": [last.promised, before]}
    last.delete()
    row.save(update_fields=["version"])
    history.note("take-back", row, by=by, at=at, changes=changes, reason=reason)
    return row


@transaction.atomic
def strike_output(*, output: Output, version: int, reason: str, by: Actor, at: datetime) -> Output:
    """It was never promised: it counts nowhere, and a count that flowed in is free again.

    Raises Refused where deliveries stand on it, and Conflict.
    """
    row = taken(output, version)
    told = Delivery.objects.owned().filter(output=row, struck_on=None).exists()
    must(promises.why_not_strike(told))
    row.struck_on, row.duty, row.figure = at.date(), None, ""
    row.save(update_fields=["struck_on", "duty", "figure", "version"])
    history.note("strike", row, by=by, at=at, changes={"unit": [row.unit, ""]}, reason=reason)
    return row


@transaction.atomic
def deliver(
    *,
    id: UUID,
    output: Output,
    delivered: int,
    on: date,
    by: Actor,
    at: datetime,
    note: str = "",
) -> Delivery:
    """So many more were delivered by a day, once per `id`. Raises Refused, Taken."""
    row = Delivery(id=id, organisation_id=current(), output=output, delivered=delivered, on=on)
    row.note = note
    if stands := standing(row):
        return stands
    now = Output.objects.owned().select_for_update().get(pk=output.pk)
    must(tree.why_not_on(on, at.date()) or promises.why_not_deliver(now.duty_id is not None))
    must(promises.why_not_deliver_on(on, now.first_year))
    same = Delivery.objects.owned().filter(output=now, delivered=delivered, on=on, struck_on=None)
    must(promises.why_not_deliver_again(any(alike(other.note, note) for other in same)))
    if stands := insert(row):
        return stands
    history.note("deliver", output, by=by, at=at, changes={"delivered": ["", delivered]})
    return row


@transaction.atomic
def strike_delivery(*, delivery: Delivery, reason: str, by: Actor, at: datetime) -> Delivery:
    """Take back what was told as delivered; it stays in history."""
    row = Delivery.objects.owned().select_related("output").get(pk=delivery.pk)
    if row.struck_on:
        return row
    row.struck_on = at.date()
    row.save(update_fields=["struck_on"])
    changes = {"delivered": [row.delivered, ""]}
    history.note("strike", row.output, by=by, at=at, changes=changes, reason=reason)
    return row


@transaction.atomic
def follow_count(
    *, output: Output, duty: CountDuty, figure: str, version: int, by: Actor, at: datetime
) -> Output:
    """From now on an association's accepted counts are what was delivered.

    Raises Refused, Conflict.
    """
    row = Output.objects.owned().get(pk=output.pk)
    if (row.duty_id, row.figure) == (duty.pk, figure):
        return row
    used = Output.objects.owned().filter(duty=duty, figure=figure).exclude(pk=row.pk).exists()
    mine = duty.initiative_id == row.initiative_id
    told = Delivery.objects.owned().filter(output=row, struck_on=None).exists()
    must(promises.why_not_follow(figure, duty.figures if mine else (), used=used, told=told))
    rows = Output.objects.owned().filter(pk=row.pk, version=version)
    if not rows.update(duty=duty, figure=figure, version=version + 1):
        raise Conflict(_meanwhile(row))
    history.note("follow", row, by=by, at=at, changes={"figure": [row.figure, figure]})
    row.refresh_from_db()
    return row


def _meanwhile(row: Output) -> str:
    last = history.of(row).first()
    return _(
        "%(who)s har ændret løftet imens. Det, du skrev, står stadig i felterne. Se, hvad der står"
        " nu, og gem igen, hvis det stadig skal gælde."
    ) % {"who": last.actor_label if last else _("En anden")}
