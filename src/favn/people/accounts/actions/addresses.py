"""One's own mail address is changed: asked for by whoever is signed in, and done when they open the
letter that went to the new one.

Whether an address is somebody's already is told to nobody but whoever reads its letters.
"""

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.refusals import Conflict, Refused, must
from favn.kit.tenancy import acting_for, current
from favn.people.accounts import links, mail, queries, rules
from favn.people.accounts.actions import release_address
from favn.people.accounts.choices import Ended
from favn.people.accounts.links import AddressOf
from favn.people.accounts.mail import Mail
from favn.people.accounts.models import Account, Invitation, NewAddress

SUBJECTS = {
    "new_address": "Skift din mailadresse i Favn",
    "address_taken": "Nogen vil logge ind i Favn med din adresse",
    "address_asked": "Din mailadresse i Favn er ved at blive skiftet",
    "address_changed": "Din mailadresse i Favn er skiftet",
}
"""The letters, by their template."""


@transaction.atomic
def ask_for_address(
    *, id: UUID, email: str, address_of: AddressOf, reset: str, by: Account, at: datetime
) -> NewAddress:
    """Write to the new address with a link, and to the old one with how to stop it, once per `id`;
    both leave with `mail.leave`. `reset` is where a new password is asked for.

    Raises Refused, Taken.
    """
    must(rules.why_not_mail(email))
    row = NewAddress(id=id, organisation_id=current(), account=by, sent_to=email.lower())
    row.stood = by.get_session_auth_hash()
    if NewAddress.objects.owned().filter(pk=id).exists():
        return links.send(row, lambda _secret: None, by=by, at=at)
    asked = queries.addresses_asked(by, at)
    must(rules.why_not_address(own=row.sent_to == by.email, letters=asked))

    def letter(secret: str) -> Mail | None:
        name = "address_taken" if queries.is_known(row.sent_to) else "new_address"
        return _written(name, row.sent_to, {"link": row, "address": address_of(secret)}, at)

    links.send(row, letter, by=by, at=at)
    _written("address_asked", by.email, {"link": row, "reset": reset}, at)
    return row


@transaction.atomic
def take_back_address(*, by: Account, at: datetime) -> None:
    """What one asked for here is not done; taken back twice is taken back."""
    links.withdraw(NewAddress.living().filter(account=by), by=by, at=at)


@transaction.atomic
def change_address(*, link: NewAddress, by: Account, at: datetime) -> Account:
    """The address becomes that of whoever asked for it, once; the former one is told.

    Raises Refused where the link has ended or is another's, Conflict where somebody else signs in
    with the address by now.
    """
    account = Account.objects.select_for_update(no_key=True).get(pk=link.account_id)
    row = NewAddress.objects.owned().select_related("account").get(pk=link.pk)
    if why := row.why_ended(at):
        raise Refused(row.how_ended(why))
    must(rules.why_not_theirs(own=account.pk == by.pk))
    former = account.email
    _let_go_of(row.sent_to)
    _move(account, row.sent_to)
    _tell_houses(account, former, at)
    links.end(NewAddress.living().filter(account=account), Ended.USED, at=at)
    _written("address_changed", former, {"link": row}, at)
    return account


def _let_go_of(email: str) -> None:
    """Somebody who left may have had it; whoever reads its letters now has shown that they do."""
    other = Account.objects.select_for_update(no_key=True).filter(email=email).first()
    if other and other.is_active:
        raise Conflict(_taken())
    if other:
        release_address(other)


def _move(account: Account, email: str) -> None:
    """The library keeps addresses of its own beside the account's; none of them signs in after."""
    EmailAddress.objects.filter(user=account).delete()
    account.email = email
    try:
        with transaction.atomic():
            account.save(update_fields=["email"])
    except IntegrityError as error:
        raise Conflict(_taken()) from error


def _tell_houses(account: Account, former: str, at: datetime) -> None:
    """The log of every house says that it changed, never to what; an invitation that waits there
    goes along, so that it ends when their access does.
    """
    houses = {row.organisation_id: row for row in queries.memberships_of(account)}
    for house, membership in houses.items():
        with acting_for(house, account.pk):
            history.note("change-address", membership, by=account, at=at)
            Invitation.living().filter(sent_to=former).update(sent_to=account.email)


def _taken() -> str:
    return _("Adressen kan ikke bruges: der er allerede en adgang til Favn med den.")


def _written(name: str, to: str, words: dict[str, object], at: datetime) -> Mail | None:
    return mail.write(to, SUBJECTS[name], f"accounts/letters/{name}.txt", words, at=at)
