"""The plan, an initiative, the form that asks for a count, and the status draft."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries, rules
from favn.policy.choices import Status
from favn.policy.forms import AskForm, PlanForm, StatusForm, StopForm
from favn.policy.models import Initiative
from favn.policy.queries import Asking, Line
from favn.policy.views.attempts import CONFLICTED, DONE, Verb, attempt
from favn.policy.views.doors import found, only_writers, the_initiative, the_plan
from favn.policy.views.writing import open_plan


@requires(Area.PLAN, Level.READ)
def plan(request: Request) -> HttpResponse:
    """A quiet list by office; what lacks owner or status stands out. The planner opens it here."""
    opening, status = PlanForm(request.POST or None), 200
    if request.method == "POST":
        only_writers(request, Area.PLAN)
        status = attempt(request, lambda: open_plan(request, opening))
        if status == DONE:
            return redirect("policy:plan")
    present, today = the_plan(), clock.today()
    may_write = request.membership.may(Area.PLAN, Level.WRITE)
    listed = queries.offices(present, request.membership, today) if present else []
    context = {
        "plan": present,
        "offices": listed,
        "year": today.year,
        "total": sum(len(office.lines) for office in listed),
        "without_status": [office for office in listed if office.without_status],
        "may_write": may_write,
        "may_open": may_write and (present is None or present.last_year < today.year),
        "opening": opening,
    }
    return render(request, "policy/plan.html", context, status=status)


@requires(Area.PLAN, Level.READ)
def initiative(request: Request, number: int) -> HttpResponse:
    """One initiative: status, counts, and for the planner the year's prose."""
    row, today = the_initiative(number), clock.today()
    line = queries.line_of(row, request.membership, today)
    verb = request.POST.get("verb", "")
    writing = StatusForm(request.POST if verb == "status" else None, initial=_written(line))
    asked = _asked(request, line, verb)
    status = 200
    if request.method == "POST":
        only_writers(request, Area.PLAN)
        verbs: dict[str, Verb] = {
            "status": lambda: _write(request, line.initiative, writing),
            "stop": lambda: _stop(request, asked),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("policy:initiative", number)
        if status == CONFLICTED:
            line = queries.line_of(the_initiative(number), request.membership, today)
            typed = {key: request.POST.get(key, "") for key in ("status", "text")}
            writing = StatusForm(initial=_written(line) | typed)
    context = {
        "line": line,
        "asked": asked,
        "year": today.year,
        "writing": writing,
        "since": queries.since_last(row, today),
        "round": queries.open_round_of(row.plan_id),
        "may_write": request.membership.may(Area.PLAN, Level.WRITE),
    }
    return render(request, "policy/initiative.html", context, status=status)


def _written(line: Line) -> dict[str, Any]:
    """What the status form starts from."""
    version, text = (line.text.version, line.text.text) if line.text else (0, "")
    return {"version": version, "text": text, "status": line.initiative.status}


def _write(request: Request, row: Initiative, form: StatusForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.write_status(
        initiative=row,
        year=clock.today().year,
        status=Status(data["status"]),
        text=data["text"],
        version=data["version"],
        by=request.account,
        at=clock.now(),
    )
    return _("Status er gemt og står i udkastet.")


def _asked(request: Request, line: Line, verb: str) -> list[tuple[Asking, StopForm]]:
    """The initiative's duties, each with its form to stop it; the posted one is bound."""
    posted = request.POST.get("duty") if verb == "stop" else None
    return [
        (asking, StopForm(asking.duty, request.POST if posted == str(asking.duty.pk) else None))
        for asking in queries.duties_of(line)
    ]


def _stop(request: Request, asked: list[tuple[Asking, StopForm]]) -> str | None:
    asking, form = found(next((pair for pair in asked if pair[1].is_bound), None))
    if not form.is_valid():
        return None
    reason = form.cleaned_data["reason"]
    actions.stop_asking(duty=asking.duty, reason=reason, by=request.account, at=clock.now())
    name = asking.duty.addressed_to.name
    return _("%(name)s skal ikke længere sende optællingen.") % {"name": name}


@requires(Area.PLAN, Level.WRITE)
def ask(request: Request, number: int) -> HttpResponse:
    """Ask an association for figures each quarter."""
    row = the_initiative(number)
    quarter = str(rules.quarter_on(clock.today()))
    form = AskForm(row, request.POST or None, initial={"first": quarter, "last": quarter})
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _ask(request, row, form))
        if status == DONE:
            return redirect("policy:initiative", number)
    return render(request, "policy/ask.html", {"form": form, "initiative": row}, status=status)


def _ask(request: Request, row: Initiative, form: AskForm) -> str | None:
    if not form.is_valid():
        return None
    association = form.associations[form.cleaned_data["association"]]
    actions.ask_for_count(
        id=form.cleaned_data["id"],
        initiative=row,
        association=association,
        wish=form.wish(),
        by=request.account,
        at=clock.now(),
    )
    return _("%(name)s er bedt om optællingen.") % {"name": association.name}


@requires(Area.PLAN, Level.READ)
def status_draft(request: Request, year: int) -> HttpResponse:
    """The paper as it would be printed today."""
    present, today = the_plan(), clock.today()
    if present is None or not present.first_year <= year <= min(present.last_year, today.year):
        raise Http404
    years = [
        {"title": str(y), "url": f"../{y}/", "is_here": y == year}
        for y in range(present.first_year, min(present.last_year, today.year) + 1)
    ]
    row = queries.round_of(present, year)
    if row and row.is_closed:
        frozen = {"plan": present, "year": year, "round": row, "years": years}
        frozen["offices"] = queries.frozen_offices(row)
        return render(request, "policy/status_frozen.html", frozen)
    offices = queries.offices(present, request.membership, today, year=year)
    shown = [standing for o in offices for line in o.lines for standing in line.standings]
    context = {
        "plan": present,
        "year": year,
        "offices": offices,
        "late": queries.late_counts(shown),
        "years": years,
        "today": today,
    }
    return render(request, "policy/status_draft.html", context)
