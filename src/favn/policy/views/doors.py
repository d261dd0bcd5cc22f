"""The doors of the room: records in view of the membership, everything else is 404."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from favn.kit import clock
from favn.kit.attempts import found
from favn.people.accounts.door import Request, refusal
from favn.people.accounts.roles import Area, Level
from favn.policy import queries
from favn.policy.models import Initiative, Plan
from favn.policy.queries import Standing
from favn.statistics.figures import FigureError, Period


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


def the_plan(slug: str = "") -> Plan | None:
    """The plan at an address, 404 where there is none; the present one where none is named."""
    if slug:
        return found(queries.plan_with(slug))
    return queries.present_plan(clock.today())


def the_initiative(number: int, slug: str = "") -> Initiative:
    """An initiative of a plan by its number; of the present plan where none is named."""
    return found(queries.initiative_of(the_plan(slug), number))


def at(name: str, slug: str, *args: object) -> str:
    """The address of a page in a plan: /planen/… of the present one, else /planer/<slug>/…."""
    return reverse(f"policy:{name}", args=[slug, *args] if slug else args)


def slug_of(plan: Plan) -> str:
    """What the addresses of a plan carry: nothing where it is the present one."""
    present = queries.present_plan(clock.today())
    return "" if present and present.pk == plan.pk else plan.slug


def only_writers(request: Request, area: Area) -> None:
    """A page that all may read, but only some may change. Raises PermissionDenied."""
    if not request.membership.may(area, Level.WRITE):
        raise PermissionDenied(refusal(request.membership))
