"""The tablet's own door: a signed cookie under /tavle/ that opens these pages and nothing else."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.centre import queries
from favn.centre.models import Tablet
from favn.centre.views.answers import no, wants_json
from favn.kit import clock
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import by_tablet

COOKIE = "favn_tavle"
PATH = "/tavle/"
SALT = "favn.centre.tablet"
LASTS = 400 * 24 * 60 * 60
NEVER_KEPT = "no-store"


class TabletRequest(HttpRequest):
    """A request from an enrolled tablet; for type annotations only."""

    tablet: Tablet


View = Callable[..., HttpResponse]


def enrolled(view: View) -> View:
    """Only for a device that is an enrolled tablet; acts for its organisation, as the tablet."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        organisation, pk, token = read(request)
        if organisation is None:
            return as_stranger(request)
        with acting_for(organisation):
            tablet = queries.tablet_with(pk, token)
            if tablet is None:
                return as_stranger(request)
            _leave_account_outside(request)
            request.tablet = tablet  # type: ignore[attr-defined]
            return kept_by_nobody(view(request, *args, **kwargs))

    return by_tablet(guarded)


def unlocked(view: View) -> View:
    """Only while the shift's PIN opens the tablet."""

    @wraps(view)
    def guarded(request: TabletRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.tablet.is_open_at(clock.now()):
            return view(request, *args, **kwargs)
        if wants_json(request):
            return no(_("Tavlen er låst. Skriv vagtkoden igen."), status=403)
        return redirect("centre:tablet-pin")

    return enrolled(guarded)


def read(request: HttpRequest) -> tuple[UUID | None, UUID, str]:
    """Organisation, tablet and token of the device's cookie; no organisation where it is none."""
    nobody = (None, UUID(int=0), "")
    try:
        parts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
        return UUID(parts[0]), UUID(parts[1]), str(parts[2])
    except (signing.BadSignature, ValueError, TypeError, IndexError, KeyError):
        return nobody


def give(response: HttpResponse, tablet: Tablet, token: str) -> HttpResponse:
    """Let the device keep who it is."""
    value = signing.dumps([str(tablet.organisation_id), str(tablet.pk), token], salt=SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=LASTS,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def as_stranger(request: HttpRequest) -> HttpResponse:
    """The one answer for no cookie, a forged one, an unknown tablet and a retired one."""
    if wants_json(request):
        answer: HttpResponse = no(_("Tavlen er ikke tilmeldt."), status=403)
    else:
        _leave_account_outside(request)
        answer = render(request, "centre/tablet_unknown.html", status=403)
    return kept_by_nobody(answer)


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    """Pages of a shared device stay in no cache but the desk's own."""
    response["Cache-Control"] = NEVER_KEPT
    return response


def _leave_account_outside(request: HttpRequest) -> None:
    """Whoever is signed in on the device is not who counts, and gets no menu here."""
    request.account = request.membership = request.organisation = None  # type: ignore[attr-defined]
