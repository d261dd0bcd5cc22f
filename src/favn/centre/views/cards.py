"""Cards without a name: a new one to print, and a lost one that stops counting."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.centre.forms.tablets import CardForm
from favn.centre.views.desk import desk
from favn.kit import clock
from favn.kit.attempts import found
from favn.people.accounts.door import Request
from favn.people.persons.actions import issue_card, retire_card
from favn.people.persons.models import card_with, is_blocked


@desk
def cards(request: Request) -> HttpResponse:
    """What a card is, a button that makes one, and a field for a lost one."""
    form = CardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        card = card_with(form.cleaned_data["code"]).first()
        if card:
            retire_card(card=card, by=request.account, at=clock.now())
            messages.success(
                request, _("Kortet er spærret. Besøgene står der stadig. Lav nu et nyt.")
            )
            return redirect("centre:cards")
        form.add_error("code", _why_not(form.cleaned_data["code"]))
    context = {"form": form, "new_id": uuid4}
    return render(request, "centre/cards.html", context, status=422 if form.errors else 200)


def _why_not(code: str) -> str:
    if is_blocked(code):
        return _("Kortet er allerede spærret. Tryk på Nyt kort, og giv gæsten det.")
    return _("Intet kort i brug har den kode. Se efter, og skriv den igen.")


@desk
def new_card(request: Request) -> HttpResponse:
    """A new card, shown to be printed; sent twice, it is the same card. No address leads to it."""
    if request.method != "POST":
        return redirect("centre:cards")
    try:
        pk = UUID(request.POST.get("id", ""))
    except ValueError as error:
        raise Http404 from error
    card = found(issue_card(id=pk, by=request.account, at=clock.now()))
    return render(request, "centre/card.html", {"card": card}, status=201)
