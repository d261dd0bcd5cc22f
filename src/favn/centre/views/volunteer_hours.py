"""The volunteers' hours: a week put right with one tap, the year, and a letter of thanks."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Literal
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from favn.centre.actions import hours as actions
from favn.centre.models import Hours
from favn.centre.queries import hours as queries
from favn.centre.queries import thanks
from favn.centre.queries.volunteer_year import PATH, Year, year_of
from favn.centre.queries.week import monday_of
from favn.centre.rules.shifts import AN_HOUR, hours_words
from favn.centre.views.volunteer_doors import counts, reads, the_hours, the_volunteer, writes
from favn.centre.views.week import asked_week, beside
from favn.kit import clock, figures
from favn.kit.attempts import DONE, Verb, asked_id, asked_version, attempt, whole
from favn.kit.documents.files import attached
from favn.kit.figures import Value
from favn.kit.models import EditionName
from favn.kit.templatetags.kit import number
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request
from favn.people.accounts.editions import editions_of
from favn.people.accounts.roles import Area, Level
from favn.statistics.figures import Edition

PER_PAGE = 50
CORRECTIONS: dict[str, tuple[Callable[..., Hours], Any]] = {
    "more": (partial(actions.more, minutes=AN_HOUR), gettext_lazy("Timerne er rettet.")),
    "less": (partial(actions.more, minutes=-AN_HOUR), gettext_lazy("Timerne er rettet.")),
    "absent": (actions.absent, gettext_lazy("Vagten tæller ikke med. Det er i orden.")),
    "came": (actions.came, gettext_lazy("Vagten tæller med igen.")),
}
"""What one tap beside a row does, and what is said."""


@writes
def log(request: Request) -> HttpResponse:
    """A week of hours, the newest first; each is put right with one tap."""
    lookups.note(Look.LIST)
    monday, status = asked_week(request) or monday_of(clock.today()), 200
    if request.method == "POST":
        if request.POST.get("verb") == "settle":
            status = attempt(request, lambda: _settled(request))
        else:
            status = attempt(request, correcting(request, request.account))
        if status == DONE:
            return redirect(f"{reverse('centre:volunteer-hours')}?uge={monday:%G-W%V}")
    last = monday + timedelta(days=6)
    rows = queries.hours_between(monday, last)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": page, "sum": hours_words(queries.minutes_between(monday, last)),
    }  # fmt: skip
    return render(request, "centre/hours.html", context | beside(monday), status=status)


def _settled(request: Request) -> str:
    n = actions.settle(by=request.account, at=clock.now())
    return _("%(n)s nye vagter er talt med.") % {"n": n}


def correcting(request: Any, by: Any) -> Verb | None:
    """What a tap beside one row of hours asks; an unknown one is nothing."""
    row = the_hours(asked_id(request, "hours"))
    given: dict[str, Any] = {
        "hours": row, "version": asked_version(request), "by": by, "at": clock.now()
    }  # fmt: skip
    wanted = request.POST.get("verb", "")
    if wanted not in CORRECTIONS:
        return None

    def verb() -> str:
        action, said = CORRECTIONS[wanted]
        action(**given)
        return str(said)

    return verb


@counts
def numbers(request: Request) -> HttpResponse:
    """A year's hours and volunteers by role, last year beside, and the way from guest on."""
    lookups.note(Look.LIST)
    today = clock.today()
    years = sorted({today.year, *queries.years_with_hours()}, reverse=True)
    text = request.GET.get("aar", str(today.year))
    if whole(text) not in years:
        raise Http404
    edition, tabs = _edition(request, text)
    found = year_of(request.organisation, int(text), edition, _of_way(request, edition))
    context = {
        "year": found, "tabs": tabs, "years": [y for y in years if str(y) != text],
        "is_open": int(text) == today.year,
        "heads": _heads(found.number), "numbers": _numbers(request, found),
        "carries": request.membership.may(Area.VOLUNTEERS, Level.READ),
        "notes": [v.figure.definition for v in (found.hours, found.persons, *found.ways[:1])],
    }  # fmt: skip
    return render(request, "centre/volunteer_numbers.html", context)


def _heads(year: int) -> list[str]:
    """A column for this year beside the last, for hours and for persons."""
    both = (year, year - 1)
    hours = [_("Timer %(year)s") % {"year": one} for one in both]
    return [_("Rolle"), *hours, *(_("Frivillige %(year)s") % {"year": one} for one in both)]


def _edition(request: Request, year: str) -> tuple[Edition, list[dict[str, Any]]]:
    """The edition asked for, or the closest look the role has; and the others as tabs."""
    figure = figures.figure_with("centre.volunteers")
    allowed = editions_of(request.membership, figure, "role")
    wanted = request.GET.get("udgave", "")
    here = Edition(wanted) if wanted in allowed else allowed[0]
    tabs = [
        {
            "title": EditionName(one).label, "url": f"?aar={year}&udgave={one}",
            "is_here": one == here,
        }
        for one in allowed
    ]  # fmt: skip
    return here, tabs if len(tabs) > 1 else []


def _of_way(request: Request, wanted: Edition) -> Edition | None:
    """The same edition of the way where the role gets it, and else the closest it gets."""
    allowed = editions_of(request.membership, figures.figure_with(PATH), "step")
    return wanted if wanted in allowed else next(iter(allowed), None)


def _numbers(request: Request, found: Year) -> list[dict[str, Any]]:
    """The year on top, each number with the year before as its base, and its own page."""
    pairs = [(found.hours, found.hours_before), (found.persons, found.persons_before)]
    rows = [_number(request, now, before) for now, before in pairs]
    return rows + ([_number(request, *found.ways)] if found.ways else [])


def _number(request: Request, now: Value, before: Value) -> dict[str, Any]:
    address = f"{now.figure.id}@{request.organisation.slug}/{now.period.year}"
    then = number(before.total) if before.total is not None else _("holdt tilbage")
    return {
        "value": now.total, "unit": now.figure.unit, "as_of": now.as_of,
        "base": _("%(year)s: %(then)s") % {"year": before.period.year, "then": then},
        "url": f"{reverse('publishing:figure', args=[address])}?udgave={now.edition}",
        "withheld": next(iter(now.withheld), None) if now.total is None else None,
    }  # fmt: skip


@reads
def letter(request: Request, pk: UUID, year: int) -> HttpResponse:
    """A letter of thanks for one year, with true hours alone; a year without any is 404."""
    lookups.note(Look.PRINT)
    row = the_volunteer(pk)
    language: Literal["da", "en"] = "en" if get_language() == "en" else "da"
    paper = thanks.paper(row, year, request.organisation.name, clock.today(), language)
    if paper is None:
        raise Http404
    return attached(paper, f"tak-{year}", "pdf")
