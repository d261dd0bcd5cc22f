"""Files from the payment provider, money nobody is known for, and one payment taken out again."""

from itertools import islice
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import payments as actions
from favn.associations.forms.assemblies import NameForm
from favn.associations.forms.fees import BecauseForm, PaymentFileForm, TakeForm, said_of
from favn.associations.models import Fee, Payment, PaymentFile
from favn.associations.queries import members as queries
from favn.associations.queries.taking import Effect, effect_of, proposals_for
from favn.associations.rules.people import plain_name
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.kit.refusals import Conflict
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

MOST_OFFERED = 50


@requires(Area.MEMBERS, Level.WRITE)
def payment_files(request: Request) -> HttpResponse:
    """The files that were read, money that waits, and a form that reads one more."""
    status, year = 200, queries.years().first()
    form = PaymentFileForm(
        request.POST or None, request.FILES or None, today=clock.today(),
        currency=year.currency if year else "DKK",
    )  # fmt: skip
    if request.method == "POST":
        if form.is_valid():
            return redirect("associations:payment-file", _keep(request, form).pk)
        status = 422
    context = {
        "files": queries.files(), "form": form, "year": year, "unplaced": queries.unplaced(),
    }  # fmt: skip
    return render(request, "associations/payment_files.html", context, status=status)


def _keep(request: Request, form: PaymentFileForm) -> PaymentFile:
    row = form.kept(request.organisation.pk)
    kept = actions.keep_file(file=row, lines=form.read.lines, by=request.account, at=clock.now())
    if kept.pk != row.pk:
        messages.info(request, _("Filen er læst før. Her står den, som den blev læst."))
    return kept


@requires(Area.MEMBERS, Level.WRITE)
def payment_file(request: Request, pk: UUID) -> HttpResponse:
    """One file: what it would do while it waits, what it did once it is taken."""
    row, status = found(queries.file_with(pk)), 200
    verb = request.POST.get("verb", "")
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "take": lambda: _take(request, row),
            "back": lambda: _back(request, row),
            "discard": lambda: _discard(request, row),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            done = redirect("associations:payment-files")
            return done if verb == "discard" else redirect("associations:payment-file", pk)
        row = found(queries.file_with(pk))
    if row.taken_at:
        context = {"file": row, "lines": queries.lines_in(row)}
        return render(request, "associations/payment_file_taken.html", context, status=status)
    effect = effect_of(row)
    typed = request.POST if verb == "take" and status != DONE else None
    context = {
        "file": row,
        "effect": effect,
        "form": _form(effect, typed),
        "facts": _facts(row, effect),
    }
    return render(request, "associations/payment_file.html", context, status=status)


def _facts(row: PaymentFile, effect: Effect) -> list[tuple[str, str]]:
    """How many lines would go where; what does not occur is left out."""
    found = (
        (_("Betalinger, der passer"), len(effect.sure)),
        (_("Tvivl"), len(effect.doubts)),
        (_("Kan ikke stå på et kontingent"), len(effect.refused)),
        (_("Står i regnskabet i forvejen"), len(effect.known)),
        (_("Linjer, der ikke kan læses"), len(row.faults)),
    )
    return [(name, str(n)) for name, n in found if n]


def _form(effect: Effect, data: object = None) -> TakeForm:
    doubts = [(one.payment.pk, one.judged, list(one.near)) for one in effect.doubts if one.near]
    return TakeForm(data, doubts=doubts, initial={"seal": effect.seal})


def _take(request: Request, row: PaymentFile) -> str | None:
    if row.taken_at:  # the same form twice
        return _("Filen er taget med.")
    effect = effect_of(row)
    form = _form(effect, request.POST)
    if not form.is_valid():
        return None
    if form.cleaned_data["seal"] != effect.seal:
        raise Conflict(_("Regnskabet er ændret imens. Se, hvad filen gør nu, og tag den så."))
    placed = effect.placed | form.placed()
    actions.take_file(file=row, placed=placed, by=request.account, at=clock.now())
    return _("%(n)s betalinger står i regnskabet.") % {"n": len(placed)}


def _back(request: Request, row: PaymentFile) -> str:
    actions.take_back(file=row, by=request.account, at=clock.now())
    return _("Filen er taget tilbage. Regnskabet er, som det var.")


def _discard(request: Request, row: PaymentFile) -> str:
    actions.discard_file(file=row, by=request.account, at=clock.now())
    return _("Filen er fjernet. Regnskabet er urørt.")


@requires(Area.MEMBERS, Level.WRITE)
def place_payment(request: Request, pk: UUID) -> HttpResponse:
    """Money that came from somebody nobody knows: whose fee was it?"""
    row, status = found(queries.payment_with(pk)), 200
    judged, fees = proposals_for(row)
    find = NameForm(request.GET, auto_id="filter_%s")
    words = plain_name(find.wanted())
    offered = {str(fee.pk): fee for fee in fees if words in plain_name(fee.member.called)}
    if request.method == "POST":
        chosen = found({str(fee.pk): fee for fee in fees}.get(request.POST.get("fee", "")))
        status = attempt(request, lambda: _place(request, row, chosen))
        if status == DONE:
            return redirect("associations:payment-files")
    context = {
        "payment": row, "judged": judged,
        "offered": [
            (key, said_of(fee), key in judged.near)
            for key, fee in islice(offered.items(), MOST_OFFERED)
        ],
        "find": find, "is_active": bool(words), "count": len(offered),
    }  # fmt: skip
    return render(request, "associations/place_payment.html", context, status=status)


def _place(request: Request, row: Payment, fee: Fee) -> str:
    actions.place(payment=row, fee=fee, by=request.account, at=clock.now())
    return _("Betalingen står på %(who)s.") % {"who": fee.member.called}


@requires(Area.MEMBERS, Level.WRITE)
def void_payment(request: Request, pk: UUID) -> HttpResponse:
    """A payment was paid back, or written by mistake."""
    row, status = found(queries.payment_with(pk)), 200
    form = BecauseForm(request.POST or None)
    if request.method == "POST":
        status = attempt(request, lambda: _void(request, row, form))
        if status == DONE:
            there = row.fee.member_id if row.fee else None
            done = redirect("associations:payment-files")
            return redirect("associations:member", there) if there else done
    context = {"payment": row, "form": form}
    return render(request, "associations/void_payment.html", context, status=status)


def _void(request: Request, row: Payment, form: BecauseForm) -> str | None:
    if not form.is_valid():
        return None
    because = form.cleaned_data["because"]
    actions.void(payment=row, because=because, by=request.account, at=clock.now())
    return _("Betalingen er taget ud. Den står stadig på medlemmets side.")
