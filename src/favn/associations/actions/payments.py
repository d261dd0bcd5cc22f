"""Money is placed on a fee: line by line from a file in one go, or by hand; and taken out again."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.choices.membership import Means
from favn.associations.models import Fee, Payment, PaymentFile
from favn.associations.queries import members as queries
from favn.associations.rules import fees as rules
from favn.associations.rules.payments import Line
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation


@transaction.atomic
def keep_file(*, file: PaymentFile, lines: Iterable[Line], by: Actor, at: datetime) -> PaymentFile:
    """Keep a file to be looked at; the accounts are untouched. The same file is kept once."""
    _alone()
    if stands := queries.files().filter(sha256=file.sha256).first():
        return stands
    file.read_at, file.read_by = at, by.actor_label
    file.save(force_insert=True)
    Payment.objects.bulk_create(_row(line, file) for line in lines)
    history.note("read-file", file, by=by, at=at)
    return file


def _row(line: Line, file: PaymentFile) -> Payment:
    return Payment(
        id=uuid4(), organisation_id=current(), file=file, line=line.line, means=Means.FILE,
        paid_on=line.paid_on, amount=line.amount, currency=line.currency, payer=line.payer,
        message=line.message, sender=line.sender, mark=line.mark,
    )  # fmt: skip


@transaction.atomic
def take_file(
    *, file: PaymentFile, placed: Mapping[UUID, Fee], by: Actor, at: datetime
) -> list[Payment]:
    """Place payments (by id) on fees, all or none; the rest waits to be placed by hand.

    Twice takes it once. Raises Conflict where a payment was placed or a line went meanwhile.
    """
    _alone()
    row = PaymentFile.objects.owned().select_for_update().get(pk=file.pk)
    if row.taken_at is not None:
        return []
    rows = {one.pk: one for one in queries.lines_in(row)}
    marks = queries.known_marks()
    if not placed.keys() <= rows.keys() or any(rows[pk].mark in marks for pk in placed):
        raise Conflict(_("Regnskabet er ændret imens. Se, hvad filen gør nu, og tag den så."))
    row.taken_at, row.taken_by, row.undone_at = at, by.actor_label, None
    row.save(update_fields=["taken_at", "taken_by", "undone_at"])
    done = [_place(rows[pk], fee, by, at) for pk, fee in placed.items()]
    history.note("take-file", row, by=by, at=at, changes={"placed": ["", str(len(done))]})
    return done


def _place(row: Payment, fee: Fee, by: Actor, at: datetime) -> Payment:
    must(_why_not_placed(row, fee))
    row.fee, row.placed_at, row.placed_by = fee, at, by.actor_label
    row.save(update_fields=["fee", "placed_at", "placed_by"])
    return row


def _why_not_placed(row: Payment, fee: Fee) -> str | None:
    if row.currency != fee.year.currency:
        return _("Betalingen er i en anden valuta end kontingentet. Bed om at få vekslet først.")
    if fee.member.erased_at is not None:
        return _("Medlemmet er slettet. Pengene kan ikke stå der.")
    return None


@transaction.atomic
def take_back(*, file: PaymentFile, by: Actor, at: datetime) -> PaymentFile:
    """The accounts as they were before the file; it waits again. Twice does it once.

    Raises Refused where one of its payments was placed or taken out by hand since, or its member
    erased.
    """
    _alone()
    row = PaymentFile.objects.owned().select_for_update().get(pk=file.pk)
    if row.taken_at is None:
        return row
    rows = Payment.objects.owned().filter(file=row)
    touched = rows.exclude(voided_at=None) | rows.filter(fee__member__erased_at__isnull=False)
    touched |= rows.exclude(fee=None).exclude(placed_at=row.taken_at)
    if touched.exists():
        raise Refused(_("En af filens betalinger er rettet siden. Ret resten én for én."))
    n = rows.exclude(fee=None).update(fee=None, placed_at=None, placed_by="")
    row.taken_at, row.taken_by, row.undone_at = None, "", at
    row.save(update_fields=["taken_at", "taken_by", "undone_at"])
    history.note("take-back", row, by=by, at=at, changes={"placed": [str(n), ""]})
    return row


@transaction.atomic
def discard_file(*, file: PaymentFile, by: Actor, at: datetime) -> None:
    """Throw away a file that waits. Raises Refused where the accounts have payments of it."""
    row = PaymentFile.objects.owned().select_for_update().filter(pk=file.pk).first()
    if row is None:
        return
    must(_("Tag filen tilbage først.") if row.taken_at else None)
    history.note("discard-file", row, by=by, at=at, changes={"name": [row.name, ""]})
    row.delete()


@transaction.atomic
def place(*, payment: Payment, fee: Fee, by: Actor, at: datetime) -> Payment:
    """Somebody says whose fee a payment was meant for; twice is once. Raises Refused, Conflict."""
    _alone()
    row = Payment.objects.owned().select_for_update().get(pk=payment.pk)
    if row.fee_id == fee.pk:
        return row
    if row.fee_id or row.voided_at or (row.mark and row.mark in queries.known_marks()):
        raise Conflict(_("Betalingen står der allerede. Se den igen."))
    _place(row, fee, by, at)
    history.note("place", row, by=by, at=at, changes={"fee": ["", fee.reference]})
    return row


@transaction.atomic
def write_payment(
    *, id: UUID, fee: Fee, amount: Decimal, paid_on: date, means: Means, by: Actor, at: datetime
) -> Payment:
    """Money that came without a file, once per `id`. Raises Refused, Taken."""
    row = Payment(
        id=id, organisation_id=current(), means=means, paid_on=paid_on, amount=amount,
        currency=fee.year.currency, fee=fee, placed_at=at, placed_by=by.actor_label,
    )  # fmt: skip
    if stands := standing(row):
        return stands
    must(rules.why_not_amount(amount))
    must(rules.why_not_paid_on(paid_on, at.date()))
    must(_why_not_placed(row, fee))
    if stands := insert(row):
        return stands
    changes = {"amount": ["", str(amount)], "fee": ["", fee.reference]}
    history.note("add", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def void(*, payment: Payment, because: str, by: Actor, at: datetime) -> Payment:
    """Take a payment out of the accounts: paid back, or written by mistake. It is still shown.

    Raises Refused.
    """
    row = Payment.objects.owned().select_for_update().get(pk=payment.pk)
    if row.voided_at is not None:
        return row
    must(None if because.strip() else _("Skriv, hvorfor betalingen tages ud."))
    row.voided_at, row.void_because = at, because.strip()
    row.save(update_fields=["voided_at", "void_because"])
    history.note("void-payment", row, by=by, at=at)
    return row


def _alone() -> None:
    """One at a time changes a tenant's accounts."""
    list(Organisation.objects.select_for_update().filter(pk=current()))
