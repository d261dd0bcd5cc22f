"""The doors of the room: records in view of the membership, everything else is 404."""

from typing import TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from favn.kit import clock
from favn.people.accounts.door import Request, refusal
from favn.people.accounts.roles import Area, Level
from favn.policy import queries
from favn.policy.models import Initiative, Plan
from favn.policy.queries import Standing
from favn.statistics.figures import FigureError, Period

R = TypeVar("R")


def found(record: R | None) -> R:
    """The record, or 404: unknown and foreign look the same."""
    if record is None:
        raise Http404
    return record


def the_standing(request: Request, duty: UUID, quarter: str) -> Standing:
    """One quarter of a duty in the membership's view."""
    try:
        period = Period.parse(quarter)
    except FigureError as error:
        raise Http404 from error
    if str(period) != quarter:
        raise Http404
    asked = found(queries.duty_with(duty, request.membership))
    return found(queries.standing_of(asked, period, clock.today()))


def the_plan() -> Plan | None:
    """The municipality's present plan."""
    return queries.present_plan(clock.today())


def the_initiative(number: int) -> Initiative:
    """An initiative of the present plan by its number."""
    return found(queries.initiative_with(number, clock.today()))


def only_writers(request: Request, area: Area) -> None:
    """A page that all may read, but only some may change. Raises PermissionDenied."""
    if not request.membership.may(area, Level.WRITE):
        raise PermissionDenied(refusal(request.membership))
