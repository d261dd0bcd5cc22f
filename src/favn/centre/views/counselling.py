"""The numbers of counselling and health, and what to do when one worries about a child."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from favn.centre.queries import counselling as queries
from favn.centre.queries.counselling import Beside, Part
from favn.centre.views.periods import asked_period, is_open, month_tabs, period_name, year_tabs
from favn.kit import figures
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation
from favn.statistics.figures import Address, Period


@requires(Area.FIGURES, Level.COUNT)
def numbers(request: Request) -> HttpResponse:
    """Any month or year, with the year before beside it."""
    period = asked_period(request)
    found = queries.numbers(request.membership, period)
    context = {
        "found": found,
        "name": period_name(period),
        "before": period_name(Period(period.year - 1, period.kind, period.number)),
        "is_open": is_open(period),
        "rows": [_row(request.organisation, one) for one in found.whole.values()],
        "groups": queries.in_groups(request.membership, period),
        "groups_address": str(Address("centre.participations", request.organisation.slug, period)),
        "arrival": found.arrival,
        "arrivals": found.arrivals,
        "parts": [_part(request.organisation, one) for one in found.parts if one.rows],
        "bands": found.bands if found.whole["conversations"].value.total else [],
        "others": year_tabs(period),
        "months": month_tabs(period),
        "has_before": found.has_before,
        "held": found.held,
    }
    return render(request, "centre/counselling.html", context)


def _row(organisation: Organisation, one: Beside) -> dict[str, Any]:
    value = one.value
    address = Address(value.figure.id, organisation.slug, value.period)
    return {
        "title": value.figure.title,
        "value": value,
        "before": one.before,
        "change": None if is_open(value.period) else one.change,
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
