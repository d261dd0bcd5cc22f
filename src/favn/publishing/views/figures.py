"""The centre's year, the living figure, the rows behind it, and its files."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.centre.queries import years_counted
from favn.kit import clock, figures
from favn.kit.kept import EVERY_TENANT, keep
from favn.kit.models import EditionName
from favn.people.accounts.door import Request, public, requires
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level
from favn.policy.rules.tables import PLAN_FIGURES, PlanFigure
from favn.publishing import files, queries
from favn.publishing.comparison import beside_last_year
from favn.publishing.queries import Reading
from favn.publishing.views.citing import citation, covered, period_name, published_on
from favn.statistics.figures import Address, Edition, Figure, FigureError, Period

LONGEST_NUMBER = 5
EDITIONS = {
    Edition.INTERNAL: gettext_lazy("Huset ser alle tal præcist."),
    Edition.FUNDER: gettext_lazy(
        "Sådan ser en tilskudsgiver tallene. Små tal om mennesker er holdt tilbage."
    ),
    Edition.PUBLIC: gettext_lazy(
        "Sådan ser alle andre tallene. Små tal om mennesker er holdt tilbage."
    ),
}
PARTS = {
    "participations": gettext_lazy("På holdene"),
    "guidances": gettext_lazy("I vejledningen"),
    "participants": gettext_lazy("Forskellige deltagere"),
}
AT_THE_DESK = ("visits", "participations", "guidances")
OPEN_BECAUSE = "shows only what the reader may see; to others it does not exist"


@requires(Area.FIGURES, Level.COUNT)
def year_now(request: Request) -> HttpResponse:
    """The present year."""
    return redirect("publishing:year", number=clock.today().year)


@requires(Area.FIGURES, Level.COUNT)
def year(request: Request, number: int) -> HttpResponse:
    """The centre's year: every number big, its meaning beside it, and a way into it.

    A year nobody counted in is not a year of zeros: it does not exist.
    """
    counted = years_counted()
    if number not in (clock.today().year, *counted):
        raise Http404
    editions = queries.editions_for(request.membership, request.organisation)
    wanted = asked_edition(request)
    edition = wanted if wanted in editions else editions[0]
    found = queries.year_of(request.organisation, number, edition)
    context = {
        "year": found,
        "is_open": number == clock.today().year,
        "numbers": year_numbers(request, found),
        "unregistered": ", ".join(
            str(v.figure.unit) for v in found.values.values() if was_unregistered(found, v)
        ),
        "has_counted": any(found.values[name].total for name in AT_THE_DESK),
        "visits_title": busiest_month(found),
        "parts": year_parts(request, found),
        "beside": beside_last_year(request.organisation, found, partial(address_url, request)),
        "tabs": edition_tabs(request, editions, edition),
        "edition_sentence": EDITIONS[edition],
        "months": begun_months(found),
        "has_programme": "referred" in found.values
        and request.membership.may(Area.PROGRAMME, Level.COUNT),
        "years": [y for y in counted if y != number],
        "may_report": request.membership.may(Area.REPORTS, Level.READ),
        "guests_url": guests_url(request.membership, Period(number)),
    }
    return render(request, "publishing/year.html", context)


def guests_url(membership: Membership | None, period: Period) -> str:
    """The page on how many guests may stand behind the cards; empty where it may not be seen."""
    if membership is None or not membership.may(Area.FIGURES, Level.CODED):
        return ""
    month = {"maaned": period.number} if period.kind == "month" else {}
    return f"{reverse('centre:guests')}?{urlencode({'aar': period.year, **month})}"


def begun_months(year: queries.Year) -> list[figures.Row]:
    """Visits of the months that have begun; a month to come is not a month without guests."""
    today = clock.today()
    last = today.month if year.number == today.year else 12
    return [row for row in year.values["visits"].rows if int(row.key) <= last]


def address_url(request: Request, value: figures.Value, by: str | None = None) -> str:
    """The living page of a value shown on the year's page, in the same edition."""
    slug = request.organisation.slug
    address = Address(value.figure.id, slug, value.period)
    query = {"udgave": str(value.edition)} | ({"by": by} if by else {})
    return f"{reverse('publishing:figure', args=[address])}?{urlencode(query)}"


def year_numbers(request: Request, year: queries.Year) -> list[dict[str, Any]]:
    """The big numbers on top."""
    return [
        {
            "value": value.total,
            "unit": value.figure.unit,
            "base": value.figure.base,
            "url": address_url(request, value),
            "as_of": year.as_of,
            "withheld": next(iter(value.withheld), None) if value.total is None else None,
        }
        for value in year.values.values()
        if not was_unregistered(year, value)
    ]


def was_unregistered(year: queries.Year, value: figures.Value) -> bool:
    """Whether nobody could be counted as a person, though people came: no number, and no zero."""
    figure = value.figure
    came = (v.total for v in year.values.values()
            if v.figure.table == figure.table and v.figure.counts == "events")  # fmt: skip
    return figure.counts == "persons" and value.total == 0 and any(came)


def year_parts(request: Request, year: queries.Year) -> list[dict[str, Any]]:
    """The breakdowns under them, those that hold something."""
    parts = []
    for name, title in PARTS.items():
        value = year.values[name]
        if not value.rows and not value.withheld:
            continue
        by = figures.dimension_name(value.by or "")
        parts.append(
            {
                "title": title,
                "lead": value.figure.definition,
                "caption": f"{value.figure.title} {year.number}",
                "header": by.capitalize(),
                "value": value,
                "url": address_url(request, value, value.by),
            }
        )
    return parts


def busiest_month(year: queries.Year) -> str:
    """The chart's finding in a sentence, from the same cells as its columns."""
    rows = [row for row in year.values["visits"].rows if row.value]
    if not rows:
        return _("Ingen besøg er talt endnu")
    top = max(rows, key=lambda row: row.value or 0)
    return _("Flest kom i %(month)s: %(count)s besøg") % {
        "month": top.label,
        "count": number_format(top.value or 0, force_grouping=True),
    }


def asked_initiative(request: HttpRequest) -> int | None:
    """The initiative whose page the reader comes from, or None."""
    wanted = request.GET.get("indsats", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < LONGEST_NUMBER else None


def asked_edition(request: HttpRequest) -> Edition | None:
    """The edition in the address, or None."""
    wanted = request.GET.get("udgave", "")
    return Edition(wanted) if wanted in set(Edition) else None


def edition_tabs(
    request: HttpRequest, editions: tuple[Edition, ...], here: Edition
) -> list[dict[str, Any]]:
    """The editions as links, the present one marked; none where there is no choice."""
    if len(editions) < 2:
        return []
    tabs = []
    for edition in editions:
        query = request.GET.copy()
        query["udgave"] = str(edition)
        tabs.append(
            {
                "title": EditionName(edition).label,
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
            reading = queries.reading(
                parsed, membership, asked_edition(request), asked_initiative(request)
            )
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
    definition = figures.figure_with(reading.address.figure)
    context = {
        "reading": reading,
        "figure": definition,
        "facts": reading_facts(reading),
        "tabs": edition_tabs(request, reading.editions, reading.edition),
        "breakdowns": breakdowns(request, reading),
        "trail": queries.trail(reading, membership),
        "period_name": period_name(reading.address),
        "dimension": figures.dimension_name(reading.address.by or "").capitalize(),
        "caption": caption(reading),
        "edition_sentence": EDITIONS[reading.edition],
        "total_withheld": total_withheld(reading),
        "released_rows": figures.released_rows(reading.released) if reading.released else (),
        "released_overlaps": definition.overlaps(reading.address.by),
        "published_on": published_on(reading.released) if reading.released else None,
        "file_query": f"?{request.GET.urlencode()}" if request.GET else "",
        "citation": citation(reading),
        "guests_url": beyond_cards(reading, membership),
    }
    return render(request, "publishing/figure.html", context)


def beyond_cards(reading: Reading, membership: Membership | None) -> str:
    """Where the figure of cards says how many guests without one there may be, to its own house."""
    is_own = membership is not None and membership.organisation_id == reading.organisation.pk
    if reading.address.figure != "centre.guests" or not is_own:
        return ""
    return guests_url(membership, reading.address.period)


def caption(reading: Reading) -> str:
    """What the breakdown is a list of."""
    title = figures.figure_with(reading.address.figure).title
    by = figures.dimension_name(reading.address.by or "")
    return _("%(title)s efter %(by)s") % {"title": title, "by": by}


def total_withheld(reading: Reading) -> str | None:
    """Why the total is kept back, where it is."""
    value = reading.value
    return next(iter(value.withheld), None) if value and value.total is None else None


def reading_facts(reading: Reading) -> list[tuple[str, Any]]:
    """The definition, then when and from which state of the store it was computed."""
    facts = definition_facts(figures.figure_with(reading.address.figure))
    facts.append((_("Periode"), covered(reading)))
    facts.append((_("Adresse"), str(reading.address)))
    if reading.snapshot:
        facts.append((_("Øjebliksbillede"), reading.snapshot))
    return facts


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


@with_reading
def figure_rows(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The registrations behind a number, without persons, for those who may."""
    if not reading.rows or reading.value is None:
        raise Http404
    rows = figures.rows_behind(reading.value).order_by("-on", "-hour", "pk")
    related = [f.name for f in rows.model._meta.fields if f.name in ("session", "topic")]
    page = Paginator(rows.select_related(*related), 100).get_page(request.GET.get("side"))
    context = {
        "reading": reading,
        "page": page,
        "period_name": period_name(reading.address),
        "persons_sentence": persons_sentence(reading.value, page.paginator.count),
    }
    return render(request, "publishing/figure_rows.html", context)


def persons_sentence(value: figures.Value, entries: int) -> str | None:
    """How many different people stand behind the lines, where that is what the figure counts."""
    if value.figure.counts != "persons" or value.total is None:
        return None
    return _("%(persons)s %(who)s i %(entries)s %(what)s.") % {
        "persons": number_format(value.total, force_grouping=True),
        "who": value.figure.unit,
        "entries": number_format(entries, force_grouping=True),
        "what": unit_of_entries(value.figure),
    }


def unit_of_entries(figure: Figure) -> Any:
    """What one registration of a figure's table is called: visits, participations."""
    of_table = (f for f in figures.catalogue().values() if f.table == figure.table)
    whole = (f.unit for f in of_table if f.counts == "events" and not f.where and not f.measure)
    return next(whole, _("indtastninger"))


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
def about_figures(request: HttpRequest) -> HttpResponse:
    """About the numbers: every figure's definition in words, and how persons are protected."""
    context = {"figures": catalogue(), "editions": queries.compared_editions()}
    return keep(render(request, "publishing/about_figures.html", context), EVERY_TENANT)


def catalogue() -> list[dict[str, Any]]:
    """Each figure with its facts as pairs; what a plan tells last."""
    counted = [
        {"figure": figure, "facts": definition_facts(figure)}
        for figure in figures.catalogue().values()
    ]
    told = [{"figure": one, "facts": plan_facts(one)} for one in PLAN_FIGURES.values()]
    return [*counted, *told]


def plan_facts(figure: PlanFigure) -> list[tuple[str, Any]]:
    """What a plan's number rests on, as names and texts."""
    return [
        (_("Definition"), figure.definition),
        (_("Hviler på"), figure.base),
        (_("Sådan er det talt"), figure.method),
        (_("Kilde"), figure.source),
    ]


def definition_facts(figure: Figure) -> list[tuple[str, Any]]:
    """What a figure rests on, as names and texts."""
    kinds = {"events": _("hændelser"), "persons": _("forskellige mennesker i ét kalenderår")}
    return [
        (_("Definition"), figure.definition),
        (_("Hviler på"), figure.base),
        (_("Sådan er det talt"), figure.method),
        (_("Tæller"), kinds[figure.counts]),
        (_("Kilde"), figure.source),
    ]
