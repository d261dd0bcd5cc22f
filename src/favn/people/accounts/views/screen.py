"""The locked screen: locking it at once, and what one was about to send when it locked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from favn.kit.addresses import own_path
from favn.people.accounts import idle
from favn.people.accounts.door import Access, public
from favn.people.accounts.models import Account
from favn.people.accounts.second_factor import is_demo


@public("the screen of whoever is signed in; it shows nothing of any house")
def lock(request: HttpRequest) -> HttpResponse:
    """POST locks and leads to the way back in. GET tells a waiting tab that it is open again."""
    if not isinstance(request.user, Account):
        return redirect("start")
    if request.method == "POST" and not is_demo(request.user):
        idle.lock(request)
    if idle.is_locked(request):
        back = own_path(request.POST.get("next")) or reverse("accounts:lock")
        query = urlencode({"next": back})
        return redirect(f"{reverse('account_reauthenticate')}?{query}")
    return render(request, "accounts/open_again.html")


def held(request: HttpRequest) -> HttpResponse:
    """What was sent as the screen locked: send it now, or throw it away."""
    if request.method == "POST":
        request.session.pop(idle.HELD, None)
        return redirect("home")
    form = request.session.get(idle.HELD)
    if form is None:
        return redirect("home")
    return render(request, "accounts/held.html", {"held": form})


held.access = Access()  # type: ignore[attr-defined]
