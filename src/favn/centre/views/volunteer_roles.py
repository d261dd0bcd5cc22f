"""The register of roles for volunteers: what there is, one more, and what one needs."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.centre.actions import role_register as actions
from favn.centre.forms.volunteers import ReviseRoleForm, RoleForm
from favn.centre.models import VolunteerRole
from favn.centre.queries import volunteers as queries
from favn.centre.views.volunteer_doors import the_role
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

works = requires(Area.VOLUNTEERS, Level.WRITE, about_persons=True)


@works
def roles(request: Request) -> HttpResponse:
    """Every role with how many have it; a new one."""
    form, status = RoleForm(request.POST or None), 200
    if request.method == "POST":
        status = attempt(request, lambda: _added(request, form))
        if status == DONE:
            return redirect("centre:volunteer-roles")
    context = {"rows": queries.every_role(), "form": form, "is_open": bool(form.errors)}
    return render(request, "centre/volunteer_roles.html", context, status=status)


def _added(request: Request, form: RoleForm) -> str | None:
    if not form.is_valid():
        return None
    actions.add_role(
        id=form.cleaned_data["id"], facts=form.facts(), by=request.account, at=clock.now()
    )
    return _("Rollen er skrevet.")


@works
def role(request: Request, pk: UUID) -> HttpResponse:
    """One role: put right, or not used any more."""
    row, status = the_role(pk), 200
    sent = request.POST if request.POST.get("verb") == "revise" else None
    form = ReviseRoleForm(sent, initial=ReviseRoleForm.start(row))
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "revise": lambda: _revised(request, row, form),
            "retire": lambda: _retired(request, row),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect("centre:volunteer-roles")
    context: dict[str, Any] = {"row": row, "form": form}
    return render(request, "centre/volunteer_role.html", context, status=status)


def _revised(request: Request, row: VolunteerRole, form: ReviseRoleForm) -> str | None:
    if not form.is_valid():
        return None
    actions.revise_role(
        role=row, facts=form.facts(), version=form.cleaned_data["version"], by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Rollen er rettet.")


def _retired(request: Request, row: VolunteerRole) -> str:
    actions.retire_role(role=row, by=request.account, at=clock.now())
    return _("Rollen bruges ikke mere. Det, der er gjort i den, tæller stadig.")
