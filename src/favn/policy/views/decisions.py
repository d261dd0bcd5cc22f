"""What committees decided about a plan, and what a panel recommended and became of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries
from favn.policy.choices import Outcome
from favn.policy.forms.records import AnswerForm, DecisionForm, RecommendForm
from favn.policy.models import Plan, Recommendation
from favn.policy.views.doors import at, only_writers, slug_of, the_plan
from favn.policy.views.events import event


@requires(Area.PLAN, Level.READ)
def decisions(request: Request, slug: str = "") -> HttpResponse:
    """A plan's decisions, newest first; the planner writes one down."""
    plan, status = found(the_plan(slug)), 200
    form = DecisionForm(plan, request.POST or None)
    if request.method == "POST":
        only_writers(request, Area.PLAN)
        status = attempt(request, lambda: _decide(request, plan, form))
        if status == DONE:
            return redirect(at("decisions", slug))
    context = {
        "plan": plan,
        "slug": slug,
        "decisions": [event(ruled, slug) for ruled in queries.decisions_of(plan)],
        "form": form,
        "may_write": request.membership.may(Area.PLAN, Level.WRITE),
    }
    return render(request, "policy/decisions.html", context, status=status)


def _decide(request: Request, plan: Plan, form: DecisionForm) -> str | None:
    if not form.is_valid():
        return None
    try:
        actions.decide(
            id=form.cleaned_data["id"],
            plan=plan,
            minute=form.minute(),
            about=form.chosen("about"),
            born=form.chosen("born"),
            by=request.account,
            at=clock.now(),
        )
    except Refused as refused:
        form.add_error("born", str(refused))
        return None
    return _("Beslutningen er skrevet.")


@requires(Area.PLAN, Level.READ)
def recommendations(request: Request, slug: str = "") -> HttpResponse:
    """What was recommended, to whom, and what became of it."""
    plan, status = found(the_plan(slug)), 200
    form = RecommendForm(request.POST or None, initial={"year": plan.last_year})
    if request.method == "POST":
        only_writers(request, Area.PLAN)
        status = attempt(request, lambda: _recommend(request, plan, form))
        if status == DONE:
            return redirect(at("recommendations", slug))
    context = {
        "plan": plan,
        "slug": slug,
        "advice": queries.recommendations_of(plan),
        "form": form,
        "may_write": request.membership.may(Area.PLAN, Level.WRITE),
    }
    return render(request, "policy/recommendations.html", context, status=status)


def _recommend(request: Request, plan: Plan, form: RecommendForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data | {"addressee": form.units[form.cleaned_data["addressee"]]}
    actions.recommend(plan=plan, **data, by=request.account, at=clock.now())
    return _("Anbefalingen er skrevet.")


@requires(Area.PLAN, Level.WRITE)
def recommendation(request: Request, advice: UUID) -> HttpResponse:
    """Say what became of one."""
    row, status = found(queries.recommendation_with(advice)), 200
    form, slug, now = AnswerForm(row, request.POST or None), slug_of(row.plan), None
    if request.method == "POST":
        status = attempt(request, lambda: _answer(request, row, form))
        if status == DONE:
            return redirect(at("recommendations", slug))
        if status == CONFLICTED:
            now = row = found(queries.recommendation_with(advice))
            typed = {k: v for k, v in request.POST.items() if k != "version"}
            form = AnswerForm(row, initial=typed)
    context = {"advice": row, "slug": slug, "form": form, "now": now}
    return render(request, "policy/recommendation.html", context, status=status)


def _answer(request: Request, row: Recommendation, form: AnswerForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    try:
        actions.answer_recommendation(
            recommendation=row,
            version=data["version"],
            outcome=Outcome(data["outcome"]),
            answer=data["answer"],
            initiative=form.initiatives.get(data["initiative"]),
            by=request.account,
            at=clock.now(),
        )
    except Refused as refused:
        form.add_error("answer", str(refused))
        return None
    return _("Svaret er skrevet.")
