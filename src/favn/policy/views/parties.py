"""Partners, suppliers and those who get support: one party with all its numbers."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.actions import add_party
from favn.policy import actions, queries
from favn.policy.choices import Hand
from favn.policy.forms.parties import PartForm, WithdrawForm
from favn.policy.models import Initiative
from favn.policy.rules.words import tidy
from favn.policy.views.doors import at, the_initiative, the_plan


@requires(Area.PLAN, Level.READ)
def parties(request: Request) -> HttpResponse:
    """Everybody who has a hand in a plan, each once."""
    return render(request, "policy/parties.html", {"partakers": queries.partakers()})


@requires(Area.PLAN, Level.READ)
def party(request: Request, party: UUID) -> HttpResponse:
    """One party with its numbers, plan by plan."""
    present, partaker = the_plan(), found(queries.partaker_with(party))
    plans = [
        (plan, holds, "" if present and plan.pk == present.pk else plan.slug)
        for plan, holds in partaker.plans
    ]
    return render(request, "policy/party.html", {"partaker": partaker, "plans": plans})


@requires(Area.PLAN, Level.WRITE)
def parts(request: Request, number: int, slug: str = "") -> HttpResponse:
    """Who takes part in an initiative: who joins, who withdraws, and who never belonged here."""
    row, status, today = the_initiative(number, slug), 200, clock.today()
    verb, there = request.POST.get("verb", ""), queries.parts_of(the_initiative(number, slug))
    form = PartForm(request.POST if verb == "join" else None)
    posted = request.POST if verb == "withdraw" else None
    withdrawing = WithdrawForm(there, posted, initial={"on": today})
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "join": lambda: _join(request, row, form),
            "withdraw": lambda: _withdraw(request, withdrawing),
            "back": lambda: _back(request, row),
            "leave": lambda: _leave(request, row),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(at("parts", slug, number))
    context = {
        "initiative": row,
        "slug": slug,
        "form": form,
        "withdrawing": withdrawing,
        "parts": there,
        "former": queries.former_parts_of(row),
        "turnover": queries.turnover(row, today),
        "year": today.year,
    }
    return render(request, "policy/parts.html", context, status=status)


def _join(request: Request, row: Initiative, form: PartForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    said: dict[str, Any] = {"by": request.account, "at": clock.now(), "since": data["since"]}
    try:
        with transaction.atomic():
            party = form.parties.get(data["party"]) or add_party(
                id=data["id"], name=tidy(data["name"])
            )
            hand = Hand(data["hand"])
            actions.join_in(id=data["id"], initiative=row, party=party, hand=hand, **said)
    except Refused as refused:
        form.add_error("party" if data["party"] else "name", str(refused))
        return None
    return _("%(name)s er skrevet på indsatsen.") % {"name": party.name}


def _withdraw(request: Request, form: WithdrawForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    part = form.parts[data["part"]]
    said: dict[str, Any] = {"by": request.account, "at": clock.now()}
    try:
        actions.withdraw_part(part=part, on=data["on"], why=data["why"], **said)
    except Refused as refused:
        form.add_error("on", str(refused))
        return None
    return _("%(name)s har trukket sig.") % {"name": part.party.name}


def _back(request: Request, row: Initiative) -> str | None:
    by_pk = {str(part.pk): part for part in queries.former_parts_of(row)}
    part = found(by_pk.get(request.POST.get("part", "")))
    actions.come_back(part=part, by=request.account, at=clock.now())
    return _("%(name)s står som med igen.") % {"name": part.party.name}


def _leave(request: Request, row: Initiative) -> str | None:
    every = [*queries.parts_of(row), *queries.former_parts_of(row)]
    part = found({str(part.pk): part for part in every}.get(request.POST.get("part", "")))
    actions.leave(part=part, by=request.account, at=clock.now())
    return _("%(name)s er taget af indsatsen.") % {"name": part.party.name}
