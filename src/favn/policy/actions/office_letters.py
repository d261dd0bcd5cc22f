"""Letters with answer links: to one office, or to all who owe, each told of by itself."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import must
from favn.kit.tenancy import current
from favn.people.accounts import links
from favn.people.accounts.links import AddressOf
from favn.people.accounts.mail import Mail
from favn.policy import rules
from favn.policy.actions.letters import answer_letter
from favn.policy.models import AnswerLink, OfficeReminder, StatusRound
from favn.policy.queries import OfficeAnswers

GRACE = timedelta(days=3)
"""How long a link sent at the last moment, or after the deadline, still works."""


@transaction.atomic
def send_link(
    *,
    id: UUID,
    round: StatusRound,
    office: OfficeAnswers,
    sent_to: str,
    address_of: AddressOf,
    by: Actor,
    at: datetime,
) -> AnswerLink:
    """Write an office a new link, once per `id`; older ones of the office end when it has left
    (`mail.leave`). Raises Refused.

    It works until the round's deadline, and some days where it was sent at the last moment.
    """
    must(rules.why_not_link(round.is_closed))
    link = AnswerLink(
        id=id, organisation_id=current(), round=round, unit=office.unit, sent_to=sent_to
    )
    link.expires_at = max(round.deadline, clock.end_of(localtime(at).date() + GRACE))

    def letter(secret: str) -> Mail | None:
        history.note("send-link", round, by=by, at=at)
        return answer_letter(link, address_of(secret), office, at)

    return links.send(link, letter, by=by, at=at)


@transaction.atomic
def remind_office(
    *,
    press: UUID,
    round: StatusRound,
    office: OfficeAnswers,
    again: bool,
    address_of: AddressOf,
    by: Actor,
    at: datetime,
) -> OfficeReminder | None:
    """Remind one office at the address it was written to last, once per `press`.

    What becomes of it is kept also where it does not leave. None where the office got a letter the
    same day and `again` is not set. Raises Refused where the round is closed.
    """
    row = StatusRound.objects.owned().select_for_update().get(pk=round.pk)
    must(rules.why_not_link(row.is_closed))
    done = OfficeReminder.objects.owned().filter(press=press, unit=office.unit).first()
    if done:
        return done
    last = AnswerLink.objects.owned().filter(round=row, unit=office.unit).first()
    is_written_to = last and last.is_on_its_way and last.made_on == localtime(at).date()
    if is_written_to and not again:
        return None
    told = OfficeReminder(organisation_id=current(), round=row, unit=office.unit, press=press)
    told.sent_to, told.at, told.by = last.sent_to if last else "", at, by.actor_label
    told.carry(_letter(told, office, address_of, by, at) if last else None)
    told.save(force_insert=True)
    changes = {"reached": ["", str(told.reached)]}
    verb = "remind" if told.mail else "not-reached"
    history.note(verb, told, by=by, at=at, changes=changes)
    return told


def _letter(
    told: OfficeReminder, office: OfficeAnswers, address_of: AddressOf, by: Actor, at: datetime
) -> Mail | None:
    """A new link, as the letter needs an address and no secret is kept."""
    return send_link(
        id=told.pk, round=told.round, office=office, sent_to=told.sent_to, address_of=address_of,
        by=by, at=at,
    ).mail  # fmt: skip
