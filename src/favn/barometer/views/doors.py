"""The doors of the room: records in view, everything else is 404; and a conflict's form again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from favn.barometer import queries
from favn.barometer.models import Indicator
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.people.accounts.door import Request, refusal
from favn.people.accounts.roles import Area, Level


def the_indicator(slug: str) -> Indicator:
    """One of the house's indicators by its address."""
    return found(queries.indicator_with(slug))


def may_write(request: Request) -> bool:
    """Whether the role may change the barometer."""
    return request.membership.may(Area.BAROMETER, Level.WRITE)


def only_writers(request: Request) -> None:
    """A page that all may read, but only some may change. Raises PermissionDenied."""
    if not may_write(request):
        raise PermissionDenied(refusal(request.membership))


def typed(request: HttpRequest) -> dict[str, object]:
    """What was typed, without the version it was typed on."""
    return {name: value for name, value in request.POST.items() if name != "version"}


def form_page(
    request: Request, slug: str, template: str, context: dict[str, Any], verb: Verb
) -> HttpResponse:
    """A page of one form: does what it asks and goes on to the indicator, or shows it again."""
    status = 200
    if request.method == "POST":
        status = attempt(request, verb)
        if status == DONE:
            return redirect("barometer:indicator", slug)
    return render(request, template, context, status=status)
