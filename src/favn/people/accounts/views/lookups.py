"""The log of look-ups for whoever looks after it: all of it, the week's sample, and the exceptions.

Reading the log is a look-up too, and stands in it.
"""

from datetime import date, timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.people.accounts import lookups as sheet
from favn.people.accounts import reviews
from favn.people.accounts.actions.reviews import decide
from favn.people.accounts.choices import Look, Verdict
from favn.people.accounts.door import Request, requires
from favn.people.accounts.forms import DecisionForm, LookupFilter
from favn.people.accounts.models import Lookup
from favn.people.accounts.openings import openings
from favn.people.accounts.roles import Area, Level

reader = requires(Area.LOOKUPS, Level.READ, about_persons=True)
decider = requires(Area.LOOKUPS, Level.WRITE, about_persons=True)
EARLIEST = date(2020, 1, 1)
SINCE = 8
"""Weeks the sample can be looked back at."""


def tabs(here: str) -> list[dict[str, object]]:
    """The log's views of itself."""
    names = (
        ("accounts:lookups", _("Alle opslag")),
        ("accounts:lookups-week", _("Ugens stikprøve")),
        ("accounts:lookups-beyond", _("Uden for egen adgang")),
    )
    return [{"title": title, "url": reverse(n), "is_here": n == here} for n, title in names]


@reader
def log(request: Request) -> HttpResponse:
    """Every look-up, newest first, chosen by kind, by whom, or of whom."""
    sheet.note(Look.LIST)
    form = LookupFilter(request.GET or None, organisation=request.organisation)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = reviews.chosen(**wanted)
    page = Paginator(rows, 50).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "form": form,
        "is_chosen": any(wanted.values()),
        "tabs": tabs("accounts:lookups"),
        "overdue": reviews.overdue(clock.today()),
    }
    return render(request, "accounts/lookups.html", context)


@reader
def week(request: Request) -> HttpResponse:
    """One week's sample: what stands out, and what was drawn; last week where none is named."""
    sheet.note(Look.LIST)
    monday = _monday(request.GET.get("uge", ""))
    drawn = reviews.sample(monday)
    latest = reviews.week_of(clock.today()) - timedelta(weeks=1)
    context = {
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "drawn": drawn,
        "undecided": sum(line.review is None for line in drawn),
        "weeks": [latest - timedelta(weeks=back) for back in range(SINCE)],
        "tabs": tabs("accounts:lookups-week"),
    }
    return render(request, "accounts/lookups_week.html", context)


def _monday(wanted: str) -> date:
    """The Monday of the week named; last week's where nothing is. Raises Http404."""
    if not wanted:
        return reviews.week_of(clock.today()) - timedelta(weeks=1)
    try:
        day = date.fromisoformat(wanted)
    except ValueError as error:
        raise Http404 from error
    if day < EARLIEST or day > clock.today():
        raise Http404
    return reviews.week_of(day)


@reader
def beyond(request: Request) -> HttpResponse:
    """Who opened whom without their role reaching them, why, and until when."""
    sheet.note(Look.LIST)
    page = Paginator(openings(), 50).get_page(request.GET.get("side"))
    context = {"page": page, "now": clock.now(), "tabs": tabs("accounts:lookups-beyond")}
    return render(request, "accounts/lookups_beyond.html", context)


@decider
def lookup(request: Request, pk: UUID) -> HttpResponse:
    """One look-up in full, and what came of looking at it."""
    rows = Lookup.objects.owned().select_related("review__by", "opening")
    row = found(rows.filter(pk=pk).first())
    review = getattr(row, "review", None)
    given = {"verdict": review.verdict, "note": review.note} if review else None
    form = DecisionForm(request.POST or None, initial=given)
    status = attempt(request, lambda: _decide(request, form, row)) if form.is_bound else 200
    if status == DONE:
        return redirect(_back(row))
    context = {"row": row, "facts": _facts(row), "review": review, "form": form, "up": _back(row)}
    return render(request, "accounts/lookup.html", context, status=status)


def _decide(request: Request, form: DecisionForm, row: Lookup) -> str | None:
    if not form.is_valid():
        return None
    verdict = Verdict(form.cleaned_data["verdict"])
    note = form.cleaned_data["note"]
    decide(lookup=row, verdict=verdict, note=note, by=request.account, at=clock.now())
    return _("Afgørelsen er gemt.")


def _back(row: Lookup) -> str:
    monday = reviews.week_of(clock.local_day(row.at))
    return f"{reverse('accounts:lookups-week')}?uge={monday}"


def _facts(row: Lookup) -> list[tuple[str, object]]:
    persons = ", ".join(line.person_id.hex[:4].upper() for line in row.persons.all()) or "–"
    return [
        (_("Hvem"), f"{row.actor_label} ({row.role_name})"),
        (_("Hvad"), f"{row.get_kind_display()}, {row.page}"),
        (_("Personer"), persons),
        (_("Søgte efter"), row.criterion or "–"),
        (_("Hvorfor"), row.purpose or "–"),
        (_("Svar"), row.outcome),
    ]
