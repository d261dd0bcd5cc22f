"""What everybody may see: what is on, one gathering, and both as calendars."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from favn.gatherings import queries
from favn.gatherings.forms.joining import WhatsOnForm
from favn.gatherings.models import Gathering
from favn.gatherings.queries.calendar import calendar_of
from favn.gatherings.rules.events import why_not_join
from favn.gatherings.views.doors import calendar_file, for_all, pages_of, the_public
from favn.kit import clock
from favn.kit.kept import keep
from favn.people.organisations.models import Organisation

A_PAGE = 40


@for_all
def whats_on(request: HttpRequest, house: Organisation) -> HttpResponse:
    """What is on this week, the next, and later; by area and language."""
    today = clock.today()
    every = queries.shown_to_all(today)
    form = WhatsOnForm(request.GET, *queries.is_filled(every))
    week, area, language = form.wanted()
    first, last = _span(week, today)
    is_chosen = bool(week or area or language)
    rows = queries.shown_to_all(first, last, area=area, language=language) if is_chosen else every
    page = Paginator(_entries(rows, today), A_PAGE).get_page(request.GET.get("side"))
    context = {
        "house": house,
        "form": form,
        "is_active": is_chosen,
        "page": page,
        "count": len(rows),
        "parts": [
            (title, found)
            for n, title in enumerate(_titles())
            if (found := [entry for entry in page if entry.part == n])
        ],
        "feed": f"{pages_of(request, house)}kalender.ics",
    }
    return keep(render(request, "gatherings/whats_on.html", context), house.pk)


def _span(week: str, today: date) -> tuple[date, date | None]:
    sunday = today + timedelta(days=7 - today.isoweekday())
    if week == "denne":
        return today, sunday
    if week == "naeste":
        return sunday + timedelta(days=1), sunday + timedelta(days=7)
    return today, None


@dataclass(slots=True)
class Entry:
    """A gathering in one part of the list: its first time there, and how many times more."""

    part: int
    shown: queries.Shown
    more: int = 0


def _titles() -> tuple[str, str, str]:
    return _("Denne uge"), _("Næste uge"), _("Senere")


def _entries(rows: list[queries.Shown], today: date) -> list[Entry]:
    """A course of twelve evenings stands once in each part, and does not crowd out the others."""
    sunday = today + timedelta(days=7 - today.isoweekday())
    found: dict[tuple[int, Any], Entry] = {}
    for row in rows:
        part = min(2, max(0, (row.meeting.on - sunday).days + 6) // 7)
        key = (part, row.gathering.pk)
        if key in found:
            found[key].more += 1
        else:
            found[key] = Entry(part, row)
    return list(found.values())


@for_all
def public_page(request: HttpRequest, house: Organisation, slug: str) -> HttpResponse:
    """One gathering: what, when, where, for whom, and the way to sign up."""
    row = the_public(slug)
    now = clock.now()
    meetings = queries.meetings_of(row)
    context = {
        "house": house,
        "gathering": row,
        "meetings": meetings,
        "seats": queries.house_of(row),
        "facts": facts_of(row),
        "why_not": why_not_join(row, meetings, now),
    }
    return keep(render(request, "gatherings/public_page.html", context), house.pk)


def facts_of(row: Gathering, *, is_told: bool = False) -> list[tuple[str, str]]:
    """What it is, where, in which languages and for how much."""
    hosts = ", ".join([row.host.name, *(one.party.name for one in row.co_hosts.all())])
    more = [
        (_("Tolk"), row.has_interpreter and _("Der er tolk.")),
        (_("For børn"), row.for_children and _("En forælder siger ja ved tilmeldingen.")),
        (_("Børnepasning"), row.has_child_care and _("Vi passer børnene imens.")),
    ]
    told = [
        (_("Sted"), place_of(row, is_told=is_told)),
        (_("Område"), row.area),
        (_("Vært"), hosts),
        (_("Sprog"), row.spoken),
        *more,
        (_("Pris"), row.price),
    ]
    if is_told:
        told.insert(1, (_("Link til mødet"), row.online_link))
    return [(name, str(text)) for name, text in told if text]


def place_of(row: Gathering, *, is_told: bool) -> str:
    """The place, or when one gets to know it."""
    if row.place and (row.is_place_told or is_told):
        return row.place
    if row.place:
        return _("Du får stedet, når du har en plads.")
    return "" if is_told else _("På nettet. Du får linket, når du har en plads.")


@for_all
def feed(request: HttpRequest, house: Organisation) -> HttpResponse:
    """The public calendar to subscribe to: from 60 days back and everything to come."""
    name = _("Tag del: %(who)s") % {"who": house.name}
    rows = queries.calendar_rows(clock.now())
    data = calendar_of(rows, name=name, address=pages_of(request, house))
    return keep(calendar_file(data, "tag-del.ics"), house.pk)


@for_all
def file(request: HttpRequest, house: Organisation, slug: str) -> HttpResponse:
    """One gathering for one's own calendar."""
    row = the_public(slug)
    data = calendar_of([row], name=row.title, address=pages_of(request, house))
    return keep(calendar_file(data, f"{slug}.ics"), house.pk)
