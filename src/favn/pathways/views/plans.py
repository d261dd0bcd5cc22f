"""A plan for a network: run, locked, forbidden, asked; one mentee's choices; and the weights."""

from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, asked_id, asked_version, attempt, found
from favn.pathways.actions import plans as actions
from favn.pathways.actions import wishes as asking
from favn.pathways.choices.pairs import PlanWay
from favn.pathways.choices.pairs import Ruling as Kind
from favn.pathways.forms.pairs import RulingForm, WeightsForm
from favn.pathways.models import Participant, Plan
from favn.pathways.queries import matching, rulings, wishes, words
from favn.pathways.queries import table as told
from favn.pathways.views.doors import acted, reads, the_participant, the_plan, writes
from favn.pathways.views.running import begun, steps, stopped
from favn.pathways.views.table import ask_planned, may_write
from favn.people.accounts.door import Request

PER_PAGE = 50


@reads
def plan(request: Request, pk: UUID) -> HttpResponse:
    """The last run: who goes with whom and why, who is left, and which rule is in the way."""
    row, status = the_plan(pk), 200
    if request.method == "POST":
        status = acted(request, _verbs(request, row)) if may_write(request) else 403
        if status == DONE:
            return redirect(request.get_full_path())
        row = the_plan(pk)
    page = Paginator(told.planned(row), PER_PAGE).get_page(request.GET.get("side"))
    rows = list(page.object_list)
    left = Paginator(row.left, PER_PAGE).get_page(request.GET.get("uden"))
    context = {
        "plan": row,
        "page": page,
        "suggestions": told.suggestions(
            rows, told.changed_since(row, map(told.line_of, rows), clock.today())
        ),
        "left": told.left_over(row, left.start_index() - 1, left.end_index()),
        "left_page": left,
        "emptied": told.emptied(row),
        "said": told.said(row),
        "weights": words.weights(row.weighting.points),
        "newest": matching.weighting_now(),
        "is_running": row.is_running(clock.now()),
        "steps": steps(row),
        "ways": _ways(row),
        "wishes": wishes.number_asked(row),
        "locks": rulings.locks_in(row),
        "forbidden": list(rulings.forbidden_in(row.network)),
        "may_write": may_write(request),
        "new_id": uuid4,
    }
    return render(request, "pathways/plan.html", context, status=status)


def _verbs(request: Request, row: Plan) -> dict[str, Verb]:
    return {
        "run": lambda: begun(request, row, asked_version(request)),
        "stop": lambda: stopped(request, row),
        "wishes": lambda: _asked_wishes(request, row),
        "ask": lambda: ask_planned(request),
        "lift": lambda: _lifted(request, row),
        "away": lambda: _away(request, row),
    }


def _ways(row: Plan) -> list[dict[str, Any]]:
    """What each way of making the plan gives, the one that was chosen marked."""
    found = [(way, row.compared[way]) for way in PlanWay if way in row.compared]
    return [{"way": way, "is_here": way == row.way, **told} for way, told in found]


def _asked_wishes(request: Request, row: Plan) -> str:
    many = asking.ask(plan=row, version=asked_version(request), by=request.account, at=clock.now())
    if not many:
        return _("Alle, der har mindst to at vælge imellem, er spurgt.")
    return ngettext(
        "%(n)s er spurgt, hvem de helst vil have.",
        "%(n)s er spurgt, hvem de helst vil have.",
        many,
    ) % {"n": many}


def _lifted(request: Request, row: Plan) -> str:
    ruling = found(rulings.ruling_with(asked_id(request, "row"), row.network))
    actions.lift(ruling=ruling, by=request.account, at=clock.now())
    return _("Taget tilbage. Regn planen igen, så den tæller med.")


def _away(request: Request, row: Plan) -> str:
    actions.put_away(plan=row, version=asked_version(request), by=request.account, at=clock.now())
    return _("Planen er lagt væk.")


@writes
def choices(request: Request, pk: UUID, mentee: UUID) -> HttpResponse:
    """One mentee's nearest mentors in a plan, to lock one of them, or say “not those two”."""
    row, who, status = the_plan(pk), the_participant(mentee), 200
    form = RulingForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST":
        status = attempt(request, lambda: _decided(request, row, who, form))
        if status == DONE:
            return redirect("pathways:plan", row.pk)
        if status != 422:
            form = RulingForm(initial={"version": the_plan(pk).version})
    fits = matching.fits(who, row.weighting.points, clock.today(), wishes.wishes_in(row))
    context = {
        "plan": row,
        "mentee": who,
        "form": form,
        "shown": _shown([_fit(fit, row, who) for fit in fits]),
        "in_plan": told.planned(row).filter(mentee=who).values_list("mentor", flat=True).first(),
        "chosen": request.POST.get("mentor", ""),
    }
    return render(request, "pathways/choices.html", context, status=status)


def _shown(fits: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Those who may be asked, and under a heading of their own those whom a demand rules out."""
    fit = [one for one in fits if not (one["stops"] or one["fit"].is_forbidden)]
    both = [
        (_("Mentorer, der kan passe"), fit),
        (_("Mentorer, hvor noget er i vejen"), [one for one in fits if one not in fit]),
    ]
    return [(title, some) for title, some in both if some]


def _fit(fit: matching.Fit, row: Plan, who: Participant) -> dict[str, Any]:
    stops = [words.broken(key) for key in fit.broken]
    return {
        "fit": fit,
        "why": words.why(who, fit),
        "stops": stops,
        "form": RulingForm(initial={"version": row.version}, auto_id=f"{fit.mentor.pk.hex[:8]}_%s"),
    }


def _decided(request: Request, row: Plan, who: Participant, form: RulingForm) -> str | None:
    if not form.is_valid():
        return None
    kind = Kind.LOCK if request.POST.get("verb") == "lock" else Kind.FORBID
    data = form.cleaned_data
    mentor = the_participant(asked_id(request, "mentor"))
    actions.decide(
        id=data["id"],
        plan=row,
        version=data["version"],
        said=actions.Said(kind, who, mentor, data["why"]),
        by=request.account,
        at=clock.now(),
    )
    return _("Skrevet. Regn planen igen, så den tæller med.")


@reads
def weights(request: Request) -> HttpResponse:
    """What counts and how much, every version of it, and a form for the next."""
    now, status = matching.weighting_now(), 200
    points = now.points if now else matching.FIRST_POINTS
    start = {"version": now.number if now else 0}
    form = WeightsForm(request.POST or None, points=points, initial=start)
    if request.method == "POST":
        status = attempt(request, lambda: _weighed(request, form)) if may_write(request) else 403
        if status == DONE:
            return redirect("pathways:weights")
        if status == CONFLICTED:
            form = WeightsForm({**request.POST.dict(), **start}, points=points)
    versions = [(row, words.weights(row.points)) for row in matching.weightings()]
    context = {"form": form, "versions": versions, "may_write": may_write(request)}
    return render(request, "pathways/weights.html", context, status=status)


def _weighed(request: Request, form: WeightsForm) -> str | None:
    if not form.is_valid():
        return None
    row = actions.weigh(
        id=form.cleaned_data["id"], points=form.points(), why=form.cleaned_data["why"],
        after=form.cleaned_data["version"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Gemt som vægtene nr. %(n)s.") % {"n": row.number}
