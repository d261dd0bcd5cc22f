"""A year's fee is opened and charged; one is waived; what the law no longer asks for is deleted."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.models import Fee, FeeLetter, FeeYear, Member, Payment, PaymentFile, Voter
from favn.associations.queries import members as queries
from favn.associations.rules import fees as rules
from favn.associations.rules.references import reference_for
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Refused, insert, must, standing
from favn.kit.tenancy import current


@transaction.atomic
def open_year(
    *,
    id: UUID,
    year: int,
    amount: Decimal,
    currency: str,
    due_on: date,
    how: str,
    by: Actor,
    at: datetime,
) -> FeeYear:
    """Say what a year costs, and charge everybody who is a member; once per `id`.

    What the law no longer asks for goes at the same time. Raises Refused, Taken.
    """
    row = FeeYear(id=id, organisation_id=current(), year=year, amount=amount, currency=currency)
    if stands := standing(row):
        return stands
    must(rules.why_not_year(year, at.date()))
    must(rules.why_not_amount(amount))
    if queries.year_with(year):
        raise Refused(_("Kontingentet for %(year)s er åbnet.") % {"year": year})
    row.due_on, row.how, row.opened_at = due_on, how.strip(), at
    if stands := insert(row):
        return stands
    history.note("open-year", row, by=by, at=at, changes={"amount": ["", str(amount)]})
    for member in queries.members().living():
        charge(member=member, year=row, by=by, at=at)
    sweep(at=at)
    return row


def charge(*, member: Member, year: FeeYear, by: Actor, at: datetime) -> Fee:
    """What one member owes for a year, under a reference of their own; once."""
    if stands := Fee.objects.owned().filter(member=member, year=year).first():
        return stands
    row = Fee(
        id=uuid4(), organisation_id=current(), member=member, year=year, amount=year.amount,
        reference=reference_for(year.year, member.number), charged_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def waive(*, fee: Fee, because: str, by: Actor, at: datetime) -> Fee:
    """Somebody need not pay this year; their vote is not lost. Raises Refused."""
    row = Fee.objects.owned().select_for_update().get(pk=fee.pk)
    if row.waived_at is not None:
        return row
    must(None if because.strip() else _("Skriv, hvorfor kontingentet eftergives."))
    row.waived_at, row.waived_because = at, because.strip()
    row.save(update_fields=["waived_at", "waived_because"])
    history.note("waive", row, by=by, at=at)
    return row


@transaction.atomic
def charge_again(*, fee: Fee, by: Actor, at: datetime) -> Fee:
    """Take a waiver back."""
    row = Fee.objects.owned().select_for_update().get(pk=fee.pk)
    if row.waived_at is not None:
        row.waived_at, row.waived_because = None, ""
        row.save(update_fields=["waived_at", "waived_because"])
        history.note("charge-again", row, by=by, at=at)
    return row


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Delete the payments and fees of years the law asks nothing about any more; how many payments.

    Money nobody was found for, and files that are empty then, go too.

    Members who are still known keep theirs of the last five years alone, like those erased.
    """
    old = FeeYear.objects.owned().filter(year__lt=at.year - rules.LAW_KEEPS)
    begins = date(at.year - rules.LAW_KEEPS, 1, 1)
    rows = Payment.objects.owned()
    payments = rows.filter(fee__year__in=old) | rows.filter(fee=None, paid_on__lt=begins)
    n = payments.count()
    payments.delete()
    PaymentFile.objects.owned().filter(read_at__year__lt=begins.year, lines=None).delete()
    FeeLetter.objects.owned().filter(fee__year__in=old).delete()
    Fee.objects.owned().filter(year__in=old).delete()
    old.delete()
    gone = Member.objects.owned().exclude(erased_at=None).filter(fees=None)
    votes = Voter.objects.owned().values("member")
    gone.exclude(pk__in=votes).delete()
    return n
