"""The numbers of counselling and health, and what to do when one worries about a child."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from favn.centre.queries import counselling as queries
from favn.centre.queries.counselling import Beside, Part
from favn.kit import clock, figures
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation
from favn.statistics.figures import Address, Period

EARLIEST = 2000


@requires(Area.FIGURES, Level.COUNT)
def numbers(request: Request) -> HttpResponse:
    """Any month or year, with the year before beside it."""
    period = asked_period(request)
    found = queries.numbers(request.membership, period)
    context = {
        "found": found,
        "name": period_name(period),
        "before": period_name(Period(period.year - 1, period.kind, period.number)),
        "rows": [_row(request.organisation, one) for one in found.whole.values()],
        "arrival": found.arrival,
        "arrivals": found.arrivals,
        "parts": [_part(request.organisation, one) for one in found.parts if one.rows],
        "bands": found.bands if found.whole["conversations"].value.total else [],
        "others": _others(period),
        "months": _months(period),
        "has_before": found.has_before,
        "held": found.held,
    }
    return render(request, "centre/counselling.html", context)


def asked_period(request: Request) -> Period:
    """The month or year of the address; this year where it names none."""
    this = clock.today().year
    year, month = (request.GET.get(name, "") for name in ("aar", "maaned"))
    number = int(year) if year.isdecimal() and len(year) == 4 else this
    number = number if EARLIEST <= number <= this else this
    if month.isdecimal() and len(month) < 3 and 1 <= int(month) <= 12:
        return Period(number, "month", int(month))
    return Period(number)


def period_name(period: Period) -> str:
    """“2023”, “marts 2023”."""
    return f"{MONTHS[period.number]} {period.year}" if period.kind == "month" else str(period.year)


def _row(organisation: Organisation, one: Beside) -> dict[str, Any]:
    value = one.value
    address = Address(value.figure.id, organisation.slug, value.period)
    return {
        "title": value.figure.title,
        "value": value,
        "before": one.before,
        "change": one.change,
        "address": str(address),
    }


def _part(organisation: Organisation, part: Part) -> dict[str, Any]:
    value = part.value
    address = Address(value.figure.id, organisation.slug, value.period)
    by = figures.dimension_name(value.by or "")
    return {
        "title": _title(value, by),
        "header": by.capitalize(),
        "lead": value.figure.definition,
        "value": value,
        "rows": part.rows,
        "address": str(address),
        "query": f"?{urlencode({'by': value.by or ''})}",
    }


def _title(value: figures.Value, by: str) -> str:
    """The figure by what it is broken down by; where it is about the parts, its own title."""
    if value.figure.splits(value.by):
        return value.figure.title
    return _("%(title)s efter %(by)s") % {"title": value.figure.title, "by": by}


def _others(period: Period) -> list[dict[str, Any]]:
    """The years beside each other as tabs."""
    this = clock.today().year
    years = range(max(EARLIEST, this - 4), this + 1)
    return [
        {"title": str(year), "url": f"?aar={year}", "is_here": year == period.year}
        for year in years
    ]


def _months(period: Period) -> list[dict[str, Any]]:
    """The months of the year, and the whole of it."""
    whole = {
        "title": _("Hele året"), "url": f"?aar={period.year}", "is_here": period.kind == "year"
    }  # fmt: skip
    return [whole] + [
        {
            "title": str(name)[:3],
            "url": f"?aar={period.year}&maaned={number}",
            "is_here": period.kind == "month" and period.number == number,
        }
        for number, name in MONTHS.items()
    ]


@requires(Area.FIGURES, Level.COUNT)
def child(request: Request) -> HttpResponse:
    """What to do when one worries about a child: by role, in the order one does it."""
    is_authorised = request.membership.may(Area.HEALTH, Level.WRITE)
    context = {
        "is_authorised": is_authorised,
        "has_cases": request.membership.may(Area.CASES, Level.WRITE),
        "leads": request.membership.may(Area.LOOKUPS, Level.WRITE),
        "role": request.membership.kind.name,
    }
    return render(request, "centre/child.html", context)
