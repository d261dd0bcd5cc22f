"""The programme's year: the intake, the lines it closes on, who lacks one, and its paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock, figures
from favn.kit.documents.files import attached
from favn.kit.models import EditionName
from favn.kit.templatetags.kit import language_now
from favn.pathways.choices.programme import Doing
from favn.pathways.queries import programme as queries
from favn.pathways.queries import programme_paper as papers
from favn.pathways.queries.programme_year import REFERRED, Year, year_of
from favn.pathways.views.programme_doors import counts
from favn.pathways.views.programme_drawing import flow
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request
from favn.people.accounts.editions import editions_of
from favn.people.accounts.roles import Area, Level
from favn.statistics.figures import Edition

PHONE, DESK = 320, 1000


@counts
def year_now(request: Request) -> HttpResponse:
    """The present year."""
    return redirect("pathways:year", number=clock.today().year)


@counts
def year(request: Request, number: int) -> HttpResponse:
    """One intake: it closes where every referred stands on one line. Other years are 404."""
    years = sorted({clock.today().year, *queries.years_with_turns()}, reverse=True)
    if number not in years:
        raise Http404
    edition, tabs = _edition(request)
    found = year_of(request.organisation.pk, number, edition)
    carries = request.membership.may(Area.PROGRAMME, Level.READ)
    lacking = queries.lacking(number) if carries else []
    lookups.note(Look.LIST)
    context = {
        "year": found,
        "tabs": tabs,
        "numbers": _numbers(request, found),
        "sum": papers.sum_words(found),
        "rows": papers.line_rows(found),
        "lacking": [one for one in lacking if one.person],
        "nameless": sum(1 for one in lacking if not one.person),
        "carried": queries.carried_into(number),
        "work": papers.work_words(queries.in_work(number)) if _is_exact(found) else "",
        "drawing": _drawing(number) if _is_exact(found) and found.intake else None,
        "years": [one for one in years if one != number],
        "is_open": number == clock.today().year,
        "carries": carries,
        "notes": papers.rule_notes(),
    }
    return render(request, "pathways/year.html", context)


def _edition(request: Request) -> tuple[Edition, list[dict[str, Any]]]:
    """The edition asked for, or the closest look the role has; and the others as tabs."""
    allowed = editions_of(request.membership, figures.figure_with(REFERRED), "line")
    if not allowed:
        raise Http404
    wanted = request.GET.get("udgave", "")
    here = Edition(wanted) if wanted in allowed else allowed[0]
    tabs = [
        {"title": EditionName(one).label, "url": f"?udgave={one}", "is_here": one == here}
        for one in allowed
    ]
    return here, tabs if len(tabs) > 1 else []


def _is_exact(found: Year) -> bool:
    """Whether one may see each of the intake."""
    return found.edition is Edition.INTERNAL


def _drawing(number: int) -> dict[str, Any]:
    ways = queries.ways(number)
    return {"narrow": flow(ways, PHONE), "wide": flow(ways, DESK)}


def _numbers(request: Request, found: Year) -> list[dict[str, Any]]:
    """The big numbers on top, each with its base."""
    address = f"{REFERRED}@{request.organisation.slug}/{found.number}"
    url = f"{reverse('publishing:figure', args=[address])}?udgave={found.edition}"
    rows: list[dict[str, Any]] = [
        {
            "value": found.intake, "unit": _("henvist"), "url": url, "as_of": found.as_of,
            "base": _("Alle henvisninger i %(year)s") % {"year": found.number},
        }
    ]  # fmt: skip
    if found.mean_years is not None:
        base = _("Gennemsnit af %(known)s, hvor det er oplyst") % {"known": found.known_years}
        unit = _("år på ydelse ved henvisningen")
        rows.append({"value": round(found.mean_years), "unit": unit, "base": base})
    if found.off is not None:
        rows.append(
            {
                "value": found.off.least,
                "unit": _("eller flere er ikke længere på kontanthjælp"),
                "base": papers.off_words(found.off),
            }
        )
    outside = found.doing(Doing.COMPANY)
    if outside is not None and found.intake:
        base = _("Personer, uanset hvad der ellers kom ud af det")
        rows.append({"value": outside, "unit": _("har været i ekstern praktik"), "base": base})
    return rows


@counts
def paper(request: Request, number: int) -> HttpResponse:
    """The year as a paper for the funder; `?udgave=internal` for the house, where one may."""
    if number not in queries.years_with_turns():
        raise Http404
    allowed = editions_of(request.membership, figures.figure_with(REFERRED), "line")
    wanted = request.GET.get("udgave", "")
    edition = Edition(wanted) if wanted in allowed else Edition.FUNDER
    if edition not in allowed:
        raise Http404
    lookups.note(Look.PRINT)
    found = year_of(request.organisation.pk, number, edition)
    document = papers.paper(found, request.organisation.name, language_now())
    return attached(document, f"beskaeftigelse-{number}-{edition}", "pdf")
