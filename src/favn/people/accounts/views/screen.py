"""The locked screen: locking it at once, opening it with one's own short code, and what one was
about to send when it locked.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from favn.kit import clock
from favn.kit.addresses import own_path
from favn.kit.attempts import DONE, attempt
from favn.kit.refusals import Refused
from favn.kit.tenancy import acting_for
from favn.people.accounts import idle
from favn.people.accounts.actions.pins import try_pin
from favn.people.accounts.door import Access, public
from favn.people.accounts.forms import ScreenPinForm
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.queries import present_membership
from favn.people.accounts.second_factor import is_demo
from favn.people.accounts.sessions import HELD


@public("the screen of whoever is signed in; it shows nothing of any house")
def lock(request: HttpRequest) -> HttpResponse:
    """POST locks and leads to the way back in. GET tells a waiting tab that it is open again."""
    if not isinstance(request.user, Account):
        return redirect("start")
    if request.method == "POST" and not is_demo(request.user):
        idle.lock(request)
    if idle.is_locked(request):
        back = own_path(request.POST.get("next")) or reverse("accounts:lock")
        return redirect(idle.way_in(request, back))
    return render(request, "accounts/open_again.html")


@public("the screen of whoever is signed in; it shows nothing of any house")
def open_with_pin(request: HttpRequest) -> HttpResponse:
    """The short code of whoever is signed in here opens their own screen, where it may."""
    sent = request.POST or request.GET
    following = own_path(sent.get("next")) or reverse("home")
    membership = present_membership(request)
    if not isinstance(request.user, Account):
        return redirect("start")
    if not idle.is_locked(request):
        return redirect(following)
    if membership is None or not idle.takes_pin(request):
        return redirect(idle.full_way_in(following))
    form = ScreenPinForm(request.POST or None)
    status = attempt(request, lambda: _opened(request, form, membership)) if form.is_bound else 200
    if status == DONE or not idle.takes_pin(request):
        return redirect(following if status == DONE else idle.full_way_in(following))
    context = {"form": form, "next": following, "full_way": idle.full_way_in(following)}
    return render(request, "accounts/open_with_pin.html", context, status=status)


def _opened(request: HttpRequest, form: ScreenPinForm, membership: Membership) -> str | None:
    if not form.is_valid():
        return None
    with acting_for(membership.organisation_id, membership.account_id):
        try:
            try_pin(pin=form.cleaned_data["pin"], by=membership, at=clock.now())
        except Refused:
            idle.count_wrong(request)
            raise
    idle.open_again(request)
    return ""


def held(request: HttpRequest) -> HttpResponse:
    """What was sent as the screen locked: send it now, or throw it away."""
    if request.method == "POST":
        request.session.pop(HELD, None)
        return redirect("home")
    form = request.session.get(HELD)
    if form is None:
        return redirect("home")
    return render(request, "accounts/held.html", {"held": form})


held.access = Access()  # type: ignore[attr-defined]
