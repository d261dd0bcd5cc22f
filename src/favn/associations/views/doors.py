"""The doors of the room: records in view, everything else is 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from favn.associations import queries
from favn.associations.models import Entry
from favn.kit.attempts import found
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import Request, public, refusal
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.queries import tenant_with

FOR_ALL = "a public directory is for everybody; it shows what the associations agreed to"
PublicView = Callable[..., HttpResponse]


def the_entry(slug: str) -> Entry:
    """One of the house's associations by its address."""
    return found(queries.entry_with(slug))


def may_write(request: Request) -> bool:
    """Whether the role may change the directory."""
    return request.membership.may(Area.DIRECTORY, Level.WRITE)


def only_writers(request: Request) -> None:
    """A page that all may read, but only some may change. Raises PermissionDenied."""
    if not may_write(request):
        raise PermissionDenied(refusal(request.membership))


def for_all(view: PublicView) -> PublicView:
    """Turn the organisation of a public address into itself, or 404, and answer for it."""

    @public(FOR_ALL)
    @wraps(view)
    def opened(request: HttpRequest, organisation: str, *args: Any, **names: Any) -> HttpResponse:
        house = found(tenant_with(organisation))
        request.public_house = house  # type: ignore[attr-defined]
        with acting_for(house.pk):
            return view(request, house, *args, **names)

    return opened
