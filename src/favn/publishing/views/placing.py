"""Finding a number for a report without typing its address: choose, see what it is now, put it in.

Works step by step without scripts: every choice is in the address, so it can be gone back to.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock, documents
from favn.kit.attempts import CONFLICTED, DONE, attempt
from favn.kit.documents import Document
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.publishing import actions, papers, queries
from favn.publishing.forms import InsertForm, NumbersForm, PlaceForm
from favn.publishing.models import Chapter, Report
from favn.publishing.papers import Cover
from favn.publishing.queries import Choice
from favn.publishing.views.doors import the_chapter_to_write, the_report
from favn.publishing.written import Written
from favn.statistics.figures import Edition


@requires(Area.CHAPTERS, Level.WRITE)
def place(request: Request, pk: UUID, key: UUID) -> HttpResponse:
    """Choose a number, see its value now, and put it last in the chapter or copy its address."""
    report = the_report(pk)
    row, status = the_chapter_to_write(request, report, key), 200
    offers = queries.offers(report, request.membership)
    choosing = PlaceForm(offers, request.GET.dict())
    if request.method == "POST":
        form = InsertForm(request.POST)
        status = attempt(request, lambda: _insert(request, row, form))
        if status == DONE:
            return redirect(_chapter_address(report, row))
        row = the_chapter_to_write(request, report, key)
    shown = _shown(request, report, choosing.place) if choosing.place else {}
    context = {
        "report": report,
        "chapter": row,
        "choosing": choosing,
        "offers": offers,
        "place": choosing.place,
        "back_url": _chapter_address(report, row),
        "inserting": InsertForm(initial={"version": row.version, "place": choosing.place}),
        **shown,
    }
    return render(request, "publishing/place.html", context, status=status)


def _chapter_address(report: Report, row: Chapter) -> str:
    return f"{reverse('publishing:write', args=[report.pk])}#{row.pk}"


def _insert(request: Request, row: Chapter, form: InsertForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.place_figures(
        chapter=row, version=data["version"], places=[data["place"]],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Tallet er sat ind sidst i “%(title)s”. Flyt det, hvor det hører til.") % {
        "title": row.title
    }


def _shown(request: Request, report: Report, place: str) -> dict[str, Any]:
    """How the place looks now: alone, and in a sentence where it is one number."""
    found = queries.found_in([place], request.membership, Edition(report.edition))
    placed = {address: one.placed for address, one in found.items()}
    problems = queries.problems_in([place], placed)
    sentence = _("I en sætning:")
    told = place if "|" in place else f"{place}\n\n{sentence} {place}."
    cover = Cover(report.title, request.organisation.name, clock.now())
    paper: Document = papers.paper(cover, [Written(_("Sådan ser det ud nu"), told)], placed)
    return {"problems": problems, "html": documents.html(paper)}


@requires(Area.CHAPTERS, Level.WRITE)
def numbers(request: Request, pk: UUID, key: UUID) -> HttpResponse:
    """The year in up to ten numbers, chosen from everything the house has counted in it."""
    report = the_report(pk)
    row, status = the_chapter_to_write(request, report, key), 200
    choices = queries.choices(report, request.membership)
    form = NumbersForm(choices, row, request.POST or None)
    if request.method == "POST":
        status = attempt(request, lambda: _choose(request, row, form, choices))
        if status == DONE:
            return redirect(_chapter_address(report, row))
        if status == CONFLICTED:
            row = the_chapter_to_write(request, report, key)
            chosen = request.POST.getlist("chosen")
            form = NumbersForm(choices, row, initial={"chosen": chosen})
    context = {"report": report, "chapter": row, "form": form, "has_any": bool(choices)}
    context["back_url"] = _chapter_address(report, row)
    return render(request, "publishing/numbers.html", context, status=status)


def _choose(request: Request, row: Chapter, form: NumbersForm, choices: list[Choice]) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.choose_numbers(
        chapter=row, version=data["version"], chosen=data["chosen"],
        offered=[choice.place for choice in choices], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Årets tal står nu øverst i “%(title)s”.") % {"title": row.title}
