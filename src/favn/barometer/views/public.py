"""What everybody may see: the barometer by goal, an indicator, the rule, and the numbers as files.

Only published indicators of a municipality; anything else does not exist here.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from favn.barometer import exports, queries
from favn.barometer.choices import DIFFERENCE, LEAST_CHANGE
from favn.barometer.layers.series import Series
from favn.barometer.layers.wording import amount
from favn.barometer.models import Definition, Indicator
from favn.barometer.queries import uploads as files
from favn.barometer.reading import reading
from favn.barometer.views.about import about, struck
from favn.kit import clock
from favn.kit.attempts import found
from favn.kit.kept import keep
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import public
from favn.people.organisations.models import Organisation
from favn.people.organisations.queries import tenant_with

FOR_ALL = "published indicators are for everybody; others do not exist here"
View = Callable[..., HttpResponse]


def opened(view: View) -> View:
    """Turn the name in a public address into its municipality, or 404, and act for it."""

    @public(FOR_ALL)
    @wraps(view)
    def shown(request: HttpRequest, organisation: str, **more: Any) -> HttpResponse:
        row = tenant_with(organisation)
        if row is None or not row.is_municipality:
            raise Http404
        request.public_house = row  # type: ignore[attr-defined]
        with acting_for(row.pk):
            return keep(view(request, row, **more), row.pk)

    return shown


@opened
def public_barometer(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Every goal with what was observed and a count of its indicators by word. Never empty."""
    context = {
        "organisation": organisation,
        "barometers": queries.barometers(is_public=True),
        "loose": queries.loose(is_public=True),
    }
    return render(request, "barometer/public_barometer.html", context)


@opened
def public_indicator(request: HttpRequest, organisation: Organisation, slug: str) -> HttpResponse:
    """One published indicator in its three layers."""
    row, series, definitions = _published(slug)
    context = {
        "organisation": organisation,
        "indicator": row,
        "read": reading(series, definitions, clock.today()),
        "about": about(definitions),
        "words": queries.committees_words(row),
        "corrections": struck(queries.corrections(row), definitions),
        "goal": queries.public_goal(row),
        "is_public": True,
    }
    return render(request, "barometer/public_indicator.html", context)


def _published(slug: str) -> tuple[Indicator, Series, list[Definition]]:
    row = found(queries.indicator_with(slug, is_public=True))
    return row, queries.series_of_one(row), files.definitions_of(row)


@opened
def public_rule(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """The rule that gives the words, written out."""
    least = [
        (unit.label, amount(value, 0, DIFFERENCE[unit])) for unit, value in LEAST_CHANGE.items()
    ]
    context = {"organisation": organisation, "least": least}
    return render(request, "barometer/public_rule.html", context)


@opened
def public_csv(request: HttpRequest, organisation: Organisation, slug: str) -> HttpResponse:
    """The cells as CSV."""
    _row, series, _definitions = _published(slug)
    answer = HttpResponse(exports.as_csv(series), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    return answer


@opened
def public_json(request: HttpRequest, organisation: Organisation, slug: str) -> HttpResponse:
    """The cells of the newest definition as JSON-stat 2.0."""
    _row, series, definitions = _published(slug)
    by = _("Offentliggjort af %(who)s") % {"who": organisation.name}
    try:
        told = exports.as_json_stat(series, definitions, by)
    except LookupError as error:
        raise Http404 from error
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
