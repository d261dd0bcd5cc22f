"""Where one sits: for the house, or for an association by its account or by its own link.

The same page is opened from three doors. An association sees only what it has a side in; an office
writes only where its role may speak for the office. Everything else is 404 or 403.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from favn.associations import queries
from favn.associations.actions.seats import seat_opened
from favn.associations.models import Cooperation, Entry, Match, Side, Wish
from favn.associations.queries import needs, seats, sheets
from favn.kit import clock
from favn.kit.attempts import found
from favn.kit.history import Actor
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import Request, public, refusal, requires
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Unit
from favn.people.organisations.queries import tenant_with

GONE = 410
NAME = "seat_name"
"""Where the browser's session keeps who writes, so that the name is typed once."""
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Seat:
    """Who sits where. `entry` is the association, None where the house itself looks."""

    way: str
    actor: Actor
    args: tuple[object, ...] = ()
    entry: Entry | None = None
    membership: Membership | None = None
    asks_name: bool = False
    known_name: str = ""

    @property
    def layout(self) -> str:
        """Which page stands around."""
        return "kit/public.html" if self.way == "link" else "kit/layout.html"

    @property
    def is_house(self) -> bool:
        """Whether the house itself looks."""
        return self.entry is None

    @cached_property
    def offices(self) -> list[Unit]:
        """The offices one may speak for."""
        return seats.seats_of(self.membership) if self.membership else []

    def at(self, name: str, *args: object) -> str:
        """The address of a page from this door."""
        return reverse(f"associations:{self.way}-{name}", args=[*self.args, *args])

    def said_by(self, who: str, party: Entry | Unit) -> str:
        """How what is written is signed: who, and for whom."""
        return f"{who or self.known_name or self.actor.actor_label}, {party.name}"[:160]

    def side(self, row: Cooperation) -> Side | None:
        """One's own side of a cooperation, or None for who only looks."""
        if self.entry:
            return sheets.side_of(row, self.entry)
        mine = {office.pk for office in self.offices}
        return next((side for side in sheets.sides_of(row) if side.unit_id in mine), None)

    def own_side(self, row: Cooperation) -> Side:
        """The side one writes for. Raises PermissionDenied for who only looks."""
        side = self.side(row)
        if side is None:
            raise PermissionDenied(_("Du kan se samarbejdet, men ikke skrive for en af parterne."))
        return side

    def cooperation(self, pk: object) -> Cooperation:
        """A cooperation one may see; others do not exist."""
        row = found(sheets.cooperation_with(_uuid(pk)))
        if self.entry and not self.side(row):
            raise Http404
        return row

    def match(self, pk: object) -> Match:
        """A suggestion one may see; others do not exist."""
        row = found(needs.match_with(_uuid(pk)))
        if self.entry and (not needs.wish_of(row, self.entry) or row.set_aside_on):
            raise Http404
        return row

    def wish(self, pk: object) -> Wish:
        """A wish one may write; others do not exist."""
        row = found(needs.wish_with(_uuid(pk)))
        if not self.speaks_for(row):
            raise Http404
        return row

    def speaks_for(self, row: Wish) -> bool:
        """Whether a wish is one's own, or of an office one speaks for."""
        if self.entry:
            return needs.wishes().filter(needs.of_party(self.entry), pk=row.pk).exists()
        return row.unit_id in {office.pk for office in self.offices} or self.keeps_directory

    @property
    def keeps_directory(self) -> bool:
        """Whether one looks after the directory, and so writes for associations that ask to."""
        return bool(self.membership and self.membership.may(Area.DIRECTORY, Level.WRITE))


def _uuid(text: object) -> UUID:
    """Addresses by link carry ids as plain words. Raises Http404."""
    try:
        return UUID(str(text))
    except ValueError as error:
        raise Http404 from error


@dataclass(frozen=True, slots=True)
class Doors:
    """One page behind three doors."""

    house: View
    ours: View
    link: View

    def paths(self, where: str, name: str) -> list[URLPattern]:
        """Its three addresses; `where` begins after the door and names ids as `<uuid:…>`."""
        by_link = where.replace("<uuid:", "<slug:")
        return [
            path(f"samarbejder/{where}", self.house, name=f"house-{name}"),
            path(f"vores/<uuid:place>/{where}", self.ours, name=f"ours-{name}"),
            path(
                f"foreningerne/<slug:organisation>/plads/<str:token>/{by_link}",
                self.link,
                name=f"link-{name}",
            ),
        ]


def seated(view: View) -> Doors:
    """Open a page of (request, seat, …) from the house, from an account, and by a link."""
    return Doors(by_house(view), by_account(view), by_link(view))


def seated_to_write(view: View) -> Doors:
    """The same for a page on which the house's readers have nothing to do."""
    return Doors(by_house_writing(view), by_account(view), by_link(view))


def by_house(view: View) -> View:
    """Whoever may read the house's cooperations."""
    return requires(Area.COOPERATION, Level.READ)(_for_house(view))


def by_house_writing(view: View) -> View:
    """Whoever writes for one of the house's offices."""
    return requires(Area.COOPERATION, Level.WRITE)(_for_house(view))


def _for_house(view: View) -> View:
    @wraps(view)
    def guarded(request: Request, **names: Any) -> HttpResponse:
        seat = Seat("house", request.account, membership=request.membership)
        return view(request, seat, **names)

    return guarded


def by_account(view: View) -> View:
    """Whoever keeps the entry of an association that has accounts of its own."""

    @requires(Area.ENTRY, Level.WRITE)
    @wraps(view)
    def guarded(request: Request, place: UUID, **names: Any) -> HttpResponse:
        own = queries.own_entries(request.organisation.pk)
        entry = found(next((one for one in own if one.pk == place), None))
        seat = Seat("ours", request.account, (place,), entry)
        with acting_for(entry.organisation_id, request.account.pk):
            return view(request, seat, **names)

    return guarded


def by_link(view: View) -> View:
    """Only for a link that still works; acts for its house, as the link. Else 404 or 410."""

    @public("an association without an account comes by its own link")
    @wraps(view)
    def guarded(request: HttpRequest, organisation: str, token: str, **names: Any) -> HttpResponse:
        house = found(tenant_with(organisation))
        with acting_for(house.pk):
            link = found(seats.seat_link_with(token))
            request.account = request.membership = request.organisation = None  # type: ignore[attr-defined]
            if link.closed_at or clock.now() >= link.expires_at:
                answer = render(
                    request, "associations/seat_ended.html", {"link": link}, status=GONE
                )
            else:
                seat_opened(link=link, at=clock.now())
                known = request.session.get(NAME, "")
                seat = Seat("link", link, (organisation, token), link.entry, None, True, known)
                answer = view(request, seat, **names)
        answer["Cache-Control"] = "no-store"
        answer["Referrer-Policy"] = "same-origin"  # with none, a browser sends no form
        return answer

    return guarded


def remember_name(request: HttpRequest, seat: Seat, who: str) -> None:
    """So that the name is typed once."""
    if seat.asks_name and who:
        request.session[NAME] = who


def only_keepers(request: Request) -> None:
    """What concerns all offices at once. Raises PermissionDenied."""
    if not request.membership.may(Area.DIRECTORY, Level.WRITE):
        raise PermissionDenied(refusal(request.membership))
