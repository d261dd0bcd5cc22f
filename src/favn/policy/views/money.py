"""What a plan costs: its totals, what they left out, and the forms for an amount."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries
from favn.policy.forms.money import AmountForm, ChangeAmountForm
from favn.policy.forms.words import ReasonForm
from favn.policy.models import Amount, Plan
from favn.policy.rules import money as money_rules
from favn.policy.views.doors import at, only_writers, slug_of, the_plan


@requires(Area.PLAN, Level.READ)
def money(request: Request, slug: str = "") -> HttpResponse:
    """Totals by step and years, each amount once; the planner adds one."""
    plan, status = found(the_plan(slug)), 200
    year = min(max(clock.today().year, plan.first_year), plan.last_year)
    initial = {"first_year": year, "last_year": year}
    form = AmountForm(plan, request.POST or None, initial=initial)
    if request.method == "POST":
        only_writers(request, Area.PLAN)
        status = attempt(request, lambda: _add(request, plan, form))
        if status == DONE:
            return redirect(at("money", slug))
    amounts = queries.amounts_of(plan)
    sums = queries.sums(amounts, amounts)
    context = {
        "plan": plan,
        "slug": slug,
        "sums": sums,
        "left_out": [left.amount for one in sums for left in one.left_out],
        "without": queries.without_amount(plan, amounts),
        "initiatives": len(queries.live_initiatives(plan)),
        "form": form,
        "may_write": request.membership.may(Area.PLAN, Level.WRITE),
    }
    return render(request, "policy/money.html", context, status=status)


def _add(request: Request, plan: Plan, form: AmountForm) -> str | None:
    if not form.is_valid():
        return None
    key = form.cleaned_data["id"]
    said: dict[str, Any] = {"by": request.account, "at": clock.now()}
    try:
        row = actions.add_amount(id=key, plan=plan, **form.values(), **said)
    except Refused as refused:
        form.add_error(_where(form), str(refused))
        return None
    return _("Beløbet “%(title)s” er tilføjet.") % {"title": row.title}


def _where(form: AmountForm) -> str:
    """The field a refusal is about: the link where there is one, else the amount or its years."""
    data, plan = form.cleaned_data, form.plan
    if money_rules.why_not_in(
        (data["first_year"], data["last_year"]), (plan.first_year, plan.last_year)
    ):
        return "first_year"
    return next((name for name in ("part_of", "same_as") if data.get(name)), "kroner")


@requires(Area.PLAN, Level.WRITE)
def amount(request: Request, amount: UUID) -> HttpResponse:
    """Correct an amount, or take it out of every sum."""
    row, status = found(queries.amount_with(amount)), 200
    verb = request.POST.get("verb", "")
    form = ChangeAmountForm(row.plan, request.POST if verb == "change" else None, row=row)
    striking = ReasonForm(row, "strike", request.POST if verb == "strike" else None)
    slug, now = slug_of(row.plan), None
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "change": lambda: _change(request, row, form),
            "strike": lambda: _strike(request, row, striking),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(at("money", slug))
        if status == CONFLICTED:
            now = found(queries.amount_with(amount))
            typed = {k: v for k, v in request.POST.items() if k != "version"}
            form = ChangeAmountForm(now.plan, row=now, initial=typed if verb == "change" else {})
            striking = ReasonForm(now, "strike")
    context = {"amount": row, "slug": slug, "form": form, "striking": striking, "now": now}
    return render(request, "policy/amount.html", context, status=status)


def _change(request: Request, row: Amount, form: ChangeAmountForm) -> str | None:
    if not form.is_valid():
        return None
    said: dict[str, Any] = {"by": request.account, "at": clock.now()}
    version = form.cleaned_data["version"]
    try:
        actions.change_amount(amount=row, version=version, **form.values(), **said)
    except Refused as refused:
        form.add_error(_where(form), str(refused))
        return None
    return _("Beløbet er rettet.")


def _strike(request: Request, row: Amount, form: ReasonForm) -> str | None:
    if not form.is_valid():
        return None
    said: dict[str, Any] = {"by": request.account, "at": clock.now()}
    actions.strike_amount(amount=row, **form.cleaned_data, **said)
    return _("Beløbet tæller ikke længere med.")
