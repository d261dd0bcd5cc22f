"""A frozen edition beside what was printed elsewhere: every number with its grade."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.kit.attempts import found
from favn.kit.documents.files import attached
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.publishing import beside, papers, queries
from favn.publishing.comparing import (
    GRADES,
    READ_FIRST,
    Book,
    Compared,
    Grade,
    Printed,
    compared,
    counted,
    typed,
)
from favn.publishing.models import Comparison, FrozenEdition
from favn.publishing.views.doors import the_edition
from favn.publishing.views.editions import published

LOOKS = {
    Grade.EQUAL: "success",
    Grade.DIFFERENT: "warning",
    Grade.WITHHELD: "info",
    Grade.NOT_GIVEN: "neutral",
}
SHOWN = "vis"
ALL = gettext_lazy("Alle")


@requires(Area.REPORTS, Level.READ)
def compared_edition(request: Request, pk: UUID) -> HttpResponse:
    """One of the house's own editions beside the printed."""
    row = the_edition(pk)
    return _shown(request, row, reverse("publishing:edition", args=[pk]))


@published
def public_compared(request: HttpRequest, row: FrozenEdition) -> HttpResponse:
    """A public edition beside the printed, for everybody."""
    address = [row.organisation.slug, row.report.slug, row.number]
    return _shown(request, row, reverse("publishing:public-edition", args=address))


@requires(Area.REPORTS, Level.READ)
def compared_pdf(request: Request, pk: UUID) -> HttpResponse:
    """One of the house's own editions beside the printed, as PDF."""
    return _file(request, the_edition(pk))


@published
def public_compared_pdf(request: HttpRequest, row: FrozenEdition) -> HttpResponse:
    """A public edition beside the printed, as PDF for everybody."""
    return _file(request, row)


def _file(request: HttpRequest, row: FrozenEdition) -> HttpResponse:
    comparison = found(queries.comparison_of(row))
    base = request.build_absolute_uri("/").rstrip("/")
    paper = beside.paper(row, comparison, _lines(row, comparison), base)
    return attached(paper, f"{row.report.slug}-{row.number}-{_('trykt')}", "pdf")


def _lines(row: FrozenEdition, comparison: Comparison) -> list[Compared]:
    """Every printed number with its grade, in the order they are read."""
    printed = [Printed(**told) for told in comparison.rows]
    lines = compared(printed, Book(papers.placed_in(row), papers.written_in(row)))
    return sorted(lines, key=lambda line: READ_FIRST.index(line.grade))


def _shown(request: HttpRequest, row: FrozenEdition, back: str) -> HttpResponse:
    comparison = found(queries.comparison_of(row))
    lines = _lines(row, comparison)
    wanted = request.GET.get(SHOWN, "")
    context = {
        "edition": row,
        "comparison": comparison,
        "pdf_url": request.path.removesuffix("/") + ".pdf",
        "typed": typed(lines),
        "tabs": _tabs(lines, wanted),
        "lines": [_line(line, row) for line in lines if wanted in ("", line.grade)],
        "back_url": back,
    }
    return render(request, "publishing/compared.html", context)


def _tabs(lines: list[Compared], wanted: str) -> list[dict[str, Any]]:
    """All, then each grade with how many it has."""
    many = counted(lines)
    tabs = [{"title": f"{GRADES[g]} ({n})", "url": f"?{SHOWN}={g}", "is_here": wanted == g}
            for g, n in many.items()]  # fmt: skip
    return [{"title": f"{ALL} ({len(lines)})", "url": "?", "is_here": not wanted}, *tabs]


def _line(line: Compared, row: FrozenEdition) -> dict[str, Any]:
    """A number as the page shows it; its period where that is not the year of the report."""
    label, look = GRADES[line.grade], LOOKS[line.grade]
    period = line.printed.period if line.printed.period != str(row.year) else ""
    return {"compared": line, "printed": line.printed, "label": label, "look": look,
            "period": period}  # fmt: skip
