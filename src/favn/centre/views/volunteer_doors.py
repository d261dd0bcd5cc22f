"""The doors of the volunteers' pages: who may open them, and the one record an address names."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest

from favn.centre.actions.shift_letters import post_letters
from favn.centre.models import Call, Hours, Rota, Trade, Volunteer, VolunteerRole
from favn.centre.queries import hours, shifts, trades, volunteers
from favn.centre.queries.shifts import Manned
from favn.kit import clock, looking
from favn.kit.attempts import Verb, answered, found
from favn.people.accounts.door import requires, site_of
from favn.people.accounts.roles import Area, Level

counts = requires(Area.VOLUNTEERS, Level.COUNT, about_persons=True)
reads = requires(Area.VOLUNTEERS, Level.READ, about_persons=True)
writes = requires(Area.VOLUNTEERS, Level.WRITE, about_persons=True)


def the_volunteer(pk: UUID) -> Volunteer:
    """One of the organisation's own; others are 404."""
    return found(volunteers.volunteer_with(pk))


def the_role(pk: UUID) -> VolunteerRole:
    """One of the organisation's own."""
    return found(volunteers.role_with(pk))


def the_rota(pk: UUID) -> Rota:
    """One of the organisation's own."""
    return found(shifts.rota_with(pk))


def the_hours(pk: UUID) -> Hours:
    """One of the organisation's own."""
    return found(hours.hours_with(pk))


def the_call(pk: UUID) -> Call:
    """One of the organisation's own."""
    return found(shifts.call_with(pk))


def the_trade(pk: UUID) -> Trade:
    """One of the organisation's own."""
    return found(trades.trade_with(pk))


def the_shift(day: str, pk: UUID) -> Manned:
    """One shift of a day; a day that is none, and another day's shift, are 404."""
    return found(shifts.shift_with(pk, the_day(day)))


def the_day(text: str) -> date:
    """A day as an address or a form names it."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def post(request: HttpRequest) -> None:
    """Send the letters that were decided. To write to somebody's address is no look at them."""
    with looking.by_themselves():
        post_letters(site=site_of(request), at=clock.now())


def acted(request: HttpRequest, verbs: dict[str, Verb]) -> int:
    """Do what one of several forms on a page asks, and send its letters."""
    return answered(request, verbs, then=post)
