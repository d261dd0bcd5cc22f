"""One contact of a scheme: a person's own matches, and each contact from step to step."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.attempts import DONE, Verb, asked_version, attempt, found
from favn.kit.templatetags.kit import when
from favn.pathways.actions import schemes as actions
from favn.pathways.choices.schemes import Step
from favn.pathways.forms.schemes import DaysForm, MatchEndForm, StepForm
from favn.pathways.models import Following
from favn.pathways.queries import schemes as queries
from favn.pathways.views.schemes import contact_form, contacted, writes
from favn.pathways.views.words import said
from favn.people.accounts import lookups
from favn.people.accounts.door import Request
from favn.people.accounts.whom import the_person


@writes
def matches_of(request: Request, pk: UUID) -> HttpResponse:
    """A person's matches with companies, and a new one in a scheme that follows persons."""
    person = the_person(pk)
    named = queries.named_schemes()
    chosen = next((one for one in named if str(one.pk) == request.GET.get("ordning")), None)
    row = chosen or next(iter(named), None)
    form = contact_form(request, row, request.POST.get("verb", "")) if row else None
    status = 200
    if request.method == "POST" and row and form:
        status = attempt(request, lambda: contacted(request, row, form, person))
        if status == DONE:
            return redirect("pathways:following", form.cleaned_data["id"])
    context = {
        "person": person,
        "matches": queries.matches_about(person),
        "scheme": row,
        "tabs": [
            {"title": one.name, "url": f"?ordning={one.pk}", "is_here": one == row} for one in named
        ],
        "form": form,
        "why_not": queries.why_not_follow(person, clock.today()),
    }
    return render(request, "pathways/matches_of.html", context, status=status)


@writes
def match(request: Request, pk: UUID) -> HttpResponse:
    """One contact: how far it came, the next step, and how it ended."""
    row = found(queries.match_with(pk))
    lookups.note(persons=row.about_persons)
    verb = request.POST.get("verb", "")
    forms_ = _match_forms(request, row, verb)
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "step": lambda: _moved(request, row, forms_["step"], actions.step),
            "end": lambda: _moved(request, row, forms_["end"], actions.end_match),
            "correct": lambda: _corrected(request, row, forms_["correct"]),
            "remove": lambda: _removed(request, row),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE and verb == "remove":
            return redirect("pathways:guide-scheme", row.scheme_id)
        if status == DONE:
            return redirect("pathways:following", row.pk)
        row = found(queries.match_with(pk))
    words = row.scheme.words
    context = {
        "match": row,
        "facts": _match_facts(row),
        "steps": [
            {"title": words.steps[step], "text": _day_words(day), "is_done": day is not None}
            for step, day in queries.days_of(row).items()
        ],
        "forms": forms_,
        "lines": said(history.of(row)),
    }
    return render(request, "pathways/match.html", context, status=status)


def _match_forms(request: Request, row: Following, verb: str) -> dict[str, Any]:
    days, said = queries.days_of(row), row.scheme.words
    steps = [(s, said.steps[s]) for s in (Step.AGREED, Step.STARTED) if days[s] is None]
    start = {"version": row.version, "on": clock.today()}
    sent = {name: request.POST if verb == name else None for name in ("step", "end", "correct")}
    stand = {"version": row.version} | {step.value: day for step, day in days.items()}
    return {
        "correct": DaysForm(sent["correct"], words=said, initial=stand, auto_id="days_%s"),
        "step": StepForm(sent["step"], steps=steps, initial=start, auto_id="step_%s"),
        "end": MatchEndForm(sent["end"], initial=start, auto_id="end_%s"),
    }


def _moved(request: Request, row: Following, form: Any, verb: Any) -> str | None:
    if not form.is_valid():
        return None
    verb(match=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Skrevet.")


def _corrected(request: Request, row: Following, form: DaysForm) -> str | None:
    if not form.is_valid():
        return None
    actions.correct(
        match=row, version=form.cleaned_data["version"], days=form.days, by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Dagene er rettet.")


def _removed(request: Request, row: Following) -> str:
    version = asked_version(request)
    actions.remove(match=row, version=version, by=request.account, at=clock.now())
    return _("Kontakten er taget ud og tæller ikke mere.")


def _match_facts(row: Following) -> list[tuple[str, Any]]:
    said = row.scheme.words
    pairs: list[tuple[str, Any]] = [
        (str(said.who), row.person.name if row.person else row.who),
        (str(said.whom), row.whom),
        (_("Lokal gruppe"), row.group.name if row.group else ""),
        (_("Følges af"), row.owner.name if row.owner else ""),
        (_("Slutning"), row.get_ending_display() if row.ending else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def _day_words(day: date | None) -> str:
    return when(day) if day else _("ikke endnu")
