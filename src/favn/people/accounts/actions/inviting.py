"""A colleague is invited by mail, and comes: with a password of their own choice, or with the
access they have elsewhere already.

No account is looked for at the address before whoever reads the mail has opened it, so that no
house learns who has access to another one.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from favn.kit.refusals import SOMEBODY_WAS_FIRST, Conflict, Refused, must
from favn.kit.tenancy import acting_for, current
from favn.people.accounts import links, mail, queries, rules
from favn.people.accounts.actions import join, let_in
from favn.people.accounts.actions.leaving import hold_house, leads
from favn.people.accounts.choices import Ended
from favn.people.accounts.links import AddressOf
from favn.people.accounts.mail import Mail
from favn.people.accounts.models import Account, Invitation, Membership
from favn.people.accounts.roles import BY_KEY
from favn.people.organisations.models import Organisation, Unit

SUBJECT = "%(house)s: du er inviteret til Favn"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who is to come, and as what."""

    name: str
    email: str
    role: str
    unit: Unit | None = None


@transaction.atomic
def invite_colleague(
    *, id: UUID, wanted: Colleague, address_of: AddressOf, by: Account, at: datetime
) -> Invitation:
    """Write an invitation and its letter, once per `id`; it leaves with `mail.leave`.

    Raises Refused, Taken.
    """
    must(rules.why_not_mail(wanted.email))
    hold_house()
    row = Invitation(
        id=id, organisation_id=current(), sent_to=wanted.email.lower(),
        name=" ".join(wanted.name.split()), role=wanted.role, unit=wanted.unit, asked_by=by,
    )  # fmt: skip
    if not Invitation.objects.owned().filter(pk=id).exists():
        _must_be_allowed(row, by)
        _must_be_new(row)
    return _sent(row, address_of, by, at)


@transaction.atomic
def invite_again(
    *, id: UUID, invitation: Invitation, address_of: AddressOf, by: Account, at: datetime
) -> Invitation:
    """A new letter with a new last day, once per `id`; the older link ends when it has left.

    Raises Refused, Taken.
    """
    hold_house()
    row = Invitation(
        id=id, organisation_id=current(), sent_to=invitation.sent_to, name=invitation.name,
        role=invitation.role, unit=invitation.unit, asked_by=by,
    )  # fmt: skip
    if not Invitation.objects.owned().filter(pk=id).exists():
        _must_wait(invitation)
        _must_be_allowed(row, by)
    return _sent(row, address_of, by, at)


@transaction.atomic
def take_back(*, invitation: Invitation, by: Account, at: datetime) -> None:
    """The link opens nothing any more. Raises Refused."""
    hold_house()
    _must_wait(invitation)
    links.withdraw(Invitation.living().filter(sent_to=invitation.sent_to), by=by, at=at)


@transaction.atomic
def come(*, invitation: Invitation, password: str | None, at: datetime) -> Membership:
    """Whoever was invited says yes, once: with a new password, or None where they have an access.

    Raises Refused where the link has ended, and Conflict where the address has an access now and
    had none when the page was opened, or the other way round.
    """
    hold_house()
    row = Invitation.objects.owned().select_related("organisation", "unit").get(pk=invitation.pk)
    if why := row.why_ended(at):
        raise Refused(row.how_ended(why))
    account = _account(row, password)
    with acting_for(current(), account.pk):
        membership = join(
            account, row.role, row.unit, verb="say-yes", by=account, at=at, reason=row.noted
        )
        links.end(Invitation.living().filter(sent_to=row.sent_to), Ended.USED, at=at)
    return membership


def _must_be_allowed(row: Invitation, by: Account) -> None:
    """Asked anew: the page may be older than what the one who asks still may."""
    house = Organisation.objects.get(pk=current())
    given = [role.key for role in queries.roles_given_by(by, house)]
    must(
        rules.why_not_invite(
            leads=leads(by), own=row.sent_to == by.email, may_give=row.role in given,
            lacks_unit=row.unit is None and row.role in given and row.kind.reads_by_unit,
            closed=row.unit is not None and not queries.is_open(row.unit),
        )
    )  # fmt: skip


def _must_be_new(row: Invitation) -> None:
    """Only colleagues of this house are looked up; whether others have an account is not asked."""
    here = list(
        Membership.objects.owned()
        .select_related("account")
        .filter(account__email=row.sent_to, account__is_active=True)
    )
    must(
        rules.why_not_again(
            named=row.name,
            there=here[0].account.name if here else "",
            role=str(BY_KEY[row.role].name),
            has_role=any(one.role == row.role for one in here),
        )
    )
    if stands := queries.invited_at(row.sent_to):
        raise Refused(rules.why_not_twice(name=stands.name, role=str(stands.kind.name)))


def _must_wait(invitation: Invitation) -> None:
    """The row itself: what an older page shows may have been taken back, and another sent since."""
    if not Invitation.living().filter(pk=invitation.pk).exists():
        raise Refused(
            _("Invitationen er brugt, taget tilbage eller sendt igen. Se, hvad der står nu.")
        )


def _sent(row: Invitation, address_of: AddressOf, by: Account, at: datetime) -> Invitation:
    row.organisation = Organisation.objects.get(pk=current())

    def letter(secret: str) -> Mail | None:
        words = {"invitation": row, "address": address_of(secret)}
        subject = SUBJECT % {"house": row.organisation.name}
        return mail.write(row.sent_to, subject, "accounts/letters/invitation.txt", words, at=at)

    return links.send(row, letter, by=by, at=at)


def _account(row: Invitation, password: str | None) -> Account:
    """Whose access it becomes. Nobody's password is changed by a letter. Raises Conflict."""
    # Held, after the house as `end_access` does: another one may be ending their last role.
    rows = Account.objects.select_for_update(no_key=True)
    known = rows.filter(email=row.sent_to, is_active=True).first()
    if known and password is None:
        return known
    if known or password is None:
        raise Conflict(SOMEBODY_WAS_FIRST)
    try:
        with transaction.atomic():
            return let_in(row.sent_to, row.name, password)
    except IntegrityError as error:
        raise Conflict(SOMEBODY_WAS_FIRST) from error
