"""The door itself: who asks, for which organisation, and whether the page may be opened.

It also holds that a GET changes nothing but history, sessions and what the store has read.
"""

import re
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from favn.kit.encryption import KeyMissing, Unreadable
from favn.kit.encryption.answers import unreadable
from favn.kit.tenancy import acting_for
from favn.people.accounts import idle, lookups, second_factor
from favn.people.accounts.door import Access
from favn.people.accounts.models import Account
from favn.people.accounts.queries import present_membership

OUTSIDE = ("allauth.", "django.", "whitenoise.")
"""Pages of libraries that guard themselves."""
FACTORS = "allauth.mfa."
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
MAY_CHANGE_ON_GET = {"django_session", "kit_history", "kit_change"}


class WritesOnGet(RuntimeError):
    """A page that should only read tried to change a table."""


class DoorMiddleware:
    """Sets `request.account`, `.membership` and `.organisation`, and acts for that tenant."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Find the membership, then answer inside its tenant."""
        request.account = request.user if request.user.is_authenticated else None  # type: ignore[attr-defined]
        membership = present_membership(request)
        if kept_out := idle.kept_out(request, membership):
            return kept_out
        if idle.is_locked(request):
            membership = None
            request.takes_pin = idle.takes_pin(request)  # type: ignore[attr-defined]
        request.lock_after = idle.shown(request, membership)  # type: ignore[attr-defined]
        request.membership = membership  # type: ignore[attr-defined]
        request.organisation = membership.organisation if membership else None  # type: ignore[attr-defined]
        with acting_for(
            membership.organisation_id if membership else None,
            request.user.pk if membership else None,
        ):
            response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Hold the view to what it declared."""
        access = getattr(view, "access", None)
        if access is None:
            if view.__module__.startswith(FACTORS) and "authenticate" not in view.__name__:
                return second_factor.guarded(request)
            if view.__module__.startswith(OUTSIDE):
                return None
            raise ImproperlyConfigured(f"{view.__module__}.{view.__qualname__} declares no access.")
        if refused := _refused(request, access):
            return refused
        try:
            return self._viewed(request, access, view, args, kwargs)
        except (KeyMissing, Unreadable) as error:
            return unreadable(request, error)

    def _viewed(
        self, request: HttpRequest, access: Access, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase:
        """The view's answer, with what it opened written down before it leaves."""
        guard = connection.execute_wrapper(refuse_writes)
        is_safe = request.method in SAFE_METHODS
        with lookups.watched(request, access) as sheet, guard if is_safe else nullcontext():
            response: HttpResponseBase = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:  # type: ignore[attr-defined]
                response = response.render()
            sheet.status = response.status_code
        if response.streaming and not response.is_async:  # type: ignore[attr-defined]
            response.streaming_content = lookups.shut(response.streaming_content)  # type: ignore[attr-defined]
        return response


def _refused(request: HttpRequest, access: Access) -> HttpResponseBase | None:
    """An answer that keeps the page shut, or None."""
    if access.public or access.tablet:
        return None
    if not isinstance(request.user, Account):
        return redirect_to_login(request.get_full_path())
    if request.membership is None:  # type: ignore[attr-defined]
        raise PermissionDenied(_("Din konto hører ikke til nogen organisation endnu."))
    return second_factor.missing(request, access)


def refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """A GET may write nothing but history, sessions and the store's reading marks."""
    found = WRITES.match(sql)
    if found and found.group(2).lower() not in MAY_CHANGE_ON_GET:
        raise WritesOnGet(f"A page that only reads tried to write to {found.group(2)}.")
    return execute(sql, params, many, context)
