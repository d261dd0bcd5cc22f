"""A status meeting with a caseworker: planned, held with exactly what was told, or called off."""

import json
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history, store
from favn.kit.refusals import Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.pathways.actions.programme import person_of, take
from favn.pathways.choices.programme import Talk
from favn.pathways.models import StatusMeeting, Turn
from favn.pathways.queries import programme as queries
from favn.pathways.rules import programme as rules
from favn.people.accounts.models import Account
from favn.people.persons import actions as persons
from favn.people.persons import rules as words
from favn.people.persons.models import Person
from favn.people.persons.queries import hidden_address
from favn.people.referrals import rules as crossing


@transaction.atomic
def plan_meeting(
    *, id: UUID, turn: Turn, on: date, recipient: str, by: Account, at: datetime
) -> StatusMeeting:
    """A meeting is agreed, once per `id`, with a place the person allows. Raises Refused, Taken."""
    row = StatusMeeting(id=id, organisation_id=current(), turn=turn, by=by, on=on)
    row.recipient, row.year, row.month = words.tidy(recipient), on.year, on.month
    if stands := standing(row):
        return stands
    person = person_of(turn)
    row.consent = queries.consent_to_tell(person, row.recipient, at.date())
    must(
        rules.why_not_write(
            ended=turn.ended_on is not None,
            allowed=queries.consent_to(person, at.date()) is not None,
        )
        or rules.why_not_meet(allowed=row.consent is not None, place=row.recipient)
    )
    if on < turn.referred_on:
        raise Refused(_("Mødet ligger før henvisningen. Ret dagen."))
    if stands := insert(row):
        return stands
    history.note("plan", row, by=by, at=at, changes={"on": ["", on.isoformat()]})
    return row


@transaction.atomic
def hold_meeting(
    *,
    meeting: StatusMeeting,
    version: int,
    fields: list[str],
    following: str,
    by: Account,
    at: datetime,
) -> StatusMeeting:
    """The meeting was held: what is told is frozen, word for word. Raises Refused, Conflict."""
    turn = meeting.turn
    person, following = person_of(turn), words.tidy(following)
    line = queries.consent_to_tell(person, meeting.recipient, at.date())
    must(
        rules.why_not_tell(fields, following, is_planned=meeting.state == Talk.PLANNED)
        or rules.why_not_meet(allowed=line is not None, place=meeting.recipient)
        or words.why_not_noted(following)
    )
    if meeting.on > at.date():
        raise Refused(_("Mødet er ikke holdt endnu. Skriv det, når dagen er her."))
    said = queries.told(turn, fields, following)
    must(_why_not_said(said, person))
    take(meeting, version)
    meeting.said = json.dumps(said, ensure_ascii=False)
    meeting.state, meeting.consent, meeting.by = Talk.HELD, line, by
    meeting.save(update_fields=["said", "state", "consent", "by"])
    store.changed(meeting)
    persons.met(person=person, at=at)
    history.note("hold", meeting, by=by, at=at, changes={"state": [Talk.PLANNED, Talk.HELD]})
    return meeting


def _why_not_said(said: dict[str, str], person: Person) -> str | None:
    """Nothing at all is no status, and a protected address crosses in no words."""
    if not said:
        return _("Der er intet at fortælle endnu. Skriv først noget i forløbet.")
    return crossing.why_not_said("\n".join(said.values()), hidden_address(person))


@transaction.atomic
def cancel_meeting(
    *, meeting: StatusMeeting, version: int, by: Account, at: datetime
) -> StatusMeeting:
    """It was called off. Raises Refused, Conflict."""
    if meeting.state != Talk.PLANNED:
        raise Refused(rules.why_not_tell((), "", is_planned=False))
    take(meeting, version)
    meeting.state = Talk.CANCELLED
    meeting.save(update_fields=["state"])
    history.note("cancel", meeting, by=by, at=at)
    return meeting
