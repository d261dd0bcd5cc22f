"""Papers of the plan: send one in, look at what it would do, take its lines, take them back."""

from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import imports
from favn.policy.actions import papers as actions
from favn.policy.forms.papers import PaperForm, Row, TakeForm
from favn.policy.imports import Said
from favn.policy.models import Plan, UploadedPaper
from favn.policy.queries import papers as queries
from favn.policy.views.doors import the_plan


@requires(Area.PLAN, Level.WRITE)
def papers(request: Request) -> HttpResponse:
    """The papers that were read for the present plan, and a form that reads one more."""
    plan, status = the_plan(), 200
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        row = _keep(request, found(plan), form)
        if row is not None:
            return redirect("policy:paper", row.pk)
        status = 422
    listed = queries.papers(plan) if plan else []
    context = {"plan": plan, "papers": listed, "form": form}
    return render(request, "policy/papers.html", context, status=status)


def _keep(request: Request, plan: Plan, form: PaperForm) -> UploadedPaper | None:
    if not form.is_valid() or form.paper is None:
        return None
    known = queries.paper_of(plan, form.paper.sha256)
    if known is not None:
        messages.info(request, _("Filen er læst før. Her står den, som den blev læst."))
        return known
    year = form.cleaned_data["year"]
    return imports.keep(form.paper, plan, year=year, by=request.account, at=clock.now())


@requires(Area.PLAN, Level.WRITE)
def paper(request: Request, paper: UUID) -> HttpResponse:
    """One paper: what it would do while it waits, what it did once it is taken."""
    row, status = found(queries.paper_with(paper)), 200
    lines = queries.lines_of(row)
    for line in lines:
        line.paper = row
    planned = imports.dry_run(row.plan, lines, row.year)
    verb = request.POST.get("verb", "")
    form = TakeForm(planned, request.POST if verb == "take" else None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "take": lambda: _take(request, row, form),
            "back": lambda: _back(request, row),
            "discard": lambda: _discard(request, row),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("policy:papers") if verb == "discard" else redirect(request.path)
        row = found(queries.paper_with(paper))
        if status == CONFLICTED:
            form = TakeForm(planned, initial=_typed(request, form))
    template = "policy/paper_taken.html" if row.taken_at else "policy/paper.html"
    context = _shown(row, form) | {"lines": lines, "tally": imports.tally(planned)}
    return render(request, template, context, status=status)


def _take(request: Request, row: UploadedPaper, form: TakeForm) -> str | None:
    if row.taken_at:  # the same form twice
        return _("Papiret er taget med i planen.")
    if not form.is_valid():
        return None
    choices = form.choices()
    actions.take_paper(paper=row, choices=choices, by=request.account, at=clock.now())
    return _("%(n)s linjer er taget med i planen.") % {"n": len(choices)}


def _back(request: Request, row: UploadedPaper) -> str:
    actions.take_back_paper(paper=row, by=request.account, at=clock.now())
    return _("Papiret er taget tilbage. Planen er, som den var.")


def _discard(request: Request, row: UploadedPaper) -> str:
    actions.discard_paper(paper=row, by=request.account, at=clock.now())
    return _("Papiret er fjernet. Planen er urørt.")


def _typed(request: Request, form: TakeForm) -> dict[str, object]:
    """What was typed and ticked, on what stands now."""
    kept = {name: request.POST.get(name, "") for name in form.fields if not name.startswith("seen")}
    return {n: bool(v) if n.startswith("take") else v for n, v in kept.items()}


def _shown(row: UploadedPaper, form: TakeForm) -> dict[str, object]:
    """The page's parts: notes, what must be decided first, and the rest by office."""
    rows = form.rows
    clear = [one for one in rows if not one.is_first]
    return {
        "paper": row,
        "form": form,
        "notes": [imports.said(Said(kind, about)) for kind, about in row.notes],
        "doubtful": [one for one in rows if one.is_first],
        "offices": _by_office(clear),
        "n_same": row.lines.count() - len(rows),
    }


def _by_office(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """In the order of the paper."""
    return [
        (name, list(group)) for name, group in groupby(rows, key=lambda r: r.planned.line.office)
    ]
