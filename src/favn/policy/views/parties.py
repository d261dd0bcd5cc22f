"""Partners, suppliers and those who get support: one party with all its numbers."""

from typing import Any
from uuid import UUID

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
from favn.policy.forms.records import PartForm
from favn.policy.models import Initiative
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
    """Who takes part in an initiative: add one, take one off."""
    row, status = the_initiative(number, slug), 200
    verb = request.POST.get("verb", "")
    form = PartForm(request.POST if verb == "join" else None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "join": lambda: _join(request, row, form),
            "leave": lambda: _leave(request, row),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(at("parts", slug, number))
    context = {"initiative": row, "slug": slug, "form": form, "parts": queries.parts_of(row)}
    return render(request, "policy/parts.html", context, status=status)


def _join(request: Request, row: Initiative, form: PartForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    party = form.parties.get(data["party"]) or add_party(id=data["id"], name=data["name"])
    said: dict[str, Any] = {"by": request.account, "at": clock.now()}
    try:
        actions.join_in(id=data["id"], initiative=row, party=party, hand=Hand(data["hand"]), **said)
    except Refused as refused:
        form.add_error("party", str(refused))
        return None
    return _("%(name)s er skrevet på indsatsen.") % {"name": party.name}


def _leave(request: Request, row: Initiative) -> str | None:
    by_pk = {str(part.pk): part for part in queries.parts_of(row)}
    part = found(by_pk.get(request.POST.get("part", "")))
    actions.leave(part=part, by=request.account, at=clock.now())
    return _("%(name)s er taget af indsatsen.") % {"name": part.party.name}
