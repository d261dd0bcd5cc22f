"""Signing up without an account: which networks there are, and one short form for each side."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from favn.kit import clock, looking
from favn.kit.addresses import client_of
from favn.kit.attempts import DONE, attempt, found
from favn.kit.tenancy import acting_for
from favn.pathways.actions import joining
from favn.pathways.choices.mentoring import NetworkState, Side
from favn.pathways.forms.mentoring import JoinForm
from favn.pathways.models import Network
from favn.pathways.queries import networks
from favn.pathways.rules.mentoring import KEPT_DAYS, why_not_sign_up
from favn.people.accounts.door import public
from favn.people.organisations.models import Organisation
from favn.people.organisations.queries import tenant_with

TRAP = "website"
"""A field nobody sees; a machine that fills in everything fills it in."""
SIDES = {"bliv-mentor": Side.MENTOR, "faa-en-mentor": Side.MENTEE}
View = Callable[..., HttpResponse]


def for_all(view: View) -> View:
    """Turn the organisation of a public address into itself, or 404, and answer for it."""

    @public("everybody may become a mentor or ask for one; networks tell only their city and state")
    @wraps(view)
    def opened(request: HttpRequest, organisation: str, **names: Any) -> HttpResponse:
        house = found(tenant_with(organisation))
        request.public_house = house  # type: ignore[attr-defined]
        with acting_for(house.pk):
            return view(request, house, **names)

    return opened


@for_all
@never_cache
def start(request: HttpRequest, house: Organisation) -> HttpResponse:
    """What it is to be a mentor or to have one, and in which cities."""
    every = list(networks.networks())
    context = {
        "house": house,
        "open": [n for n in every if n.state == NetworkState.OPEN],
        "reduced": [n for n in every if n.state == NetworkState.REDUCED],
        "closed": [n for n in every if n.is_closed],
    }
    return render(request, "pathways/start.html", context)


@for_all
@never_cache
def join(request: HttpRequest, house: Organisation, network: str, side: str) -> HttpResponse:
    """The form of one side in one network."""
    if side not in SIDES:
        raise Http404
    row, status = found(networks.by_slug(network)), 200
    form = JoinForm(SIDES[side], request.POST or None)
    if request.method == "POST":
        if request.POST.get(TRAP):
            return redirect("pathways:thanks", house.slug)
        status = attempt(request, lambda: _signed_up(request, row, SIDES[side], form))
        if status == DONE:
            return redirect("pathways:thanks", house.slug)
    context = {
        "house": house,
        "network": row,
        "form": form,
        "trap": TRAP,
        "is_mentor": SIDES[side] == Side.MENTOR,
        "why_not": why_not_sign_up(row.state, SIDES[side]),
        "kept_days": KEPT_DAYS,
        "heir_url": _heir_url(house, row, side),
    }
    return render(request, "pathways/join.html", context, status=status)


def _heir_url(house: Organisation, row: Network, side: str) -> str:
    """Where one signs up to the network that took over, where it takes any of that side."""
    if row.heir is None or why_not_sign_up(row.heir.state, SIDES[side]):
        return ""
    return reverse("pathways:join", args=[house.slug, row.heir.slug, side])


def _signed_up(request: HttpRequest, row: Network, side: Side, form: JoinForm) -> str | None:
    if not form.is_valid():
        return None
    with looking.by_themselves():
        joining.sign_up(
            id=form.cleaned_data["id"], network=row, side=side, wish=form.wish(),
            signed=form.signed(get_language() or "da"), at=clock.now(), address=client_of(request),
        )  # fmt: skip
    return ""


@for_all
@never_cache
def thanks(request: HttpRequest, house: Organisation) -> HttpResponse:
    """What happens next."""
    return render(request, "pathways/thanks.html", {"house": house})
