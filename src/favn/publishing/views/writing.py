"""The writing page: every chapter with its preview beside it, its order, and freezing.

A chapter is saved by its button, and by a small script while one writes; both come here.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock, documents
from favn.kit.attempts import CONFLICTED, DONE, attempt
from favn.kit.models import EditionName
from favn.kit.saving import by_itself
from favn.people.accounts.door import Request, refusal, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Unit
from favn.publishing import actions, queries, rules, warnings
from favn.publishing.forms import ChapterForm, FreezeForm, GiveForm, NewChapterForm, ReportForm
from favn.publishing.models import Chapter, ClaimAnswer, Report
from favn.publishing.queries import Placed
from favn.publishing.queries.stories import lost
from favn.publishing.views.claims import shown, warned_in
from favn.publishing.views.doors import (
    posted_id,
    the_chapter,
    the_chapter_to_write,
    the_report,
)
from favn.publishing.views.reports import draft, placed_for


@requires(Area.CHAPTERS, Level.WRITE)
def write(request: Request, pk: UUID) -> HttpResponse:
    """Everything that is done to a report but the chapters' words; an office's own chapters."""
    report, status = the_report(pk), 200
    if not is_editor(request):
        if request.method == "POST":
            raise PermissionDenied(refusal(request.membership))
        return _page(request, report, {}, {}, status)
    forms = _forms(request, report)
    if request.method == "POST":
        verbs = _verbs(request, report, forms)
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect(_next(request, report))
        if status == CONFLICTED:
            report = the_report(pk)
            # What is shown from here is what stands now, and may be frozen as such.
            forms["freezing"] = FreezeForm(initial={"seen": _stands(report)})
            forms["about"] = ReportForm(report, initial=_typed(request, "title", "year", "edition"))
    return _page(request, report, forms, {}, status)


def is_editor(request: Request) -> bool:
    """Whether the whole report is theirs, and not only a chapter."""
    return request.membership.may(Area.REPORTS, Level.WRITE)


def _forms(request: Request, report: Report) -> dict[str, Any]:
    def posted(verb: str) -> Any:
        return request.POST if request.POST.get("verb") == verb else None

    return {
        "about": ReportForm(report, posted("change")),
        "adding": NewChapterForm(queries.units_of(request.organisation), posted("add")),
        "freezing": FreezeForm(posted("freeze"), initial={"seen": _stands(report)}),
    }


def _stands(report: Report) -> str:
    return queries.stand_of(report, queries.chapters_of(report))


def _verbs(
    request: Request, report: Report, forms: dict[str, Any]
) -> dict[str, Callable[[], str | None]]:
    return {
        "change": lambda: _change(request, report, forms["about"]),
        "add": lambda: _add(request, report, forms["adding"]),
        "freeze": lambda: _freeze(request, report, forms["freezing"]),
        "give": lambda: _give(request, report),
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
        seen=form.cleaned_data["seen"],
        membership=request.membership,
        by=request.account,
        at=clock.now(),
    )
    return _("Udgave %(number)s er frosset og ændrer sig ikke mere.") % {"number": row.number}


def _meant(request: Request, report: Report) -> Chapter:
    return the_chapter(report, posted_id(request, "chapter"))


def _give(request: Request, report: Report) -> str | None:
    row = _meant(request, report)
    form = GiveForm(queries.units_of(request.organisation), row, request.POST)
    if not form.is_valid():
        return None
    unit = form.cleaned_data["unit"]
    actions.give_chapter(chapter=row, unit=unit, by=request.account, at=clock.now())
    who = unit.name if unit else _("redaktøren")
    return _("“%(title)s” skrives af %(who)s.") % {"title": row.title, "who": who}


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


@requires(Area.CHAPTERS, Level.WRITE)
def chapter(request: Request, pk: UUID, key: UUID) -> HttpResponse:
    """Save one chapter. A script asks for JSON and goes on; a form gets the page again."""
    report = the_report(pk)
    row = the_chapter_to_write(request, report, key)
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
    forms = _forms(request, report) if is_editor(request) else {}
    return _page(request, report, forms, {row.pk: (form, stands)}, status)


def _saved_by_itself(
    request: Request, report: Report, row: Chapter, form: ChapterForm
) -> HttpResponse:
    """How the chapter looks after it was saved, what the check says, and the version it is now."""

    def save() -> dict[str, Any] | None:
        if _save(request, row, form) is None:
            return None
        stands = the_chapter(report, row.pk)
        placed = placed_for(request, report, [stands])
        warned = _warned(stands, placed, queries.answers_of(report))
        context = {"warned": warned, "report": report, "title": stands.title}
        return {
            "fields": {"version": stands.version},
            "html": documents.html(draft(request, report, [stands], placed)),
            "beside": render_to_string("publishing/_warnings.html", context),
            "seen": {"of": stands.pk.hex, "mark": queries.mark_of(stands)},
        }

    return by_itself(form, save)


def _warned(
    row: Chapter, placed: dict[str, Placed], answers: dict[str, ClaimAnswer]
) -> list[dict[str, Any]]:
    """What the check says beside one chapter."""
    return [shown(warned, answers.get(warned.key)) for warned in warned_in([row], placed)]


def _page(
    request: Request,
    report: Report,
    forms: dict[str, Any],
    tried_on: dict[UUID, tuple[ChapterForm, Chapter | None]],
    status: int,
) -> HttpResponse:
    every = queries.chapters_of(report)
    chapters = queries.own_chapters(every, request.membership)
    placed = placed_for(request, report, every)
    units = queries.units_of(request.organisation) if forms else []
    answers = queries.answers_of(report)
    parts = [_part(request, report, row, placed, units, tried_on) for row in chapters]
    for part in parts:
        part["warned"] = _warned(part["row"], placed, answers)
    context = {
        "report": report,
        "parts": parts,
        "left": len(warnings.unanswered(warned_in(every, placed), answers)) if forms else 0,
        "removed": queries.removed_from(report),
        "editions": queries.editions_of(report),
        "is_public": report.edition == EditionName.PUBLIC,
        "owed": report.owed,
        "lost": lost(report),
        "is_editor": bool(forms),
        "progress": queries.progress_of(every),
        "hindrances": _hindrances(every, placed),
        **forms,
    }
    return render(request, "publishing/write.html", context, status=status)


def _part(
    request: Request,
    report: Report,
    row: Chapter,
    placed: dict[str, Placed],
    units: list[Unit],
    tried_on: dict[UUID, tuple[ChapterForm, Chapter | None]],
) -> dict[str, Any]:
    """One chapter of the page: its form, how it looks, and to whom it may be given."""
    form, stands = tried_on.get(row.pk, (ChapterForm(row), None))
    return {
        "row": row,
        "form": form,
        "stands": stands,
        "html": documents.html(draft(request, report, [row], placed)),
        "giving": GiveForm(units, row) if units else None,
    }


def _hindrances(chapters: list[Chapter], placed: dict[str, Placed]) -> list[str]:
    """What stands in the way of freezing, before anybody tries."""
    problems = queries.problems_in([c.text for c in chapters], placed)
    return rules.hindrances([(c.title, c.text) for c in chapters], problems)
