"""The writing page: every chapter with its preview beside it, its order, and freezing.

A chapter is saved by its button, and by a small script while one writes; both come here.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock, documents, figures
from favn.kit.attempts import CONFLICTED, DONE, attempt, found
from favn.kit.models import EditionName
from favn.kit.saving import by_itself
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.publishing import actions, queries
from favn.publishing.forms import ChapterForm, FreezeForm, NewChapterForm, ReportForm
from favn.publishing.models import Chapter, Report
from favn.publishing.views.doors import the_chapter, the_report
from favn.publishing.views.reports import draft, placed_for


@requires(Area.REPORTS, Level.WRITE)
def write(request: Request, pk: UUID) -> HttpResponse:
    """Everything that is done to a report but the chapters' words."""
    report, status = the_report(pk), 200
    forms = _forms(request, report)
    if request.method == "POST":
        verbs = _verbs(request, report, forms)
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect(_next(request, report))
        if status == CONFLICTED:
            report = the_report(pk)
            forms["about"] = ReportForm(report, initial=_typed(request, "title", "year", "edition"))
    return _page(request, report, forms, {}, status)


def _forms(request: Request, report: Report) -> dict[str, Any]:
    def posted(verb: str) -> Any:
        return request.POST if request.POST.get("verb") == verb else None

    return {
        "about": ReportForm(report, posted("change")),
        "adding": NewChapterForm(posted("add")),
        "freezing": FreezeForm(posted("freeze")),
    }


def _verbs(
    request: Request, report: Report, forms: dict[str, Any]
) -> dict[str, Callable[[], str | None]]:
    return {
        "change": lambda: _change(request, report, forms["about"]),
        "add": lambda: _add(request, report, forms["adding"]),
        "freeze": lambda: _freeze(request, report, forms["freezing"]),
        "up": lambda: _move(request, report, up=True),
        "down": lambda: _move(request, report, up=False),
        "remove": lambda: _remove(request, report),
        "restore": lambda: _bring_back(request, report),
    }


def _next(request: Request, report: Report) -> str:
    """Where one goes on: to the chapter that was meant, or to the frozen edition."""
    if request.POST.get("verb") == "freeze":
        return reverse("publishing:edition", args=[request.POST["id"]])
    here = reverse("publishing:write", args=[report.pk])
    place = request.POST.get("chapter") or request.POST.get("id")
    standing = {str(chapter.pk) for chapter in queries.chapters_of(report)}
    return f"{here}#{place}" if place in standing else here


def _typed(request: Request, *names: str) -> dict[str, str]:
    return {name: request.POST[name] for name in names if name in request.POST}


def _change(request: Request, report: Report, form: ReportForm) -> str | None:
    if not form.is_valid():
        return None
    actions.change_report(report=report, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Rapporten er rettet.")


def _add(request: Request, report: Report, form: NewChapterForm) -> str | None:
    if not form.is_valid():
        return None
    row = actions.add_chapter(
        report=report, **form.cleaned_data, by=request.account, at=clock.now()
    )
    return _("“%(title)s” er tilføjet.") % {"title": row.title}


def _freeze(request: Request, report: Report, form: FreezeForm) -> str | None:
    if not form.is_valid():
        return None
    row = actions.freeze(
        id=form.cleaned_data["id"],
        report=report,
        membership=request.membership,
        by=request.account,
        at=clock.now(),
    )
    return _("Udgave %(number)s er frosset og ændrer sig ikke mere.") % {"number": row.number}


def _meant(request: Request, report: Report) -> Chapter:
    try:
        key = UUID(request.POST.get("chapter", ""))
    except ValueError:
        return found(None)
    return the_chapter(report, key)


def _move(request: Request, report: Report, *, up: bool) -> str:
    row = _meant(request, report)
    actions.move_chapter(chapter=row, up=up, by=request.account, at=clock.now())
    return _("“%(title)s” er flyttet.") % {"title": row.title}


def _remove(request: Request, report: Report) -> str:
    row = _meant(request, report)
    actions.remove_chapter(chapter=row, by=request.account, at=clock.now())
    return _("“%(title)s” er taget ud. Du kan hente det tilbage nederst.") % {"title": row.title}


def _bring_back(request: Request, report: Report) -> str:
    row = _meant(request, report)
    actions.bring_back(chapter=row, by=request.account, at=clock.now())
    return _("“%(title)s” er hentet tilbage.") % {"title": row.title}


@requires(Area.REPORTS, Level.WRITE)
def chapter(request: Request, pk: UUID, key: UUID) -> HttpResponse:
    """Save one chapter. A script asks for JSON and goes on; a form gets the page again."""
    report = the_report(pk)
    row = the_chapter(report, key)
    if request.method != "POST":
        return redirect(f"{reverse('publishing:write', args=[pk])}#{key}")
    form = ChapterForm(row, request.POST)
    if request.accepts("text/html"):
        return _saved_by_hand(request, report, row, form)
    return _saved_by_itself(request, report, row, form)


def _save(request: Request, row: Chapter, form: ChapterForm) -> str | None:
    if not form.is_valid():
        return None
    actions.write_chapter(chapter=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("“%(title)s” er gemt.") % {"title": form.cleaned_data["title"]}


def _saved_by_hand(
    request: Request, report: Report, row: Chapter, form: ChapterForm
) -> HttpResponse:
    status = attempt(request, lambda: _save(request, row, form))
    if status == DONE:
        return redirect(f"{reverse('publishing:write', args=[report.pk])}#{row.pk}")
    stands = None
    if status == CONFLICTED:
        stands = the_chapter(report, row.pk)
        form = ChapterForm(stands, initial=_typed(request, "title", "author", "text"))
    return _page(request, report, _forms(request, report), {row.pk: (form, stands)}, status)


def _saved_by_itself(
    request: Request, report: Report, row: Chapter, form: ChapterForm
) -> HttpResponse:
    """How the chapter looks after it was saved, and the version one goes on from."""

    def save() -> dict[str, Any] | None:
        if _save(request, row, form) is None:
            return None
        stands = the_chapter(report, row.pk)
        html = _shown(request, report, [stands])[row.pk]
        return {"fields": {"version": stands.version}, "html": html}

    return by_itself(form, save)


def _shown(request: Request, report: Report, rows: list[Chapter]) -> dict[UUID, str]:
    """How each chapter looks, its numbers looked up in one go."""
    placed = placed_for(request, report, rows)
    return {row.pk: documents.html(draft(request, report, [row], placed)) for row in rows}


def _page(
    request: Request,
    report: Report,
    forms: dict[str, Any],
    tried_on: dict[UUID, tuple[ChapterForm, Chapter | None]],
    status: int,
) -> HttpResponse:
    chapters = queries.chapters_of(report)
    shown = _shown(request, report, chapters)
    parts = []
    for row in chapters:
        form, stands = tried_on.get(row.pk, (ChapterForm(row), None))
        parts.append({"row": row, "form": form, "stands": stands, "html": shown[row.pk]})
    context = {
        "report": report,
        "parts": parts,
        "removed": queries.removed_from(report),
        "editions": queries.editions_of(report),
        "numbers": _numbers(request, report),
        "is_public": report.edition == EditionName.PUBLIC,
        **forms,
    }
    return render(request, "publishing/write.html", context, status=status)


def _numbers(request: Request, report: Report) -> list[dict[str, Any]]:
    """The figures one may place, each with an address to copy."""
    if request.organisation.is_municipality:
        return []
    slug, year = request.organisation.slug, report.year
    return [
        {
            "title": figure.title,
            "address": f"{{{{{figure.id}@{slug}/{year}}}}}",
            "by": ", ".join(dict.fromkeys((*figure.dimensions, "month"))),
        }
        for figure in figures.catalogue().values()
    ]
