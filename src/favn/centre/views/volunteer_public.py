"""“Vil du være frivillig?”: the roles the house looks for, and a short form, without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from favn.centre.actions import volunteers as actions
from favn.centre.forms.volunteers import SignUpForm
from favn.centre.queries import volunteers as queries
from favn.centre.rules.volunteers import KEPT_DAYS
from favn.kit import clock, looking
from favn.kit.addresses import client_of
from favn.kit.attempts import DONE, attempt, found
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import public
from favn.people.organisations.models import Organisation
from favn.people.organisations.queries import tenant_with

TRAP = "website"
"""A field nobody sees; a machine that fills in everything fills it in."""
for_all = public("everybody may read what volunteers do, and offer to help")


def _house(request: HttpRequest, slug: str) -> Organisation:
    house = found(tenant_with(slug))
    request.public_house = house  # type: ignore[attr-defined]
    return house


@for_all
@never_cache
def sign_up(request: HttpRequest, organisation: str) -> HttpResponse:
    """What volunteers do here, and how to become one; 404 where the house looks for nobody."""
    house, status = _house(request, organisation), 200
    with acting_for(house.pk):
        roles = list(queries.wanted_roles())
        if not roles:
            raise Http404
        form = SignUpForm(roles, request.POST or None)
        if request.method == "POST":
            if request.POST.get(TRAP):
                return redirect("centre:volunteer-thanks", house.slug)
            status = attempt(request, lambda: _signed_up(request, form))
            if status == DONE:
                return redirect("centre:volunteer-thanks", house.slug)
        context = {
            "house": house, "roles": roles, "form": form, "trap": TRAP, "kept_days": KEPT_DAYS,
        }  # fmt: skip
        return render(request, "centre/become_volunteer.html", context, status=status)


def _signed_up(request: HttpRequest, form: SignUpForm) -> str | None:
    if not form.is_valid():
        return None
    with looking.by_themselves():
        actions.sign_up(
            id=form.cleaned_data["id"], signed=form.signed(get_language() or "da"),
            at=clock.now(), address=client_of(request),
        )  # fmt: skip
    return ""


@for_all
@never_cache
def thanks(request: HttpRequest, organisation: str) -> HttpResponse:
    """What happens next."""
    house = _house(request, organisation)
    return render(request, "centre/volunteer_thanks.html", {"house": house})
