"""A frozen edition: the same words and numbers for ever, and beside them what has moved since.

The house sees what its numbers are now. Everybody else sees what it has itself published since.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from favn.kit import documents
from favn.kit.attempts import found
from favn.kit.documents import DocumentError
from favn.kit.documents.files import attached
from favn.kit.kept import keep
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import Request, public, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation
from favn.publishing import moving, papers, queries, shelf
from favn.publishing.choices import ABOUT
from favn.publishing.models import FrozenEdition
from favn.publishing.queries import Placed
from favn.publishing.queries.news import newsletters_for_all
from favn.publishing.queries.stories import shown_to_all
from favn.publishing.stories import PictureAt
from favn.publishing.views.claims import told_then
from favn.publishing.views.doors import the_edition
from favn.publishing.views.news import sending_of
from favn.publishing.views.reports import house
from favn.publishing.views.stories import jpeg
from favn.statistics.figures import Edition

FOR_ALL = "a public edition is for everybody; drafts and other editions do not exist here"


@requires(Area.REPORTS, Level.READ)
def edition(request: Request, pk: UUID) -> HttpResponse:
    """One of the house's own editions, with what its numbers are now."""
    row = the_edition(pk)
    asked = queries.found_in(_texts(row), request.membership, Edition(row.edition))
    now = {address: one.placed for address, one in asked.items()}
    return _shown(request, row, now, is_own=True)


@requires(Area.REPORTS, Level.READ)
def edition_pdf(request: Request, pk: UUID) -> HttpResponse:
    """One of the house's own editions as PDF."""
    return _file(request, the_edition(pk), "pdf")


@requires(Area.REPORTS, Level.READ)
def edition_docx(request: Request, pk: UUID) -> HttpResponse:
    """One of the house's own editions for Word."""
    return _file(request, the_edition(pk), "docx")


def _texts(row: FrozenEdition) -> list[str]:
    return [chapter["text"] for chapter in row.chapters]


def _shown(
    request: HttpRequest, row: FrozenEdition, now: dict[str, Placed], *, is_own: bool
) -> HttpResponse:
    then = papers.placed_in(row)
    at = _own_picture(row) if is_own else _public_picture(row)
    paper = papers.frozen(row, now=moving.said_now(then, now), picture_at=at)
    moved = [{"label": m[0], "then": m[1], "now": m[2]} for m in moving.moved(then, now)]
    context: dict[str, Any] = {
        "edition": row,
        "html": documents.html(paper, has_places=True),
        "moved": moved,
        "is_own": is_own,
        "compared": row if queries.comparison_of(row) else queries.compared_beside(row),
        "chapters": documents.chapters(paper),
        "claims": [told_then(one) for one in row.claims] if is_own else [],
        "address": [row.organisation.slug, row.report.slug, row.number],
        "sending": sending_of(request, row) if is_own else None,  # type: ignore[arg-type]
        "may_follow": not is_own and _may_follow(row),
    }
    return render(request, "publishing/edition.html", context)


def _may_follow(row: FrozenEdition) -> bool:
    """Whether one may ask to be told when the next comes."""
    with acting_for(row.organisation_id):
        return row.report.kind in ABOUT and newsletters_for_all().exists()


def _own_picture(row: FrozenEdition) -> PictureAt:
    return lambda story: reverse("publishing:report-picture", args=[row.report_id, story])


def _public_picture(row: FrozenEdition) -> PictureAt:
    address = [row.organisation.slug, row.report.slug, row.number]
    return lambda story: reverse("publishing:edition-picture", args=[*address, story])


def _file(request: HttpRequest, row: FrozenEdition, kind: str) -> HttpResponse:
    base = house(request)  # type: ignore[arg-type]
    try:
        return attached(papers.frozen(row, base), f"{row.report.slug}-{row.number}", kind)
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect(request.path.rsplit(".", 1)[0] + "/")


def published(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Turn a public address into its edition, or 404."""

    @public(FOR_ALL)
    @wraps(view)
    def opened(
        request: HttpRequest, organisation: str, slug: str, number: int, **more: Any
    ) -> HttpResponse:
        row = found(queries.public_edition(organisation, slug, number))
        request.public_house = row.organisation  # type: ignore[attr-defined]
        answer = view(request, row, **more)
        return keep(answer, row.organisation_id, *queries.houses_in(row.values))

    return opened


@published
def public_edition(request: HttpRequest, row: FrozenEdition) -> HttpResponse:
    """A published report, for everybody."""
    now = queries.as_published(row.organisation_id, row.values)
    return _shown(request, row, now, is_own=False)


@published
def public_pdf(request: HttpRequest, row: FrozenEdition) -> HttpResponse:
    """A published report as PDF."""
    return _file(request, row, "pdf")


@published
def public_docx(request: HttpRequest, row: FrozenEdition) -> HttpResponse:
    """A published report for Word."""
    return _file(request, row, "docx")


@published
def edition_picture(request: HttpRequest, row: FrozenEdition, key: UUID) -> HttpResponse:
    """The picture of a story in a published report, as long as everybody on it says yes."""
    stands = (one.shown for one in papers.written_in(row) if one.story == str(key))
    return jpeg(found(next(stands, None)).jpeg)


@public(FOR_ALL)
def public_reports(request: HttpRequest, organisation: str) -> HttpResponse:
    """What a house has published: reports with how they begin, newsletters, and its stories."""
    row = found(Organisation.objects.filter(slug=organisation, is_tenant=True).first())
    editions = queries.public_editions(row)
    if not editions:
        raise Http404
    request.public_house = row  # type: ignore[attr-defined]
    with acting_for(row.pk):
        reports, letters = shelf.apart(editions)
        context = {
            "organisation": row,
            "reports": reports,
            "letters": letters,
            "may_follow": newsletters_for_all().exists(),
            "stories": len(shown_to_all()),
        }
        return keep(render(request, "publishing/public_reports.html", context), row.pk)
