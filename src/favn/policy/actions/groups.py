"""The plan's follow-up group: begun, seats given and given up, meetings written and followed up."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.policy.models import FollowGroup, Meeting, Plan, Seat
from favn.policy.rules import tree


@transaction.atomic
def begin_group(
    *, id: UUID, plan: Plan, name: str, task: str, since: date, by: Actor, at: datetime
) -> FollowGroup:
    """The plan's one group, once per `id`. Raises Refused, Taken."""
    row = FollowGroup(id=id, organisation_id=current(), plan=plan, name=name, task=task)
    row.since = since
    if stands := standing(row):
        return stands
    must(tree.why_not_on(since, at.date()))
    if FollowGroup.objects.owned().filter(plan=plan).exists():
        raise Refused(_("Planen har allerede en følgegruppe."))
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at)
    return row


@transaction.atomic
def give_seat(
    *, id: UUID, group: FollowGroup, function: str, body: str, since: date, by: Actor, at: datetime
) -> Seat:
    """A seat by function, once per `id`. Raises Refused, Taken."""
    row = Seat(id=id, organisation_id=current(), group=group, function=function, body=body)
    row.since = since
    if stands := standing(row):
        return stands
    must(tree.why_not_on(since, at.date()))
    if stands := insert(row):
        return stands
    history.note("join", row, by=by, at=at)
    return row


@transaction.atomic
def give_up_seat(*, seat: Seat, on: date, by: Actor, at: datetime) -> Seat:
    """The seat is empty from a day on; given up twice is given up once. Raises Refused."""
    must(tree.why_not_on(on, at.date()))
    if Seat.objects.owned().filter(pk=seat.pk, left_on=None).update(left_on=on):
        history.note("leave", seat, by=by, at=at)
    seat.refresh_from_db()
    return seat


@transaction.atomic
def write_meeting(
    *, id: UUID, group: FollowGroup, on: date, decided: str, followed: str, by: Actor, at: datetime
) -> Meeting:
    """One meeting, once per `id`; it may lie ahead until something was decided.

    Raises Refused, Taken.
    """
    row = Meeting(id=id, organisation_id=current(), group=group, on=on, decided=decided)
    row.followed = followed
    if stands := standing(row):
        return stands
    _must_have_been(on, decided, followed, at)
    if Meeting.objects.owned().filter(group=group, on=on).exists():
        raise Refused(_("Der står allerede et møde den dag. Ret det i stedet."))
    if stands := insert(row):
        return stands
    history.note("meet", row, by=by, at=at)
    return row


@transaction.atomic
def change_meeting(
    *,
    meeting: Meeting,
    version: int,
    on: date,
    decided: str,
    followed: str,
    by: Actor,
    at: datetime,
) -> Meeting:
    """Correct a meeting, or say what was done about it. Raises Refused, Conflict."""
    row = Meeting.objects.owned().get(pk=meeting.pk)
    values = {"on": on, "decided": decided, "followed": followed}
    if all(getattr(row, name) == value for name, value in values.items()):
        return row
    _must_have_been(on, decided, followed, at)
    rows = Meeting.objects.owned().filter(pk=row.pk, version=version)
    try:
        with transaction.atomic():
            changed = rows.update(**values, version=version + 1)
    except IntegrityError as error:
        raise Refused(_("Der står allerede et møde den dag. Ret det i stedet.")) from error
    if not changed:
        raise Conflict(_("En anden har rettet mødet imens. Se, hvad der står, og gem igen."))
    history.note("meet", row, by=by, at=at)
    row.refresh_from_db()
    return row


def _must_have_been(on: date, decided: str, followed: str, at: datetime) -> None:
    """Nothing is decided at a meeting that lies ahead, and nothing followed up undecided."""
    if decided:
        must(tree.why_not_on(on, at.date()))
    if followed and not decided:
        raise Refused(_("Skriv først, hvad mødet sagde. Så kan det følges op."))
