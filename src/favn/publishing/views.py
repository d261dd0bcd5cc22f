"""The centre's year, the living figure, the rows behind it, and its files."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock, figures
from favn.people.accounts.door import Request, public, requires
from favn.people.accounts.roles import Area, Level
from favn.publishing import files, queries
from favn.publishing.queries import Reading
from favn.statistics.figures import Address, Edition, FigureError

OPEN_BECAUSE = "shows only what the reader may see; to others it does not exist"


@requires(Area.FIGURES, Level.COUNT)
def year_now(request: Request) -> HttpResponse:
    """The present year."""
    return redirect("publishing:year", number=clock.today().year)


@requires(Area.FIGURES, Level.COUNT)
def year(request: Request, number: int) -> HttpResponse:
    """The centre's year: every number big, its meaning beside it, and a way into it."""
    if not 2000 <= number <= clock.today().year:
        raise Http404
    editions = queries.editions_for(request.membership, request.organisation)
    edition = asked_edition(request)
    edition = edition if edition in editions else editions[0]
    found = queries.year_of(request.organisation, number, edition)
    context = {
        "year": found,
        "is_open": number == clock.today().year,
        "edition": edition,
        "editions": edition_tabs(request, editions, edition),
        "years": (number - 1, number + 1 if number < clock.today().year else None),
    }
    return render(request, "publishing/year.html", context)


def asked_edition(request: HttpRequest) -> Edition | None:
    """The edition in the address, or None."""
    wanted = request.GET.get("udgave", "")
    return Edition(wanted) if wanted in set(Edition) else None


EDITION_NAMES = {
    Edition.INTERNAL: lambda: _("Huset selv"),
    Edition.FUNDER: lambda: _("Tilskudsgiver"),
    Edition.PUBLIC: lambda: _("Offentlig"),
}


def edition_tabs(
    request: HttpRequest, editions: tuple[Edition, ...], here: Edition
) -> list[dict[str, Any]]:
    """The editions as links, the present one marked; none where there is no choice."""
    if len(editions) < 2:  # noqa: PLR2004 - one edition is no choice
        return []
    tabs = []
    for edition in editions:
        query = request.GET.copy()
        query["udgave"] = str(edition)
        tabs.append(
            {
                "title": EDITION_NAMES[edition](),
                "url": f"?{query.urlencode()}",
                "is_here": edition == here,
            }
        )
    return tabs


def with_reading(
    view: Callable[[HttpRequest, Reading], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Turn an address into the reader's own reading; what they may not see is 404."""

    @public(OPEN_BECAUSE)
    @wraps(view)
    def found(request: HttpRequest, address: str) -> HttpResponse:
        by = request.GET.get("by")
        try:
            parsed = Address.parse(f"{address}?by={by}" if by else address)
            membership = request.membership  # type: ignore[attr-defined]
            reading = queries.reading(parsed, membership, asked_edition(request))
        except FigureError as error:
            raise Http404(str(error)) from error
        if reading is None:
            raise Http404
        return view(request, reading)

    return found


@with_reading
def figure(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The number, its definition in words, base, period, source, snapshot, what was withheld."""
    membership = request.membership  # type: ignore[attr-defined]
    context = {
        "reading": reading,
        "definition": figures.figure_with(reading.address.figure),
        "tabs": edition_tabs(request, reading.editions, reading.edition),
        "breakdowns": breakdowns(request, reading),
        "trail": queries.trail(reading, membership),
        "period_name": period_name(reading.address),
        "dimension": figures.dimension_name(reading.address.by or ""),
    }
    return render(request, "publishing/figure.html", context)


def breakdowns(request: HttpRequest, reading: Reading) -> list[dict[str, Any]]:
    """Links to the figure as a whole and by each of its dimensions."""
    if reading.value is None:
        return []
    links = []
    for by in ("", *reading.value.figure.dimensions):
        query = request.GET.copy()
        query.pop("by", None)
        if by:
            query["by"] = by
        title = _("efter %(by)s") % {"by": figures.dimension_name(by)} if by else _("I alt")
        here = by == (reading.address.by or "")
        links.append({"title": title, "url": f"?{query.urlencode()}", "is_here": here})
    return links


def period_name(address: Address) -> str:
    """2023, or 4. kvartal 2026, or november 2026."""
    period = address.period
    if period.kind == "quarter":
        return _("%(number)s. kvartal %(year)s") % {"number": period.number, "year": period.year}
    if period.kind == "month":
        name = figures.labels(figures.figure_with(address.figure), "month", None)
        return f"{name[f'{period.number:02}']} {period.year}"
    return str(period.year)


@with_reading
def figure_rows(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The registrations behind a number, without persons, for those who may."""
    if not reading.rows or reading.value is None:
        raise Http404
    rows = figures.rows_behind(reading.value).order_by("-on", "-hour", "pk")
    related = [f.name for f in rows.model._meta.fields if f.name in ("session", "topic")]
    page = Paginator(rows.select_related(*related), 100).get_page(request.GET.get("side"))
    context = {"reading": reading, "page": page, "period_name": period_name(reading.address)}
    return render(request, "publishing/figure_rows.html", context)


@with_reading
def figure_csv(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The figure as CSV."""
    answer = HttpResponse(files.as_csv(reading), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(reading)}.csv"'
    return answer


@with_reading
def figure_json(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The figure as JSON."""
    return JsonResponse(files.facts(reading), json_dumps_params={"ensure_ascii": False})


def file_name(reading: Reading) -> str:
    """A name that still says what the file is once it has left the page."""
    address = reading.address
    by = f"-by-{address.by}" if address.by else ""
    return f"{address.figure}-{address.organisation}-{address.period}{by}-{reading.edition}"


@public("definitions hold no numbers; everybody may read how numbers are counted")
def figures_list(request: HttpRequest) -> HttpResponse:
    """About the numbers: every figure's definition in words."""
    return render(request, "publishing/figures.html", {"figures": figures.catalogue().values()})
