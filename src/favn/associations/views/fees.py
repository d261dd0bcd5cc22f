"""The yearly fee: what it costs, who has not paid, reminders and receipts."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.actions import fee_letters, fees
from favn.associations.choices.membership import FeeLetterKind, FeeState
from favn.associations.forms.fees import BecauseForm, YearForm
from favn.associations.models import Fee, FeeYear
from favn.associations.queries import members as queries
from favn.associations.views.members import may_write
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.kit.documents import Document, Paragraph, Table
from favn.kit.documents.files import attached
from favn.people.accounts import mail
from favn.people.accounts.choices import Reached
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.MEMBERS, Level.READ)
def fee_years(request: Request) -> HttpResponse:
    """Every year with its sums, and a form that opens the next."""
    status, form = 200, None
    if may_write(request):
        form = YearForm(clock.today(), request.POST or None)
        if request.method == "POST":
            status = attempt(request, lambda: _open(request, form))
            if status == DONE:
                return redirect("associations:fee-year", form.cleaned_data["year"])
    context = {"years": [queries.accounts_of(y) for y in queries.years()], "form": form}
    return render(request, "associations/fee_years.html", context, status=status)


def _open(request: Request, form: YearForm) -> str | None:
    if not form.is_valid():
        return None
    fees.open_year(**form.cleaned_data, by=request.account, at=clock.now())
    return _("Kontingentet er åbnet, og alle medlemmer har fået en reference.")


@requires(Area.MEMBERS, Level.READ)
def fee_year(request: Request, year: int) -> HttpResponse:
    """One year: who has not paid, by name; what came in; reminders and receipts."""
    row, status = found(queries.year_with(year)), 200
    if request.method == "POST" and may_write(request):
        verbs: dict[str, Verb] = {
            "remind": lambda: _write(request, row, FeeLetterKind.REMINDER),
            "receipts": lambda: _write(request, row, FeeLetterKind.RECEIPT),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("associations:fee-year", year)
    accounts = queries.accounts_of(row)
    tally = accounts.tally
    context = {
        "year": row, "accounts": accounts, "may_write": may_write(request), "press": uuid4(),
        "facts": _facts(row),
        "numbers": [
            {"value": n, "unit": str(FeeState(state).label).lower()} for state, n in tally.items()
            if n or state in (FeeState.PAID, FeeState.OPEN)
        ],
        "unreceipted": len(_unreceipted(accounts.fees)),
        "is_due": row.due_on < clock.today(),
    }  # fmt: skip
    return render(request, "associations/fee_year.html", context, status=status)


def _facts(row: FeeYear) -> list[tuple[str, str]]:
    amount = f"{number_format(row.amount, 2)} {row.currency}"
    return [
        (_("Kontingent"), amount),
        (_("Betales senest"), date_format(row.due_on, "j. F Y")),
        (_("Hvor"), row.how),
    ]


def _unreceipted(rows: tuple[Fee, ...]) -> list[Fee]:
    """Paid, still known, and without a receipt that was sent since the last payment."""
    return [
        one for one in rows
        if one.standing and one.member.erased_at is None and not any(
            letter.kind == FeeLetterKind.RECEIPT and letter.reached == Reached.SENT
            and letter.at >= max(p.placed_at for p in one.standing if p.placed_at)
            for letter in one.letters.all()
        )
    ]  # fmt: skip


def _write(request: Request, row: FeeYear, kind: FeeLetterKind) -> str | None:
    try:
        press = UUID(request.POST.get("press", ""))
    except ValueError:
        return None
    accounts = queries.accounts_of(row)
    whom = accounts.owing if kind == FeeLetterKind.REMINDER else _unreceipted(accounts.fees)
    sent = fee_letters.write_to(
        fees=whom, kind=kind, press=press, house=request.organisation.name, by=request.account,
        at=clock.now(),
    )  # fmt: skip
    mail.leave(*sent, at=clock.now())
    for why in (Reached.NO_ADDRESS, Reached.FAILED, Reached.WAITING):
        names = [one.fee.member.called for one in sent if one.reached == why]
        if names:
            messages.warning(request, f"{', '.join(names)}. {why.label}.")
    n = sum(one.reached == Reached.SENT for one in sent)
    return ngettext("%(n)s mail er sendt.", "%(n)s mails er sendt.", n) % {"n": n}


@requires(Area.MEMBERS, Level.WRITE)
def waive_fee(request: Request, pk: UUID) -> HttpResponse:
    """Somebody need not pay this year, or must after all."""
    row, status = found(queries.fee_with(pk)), 200
    form = BecauseForm(request.POST if request.POST.get("verb") == "waive" else None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "waive": lambda: _waive(request, row, form),
            "again": lambda: _again(request, row),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("associations:member", row.member_id)
    return render(request, "associations/waive_fee.html", {"fee": row, "form": form}, status=status)


def _waive(request: Request, row: Fee, form: BecauseForm) -> str | None:
    if not form.is_valid():
        return None
    because = form.cleaned_data["because"]
    fees.waive(fee=row, because=because, by=request.account, at=clock.now())
    return _("Kontingentet er eftergivet.")


def _again(request: Request, row: Fee) -> str:
    fees.charge_again(fee=row, by=request.account, at=clock.now())
    return _("Kontingentet skal betales igen.")


@requires(Area.MEMBERS, Level.READ)
def receipt(request: Request, pk: UUID) -> HttpResponse:
    """The receipt of a fee as an accessible PDF; 404 where nothing was paid."""
    row = found(queries.fee_with(pk))
    paid = found(row.standing or None)
    lines = tuple(
        (date_format(p.paid_on, "j. F Y"), str(p.get_means_display()), number_format(p.amount, 2))
        for p in paid
    )
    who = row.member.called or _("Medlem %(number)s") % {"number": row.member.number}
    paper = Document(
        title=_("Kvittering for kontingent %(year)s") % {"year": row.year.year},
        dated=date_format(clock.today(), "j. F Y"),
        author=request.organisation.name,
        blocks=(
            Paragraph(
                _("%(house)s har modtaget kontingent fra %(who)s, medlem nummer %(number)s.")
                % {"house": request.organisation.name, "who": who, "number": row.member.number}
            ),
            Table(
                _("Betalinger"),
                (
                    _("Dag"),
                    _("Hvordan"),
                    _("Beløb i %(currency)s") % {"currency": row.year.currency},
                ),
                lines,
                numbers=(2,),
                notes=(_("Reference %(reference)s") % {"reference": row.in_words},),
            ),
        ),
    )
    return attached(paper, f"kvittering-{row.reference}", "pdf")
