"""The register of indicators, and one of them as the house sees it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.barometer import actions, queries
from favn.barometer.models import Indicator
from favn.barometer.queries import uploads as files
from favn.barometer.reading import reading
from favn.barometer.views.about import about, struck
from favn.barometer.views.doors import may_write, only_writers, the_indicator
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.BAROMETER, Level.READ)
def register(request: Request) -> HttpResponse:
    """Every indicator by goal, published or not, with its first sentence and its word."""
    rows = list(queries.indicators())
    context = {
        "barometers": queries.barometers(is_public=False),
        "loose": queries.loose(is_public=False),
        "hidden": {row.slug for row in rows if row.published_at is None},
        "n": len(rows),
        "organisation": request.organisation,
        "may_write": may_write(request),
    }
    return render(request, "barometer/register.html", context)


@requires(Area.BAROMETER, Level.READ)
def indicator(request: Request, slug: str) -> HttpResponse:
    """One indicator in its three layers; those who write publish it or take it away."""
    row, status = the_indicator(slug), 200
    if request.method == "POST":
        only_writers(request)
        verbs: dict[str, Verb] = {
            "publish": lambda: _publish(request, row),
            "withdraw": lambda: _withdraw(request, row),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect(request.path)
        row = the_indicator(slug)
    return render(request, "barometer/indicator.html", shown(request, row), status=status)


def shown(request: Request, row: Indicator) -> dict[str, object]:
    """What the page shows."""
    definitions = files.definitions_of(row)
    series = queries.series_of_one(row)
    return {
        "indicator": row,
        "read": reading(series, definitions, clock.today()),
        "about": about(definitions),
        "words": queries.committees_words(row),
        "corrections": struck(queries.corrections(row), definitions),
        "cells": list(series.cells()),
        "organisation": request.organisation,
        "may_write": may_write(request),
        "is_public": False,
        "rule_url": ["barometer:public-rule", request.organisation.slug],
    }


def _publish(request: Request, row: Indicator) -> str:
    actions.publish(indicator=row, by=request.account, at=clock.now())
    return _("Indikatoren er offentlig.")


def _withdraw(request: Request, row: Indicator) -> str:
    actions.withdraw(indicator=row, by=request.account, at=clock.now())
    return _("Indikatoren er ikke længere offentlig.")
