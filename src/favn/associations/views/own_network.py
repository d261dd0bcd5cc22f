"""The network's pages for a member association: by its personal link, or signed in at home.

Both doors act for the network, as that association, and open the same pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.associations.actions import competences as actions
from favn.associations.actions import network
from favn.associations.forms.network import CompetenceForm, OwnForm
from favn.associations.models import Competence, NetworkLink, NetworkMember
from favn.associations.queries import network as queries
from favn.associations.views.network import catalogue_of
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt, found
from favn.kit.history import Actor
from favn.kit.tenancy import acting_for
from favn.people.accounts import door
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Guest:
    """Who came: the network, the member, as whom history writes, and where its pages begin."""

    house: Organisation
    member: NetworkMember
    by: Actor
    base: str

    def at(self, page: str = "") -> str:
        """The address of one of its pages."""
        return f"{self.base}{page}"


View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """For a link that still works; the page acts as the member association."""

    @door.by_link(NetworkLink, "a member association opens the network by its own link")
    @wraps(view)
    def guarded(request: HttpRequest, link: NetworkLink, **names: Any) -> HttpResponse:
        base = link.at("associations:own-network")
        return view(request, Guest(link.organisation, link.member, link.member, base), **names)

    return guarded


def by_account(view: View) -> View:
    """Only for somebody who speaks for an organisation that is a member; else 404."""

    @requires(Area.ENTRY, Level.WRITE)
    @wraps(view)
    def guarded(request: Request, slug: str, **names: Any) -> HttpResponse:
        rows = queries.memberships_of(request.organisation)
        row = found(rows.filter(organisation__slug=slug).first())
        base = reverse("associations:home-network", args=[slug])
        with acting_for(row.organisation_id, request.account.pk):
            member = found(queries.member_with(row.pk))
            guest = Guest(row.organisation, member, request.account, base)
            return view(request, guest, **names)

    return guarded


@requires(Area.ENTRY, Level.WRITE)
def our_networks(request: Request) -> HttpResponse:
    """The networks one's own association is a member of."""
    rows = list(queries.memberships_of(request.organisation))
    return render(request, "associations/our_networks.html", {"rows": rows})


def _own(request: HttpRequest, guest: Guest) -> HttpResponse:
    """What the association says of itself and knows; whom it could learn from."""
    context = {
        "guest": guest, "member": guest.member,
        "competences": queries.competences_of(guest.member),
        "matches": queries.matches_for(guest.member),
    }  # fmt: skip
    return render(request, "associations/own_network.html", context)


def _own_change(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Say something else of oneself, or that it still holds."""
    status, form = 200, OwnForm(request.POST or None, initial=OwnForm.of(guest.member))
    if request.method == "POST":
        status = attempt(request, lambda: _changed(guest, form))
        if status == DONE:
            return redirect(guest.at())
        if status == CONFLICTED:
            now = OwnForm.of(found(queries.member_with(guest.member.pk)))
            form = OwnForm(initial=now | {k: v for k, v in request.POST.items() if k != "version"})
    context = {"guest": guest, "form": form, "is_late": status == CONFLICTED}
    return render(request, "associations/own_network_change.html", context, status=status)


def _changed(guest: Guest, form: OwnForm) -> str | None:
    if not form.is_valid():
        return None
    network.change_member(
        member=guest.member, version=form.cleaned_data["version"] or 0, about=form.said(),
        by=guest.by, at=clock.now(), confirms=True,
    )  # fmt: skip
    return _("Tak. Det står der nu, og det er bekræftet i dag.")


def _own_catalogue(request: HttpRequest, guest: Guest) -> HttpResponse:
    """What the others can teach and want to learn, with whom to ask."""
    context = catalogue_of(request) | {"guest": guest}
    return render(request, "associations/own_catalogue.html", context)


def _own_competence(request: HttpRequest, guest: Guest, pk: UUID | None = None) -> HttpResponse:
    """A new line of the catalogue, or one's own written anew or taken off."""
    row = found(queries.competence_with(pk, guest.member)) if pk else None
    first = CompetenceForm.of(row) if row else {}
    is_off = request.POST.get("verb") == "off"
    offered = list(
        {s.pk: s for s in [*queries.subjects(), *([row.subject] if row else [])]}.values()
    )
    form = CompetenceForm(offered, None if is_off else request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        verb = (lambda: _off(guest, row)) if is_off and row else (lambda: _say(guest, row, form))
        status = attempt(request, verb)
        if status == DONE:
            return redirect(guest.at())
        if status == CONFLICTED and row:
            now = CompetenceForm.of(found(queries.competence_with(row.pk, guest.member)))
            typed = {k: v for k, v in request.POST.items() if k != "version"}
            form = CompetenceForm(offered, initial=now | typed)
    context = {"guest": guest, "form": form, "row": row, "is_late": status == CONFLICTED}
    return render(request, "associations/own_competence.html", context, status=status)


def _say(guest: Guest, row: Competence | None, form: CompetenceForm) -> str | None:
    if not form.is_valid():
        return None
    now = clock.now()
    if row is None:
        pk = form.cleaned_data["id"]
        actions.say(id=pk, member=guest.member, knows=form.knows(), by=guest.by, at=now)
        return _("Det står i kartoteket nu.")
    version = form.cleaned_data["version"] or 0
    actions.say_anew(competence=row, version=version, knows=form.knows(), by=guest.by, at=now)
    return _("Det er rettet og bekræftet i dag.")


def _off(guest: Guest, row: Competence) -> str:
    actions.unsay(competence=row, by=guest.by, at=clock.now())
    return _("Det står ikke i kartoteket mere.")


own, home = by_link(_own), by_account(_own)
own_change, home_change = by_link(_own_change), by_account(_own_change)
own_catalogue, home_catalogue = by_link(_own_catalogue), by_account(_own_catalogue)
own_competence, home_competence = by_link(_own_competence), by_account(_own_competence)
