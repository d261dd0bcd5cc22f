"""The plan, an initiative, the form that asks for a count, and the status draft."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.documents import DocumentError
from favn.kit.documents.files import attached
from favn.kit.templatetags.kit import when
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries, rules
from favn.policy.choices import Status
from favn.policy.forms import AskForm, StatusForm, StopForm
from favn.policy.forms.initiatives import PlanForm
from favn.policy.forms.tree import FilterForm
from favn.policy.models import Initiative, Plan, StatusRound
from favn.policy.queries import Asking, Line, Wanted
from favn.policy.views.doors import at, only_writers, slug_of, the_initiative, the_plan
from favn.policy.views.events import event
from favn.policy.views.writing import open_plan


@requires(Area.PLAN, Level.READ)
def plans(request: Request) -> HttpResponse:
    """Every plan with its years; they are never added together."""
    present = the_plan()
    listed = [
        (plan, n, "" if present and plan.pk == present.pk else plan.slug)
        for plan, n in queries.plans()
    ]
    context = {"listed": listed, "may_write": request.membership.may(Area.PLAN, Level.WRITE)}
    return render(request, "policy/plans.html", context)


@requires(Area.PLAN, Level.READ)
def plan(request: Request, slug: str = "") -> HttpResponse:
    """A quiet tree; what lacks owner or status stands out. The planner opens the next one here."""
    opening, status = PlanForm(request.POST or None), 200
    if request.method == "POST":
        only_writers(request, Area.PLAN)
        status = attempt(request, lambda: open_plan(request, opening))
        if status == DONE:
            return redirect("policy:plan")
    shown, today = the_plan(slug), clock.today()
    may_write = request.membership.may(Area.PLAN, Level.WRITE)
    context = {
        "plan": shown,
        "slug": slug,
        "plans": _switch(shown, slug),
        "year": today.year,
        "may_write": may_write,
        "may_open": may_write and not slug and (shown is None or shown.last_year < today.year),
        "opening": opening,
    }
    if shown:
        context |= _tree(request, shown) | _round(shown)
    return render(request, "policy/plan.html", context, status=status)


def _round(shown: Plan) -> dict[str, Any]:
    """The round that can still be answered, and how many have; nothing where there is none."""
    row = queries.open_round_of(shown.pk)
    offices = queries.answers_of(row) if row else []
    return {"round": row, "round_given": sum(office.given for office in offices)}


def _switch(shown: Plan | None, slug: str) -> list[dict[str, Any]]:
    """Every plan as a tab; the one without a name in its address is the present one."""
    present = the_plan() if slug else shown
    return [
        {
            "title": plan.title,
            "url": at("plan", "" if present and plan.pk == present.pk else plan.slug),
            "is_here": shown is not None and plan.pk == shown.pk,
        }
        for plan, _n in queries.plans()
    ]


def _tree(request: Request, shown: Plan) -> dict[str, Any]:
    """The plan's initiatives as asked for, and what is missing of all of them."""
    every = queries.lines(shown, request.membership, clock.today())
    goals = queries.goals_of(shown)
    owners = {line.initiative.owner for line in every if line.initiative.owner}
    filters = FilterForm(request.GET, sorted(owners, key=lambda unit: unit.name), goals)
    wanted = filters.wanted()
    lines = [line for line in every if wanted.wants(line.initiative)]
    return {
        "filters": filters,
        "is_filtered": len(lines) < len(every) or wanted != Wanted(),
        "branches": queries.branches(lines, goals, _("Uden mål")),
        "by_goal": bool(goals),
        "shown_count": len(lines),
        "total": len(every),
        "merged": queries.merged_of(shown),
        "group": queries.group_of(shown),
        "missing": _missing(every),
        "ownerless": sum(line.initiative.owner is None for line in every),
    }


def _missing(every: list[Line]) -> str:
    """Whose initiatives have no status, by name of office."""
    return " ".join(
        ngettext(
            "%(name)s: %(n)s indsats.",
            "%(name)s: %(n)s indsatser.",
            office.without_status,
        )
        % {"name": office.name, "n": office.without_status}
        for office in queries.by_office(every)
        if office.without_status
    )


@requires(Area.PLAN, Level.READ)
def initiative(request: Request, number: int, slug: str = "") -> HttpResponse:
    """One initiative: status, story, promises, money, counts, and the year's prose."""
    if moved := _moved(request, number, slug):
        return moved
    row, today = the_initiative(number, slug), clock.today()
    line = queries.line_of(row, request.membership, today)
    verb = request.POST.get("verb", "")
    writing = StatusForm(request.POST if verb == "status" else None, initial=_written(line))
    asked = _asked(request, line, verb)
    status = 200
    if request.method == "POST":
        only_writers(request, Area.PLAN)
        verbs: dict[str, Verb] = {"stop": lambda: _stop(request, asked)}
        if not slug and row.merged_into is None:
            verbs["status"] = lambda: _write(request, line.initiative, writing)
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(at("initiative", slug, number))
        if status == CONFLICTED:
            line = queries.line_of(the_initiative(number, slug), request.membership, today)
            typed = {key: request.POST.get(key, "") for key in ("status", "text")}
            writing = StatusForm(initial=_written(line) | typed)
    context = {
        "line": line,
        "slug": slug,
        "asked": asked,
        "year": today.year,
        "writing": writing,
        "given": queries.given_of(row),
        "since": queries.since_last(row, today, with_counts=line.may_see_counts),
        "round": queries.open_round_of(row.plan_id),
        "may_write": request.membership.may(Area.PLAN, Level.WRITE),
        **_about(line, slug),
    }
    return render(request, "policy/initiative.html", context, status=status)


def _moved(request: Request, number: int, slug: str) -> HttpResponse | None:
    """An old number leads to the initiative under its new one."""
    plan = the_plan(slug)
    if request.method != "GET" or queries.initiative_of(plan, number):
        return None
    now = queries.number_now(plan, number)
    return redirect(at("initiative", slug, now)) if now else None


def _about(line: Line, slug: str) -> dict[str, Any]:
    """What else is known of an initiative: its life, promises, money, decisions and parties."""
    row = line.initiative
    amounts = queries.amounts_of(row.plan)
    mine = [amount for amount in amounts if amount.initiative_id == row.pk]
    return {
        "turns": queries.turns_of(row),
        "promises": queries.promises_of(line),
        "campaign_url": f"{at('campaigns', slug)}?indsats={row.number}#ny",
        "campaigns": queries.campaigns_about(row, clock.today()),
        "amounts": mine,
        "sums": queries.sums(mine, amounts),
        "decisions": [event(ruled, slug, row) for ruled in queries.decisions_about(row)],
        "facts": [(name, text) for name, text in _facts(row) if text],
    }


def _facts(row: Initiative) -> Iterator[tuple[str, str]]:
    """What the plan says about an initiative, name and words; empty where it says nothing."""
    yield _("Periode"), _period(row)
    yield _("Målgruppe"), row.target_group
    yield _("Mål"), str(row.goal or "")
    links = (
        (reverse("policy:party", args=[part.party_id]), part.party.name, part.get_hand_display())
        for part in queries.parts_of(row)
    )
    yield _("Med i indsatsen"), format_html_join(", ", '<a href="{}">{}</a> ({})', links)


def _period(row: Initiative) -> str:
    begins = _("Fra %(day)s") % {"day": when(row.starts_on)} if row.starts_on else ""
    ends = _("til og med %(day)s") % {"day": when(row.ends_on)} if row.ends_on else ""
    words = f"{begins} {ends}".strip()
    years = row.plan.first_year, row.plan.last_year
    if rules.is_outside(row.starts_on, row.ends_on, years):
        span = f"{years[0]}–{years[1]}"
        words += ". " + _("Det ligger delvist uden for planens år, %(span)s.") % {"span": span}
    return words


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
    if row.merged_into:
        raise Http404
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
    """The paper as it would be printed today; frozen where the year's round is closed."""
    plan, row = _paper_of(year)
    context = {
        "plan": plan,
        "slug": slug_of(plan),
        "year": year,
        "years": _years(plan, year),
        "today": clock.today(),
    }
    if row.is_closed:
        context |= {"round": row, "offices": queries.frozen_offices(row)}
        return render(request, "policy/status_frozen.html", context)
    offices = queries.offices(plan, request.membership, clock.today(), year=year)
    shown = [standing for o in offices for line in o.lines for standing in line.standings]
    context |= {"offices": offices, "late": queries.late_counts(shown)}
    return render(request, "policy/status_draft.html", context)


@requires(Area.PLAN, Level.READ)
def status_file(request: Request, year: int, kind: str) -> HttpResponse:
    """The same paper as PDF or for Word, two columns by office."""
    _plan, row = _paper_of(year)
    base = request.build_absolute_uri("/").rstrip("/")
    paper = queries.council_paper(row, request.membership, clock.today(), base)
    try:
        return attached(paper, f"{row.plan.slug}-status-{year}", kind)
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect("policy:status-draft", year)


def _paper_of(year: int) -> tuple[Plan, StatusRound]:
    """The plan of a year and its round; an unopened one where there is none, else 404."""
    plan = found(queries.plan_in(year))
    if year > clock.today().year:
        raise Http404
    return plan, queries.round_of(plan, year) or StatusRound(plan=plan, year=year)


def _years(plan: Plan, year: int) -> list[dict[str, Any]]:
    last = min(plan.last_year, clock.today().year)
    every = range(plan.first_year, last + 1)
    return [{"title": str(y), "url": f"../{y}/", "is_here": y == year} for y in every]
