"""The screen of somebody who went away: locked after minutes without a sign, ended after hours.

Locked, a session opens nothing but the page where the same person shows who they are: password,
code or passkey, or, where the session had shown both steps, a short code of their own. What they
were about to send is kept, encrypted, and shown again afterwards.
"""

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from favn.people.accounts.actions.pins import forgive
from favn.people.accounts.models import Membership, ScreenPin
from favn.people.accounts.roles import Role
from favn.people.accounts.rules import MOST_TRIES
from favn.people.accounts.second_factor import is_demo, is_given
from favn.people.accounts.sessions import HELD
from favn.people.organisations.rules import LATEST

BEGAN, SEEN, LOCKED, WRONG = "began", "seen", "locked", "wrong_pins"
LONGEST = 12 * 60 * 60
"""Seconds a session lasts however busy it is."""
GRAIN = 60
"""Seconds between two writes of when somebody was last seen."""
HELD_BYTES = 200_000
STAYS_OPEN = {
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_logout",
    "set_language",
    "accounts:lock",
    "accounts:open-with-pin",
    "alive",
}


def minutes_of(membership: Membership | None) -> int:
    """Minutes before this screen locks: the fewest of the role's, the house's and the host's."""
    if membership is None:
        return min(LATEST, settings.LOCK_MINUTES or LATEST)
    return of_role(membership.kind, membership.organisation.lock_minutes)


def of_role(role: Role, house: int | None) -> int:
    """Minutes of a role where the house chose `house`, or left it to the roles."""
    return min(n for n in (role.locks_after, house, settings.LOCK_MINUTES) if n)


def shown(request: Any, membership: Membership | None) -> int:
    """Minutes the page's own script waits; 0 where nothing locks (nobody, locked, the demo)."""
    if membership is None or is_demo(request.user):
        return 0
    return minutes_of(membership)


def kept_out(request: Any, membership: Membership | None) -> HttpResponseBase | None:
    """The answer instead of the page where the session is locked or over; else None."""
    if not request.user.is_authenticated or is_demo(request.user):
        return None
    session, now = request.session, time.time()
    began = session.setdefault(BEGAN, now)
    if now - began > LONGEST:
        logout(request)
        return redirect_to_login(request.get_full_path())
    if LOCKED not in session and now - session.get(SEEN, now) > 60 * minutes_of(membership):
        lock(request)
    if LOCKED in session and not _opened_again(request):
        return None if _stays_open(request) else _held(request)
    if now - session.get(SEEN, 0) > GRAIN:
        session[SEEN] = now
    if request.method == "POST" and session.get(HELD, {}).get("path") == request.get_full_path():
        del session[HELD]
    return None


def lock(request: HttpRequest) -> None:
    """Lock now; the key changes, so that a request still under way cannot undo it."""
    request.session[LOCKED] = time.time()
    request.session.cycle_key()
    UserSession.objects.create_from_request(request)


def is_locked(request: HttpRequest) -> bool:
    """Whether the screen is locked."""
    return LOCKED in request.session


def takes_pin(request: Any) -> bool:
    """Whether the short code opens this locked screen: one stands, both steps were shown before,
    and it was not given wrong too often, by the account or in this very session.
    """
    if not is_locked(request) or not is_given(request):
        return False
    if request.session.get(WRONG, 0) >= MOST_TRIES:
        return False
    return ScreenPin.objects.filter(account=request.user, wrong__lt=MOST_TRIES).exists()


def count_wrong(request: HttpRequest) -> None:
    """One more wrong code in this session; what another session did does not take it back."""
    request.session[WRONG] = request.session.get(WRONG, 0) + 1


def open_again(request: HttpRequest) -> None:
    """The screen is open; nothing else is shown by it, so what asks for more asks still."""
    request.session.pop(LOCKED, None)
    request.session.pop(WRONG, None)
    request.session[SEEN] = time.time()


def way_in(request: HttpRequest, following: str) -> str:
    """The page that opens the locked screen, and where one goes from there."""
    if not takes_pin(request):
        return full_way_in(following)
    return f"{reverse('accounts:open-with-pin')}?{urlencode({'next': following})}"


def full_way_in(following: str) -> str:
    """The page where somebody shows in full who they are."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': following})}"


def _opened_again(request: Any) -> bool:
    """Whether the same person has shown in full who they are since it was locked."""
    records = get_authentication_records(request, request.user)
    locked: float = request.session[LOCKED]
    if not any(r.get("reauthenticated") and r["at"] > locked for r in records):
        return False
    open_again(request)
    forgive(request.user)
    return True


def _stays_open(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).view_name in STAYS_OPEN
    except Resolver404:
        return False


def _held(request: HttpRequest) -> HttpResponse:
    """The way back in; a form that was sent waits there."""
    following = request.get_full_path()
    if request.method == "POST":
        following = reverse("accounts:held") if _keep(request) else reverse("home")
    return redirect(way_in(request, following))


def _keep(request: HttpRequest) -> bool:
    """Keep a form somebody sent from a page (not a script's, which waits in the browser)."""
    is_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    if not is_page or sum(len(str(value)) for _, value in fields) > HELD_BYTES:
        return False
    request.session[HELD] = {"path": request.get_full_path(), "fields": fields}
    return True
