"""The cards that lead to one person: one more linked, one let go, one printed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request
from favn.people.persons import actions, queries
from favn.people.persons.models import Card, Person, card_with
from favn.people.register.forms import CardForm
from favn.people.register.views.doors import the_person, writes


@writes
def cards(request: Request, pk: UUID) -> HttpResponse:
    """Link a card by its code, or let one go; what it counted stays with the card."""
    row = the_person(pk)
    form = CardForm(request.POST if request.POST.get("verb") == "link" else None)
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "link": lambda: _linked(request, row, form),
            "unlink": lambda: _unlinked(request, row),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("register:cards", row.pk)
    context = {"person": row, "form": form, "cards": queries.cards_of(row)}
    return render(request, "register/cards.html", context, status=status)


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.account, "at": clock.now()}


def _linked(request: Request, row: Person, form: CardForm) -> str | None:
    if not form.is_valid():
        return None
    card = card_with(form.cleaned_data["code"]).first()
    try:
        if card is None:
            raise Refused(_("Intet kort i brug har den kode. Se efter, og skriv den igen."))
        actions.link_card(card=card, person=row, **_who(request))
    except Refused as refused:
        form.add_error("code", str(refused))
        return None
    return _("Kortet hører nu til personen. Du kan løsne det igen.")


def _unlinked(request: Request, row: Person) -> str:
    actions.unlink_card(card=_card(request, row), **_who(request))
    return _("Kortet har intet navn mere. Besøgene bliver stående ved kortet.")


def _card(request: Request, row: Person) -> Card:
    for card in queries.cards_of(row):
        if str(card.pk) == request.POST.get("card"):
            return card
    raise Http404
