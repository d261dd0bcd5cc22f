"""A colleague knows an association; hands it over; no longer does."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from favn.associations.models import Contact, Entry
from favn.associations.rules import contacts as rules
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts.models import Account
from favn.people.organisations.models import Unit


@transaction.atomic
def know(
    *, id: UUID, entry: Entry, unit: Unit, holder: Account, since: date, about: str, by: Actor,
    at: datetime,
) -> Contact:  # fmt: skip
    """Write down who knows an association, since when, about what; once per `id`."""
    row = Contact(
        id=id, organisation_id=current(), entry=entry, unit=unit, account=holder,
        holder=holder.name or holder.email, since=since, about=about,
    )  # fmt: skip
    if stands := standing(row):
        return stands
    must(rules.why_not_known(since, localdate(at), about))
    if stands := insert(row):
        return stands
    history.note("know", row, by=by, at=at, changes={"entry": ["", entry.name]})
    return row


@transaction.atomic
def hand_over(
    *, id: UUID, contact: Contact, to: Account, unit: Unit, by: Actor, at: datetime
) -> Contact:
    """Somebody else goes on with a contact; the old one ends and says who came after.

    Raises Conflict where it was handed over meanwhile.
    """
    row = Contact.objects.owned().select_for_update().get(pk=contact.pk)
    if stands := Contact.objects.owned().filter(pk=id, after=row).first():
        return stands
    if row.ended_on is not None:
        raise Conflict(_("Kontakten er overdraget eller slut imens."))
    must(rules.why_not_handed(row.account_id, to.pk))
    _end(row, at)
    new = Contact(
        id=id, organisation_id=current(), entry=row.entry, unit=unit, account=to,
        holder=to.name or to.email, since=localdate(at), about=row.about, after=row,
    )  # fmt: skip
    insert(new)
    changes = {"holder": ["…", "…"], "entry": ["", row.entry.name]}
    history.note("hand-over", row, by=by, at=at, changes=changes)
    return new


@transaction.atomic
def end(*, contact: Contact, by: Actor, at: datetime) -> Contact:
    """Nobody goes on with it. Twice ends it once. Raises Conflict where somebody goes on."""
    row = Contact.objects.owned().select_for_update().get(pk=contact.pk)
    if row.ended_on and row.taken_over.exists():
        raise Conflict(_("Kontakten er overdraget imens, og en anden fører den videre."))
    if row.ended_on is None:
        _end(row, at)
        history.note("end", row, by=by, at=at, changes={"entry": [row.entry.name, ""]})
    return row


def _end(row: Contact, at: datetime) -> None:
    row.ended_on, row.version = localdate(at), row.version + 1
    row.save(update_fields=["ended_on", "version"])
