"""What came of the pairs of a year, as both sides tell it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from favn.kit import clock
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.outcomes import OPEN_FOR, QUESTIONS, SHEETS, Moment, Said
from favn.pathways.forms.printed import PrintedForm
from favn.pathways.queries import outcomes as queries
from favn.pathways.queries.outcomes import Share
from favn.pathways.rules.printed import claims
from favn.pathways.views.doors import reads
from favn.people.accounts.door import Request

FIRST_YEAR = 2000


@reads
def outcomes(request: Request, year: int) -> HttpResponse:
    """Shares with their bounds, and where the two sides of a pair disagree."""
    if not FIRST_YEAR <= year <= clock.today().year:
        raise Http404
    wanted = request.GET.get("hvornaar", Moment.END)
    moment = Moment(wanted) if wanted in Moment.values else Moment.END
    every = list(queries.asked_in(year, moment, clock.today()))
    version, rows = queries.in_version(every)
    starts = queries.starts_of(rows) if moment != Moment.START else {}
    here = reverse("pathways:outcomes", args=[year])
    context = {
        "year": year,
        "years": [one for one in queries.years_with_answers(clock.today()) if one != year],
        "asked": len(rows),
        "version": version,
        "left_out": len(every) - len(rows),
        "tabs": [
            {"title": one.label, "url": f"{here}?hvornaar={one}", "is_here": one == moment}
            for one in Moment
        ],
        "shares": [as_printed(one) for one in queries.shares(rows, starts)],
        "together": queries.together(rows),
        "reached": queries.reached(rows),
    } | _printed(request)
    return render(request, "pathways/outcomes.html", context)


@reads
def questions(request: Request) -> HttpResponse:
    """What both sides are asked, word for word, in every version; when, and what one may answer."""
    versions = [
        {
            "number": number,
            "lines": [(QUESTIONS[key], sheet[Side.MENTEE][key], sheet[Side.MENTOR][key])
                      for key in sheet[Side.MENTEE]],
        }
        for number, sheet in sorted(SHEETS.items(), reverse=True)
    ]  # fmt: skip
    context = {
        "versions": versions,
        "moments": [one.label for one in Moment],
        "answers": [one.label for one in Said],
        "days": OPEN_FOR.days,
        "year": clock.today().year,
    }
    return render(request, "pathways/questions.html", context)


def _printed(request: Request) -> dict[str, Any]:
    """What somebody else printed, where it is asked about: counts and bounds of every share."""
    form = PrintedForm(request.GET if "andele" in request.GET else None)
    if not form.is_valid():
        return {"printed": form}
    data = form.cleaned_data
    told = claims(data["andele"], data["svarede"], data["spurgte"])
    lines = [
        {
            "share": percent(one.percent / 100),
            "hits": "–" if one.hits is None else one.hits,
            "bounds": "–" if one.hits is None else bounds(one.lowest, one.highest),
        }
        for one in told.lines
    ]
    return {"printed": form, "claims": told, "claim_lines": lines}


def as_printed(one: Share) -> dict[str, Any]:
    """A share in whole percent, as the table prints it."""
    cell, tally = one.cell, one.tally
    return {
        "label": one.label,
        "side_word": Side(one.side).label,
        "yes": cell.count,
        "answered": tally.answered,
        "asked": tally.asked,
        "share": percent(cell.share),
        "bounds": bounds(cell.lowest, cell.highest) if tally.answered else "–",
        "new": one.new,
    }


def bounds(lowest: float | None, highest: float | None) -> str:
    """The lowest and the highest share."""
    return f"{percent(lowest)} – {percent(highest)}"


def percent(share: float | None) -> str:
    """A share (0 to 1) in whole percent."""
    return "–" if share is None else f"{round(100 * share)} %"
