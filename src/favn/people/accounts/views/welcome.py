"""A colleague comes by the link they were mailed: they choose a password, or say yes with the
access they have, and go in; a role that opens persons is then led to its second step.
"""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import Verb, attempt
from favn.people.accounts import queries
from favn.people.accounts.actions.inviting import come
from favn.people.accounts.door import by_link
from favn.people.accounts.forms import ChosenPasswordForm
from favn.people.accounts.models import Account, Invitation, Membership


@by_link(Invitation, "a colleague comes by the link they were mailed, and has no account yet")
def welcome(request: HttpRequest, link: Invitation) -> HttpResponse:
    """Who invited whom as what, and the one step in. Only a press takes it: mail programs look."""
    came: list[Membership] = []
    chosen = request.POST.get("verb") == "choose"
    whose = Account(email=link.sent_to, name=link.name)
    form = ChosenPasswordForm(request.POST if chosen else None, user=whose)

    def choose() -> str | None:
        if not form.is_valid():
            return None
        came.append(come(invitation=link, password=form.cleaned_data["password1"], at=clock.now()))
        return ""

    def say_yes() -> str:
        came.append(come(invitation=link, password=None, at=clock.now()))
        return ""

    verbs: dict[str, Verb] = {"choose": choose, "say-yes": say_yes}
    status = attempt(request, verbs.get(request.POST.get("verb", ""))) if request.POST else 200
    if came:
        return _in(request, came[0], password=chosen)
    context = {"link": link, "form": form, "is_known": queries.is_known(link.sent_to)}
    return render(request, "accounts/welcome.html", context, status=status)


def _in(request: HttpRequest, membership: Membership, *, password: bool) -> HttpResponse:
    """Into the house that invited. Whoever else was signed in on this screen is signed out."""
    account, house = membership.account, membership.organisation
    if request.user.pk != account.pk:
        logout(request)
    request.session[queries.SESSION_KEY] = str(membership.pk)
    if password:
        way = Login(user=account, email=account.email, redirect_url=reverse("home"))
        answer: HttpResponse = perform_password_login(request, {"email": account.email}, way)
        return answer
    messages.success(request, _("Du har nu adgang til %(house)s.") % {"house": house.name})
    if request.user.is_authenticated:
        return redirect("home")
    return redirect_to_login(reverse("home"), reverse("account_login"))
