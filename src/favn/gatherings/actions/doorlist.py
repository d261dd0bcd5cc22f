"""Counting who came: one tap per sign-up, walk-ins as a number, and saying that it was held."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.gatherings import queries
from favn.gatherings.actions.events import mark_held
from favn.gatherings.actions.signups import Wish, add, held
from favn.gatherings.choices import Seat
from favn.gatherings.models import Invitation, Meeting, Presence, SignUp
from favn.gatherings.rules import events, seats
from favn.kit import history, store
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must
from favn.kit.tenancy import current


@transaction.atomic
def came(*, meeting: Meeting, signup: SignUp, heads: int, by: Actor, at: datetime) -> int:
    """So many of a sign-up are here; 0 takes the tap back. The same number again changes nothing.

    Answers how many it was before. Raises Refused.
    """
    row = _open(meeting, at)
    if signup.gathering_id != row.gathering_id:
        raise Refused("")
    must(seats.why_not_persons(heads) if heads else None)
    rows = Presence.objects.owned().filter(meeting=row, signup=signup)
    was = rows.filter(voided_at=None).count()
    asked = Invitation.objects.owned().filter(signup=signup).first()
    for number in range(max(heads, was)):
        one = Presence(id=uuid5(row.pk, f"{signup.pk}/{number}"), organisation_id=current())
        one.meeting, one.signup, one.party, one.invitation = row, signup, signup.party, asked
        _count(one, is_here=number < heads, at=at)
    if heads != was:
        _counted(row, signup, was, heads, by, at)
    return was


def _open(meeting: Meeting, at: datetime) -> Meeting:
    row = Meeting.objects.owned().select_for_update().get(pk=meeting.pk)
    must(events.why_not_hold(row, at))
    return row


def _count(one: Presence, *, is_here: bool, at: datetime) -> None:
    rows = Presence.objects.owned().filter(pk=one.pk)
    if not rows.update(voided_at=None if is_here else at) and is_here:
        one.save(force_insert=True)


def _counted(
    meeting: Meeting, about: SignUp | Meeting, was: int, now: int, by: Actor, at: datetime
) -> None:
    history.note("count", about, by=by, at=at, changes={"heads": [was, now]})
    store.changed(Presence(organisation_id=current(), year=meeting.year, month=meeting.month))
    if meeting.held_at is None:
        mark_held(meeting, at)


@transaction.atomic
def one_more(*, id: UUID, meeting: Meeting, by: Actor, at: datetime) -> Presence:
    """One more came without a sign-up, once per `id`, also where two count at two doors.

    Raises Refused, Taken.
    """
    row = _open(meeting, at)
    was = Presence.objects.owned().filter(meeting=row, signup=None, voided_at=None).count()
    one = Presence(id=id, organisation_id=current(), meeting=row)
    if stands := insert(one):
        return stands
    _counted(row, row, was, was + 1, by, at)
    return one


@transaction.atomic
def count_walk_ins(*, meeting: Meeting, heads: int, shown: int, by: Actor, at: datetime) -> int:
    """So many came without a sign-up, in all; `shown` is what the page said before.

    Answers how many it was. Raises Refused, and Conflict where somebody counted meanwhile.
    """
    row = _open(meeting, at)
    must(events.why_not_heads(heads))
    rows = Presence.objects.owned().filter(meeting=row, signup=None)
    was = rows.filter(voided_at=None).count()
    if was != shown:
        raise Conflict(_("En anden har talt imens: nu er det %(was)s. Ret igen.") % {"was": was})
    spare = list(rows.exclude(voided_at=None).values_list("pk", flat=True)[: max(0, heads - was)])
    rows.filter(pk__in=spare).update(voided_at=None)
    Presence.objects.bulk_create(
        Presence(organisation_id=current(), meeting=row, year=row.year, month=row.month)
        for _head in range(heads - was - len(spare))
    )
    gone = list(rows.filter(voided_at=None).values_list("pk", flat=True)[: max(0, was - heads)])
    rows.filter(pk__in=gone).update(voided_at=at)
    if heads != was:
        _counted(row, row, was, heads, by, at)
    return was


@transaction.atomic
def walk_in(*, id: UUID, meeting: Meeting, wish: Wish, by: Actor, at: datetime) -> SignUp:
    """Somebody who came without a sign-up gives a name: signed up and here, once per `id`.

    Raises Refused, Taken.
    """
    row = _open(meeting, at)
    signup = add(id, held(row.gathering), wish, by, at, None)
    if signup.state != Seat.SEATED:
        signup.state = Seat.SEATED
        signup.save(update_fields=["state"])
    came(meeting=row, signup=signup, heads=signup.persons, by=by, at=at)
    return signup


@transaction.atomic
def hold(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Say that it was held, also where nobody came: it counts from now on. Twice is once."""
    row = _open(meeting, at)
    if row.held_at is None:
        mark_held(row, at)
        heads = queries.at_meeting(row).came
        history.note("held", row, by=by, at=at, changes={"heads": ["", heads]})
    return row
