"""Inviting parties by name, their answers, reminding those who owe one, and the kind calls."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.gatherings import queries
from favn.gatherings.actions.letters import write_to_invited
from favn.gatherings.actions.signups import Wish, add, change_persons, held, leave
from favn.gatherings.choices import Answer, Help, Reached, State, Way
from favn.gatherings.choices import Letter as Why
from favn.gatherings.models import FollowUp, Gathering, Invitation, Meeting, SignUp
from favn.gatherings.rules import events, seats
from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is invited: a party, a person, or both, and where they are reached."""

    party: Organisation | None
    name: str = ""
    sent_to: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """How a call went."""

    reached: Reached
    said: str = ""
    offered: Help = Help.NONE
    offered_text: str = ""


@transaction.atomic
def invite(*, id: UUID, gathering: Gathering, asked: Asked, by: Actor, at: datetime) -> Invitation:
    """Ask somebody by name, once per `id`; a letter with their own answer link, where they have
    an address. Raises Refused, Taken.
    """
    row = Invitation(id=id, organisation_id=current(), gathering=gathering, invited_at=at)
    row.party, row.name, row.sent_to, row.phone = (
        asked.party, asked.name.strip(), asked.sent_to.strip(), asked.phone.strip(),
    )  # fmt: skip
    row.invited_by = by.actor_label
    row.lock_with_code()
    if stands := standing(row):
        return stands
    must(_why_not_invite(gathering, asked))
    if stands := insert(row):
        return stands
    history.note("invite", row, by=by, at=at)
    write_to_invited(row, Why.INVITE, at)
    return row


def _why_not_invite(gathering: Gathering, asked: Asked) -> str | None:
    if gathering.state != State.ANNOUNCED:
        return _("Annoncér arrangementet, før du inviterer.")
    if not asked.party and not asked.name.strip():
        return _("Vælg en forening, eller skriv et navn.")
    rows = Invitation.objects.owned().filter(gathering=gathering)
    if asked.party and rows.filter(party=asked.party).exists():
        return _("%(name)s er allerede inviteret.") % {"name": asked.party.name}
    return None


@transaction.atomic
def answer(
    *,
    invitation: Invitation,
    said: Answer,
    who_comes: str,
    persons: int,
    version: int,
    by: Actor | None = None,
    at: datetime,
) -> Invitation:
    """Yes takes seats or a place in the line, maybe takes none, no gives them back.

    More or fewer persons keep the seats they have. By link it may be changed until it begins; a
    colleague may write what was said later too. Raises Refused, Conflict.
    """
    gathering = held(invitation.gathering)
    row = Invitation.objects.owned().select_for_update().get(pk=invitation.pk)
    if row.version != version:
        raise Conflict(_("Svaret er ændret imens. Se det igen, og prøv så."))
    if by is None:
        must(events.why_not_answer(gathering, queries.meetings_of(gathering), at))
    was, row.answer, row.answered_at, row.version = row.answer, said, at, row.version + 1
    row.who_comes, row.persons = who_comes.strip(), persons if said == Answer.YES else 0
    row.signup = _seats_of(row, gathering, by or row, at)
    row.save()
    history.note("answer", row, by=by or row, at=at, changes={"answer": [was, str(said)]})
    return row


def _seats_of(row: Invitation, gathering: Gathering, by: Actor, at: datetime) -> SignUp | None:
    """The seats that go with an answer: kept, made more or fewer, given back, or taken anew."""
    stands = row.signup if row.signup and row.signup.is_live else None
    if row.answer != Answer.YES:
        if stands:
            leave(signup=stands, by=by, at=at)
        return None
    must(seats.why_not_persons(row.persons))
    if row.persons > (stands.persons if stands else 0) and gathering.takes_signups:
        must(events.why_not_join(gathering, queries.meetings_of(gathering), at))
    if stands:
        return _so_many(stands, row.persons, by, at)
    return _seat(row, gathering, row.persons, at) if gathering.takes_signups else None


def _so_many(stands: SignUp, persons: int, by: Actor, at: datetime) -> SignUp:
    if stands.persons == persons:
        return stands
    return change_persons(signup=stands, persons=persons, version=stands.version, by=by, at=at)


def _seat(row: Invitation, gathering: Gathering, persons: int, at: datetime) -> SignUp:
    name = row.name or row.who_comes[:80] or row.shown_name
    is_mail = bool(row.sent_to)
    contact = row.sent_to if is_mail else row.phone
    wish = Wish(name, Way.MAIL if is_mail else Way.PHONE, contact, persons)
    return add(uuid5(row.pk, f"seat/{row.version}"), gathering, wish, row, at, row.party)


@transaction.atomic
def nudge(*, gathering: Gathering, by: Actor, at: datetime) -> int:
    """Remind, kindly, everybody who has not answered; each once a day. How many are written to.

    Raises Refused where nothing is to come.
    """
    must(events.why_not_nudge(gathering, queries.meetings_of(gathering), at))
    told = 0
    for row in queries.unanswered(gathering):
        if not row.sent_to or (row.nudged_at and clock.day_of(row.nudged_at) == clock.day_of(at)):
            continue
        Invitation.objects.owned().filter(pk=row.pk).update(nudged_at=at)
        write_to_invited(row, Why.NUDGE, at, once=str(at.date()))
        history.note("remind", row, by=by, at=at)
        told += 1
    return told


# The kind call


@transaction.atomic
def plan_call(
    *,
    meeting: Meeting,
    signup: SignUp | None,
    invitation: Invitation | None,
    due_on: date,
    who: str,
    by: Actor,
    at: datetime,
) -> FollowUp:
    """Somebody promises to call one who did not come; once for each who was missing.

    Raises Refused.
    """
    about = signup or invitation
    if about is None or about.gathering_id != meeting.gathering_id:
        raise Refused(_("Vælg, hvem der skal ringes til."))
    if due_on < at.date():
        raise Refused(_("Vælg en dag, der ikke er gået."))
    party = signup.party if signup else invitation.party if invitation else None
    row = FollowUp(id=uuid5(meeting.pk, f"call/{about.pk}"), organisation_id=current())
    row.meeting, row.signup, row.invitation, row.party = meeting, signup, invitation, party
    row.due_on, row.who = due_on, who.strip() or by.actor_label
    if stands := insert(row):
        return stands
    history.note("promise-call", row, by=by, at=at, changes={"due_on": ["", str(due_on)]})
    return row


@transaction.atomic
def call(
    *, follow_up: FollowUp, called: Called, again_on: date | None, version: int,
    by: Actor, at: datetime,
) -> FollowUp:  # fmt: skip
    """Write how a call went. `again_on` keeps it open: whoever was not reached is called again.

    Raises Refused, Conflict.
    """
    row = FollowUp.objects.owned().select_for_update().get(pk=follow_up.pk)
    if row.version != version:
        raise Conflict(_("En anden har skrevet om opkaldet imens. Se det, og ret så."))
    if again_on and again_on < at.date():
        raise Refused(_("Vælg en dag, der ikke er gået."))
    row.reached, row.said, row.offered = called.reached, called.said.strip(), called.offered
    row.offered_text, row.tries = called.offered_text.strip(), row.tries + 1
    row.called_at, row.called_by, row.version = at, by.actor_label, row.version + 1
    row.due_on, row.done_at = again_on or row.due_on, None if again_on else at
    row.save()
    history.note("call", row, by=by, at=at, changes={"reached": ["", str(row.reached)]})
    return row
