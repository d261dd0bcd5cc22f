"""Finding a person: by a part of the name, as it sounds, or by a card."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request
from favn.people.accounts.roles import Area, Level
from favn.people.persons import queries
from favn.people.persons.choices import Tier
from favn.people.persons.models import Card, card_with
from favn.people.register.forms import SearchForm
from favn.people.register.views.doors import reads
from favn.people.register.views.reasons import rows_of


@reads
def persons(request: Request) -> HttpResponse:
    """A field to search in, those seen last, and how many there are on each step."""
    form = SearchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _searched(request, form)
    lookups.note(Look.LIST)
    context = _context(request, form) | {"latest": queries.latest(10)}
    return render(request, "register/persons.html", context, status=422 if form.errors else 200)


def _searched(request: Request, form: SearchForm) -> HttpResponse:
    text = form.cleaned_data["q"]
    if card := card_with(text).first():
        return _by_card(request, form, card)
    lookups.note(Look.SEARCH, criterion=text)
    found = rows_of(queries.found(text))
    context = _context(request, form) | {"found": found, "text": text}
    return render(request, "register/persons.html", context)


def _by_card(request: Request, form: SearchForm, card: Card) -> HttpResponse:
    """The person the card leads to; or that it leads to nobody."""
    lookups.note(Look.SEARCH, criterion=_("et kort"))
    if card.person_id:
        return redirect("register:person", card.person_id)
    return render(request, "register/persons.html", _context(request, form) | {"nameless": card})


def _context(request: Request, form: SearchForm) -> dict[str, Any]:
    counted = queries.number_by_tier()
    numbers = [(Tier(tier).label, number) for tier, number in counted.items()]
    keeps = request.membership.may(Area.PRIVACY, Level.WRITE)
    return {"form": form, "numbers": numbers, "keeps_privacy": keeps}
