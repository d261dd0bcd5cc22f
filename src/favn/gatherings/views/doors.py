"""The doors of the room: everybody's, the code holder's, the staff's; the rest is 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from favn.gatherings import actions, queries
from favn.gatherings.choices import Audience
from favn.gatherings.models import Gathering, Invitation, Meeting, SignUp
from favn.kit import clock
from favn.kit.attempts import Verb, answered, found
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import Request, by_link, public, refusal, site_of
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation
from favn.people.organisations.queries import tenant_with

View = Callable[..., HttpResponse]
A_PAGE = 50
"""Rows of a list that stand on one page."""
FOR_ALL = "what is on is for everybody; drafts do not exist here"
BY_CODE = "whoever signed up or was invited comes by a code of their own, without an account"
by_signup, by_invitation = by_link(SignUp, BY_CODE), by_link(Invitation, BY_CODE)


def for_all(view: View) -> View:
    """Turn the organisation of a public address into itself, or 404, and answer for it."""

    @public(FOR_ALL)
    @wraps(view)
    def opened(request: HttpRequest, organisation: str, **names: Any) -> HttpResponse:
        house = found(tenant_with(organisation))
        request.public_house = house  # type: ignore[attr-defined]
        with acting_for(house.pk):
            return view(request, house, **names)

    return opened


def the_public(slug: str) -> Gathering:
    """One everybody may open by its name; never announced, or for the invited, is 404."""
    row = found(queries.by_slug(slug))
    if row.announced_at is None or row.audience != Audience.PUBLIC:
        raise Http404
    return row


def the_gathering(pk: UUID) -> Gathering:
    """One of the organisation's own."""
    return found(queries.gathering_with(pk))


def the_meeting(pk: UUID) -> Meeting:
    """One time of one of the organisation's own."""
    return found(queries.meeting_with(pk))


def only_writers(request: Request) -> None:
    """A page that all may read, but only some may change. Raises PermissionDenied."""
    if not may_write(request):
        raise PermissionDenied(refusal(request.membership))


def may_write(request: Request) -> bool:
    """Whether the role may make and change gatherings."""
    return request.membership.may(Area.GATHERINGS, Level.WRITE)


def may_read(request: Request) -> bool:
    """Whether the role may read names and contacts."""
    return request.membership.may(Area.GATHERINGS, Level.READ)


def post(request: HttpRequest) -> None:
    """Send the letters that were decided, now that what they tell is written."""
    actions.post_letters(site=site_of(request), at=clock.now())


def acted(request: HttpRequest, verbs: dict[str, Verb]) -> int:
    """Do what one of several forms on a page asks, and send its letters."""
    return answered(request, verbs, then=post)


def pages_of(request: HttpRequest, house: Organisation) -> str:
    """How the addresses of an organisation's public gatherings begin."""
    return request.build_absolute_uri(f"/tag-del/{house.slug}/")


def calendar_file(data: bytes, name: str) -> HttpResponse:
    """An answer that calendars open."""
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
