"""The planner's own pages: plans, goals and offices, a new initiative and a correction of one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.actions import add_unit
from favn.policy import actions, queries
from favn.policy.forms.initiatives import InitiativeForm, NewInitiativeForm, OfficeForm, PlanForm
from favn.policy.forms.tree import ChangePlanForm, GoalForm
from favn.policy.models import Initiative, Plan
from favn.policy.views.doors import at, the_initiative, the_plan


def open_plan(request: Request, form: PlanForm) -> str | None:
    """Open the plan that was typed; a field says why where it cannot be."""
    if not form.is_valid():
        return None
    try:
        actions.open_plan(**form.cleaned_data, by=request.account, at=clock.now())
    except Refused as refused:
        form.add_error("first_year", str(refused))
        return None
    return _("Planen er oprettet. Tilføj nu forvaltninger og indsatser.")


@requires(Area.PLAN, Level.WRITE)
def change_plan(request: Request, slug: str = "") -> HttpResponse:
    """Correct a plan's title and years."""
    row, status = found(the_plan(slug)), 200
    form, now = ChangePlanForm(row, request.POST or None), []
    if request.method == "POST":
        status = attempt(request, lambda: _change_plan(request, row, form))
        if status == DONE:
            return redirect(at("plan", slug))
        if status == CONFLICTED:
            row = found(the_plan(slug))
            names = ("title", "first_year", "last_year")
            typed = {name: request.POST.get(name, "") for name in names}
            form = ChangePlanForm(row, initial=typed)
            now = [(str(form.fields[name].label), getattr(row, name)) for name in names]
    context = {"plan": row, "slug": slug, "form": form, "now": now}
    return render(request, "policy/change_plan.html", context, status=status)


def _change_plan(request: Request, row: Plan, form: ChangePlanForm) -> str | None:
    if not form.is_valid():
        return None
    try:
        actions.change_plan(plan=row, **form.cleaned_data, by=request.account, at=clock.now())
    except Refused as refused:
        form.add_error("first_year", str(refused))
        return None
    return _("Planen er rettet.")


@requires(Area.PLAN, Level.WRITE)
def goals(request: Request, slug: str = "") -> HttpResponse:
    """A plan's goals, and a form that adds one."""
    row, status = found(the_plan(slug)), 200
    form = GoalForm(request.POST or None)
    if request.method == "POST":
        status = attempt(request, lambda: _add_goal(request, row, form))
        if status == DONE:
            return redirect(at("goals", slug))
    context = {"plan": row, "slug": slug, "form": form, "goals": queries.goals_of(row)}
    return render(request, "policy/goals.html", context, status=status)


def _add_goal(request: Request, row: Plan, form: GoalForm) -> str | None:
    if not form.is_valid():
        return None
    goal = actions.add_goal(plan=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Målet “%(title)s” er tilføjet.") % {"title": goal.title}


@requires(Area.PLAN, Level.WRITE)
def offices(request: Request) -> HttpResponse:
    """The municipality's offices, and a form that adds one."""
    form = OfficeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _add_office(request, form))
        if status == DONE:
            return redirect("policy:offices")
    plan = the_plan()
    context = {"form": form, "owners": queries.owners(plan), "plan": plan}
    return render(request, "policy/offices.html", context, status=status)


def _add_office(request: Request, form: OfficeForm) -> str | None:
    if not form.is_valid():
        return None
    try:
        unit = add_unit(**form.cleaned_data, by=request.account, at=clock.now())
    except Refused as refused:
        form.add_error("name", str(refused))
        return None
    return _("%(name)s er tilføjet.") % {"name": unit.name}


@requires(Area.PLAN, Level.WRITE)
def new_initiative(request: Request, slug: str = "") -> HttpResponse:
    """A new numbered line; first there must be a plan and an office."""
    plan, status = the_plan(slug), 200
    form = NewInitiativeForm(plan, request.POST or None) if plan else None
    if request.method == "POST":
        status = attempt(request, lambda: _add(request, found(plan), found(form)))
        if status == DONE:
            return redirect(at("plan", slug))
    can_begin = form is not None and bool(form.owners)
    context = {"plan": plan, "slug": slug, "form": form, "can_begin": can_begin}
    return render(request, "policy/new_initiative.html", context, status=status)


def _add(request: Request, plan: Plan, form: NewInitiativeForm) -> str | None:
    if not form.is_valid():
        return None
    key = form.cleaned_data["id"]
    try:
        row = actions.add_initiative(
            id=key, plan=plan, by=request.account, at=clock.now(), **form.values()
        )
    except Refused as refused:
        form.add_error("number", str(refused))
        return None
    return _("Indsats %(number)s er tilføjet.") % {"number": row.number}


@requires(Area.PLAN, Level.WRITE)
def change_initiative(request: Request, number: int, slug: str = "") -> HttpResponse:
    """Correct what the plan says about an initiative."""
    row, status = the_initiative(number, slug), 200
    form, now = InitiativeForm(request.POST or None, row=row), []
    if request.method == "POST":
        status = attempt(request, lambda: _change(request, row, form))
        if status == DONE:
            return redirect(at("initiative", slug, number))
        if status == CONFLICTED:
            row = the_initiative(number, slug)
            form, now = _typed_again(request, row), stands_now(row)
    context = {"initiative": row, "slug": slug, "form": form, "now": now}
    return render(request, "policy/change_initiative.html", context, status=status)


def _change(request: Request, row: Initiative, form: InitiativeForm) -> str | None:
    if not form.is_valid():
        return None
    actions.change_initiative(
        initiative=row,
        version=form.cleaned_data["version"],
        by=request.account,
        at=clock.now(),
        **form.values(),
    )
    return _("Indsatsen er rettet.")


def _typed_again(request: Request, row: Initiative) -> InitiativeForm:
    """What was typed, on the version that stands now."""
    names = [name for name in InitiativeForm.base_fields if name != "version"]
    return InitiativeForm(row=row, initial={n: request.POST[n] for n in names if n in request.POST})


def stands_now(row: Initiative) -> list[tuple[str, Any]]:
    """An initiative as the other one left it, field by field, in the order of the form."""
    fields = InitiativeForm.base_fields
    said = (
        ("title", row.title),
        ("summary", row.summary),
        ("target_group", row.target_group),
        ("goal", str(row.goal or "")),
        ("owner", row.owner.name if row.owner else ""),
        ("starts_on", row.starts_on),
        ("ends_on", row.ends_on),
        ("funded", row.funded.name if row.funded else ""),
    )
    return [(str(fields[name].label), value or "–") for name, value in said]
