"""A frozen edition beside what was printed elsewhere: every number with its grade."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.publishing import papers, queries
from favn.publishing.comparing import (
    GRADES,
    Book,
    Compared,
    Grade,
    Printed,
    compared,
    counted,
    typed,
)
from favn.publishing.models import FrozenEdition
from favn.publishing.views.doors import the_edition
from favn.publishing.views.editions import published

LOOKS = {
    Grade.EQUAL: "success",
    Grade.DIFFERENT: "warning",
    Grade.WITHHELD: "info",
    Grade.NOT_GIVEN: "neutral",
}
READ_FIRST = [Grade.DIFFERENT, Grade.WITHHELD, Grade.NOT_GIVEN, Grade.EQUAL]
"""What a reader came for; inside a grade the order of the printed stands."""
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


def _shown(request: HttpRequest, row: FrozenEdition, back: str) -> HttpResponse:
    found = queries.comparison_of(row)
    if found is None:
        raise Http404
    printed = [Printed(**told) for told in found.rows]
    lines = compared(printed, Book(papers.placed_in(row), papers.written_in(row)))
    lines.sort(key=lambda line: READ_FIRST.index(line.grade))
    wanted = request.GET.get(SHOWN, "")
    context = {
        "edition": row,
        "comparison": found,
        "typed": typed(lines),
        "tabs": _tabs(lines, wanted),
        "lines": [_line(line) for line in lines if wanted in ("", line.grade)],
        "back_url": back,
    }
    return render(request, "publishing/compared.html", context)


def _tabs(lines: list[Compared], wanted: str) -> list[dict[str, Any]]:
    """All, then each grade with how many it has."""
    many = counted(lines)
    tabs = [{"title": f"{GRADES[g]} ({n})", "url": f"?{SHOWN}={g}", "is_here": wanted == g}
            for g, n in many.items()]  # fmt: skip
    return [{"title": f"{ALL} ({len(lines)})", "url": "?", "is_here": not wanted}, *tabs]


def _line(line: Compared) -> dict[str, Any]:
    label, look = GRADES[line.grade], LOOKS[line.grade]
    return {"compared": line, "printed": line.printed, "label": label, "look": look}
