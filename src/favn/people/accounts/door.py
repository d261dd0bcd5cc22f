"""Every page declares who may open it; one that declares nothing stays shut.

@requires(Area.DESK, Level.WRITE)     a role in the present organisation
@public("why everybody may see it")   nobody needs to sign in
@by_tablet                            an enrolled tablet, which reaches nothing else

A page about persons adds `about_persons=True`: then every answer it gives stands in the log of
look-ups before it leaves (`lookups`), and its role needs a second factor (`second_factor`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from favn.people.accounts.models import Account, Membership
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class Access:
    """What a view declared: exactly one of the three."""

    area: Area | None = None
    level: Level | None = None
    public: str = ""
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
