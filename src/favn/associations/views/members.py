"""The register of members: its list, one member, writing, leaving, two that are one, erasing."""

import csv
import io
from types import SimpleNamespace
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.associations.actions import members as actions
from favn.associations.actions import payments
from favn.associations.choices.log import LOG
from favn.associations.choices.membership import MemberKind
from favn.associations.forms.fees import BecauseForm, PaymentForm
from favn.associations.forms.members import FindForm, LeaveForm, MemberForm
from favn.associations.models import Fee, Member
from favn.associations.queries import members as queries
from favn.kit import clock, history
from favn.kit.attempts import CONFLICTED, DONE, Verb, asked_version, attempt, found
from favn.kit.spreadsheets import safe
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

PER_PAGE = 50


def may_write(request: Request) -> bool:
    """Whether the role may change the register."""
    return request.membership.may(Area.MEMBERS, Level.WRITE)


@requires(Area.MEMBERS, Level.READ)
def members(request: Request) -> HttpResponse:
    """Everybody who is a member, by name, with what they owe."""
    form = FindForm(request.GET, auto_id="filter_%s")
    words, which = form.wanted()
    rows = queries.members()
    rows = rows.exclude(left_on=None) if which == "gaaet" else rows.living()
    if kind := {"aktive": MemberKind.ACTIVE, "stoette": MemberKind.SUPPORTING}.get(which):
        rows = rows.filter(kind=kind)
    listed = queries.found_by(queries.by_name(rows), words)
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("side"))
    today = clock.today()
    year = queries.year_with(today.year) or queries.years().first()
    states = {f.member_id: f for f in queries.fees().filter(year=year, member__in=list(page))}
    context = {
        "form": form, "page": page, "year": year, "is_active": bool(words or which),
        "rows": [(one, states.get(one.pk)) for one in page],
        "is_empty": not queries.members().exists(), "may_write": may_write(request),
        "pairs": len(queries.alike()) if may_write(request) else 0,
        "waiting": queries.unplaced().count(), "house": request.organisation,
    }  # fmt: skip
    return render(request, "associations/members.html", context)


@requires(Area.MEMBERS, Level.WRITE)
def members_file(request: Request) -> HttpResponse:
    """Everybody who is a member today, as a file."""
    rows = queries.exported(clock.today())
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(
        [_("Nummer"), _("Navn"), _("Mail"), _("Telefon"), _("Slags"), _("Medlem fra"),
         _("Vil have nyt"), _("Reference"), _("Kontingent")]
    )  # fmt: skip
    for row in rows:
        row["news"] = _("ja") if row["news"] else _("nej")
        writer.writerow([safe(str(value)) for value in row.values()])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="medlemmer.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


@requires(Area.MEMBERS, Level.WRITE)
def new_member(request: Request) -> HttpResponse:
    """Write somebody in."""
    form, status = MemberForm(request.POST or None, initial={"joined_on": clock.today()}), 200
    if request.method == "POST":
        made: list[Member] = []
        status = attempt(request, lambda: _add(request, form, made))
        if status == DONE:
            return redirect("associations:member", made[0].pk)
    return render(request, "associations/new_member.html", {"form": form}, status=status)


def _add(request: Request, form: MemberForm, made: list[Member]) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    made.append(
        actions.add_member(
            id=data["id"],
            card=form.card(),
            joined_on=data["joined_on"],
            by=request.account,
            at=clock.now(),
        )
    )
    return _("Medlemmet står i registret.")


@requires(Area.MEMBERS, Level.READ)
def member(request: Request, pk: UUID) -> HttpResponse:
    """One member: what is known, what was paid, and what can be done."""
    row, status = found(queries.member_with(pk)), 200
    forms = _forms(request, row)
    if request.method == "POST" and may_write(request):
        verb = request.POST.get("verb", "")
        verbs: dict[str, Verb] = {
            "pay": lambda: _pay(request, forms["pay"]),  # type: ignore[arg-type]
            "leave": lambda: _leave(request, row, forms["leave"]),  # type: ignore[arg-type]
            "back": lambda: _back(request, row),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("associations:member", pk)
    context = {
        "member": row, "fees": queries.fees_of(row), "forms": forms,
        "may_write": may_write(request), "lines": said(row),
    }  # fmt: skip
    return render(request, "associations/member.html", context, status=status)


def said(row: Model) -> list[SimpleNamespace]:
    """What happened to a record, in words, newest first."""
    return [
        SimpleNamespace(
            at=line.at, actor_label=line.actor_label, reason=line.reason,
            verb=LOG.verb(line.verb),
        )
        for line in history.of(row)[:20]
    ]  # fmt: skip


def _forms(request: Request, row: Member) -> dict[str, object]:
    """Every form of the page; the one that was sent holds what was typed."""
    sent = {request.POST.get("verb"): request.POST}
    fees = queries.fees_of(row)
    first = next((fee for fee in fees if not fee.is_settled), None)
    pay = {
        "paid_on": clock.today(),
        "amount": first.missing if first else None,
        "fee": str(first.pk) if first else None,
    }
    leave = {"version": row.version, "on": clock.today()}
    return {
        "pay": PaymentForm(fees, sent.get("pay"), initial=pay) if fees else None,
        "leave": LeaveForm(sent.get("leave"), initial=leave, auto_id="leave_%s"),
        "because": BecauseForm(auto_id="because_%s"),
    }


def _pay(request: Request, form: PaymentForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    payments.write_payment(
        id=data["id"], fee=data["fee"], amount=data["amount"], paid_on=data["paid_on"],
        means=data["means"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Betalingen står i regnskabet.")


def _leave(request: Request, row: Member, form: LeaveForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.leave(
        member=row, version=data["version"], on=data["on"], because=data["because"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Medlemmet er meldt ud.")


def _back(request: Request, row: Member) -> str:
    actions.come_back(
        member=row, version=asked_version(request), by=request.account, at=clock.now()
    )
    return _("Udmeldelsen er taget tilbage.")


@requires(Area.MEMBERS, Level.WRITE)
def change_member(request: Request, pk: UUID) -> HttpResponse:
    """Write a member anew; what a colleague wrote meanwhile is said."""
    row, status = found(queries.member_with(pk)), 200
    form = MemberForm(request.POST or None, initial=MemberForm.of(row))
    if request.method == "POST":
        status = attempt(request, lambda: _change(request, row, form))
        if status == DONE:
            return redirect("associations:member", pk)
        if status == CONFLICTED:
            typed = {k: v for k, v in request.POST.items() if k != "version"}
            form = MemberForm(initial=MemberForm.of(found(queries.member_with(pk))) | typed)
    context = {"member": row, "form": form, "is_late": status == CONFLICTED}
    return render(request, "associations/change_member.html", context, status=status)


def _change(request: Request, row: Member, form: MemberForm) -> str | None:
    if not form.is_valid():
        return None
    actions.change_member(
        member=row, version=form.cleaned_data["version"] or 0, card=form.card(),
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Medlemmet er rettet.")


@requires(Area.MEMBERS, Level.WRITE)
def twins(request: Request) -> HttpResponse:
    """Members who look like the same human being, two by two; a person decides."""
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _join(request))
        if status == DONE:
            return redirect("associations:member-twins")
    return render(
        request, "associations/member_twins.html", {"pairs": queries.alike()}, status=status
    )


def _join(request: Request) -> str:
    keep, gone = (_sent_member(request, name) for name in ("keep", "gone"))
    actions.join_two(keep=keep, gone=gone, by=request.account, at=clock.now())
    return _("De to er nu ét medlem. Betalingerne står samlet.")


def _sent_member(request: Request, name: str) -> Member:
    try:
        pk = UUID(request.POST.get(name, ""))
    except ValueError:
        return found(None)
    return found(queries.member_with(pk))


@requires(Area.MEMBERS, Level.WRITE)
def erase_member(request: Request, pk: UUID) -> HttpResponse:
    """What goes and what stays, before somebody is forgotten."""
    row, status, error = found(queries.member_with(pk)), 200, ""
    if request.method == "POST":
        if request.POST.get("typed_name", "").strip() != str(row.number):
            error, status = _("Skriv medlemmets nummer, som det står."), 422
        else:
            status = attempt(request, lambda: _erase(request, row))
            if status == DONE:
                return redirect("associations:members")
    fees = list(queries.fees_of(row))
    context = {
        "member": row, "error": error, "goes": _goes(), "stays": _stays(fees),
        "name": str(row.number),
    }  # fmt: skip
    return render(request, "associations/erase_member.html", context, status=status)


def _goes() -> list[str]:
    return [
        _("Navn, mail og telefon"),
        _("Navne og beskeder på medlemmets betalinger"),
    ]


def _stays(fees: list[Fee]) -> list[str]:
    if not fees:
        return [_("Medlemsnummeret, så ingen anden får det")]
    return [
        _("Dag og beløb for hver betaling, i fem år efter regnskabsåret, som loven kræver"),
        _("Medlemsnummeret uden navn"),
    ]


def _erase(request: Request, row: Member) -> str:
    actions.erase_member(member=row, by=request.account, at=clock.now())
    return _("Medlemmet er slettet. Beløb og dage er bevaret i regnskabet.")
