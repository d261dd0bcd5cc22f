"""Every page declares who may open it; one that declares nothing stays shut.

@requires(Area.DESK, Level.WRITE)     a role in the present organisation
@public("why everybody may see it")   nobody needs to sign in
@by_link(SeatLink, "why")             whoever has a link of that kind (`links`)
@by_tablet                            an enrolled tablet, which reaches nothing else

A page about persons adds `about_persons=True`: then every answer it gives stands in the log of
look-ups before it leaves (`lookups`), and its role needs a second factor (`second_factor`); so do
the pages that give roles.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from favn.kit import clock, looking
from favn.kit.attempts import found
from favn.kit.tenancy import acting_for
from favn.people.accounts import links
from favn.people.accounts.links import AddressOf, Link, Opened
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation
from favn.people.organisations.queries import tenant_with

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
GONE = 410


@dataclass(frozen=True, slots=True)
class Access:
    """What a view declared: a role, everybody with the reason, or a tablet."""

    area: Area | None = None
    level: Level | None = None
    public: str = ""
    link: type[Opened] | None = None
    tablet: bool = False
    about_persons: bool = False


class MergedAway(LookupError):
    """The address names a record that stands behind another one of the same person."""

    def __init__(self, gone: UUID, stands: UUID) -> None:
        super().__init__(f"{gone} → {stands}")
        self.gone, self.stands = gone, stands

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """The same page of the one who stands. Raises PermissionDenied where it was to write."""
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied(
                _(
                    "Personen er samlet med en anden registrering, mens din side stod åben."
                    " Intet er skrevet. Åbn personen igen, og skriv der."
                )
            )
        here = request.get_full_path().replace(str(self.gone), str(self.stands))
        return HttpResponseRedirect(here)


class Request(HttpRequest):
    """A request that came through the door with a role; for type annotations only."""

    account: Account
    membership: Membership
    organisation: Organisation


def requires(area: Area, level: Level, *, about_persons: bool = False) -> Callable[[View], View]:
    """Only for a membership that reaches `level` in `area`; otherwise 403 with a sentence.

    With `about_persons` the page may open persons, and is logged each time it is asked for.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.membership.may(area, level):
                raise PermissionDenied(refusal(request.membership))
            try:
                return view(request, *args, **kwargs)
            except MergedAway as away:
                return away.answer(request)

        guarded.access = Access(area, level, about_persons=about_persons)  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def refusal(membership: Membership) -> str:
    """Why the page stays shut for this role, in a sentence for the one who knocked."""
    return _("Din rolle, %(role)s, har ikke adgang til denne side.") % {
        "role": membership.kind.name
    }


def public(reason: str) -> Callable[[View], View]:
    """Open to everybody; the reason stands where the page is declared."""

    def decorate(view: View) -> View:
        view.access = Access(public=reason)  # type: ignore[attr-defined]
        return view

    return decorate


def by_tablet(view: View) -> View:
    """Behind the tablet's own door, which the room that enrols tablets opens."""
    view.access = Access(tablet=True)  # type: ignore[attr-defined]
    return view


def only_forms(view: View) -> View:
    """Takes what a form sends; asked for in any other way it answers 405, and where a person asks
    the house says so on a page (`config.wrong_way`).
    """
    guarded: Any = require_POST(view)
    guarded.only_forms = True
    return guarded  # type: ignore[no-any-return]


# Links


def by_link(
    kind: type[Opened], reason: str
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Only for a secret that opens a row of that kind; the view gets the row: view(request, link).

    The address names `organisation` and `token`. The page acts for that organisation, as nobody who
    is signed in. 404 for a guess, 410 with a sentence where it has ended; opening is remembered.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(
            request: HttpRequest, organisation: str, token: str, **more: Any
        ) -> HttpResponse:
            house = found(tenant_with(organisation))
            request.account = request.membership = request.organisation = None  # type: ignore[attr-defined]
            their_own = looking.by_themselves() if kind.is_own else nullcontext()
            with acting_for(house.pk), their_own:
                link = found(kind.opened_by(token))
                answer = _ended(request, link) or _used(request, view, link, more)
            return _between_two(answer)

        opened.access = Access(public=reason, link=kind)  # type: ignore[attr-defined]
        return opened

    return decorate


def _used(request: HttpRequest, view: Any, link: Opened, more: dict[str, Any]) -> HttpResponse:
    links.used(link, at=clock.now())
    answer: HttpResponse = view(request, link, **more)
    return answer


def _ended(request: HttpRequest, link: Opened) -> HttpResponse | None:
    """Why it works no more, also for a page that saves itself; None while it works."""
    why = link.why_ended(clock.now())
    if why is None or not isinstance(link, Link):
        return None
    if not request.accepts("text/html"):
        return JsonResponse({"said": _("Linket virker ikke mere.")}, status=GONE)
    now = str(link.what_now) % {"who": link.organisation.name}
    context = {"how": link.how_ended(why), "what_now": now}
    return render(request, "accounts/link_ended.html", context, status=GONE)


def _between_two(answer: HttpResponse) -> HttpResponse:
    """Kept by no cache, found by no search, and its address told to no other site.

    `no-referrer` would tell it to nobody at all, but then a browser sends a form with no origin,
    and the form is refused as forged.
    """
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def site_of(request: HttpRequest) -> str:
    """How every address of this site begins."""
    return request.build_absolute_uri("/").rstrip("/")


def link_to(request: HttpRequest, house: Organisation, page: str) -> AddressOf:
    """Secret → the whole address of a page behind a link."""
    return lambda secret: request.build_absolute_uri(reverse(page, args=[house.slug, secret]))
