"""The teams of an association: how many work in each, and what one does with them."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts import queries
from favn.people.accounts.actions import teams as actions
from favn.people.accounts.door import Request, requires
from favn.people.accounts.forms import MoveForm, TeamForm, TeamNameForm
from favn.people.accounts.roles import Area, Level
from favn.people.accounts.views.staff import ways_after
from favn.people.organisations import actions as units
from favn.people.organisations import queries as parts
from favn.people.organisations.choices import UnitKind
from favn.people.organisations.models import Unit

leads = requires(Area.STAFF, Level.WRITE)


@leads
def teams(request: Request) -> HttpResponse:
    """Every team with what hangs on it, those that are closed, and a form that makes one."""
    _of_association(request)
    form, status = TeamForm(request.POST or None), 200
    if form.is_bound:
        status = attempt(request, lambda: _made(request, form))
        if status == DONE:
            return redirect("accounts:teams")
    every = parts.teams()
    context = {
        "form": form,
        "lines": [(one, actions.told_of(one)) for one in every if not one.closed_on],
        "closed": [one for one in every if one.closed_on],
    }
    return render(request, "accounts/teams.html", context, status=status)


def _of_association(request: Request) -> None:
    """A municipality's offices own initiatives and answer for them; they stand beside the plan."""
    if request.organisation.is_municipality:
        raise Http404


def _made(request: Request, form: TeamForm) -> str | None:
    if not form.is_valid():
        return None
    try:
        row = units.add_unit(
            **form.cleaned_data, kind=UnitKind.TEAM, by=request.account, at=clock.now()
        )
    except Refused as refused:
        form.add_error("name", str(refused))
        return None
    return _("%(name)s er oprettet.") % {"name": row.name}


@leads
def team(request: Request, pk: UUID) -> HttpResponse:
    """One team: who works there, moving somebody in or out, its name, and closing it."""
    _of_association(request)
    row = found(parts.team_with(pk))
    verb = request.POST.get("verb", "")
    move = MoveForm(
        request.POST if verb == "move" else None, seats=queries.memberships_here(),
        teams=queries.units_of_roles(), initial={"to": str(row.pk)},
    )  # fmt: skip
    name = TeamNameForm(
        request.POST if verb == "rename" else None, initial={"name": row.name, "seen": row.name}
    )
    status = attempt(request, _verbs(request, row, move, name).get(verb)) if request.POST else 200
    if status == DONE:
        return redirect("accounts:teams" if verb == "close" else request.path)
    context = {
        "row": row, "move": move, "name": name, "seats": queries.of_team(row),
        "invited": queries.invited_to(row), "left": actions.told_of(row),
        "ways": ways_after(request),
    }  # fmt: skip
    return render(request, "accounts/team.html", context, status=status)


def _verbs(request: Request, row: Unit, move: MoveForm, name: TeamNameForm) -> dict[str, Verb]:
    return {
        "move": lambda: _moved(request, move),
        "rename": lambda: _renamed(request, row, name),
        "close": lambda: _closed(request, row),
        "reopen": lambda: _reopened(request, row),
    }


def _moved(request: Request, form: MoveForm) -> str | None:
    if not form.is_valid():
        return None
    seat, to = form.seats[form.cleaned_data["who"]], form.teams.get(form.cleaned_data["to"])
    actions.move_colleague(membership=seat, to=to, by=request.account, at=clock.now())
    said = {"name": seat.account.name, "team": to.name if to else ""}
    if to is None:
        return _("%(name)s er nu i intet team. Åbne sager følger med.") % said
    return _("%(name)s er nu i %(team)s. Åbne sager følger med.") % said


def _renamed(request: Request, row: Unit, form: TeamNameForm) -> str | None:
    if not form.is_valid():
        return None
    wanted = form.cleaned_data
    try:
        units.rename_unit(
            unit=row, name=wanted["name"], seen=wanted["seen"], by=request.account, at=clock.now()
        )
    except Refused as refused:
        form.add_error("name", str(refused))
        return None
    return _("Teamet hedder nu %(name)s.") % {"name": wanted["name"]}


def _closed(request: Request, row: Unit) -> str:
    actions.close_team(team=row, by=request.account, at=clock.now())
    return _("%(name)s er lukket. Det, der er skrevet, beholder navnet.") % {"name": row.name}


def _reopened(request: Request, row: Unit) -> str:
    units.reopen_unit(unit=row, by=request.account, at=clock.now())
    return _("%(name)s er åbnet igen.") % {"name": row.name}
