"""The screen of somebody who went away: locked after minutes without a sign, ended after hours.

Locked, a session opens nothing but the page where the same person shows who they are: password,
code or passkey. What they were about to send is kept, encrypted, and shown again afterwards.
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

from favn.people.accounts.models import Membership
from favn.people.accounts.second_factor import is_demo

BEGAN, SEEN, LOCKED, HELD = "began", "seen", "locked", "held"
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
    "alive",
}


def minutes_of(membership: Membership | None) -> int:
    """Minutes before the screen of this role locks: the role's, or the host's where it is less."""
    role = membership.kind.locks_after if membership else 30
    return min(role, settings.LOCK_MINUTES or role)


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


def _opened_again(request: HttpRequest) -> bool:
    """Whether the same person has shown who they are since it was locked."""
    records = get_authentication_records(request, request.user)
    locked: float = request.session[LOCKED]
    if not any(r.get("reauthenticated") and r["at"] > locked for r in records):
        return False
    del request.session[LOCKED]
    request.session[SEEN] = time.time()
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
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': following})}")


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
