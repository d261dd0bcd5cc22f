"""New collaborations of a year by the stated definition, those behind the number, and the plan."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from favn.associations.actions import agreements as actions
from favn.associations.figures import COLLABORATIONS
from favn.associations.queries import agreements as queries
from favn.associations.queries.sheets import sides_of
from favn.associations.views.seats import Seat, by_house
from favn.kit import clock
from favn.kit import figures as living
from favn.kit.attempts import attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.statistics.figures import Edition, Period

FIRST = 2000


@by_house
def counted(request: Request, seat: Seat, year: int) -> HttpResponse:
    """The number, how it is counted, and every cooperation behind it."""
    if not FIRST <= year <= clock.today().year:
        raise Http404
    value = living.value(
        COLLABORATIONS.id, request.organisation.pk, Period(year), by="matter",
        edition=Edition.INTERNAL,
    )  # fmt: skip
    rows = [
        (row, sides_of(row.cooperation), seat.at("cooperation", row.cooperation_id))
        for row in queries.collaborations(year)
    ]
    context = {
        "year": year,
        "value": value,
        "rows": rows,
        "waiting": queries.not_yet_counting(year),
        "years": [(y, seat.at("counted", y)) for y in queries.years_counted() if y != year],
        "for_plan": queries.for_plan(),
        "told_no_more": queries.told_no_more(),
        "may_tell_plan": request.membership.may(Area.PLAN, Level.WRITE),
    }
    return render(request, "associations/counted.html", context)


@requires(Area.PLAN, Level.WRITE)
def tell_plan(request: Request) -> HttpResponse:
    """Tell an initiative's new collaborations as delivered of one of its promises."""
    here = reverse("associations:house-counted", args=[clock.today().year])
    if request.method == "POST":
        attempt(request, lambda: _tell_plan(request))
    return redirect(here)


def _tell_plan(request: Request) -> str:
    rows: dict[str, Any] = {str(row.initiative.pk): row for row in queries.for_plan()}
    row = found(rows.get(request.POST.get("initiative", "")))
    outputs = {str(output.pk): output for output in row.outputs}
    output = found(outputs.get(request.POST.get("output", "")))
    told = found(
        actions.tell_plan(
            initiative=row.initiative, output=output, by=request.account, at=clock.now()
        )
    )
    return ngettext(
        "%(n)s samarbejde er skrevet som leveret af “%(what)s”.",
        "%(n)s samarbejder er skrevet som leveret af “%(what)s”.",
        told.delivered,
    ) % {"n": told.delivered, "what": output.unit}
