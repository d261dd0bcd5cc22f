"""Who keeps an entry: the office, the association by its account, or whoever holds its link.

The same pages serve all three; a page is told by whom it was opened and where its parts are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from favn.associations import queries
from favn.associations.models import AskLink, Entry
from favn.associations.queries.freshness import link_with
from favn.kit import clock
from favn.kit.attempts import found
from favn.kit.history import Actor
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import Request, public, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.queries import tenant_with

GONE = 410


@dataclass(frozen=True, slots=True)
class Keeper:
    """By whom an entry is opened: `kind` is office, party or link."""

    kind: str
    entry: Entry
    by: Actor
    who: str
    args: tuple[object, ...]
    link: AskLink | None = None

    def url(self, page: str, *more: object) -> str:
        """The address of one of the entry's pages for this keeper."""
        return reverse(f"associations:{self.kind}-{page}", args=(*self.args, *more))

    @property
    def is_office(self) -> bool:
        """Whether it is the municipality that keeps it."""
        return self.kind == "office"

    @property
    def home(self) -> str:
        """Where the entry itself is shown."""
        if self.is_office:
            return reverse("associations:entry", args=[self.entry.slug])
        return self.url("page")


View = Callable[..., HttpResponse]


def by_office(view: View) -> View:
    """For whoever writes in the directory."""

    @requires(Area.DIRECTORY, Level.WRITE)
    @wraps(view)
    def opened(request: Request, slug: str, **more: Any) -> HttpResponse:
        row = found(queries.entry_with(slug))
        keeper = Keeper("office", row, request.account, request.account.actor_label, (slug,))
        return view(request, keeper, **more)

    return opened


def by_party(view: View) -> View:
    """For the association itself, in somebody else's directory: acts there, on its entry alone."""

    @requires(Area.ENTRY, Level.WRITE)
    @wraps(view)
    def opened(request: Request, pk: UUID, **more: Any) -> HttpResponse:
        own = queries.own_entries(request.organisation.pk)
        row = found(next((one for one in own if one.pk == pk), None))
        who = f"{request.account.actor_label}, {request.organisation.name}"
        with acting_for(row.organisation_id):
            return view(request, Keeper("party", row, request.account, who, (pk,)), **more)

    return opened


def by_link(view: View) -> View:
    """For a link that still works; acts for its municipality, as the link. Else 404 or 410."""

    @public("an association keeps its own entry by a link it was mailed, without an account")
    @wraps(view)
    def opened(request: HttpRequest, organisation: str, token: str, **more: Any) -> HttpResponse:
        house = found(tenant_with(organisation))
        with acting_for(house.pk):
            link = found(link_with(token))
            request.account = request.membership = request.organisation = None  # type: ignore[attr-defined]
            if link.works(clock.now()):
                args = (organisation, token)
                keeper = Keeper("link", link.entry, link, link.actor_label, args, link)
                answer = view(request, keeper, **more)
            else:
                answer = render(
                    request, "associations/link_ended.html", {"link": link}, status=GONE
                )
        answer["Cache-Control"] = "no-store"
        answer["Referrer-Policy"] = "same-origin"  # with none, a browser sends no form
        return answer

    return opened
