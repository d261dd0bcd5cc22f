"""What everybody may read of a plan, and the page where its editor decides that they may."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.kit.kept import keep
from favn.kit.templatetags.kit import when
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import Request, public, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation
from favn.people.organisations.queries import tenant_with
from favn.policy import actions, queries
from favn.policy.forms.public import PublicFilterForm
from favn.policy.models import Initiative, Plan
from favn.policy.queries import PublicLine, Published, Wanted
from favn.policy.rules.public import why_not_publish
from favn.policy.views.doors import at, only_writers, the_plan

FOR_ALL = "a public plan is for everybody; it shows what the last closed round froze"
PublicView = Callable[..., HttpResponse]


def for_all(view: PublicView) -> PublicView:
    """Turn the organisation of a public address into itself, or 404, and answer for it."""

    @public(FOR_ALL)
    @wraps(view)
    def opened(request: HttpRequest, organisation: str, *args: Any, **names: Any) -> HttpResponse:
        house = found(tenant_with(organisation))
        request.public_house = house  # type: ignore[attr-defined]
        with acting_for(house.pk):
            return view(request, house, *args, **names)

    return opened


def the_public_plan(slug: str) -> Published:
    """A public plan by its name; what is not public does not exist here."""
    plan = next((plan for plan in queries.public_plans() if plan.slug == slug), None)
    return found(queries.published(found(plan)))


def the_public_line(shown: Published, number: int) -> PublicLine:
    """One of its initiatives by its number of today."""
    lines = (line for line in shown.lines if line.initiative.number == number)
    return found(next(lines, None))


# The plan


@for_all
def public_plan(request: HttpRequest, house: Organisation, slug: str = "") -> HttpResponse:
    """A public plan as a tree; without a name the one that runs, and words where there is none."""
    plans = queries.public_plans()
    if slug or plans:
        shown = the_public_plan(slug or plans[0].slug)
        context = _tree(request, shown) | {"house": house, "plans": _tabs(house, plans, shown)}
    else:
        context = {"house": house}
    return keep(render(request, "policy/public_plan.html", context), house.pk)


def _tabs(house: Organisation, plans: list[Plan], shown: Published) -> list[dict[str, Any]]:
    return [
        {
            "title": f"{plan.title} {plan.first_year}–{plan.last_year}",
            "url": reverse("policy:public-plan", args=[house.slug, plan.slug]),
            "is_here": plan.pk == shown.plan.pk,
        }
        for plan in plans
    ]


def _tree(request: HttpRequest, shown: Published) -> dict[str, Any]:
    goals = queries.goals_of(shown.plan)
    filters = PublicFilterForm(request.GET, shown, goals)
    wanted, words = filters.wanted()
    lines = queries.chosen(shown.lines, wanted, words)
    return {
        "shown": shown,
        "plan": shown.plan,
        "filters": filters,
        "is_filtered": wanted != Wanted() or bool(words),
        "branches": queries.branches(list(lines), goals, _("Uden mål")),
        "by_goal": bool(goals),
        "shown_count": len(lines),
        "total": len(shown.lines),
    }


# An initiative


@for_all
def public_initiative(
    request: HttpRequest, house: Organisation, slug: str, number: int
) -> HttpResponse:
    """One initiative: its status, what was promised and delivered by whom, and since last year."""
    shown = the_public_plan(slug)
    if (now := queries.goes_on_as(shown.plan, number)) is not None:
        return redirect("policy:public-initiative", house.slug, slug, now)
    line = queries.with_counts(the_public_line(shown, number))
    amounts, sums = queries.open_money(line.initiative)
    context = {
        "house": house,
        "shown": shown,
        "plan": shown.plan,
        "line": line,
        "facts": [(name, text) for name, text in _facts(line.initiative) if text],
        "since": queries.since_the_round_before(shown, line.initiative),
        "before": queries.told_before(shown, line.initiative),
        "promises": queries.promises_of(line),
        "gone_in": queries.promises_gone_in(line.initiative),
        "amounts": amounts,
        "sums": sums,
        "decisions": list(_decisions(house, shown, line.initiative)),
    }
    page = render(request, "policy/public_initiative.html", context)
    return keep(page, house.pk, *queries.counting_for(shown.plan))


def _facts(row: Initiative) -> Iterator[tuple[str, str]]:
    yield _("Målgruppe"), row.target_group
    yield _("Mål"), str(row.goal or "")
    if row.starts_on or row.ends_on:
        ends = when(row.ends_on) if row.ends_on else ""
        yield _("Periode"), f"{when(row.starts_on) if row.starts_on else ''} – {ends}".strip(" ")
    parts = (f"{p.party.name} ({p.get_hand_display()})" for p in queries.parts_of(row))
    yield _("Med i indsatsen"), ", ".join(parts)
    before = {t.number for t in queries.turns_of(row) if t.initiative_id == row.pk and t.new_number}
    yield _("Tidligere nummer"), ", ".join(str(n) for n in sorted(filter(None, before)))


def _decisions(house: Organisation, shown: Published, row: Initiative) -> Iterator[dict[str, Any]]:
    """The committees' decisions, with links to the initiatives that everybody may read."""
    open_to_all = {line.initiative.pk for line in shown.lines}
    for ruled in queries.decisions_about(row):
        links = [
            {"how": how, "title": str(other), "url": _address(house, shown, other.number)}
            for how, other in ruled.others(row)
            if other.pk in open_to_all
        ]
        said = {name: getattr(ruled, name) for name in ("at", "verb", "actor_label", "reason")}
        yield said | {"links": links}


def _address(house: Organisation, shown: Published, number: int) -> str:
    return reverse("policy:public-initiative", args=[house.slug, shown.plan.slug, number])


# The editor's decision


@requires(Area.PLAN, Level.READ)
def public_side(request: Request, slug: str = "") -> HttpResponse:
    """Whether everybody may read the plan, what stands in the way, and the button."""
    plan, status = found(the_plan(slug)), 200
    if request.method == "POST":
        only_writers(request, Area.PLAN)
        verbs = {"publish": lambda: _publish(request, plan), "back": lambda: _back(request, plan)}
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect(at("public-side", slug))
    unfit, is_ready = queries.unfit_for_all(plan), queries.has_closed_round(plan)
    shown = queries.published(plan)
    context = {
        "plan": plan,
        "slug": slug,
        "shown": shown,
        "hidden": queries.not_shown(shown) if shown else [],
        "refusal": why_not_publish(*unfit, has_closed=is_ready),
        "may_write": request.membership.may(Area.PLAN, Level.WRITE),
        "address": reverse("policy:public-plan", args=[request.organisation.slug, plan.slug]),
    }
    return render(request, "policy/public_side.html", context, status=status)


def _publish(request: Request, plan: Plan) -> str | None:
    actions.publish_plan(plan=plan, by=request.account, at=clock.now())
    return _("Planen er offentlig. Alle kan læse den nu.")


def _back(request: Request, plan: Plan) -> str | None:
    actions.take_plan_back(plan=plan, by=request.account, at=clock.now())
    return _("Planen er taget tilbage. Kun huset kan læse den nu.")
