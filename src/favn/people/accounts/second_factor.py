"""Whether a session may open persons, or let somebody in who does: signed in with a passkey, or
with a password and a code.

Whoever has none yet is led to make one before any page; in the demo, where everybody is invented
and nobody has a password, none is asked for.
"""

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from favn.people.accounts.adapter import FRESH
from favn.people.accounts.door import Access
from favn.people.accounts.models import Account
from favn.people.accounts.roles import Area

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_needed(request: Any, access: Access) -> bool:
    """Whether this page asks this role for a second factor."""
    if is_demo(request.account):
        return False
    opens = request.membership.kind.opens_persons and access.area is not None
    return opens or access.about_persons or access.area == Area.STAFF


def is_demo(account: Account) -> bool:
    """A person of the demo, in the demo."""
    return bool(settings.DEMO and account.is_demo)


def is_given(request: HttpRequest) -> bool:
    """Whether this session was opened with one."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def missing(request: Any, access: Access) -> HttpResponse | None:
    """Where to go first: to make a factor, or to use it; None where the page may open."""
    if not is_needed(request, access) or is_given(request):
        return None
    way = _way_to_use(request.account) or "accounts:second-factor"
    return _by(way, request.get_full_path())


def guarded(request: HttpRequest, following: str = "") -> HttpResponse | None:
    """Where to go before one's factors are changed: a session without one may not touch them."""
    account = request.user
    if not isinstance(account, Account) or is_given(request):
        return None
    way = _way_to_use(account)
    return _by(way, following or reverse("mfa_index")) if way else None


def asked_anew(request: HttpRequest) -> HttpResponse | None:
    """Where to show who one is before a step that decides who comes in: with the second factor, or
    the password of an account that has none. None where that was a moment ago, and in the demo.
    """
    account = request.user
    if not isinstance(account, Account) or is_demo(account):
        return None
    if way := _way_to_use(account):
        return None if _is_fresh(request) else _by(way, request.path)
    is_asked = is_reauthentication_required(request, app="mfa")
    return _by("account_reauthenticate", request.path) if is_asked else None


def _is_fresh(request: HttpRequest) -> bool:
    """Whether a factor was shown within the last minutes."""
    records = get_authentication_records(request, request.user)
    return any(r["method"] == "mfa" and time.time() - r["at"] < FRESH for r in records)


def _by(way: str, following: str) -> HttpResponse:
    return redirect(f"{reverse(way)}?{urlencode({'next': following})}")


def _way_to_use(account: Account) -> str:
    """The name of the page where this account shows its factor; empty where it has none."""
    types = set(
        Authenticator.objects.filter(user=account, type__in=FACTORS).values_list("type", flat=True)
    )
    if not types:
        return ""
    has_app = Authenticator.Type.TOTP in types
    return "mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn"


def first_was_made(request: HttpRequest, user: Account, authenticator: Any, **_: Any) -> None:
    """The account's first factor was proven as it was made; the session counts as opened with it.

    A further one does not: then the session must show one that stood before.
    """
    is_factor = authenticator.type in FACTORS
    if is_factor and Authenticator.objects.filter(user=user, type__in=FACTORS).count() == 1:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
