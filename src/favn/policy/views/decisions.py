"""What committees decided about a plan, and what a panel recommended and became of it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries
from favn.policy.choices import Outcome
from favn.policy.forms.records import (
    AnswerForm,
    ChangeAdviceForm,
    ChangeDecisionForm,
    DecisionForm,
    RecommendForm,
)
from favn.policy.forms.words import ReasonForm
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
    every = queries.decisions_of(plan)
    may_write = request.membership.may(Area.PLAN, Level.WRITE)
    years = queries.by_year(every)
    context = {
        "plan": plan,
        "slug": slug,
        "years": [(y, [event(one, slug, may_write=may_write) for one in own]) for y, own in years],
        "waiting": queries.not_followed_up(every),
        "form": form,
        "may_write": may_write,
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
        form.add_error(None, str(refused))
        return None
    return _("Beslutningen er skrevet.")


@requires(Area.PLAN, Level.WRITE)
def decision(request: Request, decision: UUID) -> HttpResponse:
    """Correct a decision, or take it out of the log."""
    ruled, status, verb = found(queries.decision_with(decision)), 200, request.POST.get("verb", "")
    row, now = ruled.decision, None
    form = ChangeDecisionForm(row.plan, _posted(request, "change"), ruled=ruled)
    striking = ReasonForm(row, "strike", _posted(request, "strike"))
    slug = slug_of(row.plan)
    if request.method == "POST":
        said: dict[str, Any] = {"decision": row, "by": request.account, "at": clock.now()}
        verbs: dict[str, Verb] = {
            "change": lambda: _change(form, said),
            "strike": lambda: _strike(
                striking, actions.strike_decision, said, _("Beslutningen er taget ud.")
            ),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect(at("decisions", slug))
        if status == CONFLICTED:
            now = found(queries.decision_with(decision))
            typed = {k: v for k, v in request.POST.items() if k != "version"}
            form = ChangeDecisionForm(row.plan, ruled=now, initial=typed)
            striking = ReasonForm(now.decision, "strike")
    lines = [event(now, slug)] if now else []
    context = {"ruled": ruled, "slug": slug, "form": form, "striking": striking, "now": lines}
    return render(request, "policy/decision.html", context, status=status)


def _posted(request: Request, verb: str) -> Any:
    return request.POST if request.POST.get("verb") == verb else None


def _change(form: ChangeDecisionForm, said: dict[str, Any]) -> str | None:
    if not form.is_valid():
        return None
    about, born = form.chosen("about"), form.chosen("born")
    version = form.cleaned_data["version"]
    try:
        actions.change_decision(
            version=version, minute=form.minute(), about=about, born=born, **said
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    return _("Beslutningen er rettet.")


def _strike(form: ReasonForm, act: Any, said: dict[str, Any], sentence: str) -> str | None:
    if not form.is_valid():
        return None
    act(**form.cleaned_data, **said)
    return sentence


@requires(Area.PLAN, Level.READ)
def recommendations(request: Request, slug: str = "") -> HttpResponse:
    """What was recommended, to whom, and what became of it."""
    plan, status = found(the_plan(slug)), 200
    year = min(plan.last_year, clock.today().year)
    form = RecommendForm(request.POST or None, initial={"year": year})
    if request.method == "POST":
        only_writers(request, Area.PLAN)
        status = attempt(request, lambda: _recommend(request, plan, form))
        if status == DONE:
            return redirect(at("recommendations", slug))
    context = {
        "plan": plan,
        "slug": slug,
        "years": queries.advice_years(plan),
        "form": form,
        "may_write": request.membership.may(Area.PLAN, Level.WRITE),
    }
    return render(request, "policy/recommendations.html", context, status=status)


def _recommend(request: Request, plan: Plan, form: RecommendForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data | {"addressee": form.units[form.cleaned_data["addressee"]]}
    try:
        actions.recommend(plan=plan, **data, by=request.account, at=clock.now())
    except Refused as refused:
        form.add_error("text", str(refused))
        return None
    return _("Anbefalingen er skrevet.")


@requires(Area.PLAN, Level.WRITE)
def recommendation(request: Request, advice: UUID) -> HttpResponse:
    """Say what became of one, correct what was recommended, or take it out."""
    row, status, verb = found(queries.recommendation_with(advice)), 200, request.POST.get("verb")
    answers = request.POST if request.method == "POST" and not verb else None
    forms: dict[str, Any] = {
        "answer": AnswerForm(row, answers),
        "change": ChangeAdviceForm(row, _posted(request, "change")),
        "strike": ReasonForm(row, "strike", _posted(request, "strike")),
    }
    slug, now = slug_of(row.plan), None
    if request.method == "POST":
        status = attempt(request, _advice_verbs(request, row, forms).get(verb or "answer"))
        if status == DONE:
            return redirect(at("recommendations", slug))
        if status == CONFLICTED:
            now = row = found(queries.recommendation_with(advice))
            forms = _again(request, row, verb or "answer")
    context = {"advice": row, "slug": slug, "form": forms["answer"], "forms": forms, "now": now}
    return render(request, "policy/recommendation.html", context, status=status)


def _again(request: Request, row: Recommendation, verb: str) -> dict[str, Any]:
    """The forms as the row stands now, with what was typed in the one that was sent."""
    typed = {k: v for k, v in request.POST.items() if k != "version"}
    of = {name: typed if name == verb else {} for name in ("answer", "change")}
    return {
        "answer": AnswerForm(row, initial=of["answer"]),
        "change": ChangeAdviceForm(row, initial=of["change"]),
        "strike": ReasonForm(row, "strike"),
    }


def _advice_verbs(request: Request, row: Recommendation, forms: dict[str, Any]) -> dict[str, Verb]:
    said: dict[str, Any] = {"recommendation": row, "by": request.account, "at": clock.now()}
    struck = _("Anbefalingen er taget ud.")
    return {
        "answer": lambda: _answer(request, row, forms["answer"]),
        "change": lambda: _change_advice(forms["change"], said),
        "strike": lambda: _strike(forms["strike"], actions.strike_recommendation, said, struck),
    }


def _change_advice(form: ChangeAdviceForm, said: dict[str, Any]) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data | {"addressee": form.units[form.cleaned_data["addressee"]]}
    try:
        actions.change_recommendation(**data, **said)
    except Refused as refused:
        form.add_error("text", str(refused))
        return None
    return _("Anbefalingen er rettet.")


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
