"""The list of reports, a new one, and the draft as it would look: on a page, as PDF, for Word."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock, documents
from favn.kit.attempts import DONE, attempt
from favn.kit.documents import Document, DocumentError
from favn.kit.documents.files import attached
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.queries import committees, offices
from favn.policy.queries import present_plan
from favn.publishing import actions, papers, queries, starts
from favn.publishing.choices import ChapterBy
from favn.publishing.forms import NewReportForm
from favn.publishing.models import Chapter, Report
from favn.publishing.papers import Cover
from favn.publishing.queries import Placed
from favn.publishing.views.doors import the_report
from favn.publishing.written import Written
from favn.statistics.figures import Edition


@requires(Area.REPORTS, Level.READ)
def reports(request: Request) -> HttpResponse:
    """Every report of the house, with its editions."""
    context = {
        "shelves": queries.reports(request.membership),
        "may_write": request.membership.may(Area.REPORTS, Level.WRITE),
        "may_write_own": request.membership.may(Area.CHAPTERS, Level.WRITE),
        "may_see_money": request.membership.may(Area.MONEY, Level.READ),
        "may_see_stories": request.membership.may(Area.REPORTS, Level.WRITE),
        "may_see_ideas": request.membership.may(Area.IDEAS, Level.READ),
    }
    return render(request, "publishing/reports.html", context)


@requires(Area.REPORTS, Level.WRITE)
def new_report(request: Request) -> HttpResponse:
    """Begin a report; it is never empty."""
    form, status = NewReportForm(request.organisation, request.POST or None), 200
    if request.method == "POST":
        status = attempt(request, lambda: _open(request, form))
        if status == DONE:
            return redirect("publishing:write", form.cleaned_data["id"])
    return render(request, "publishing/new_report.html", {"form": form}, status=status)


def _open(request: Request, form: NewReportForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    units = committees() if data.pop("by", "") == ChapterBy.COMMITTEE else offices()
    plan = plan_of(request, data["year"])
    first = starts.chapters(data["kind"], request.organisation, data["year"], units, plan)
    actions.open_report(**data, chapters=first, by=request.account, at=clock.now())
    return _("Rapporten er begyndt. Skriv, hvor der står firkantede parenteser.")


def plan_of(request: Request, year: int) -> str | None:
    """The slug of the plan that a year belongs to, where this member reads the plan."""
    if not request.membership.may(Area.PLAN, Level.READ):
        return None
    plan = present_plan(date(year, 12, 31))
    return plan.slug if plan and plan.first_year <= year <= plan.last_year else None


@requires(Area.REPORTS, Level.READ)
def preview(request: Request, pk: UUID) -> HttpResponse:
    """The whole draft as its readers will see it, with what is wrong beside its place."""
    report = the_report(pk)
    chapters = queries.chapters_of(report)
    placed = placed_for(request, report, chapters)
    paper = draft(request, report, chapters, placed)
    context = {
        "report": report,
        "html": documents.html(paper),
        "problems": queries.problems_in([c.text for c in chapters], placed),
        "may_write": bool(queries.own_chapters(chapters, request.membership))
        and request.membership.may(Area.CHAPTERS, Level.WRITE),
    }
    return render(request, "publishing/preview.html", context)


def placed_for(request: Request, report: Report, chapters: list[Chapter]) -> dict[str, Placed]:
    """The numbers in a draft as this reader may see them."""
    texts = [chapter.text for chapter in chapters]
    found = queries.found_in(texts, request.membership, Edition(report.edition))
    return {address: one.placed for address, one in found.items()}


def draft(
    request: Request, report: Report, chapters: list[Chapter], placed: dict[str, Placed]
) -> Document:
    """Some chapters of a report as a document, as they stand."""
    cover = Cover(report.title, request.organisation.name, clock.now(), house(request))
    return papers.paper(cover, [_written(report, chapter) for chapter in chapters], placed)


def _written(report: Report, chapter: Chapter) -> Written:
    """A chapter's words, and the picture of its story with where a page finds it."""
    shown = chapter.shown
    if shown is not None:
        at = reverse("publishing:report-picture", args=[report.pk, chapter.story_id])
        shown = replace(shown, href=at)
    return Written(chapter.title, chapter.text, chapter.author, shown=shown)


def house(request: Request) -> str:
    """Where the house stands, for links on paper."""
    return request.build_absolute_uri("/").rstrip("/")


@requires(Area.REPORTS, Level.READ)
def draft_pdf(request: Request, pk: UUID) -> HttpResponse:
    """The draft as PDF."""
    return _draft_file(request, pk, "pdf")


@requires(Area.REPORTS, Level.READ)
def draft_docx(request: Request, pk: UUID) -> HttpResponse:
    """The draft for Word."""
    return _draft_file(request, pk, "docx")


def _draft_file(request: Request, pk: UUID, kind: str) -> HttpResponse:
    report = the_report(pk)
    chapters = queries.chapters_of(report)
    paper = draft(request, report, chapters, placed_for(request, report, chapters))
    try:
        return attached(paper, f"{report.slug}-{_('kladde')}", kind)
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect("publishing:preview", pk)
