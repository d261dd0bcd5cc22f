"""The week day by day: for staff with what can be changed, and for everybody to read."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.centre import actions, queries
from favn.centre.actions.shifts import at_session
from favn.centre.forms.week import CallOffForm, ClosureForm, HoldForm, MoveForm
from favn.centre.models import Closure, Session
from favn.centre.queries import week as weeks
from favn.centre.queries.shifts import decided
from favn.centre.queries.volunteers import wanted_roles
from favn.centre.queries.week_calendar import calendar_of_week
from favn.centre.views.answers import somebody_was_first
from favn.centre.views.volunteer_doors import post
from favn.kit import clock
from favn.kit.attempts import DONE, attempt, found
from favn.kit.kept import keep
from favn.kit.refusals import Conflict
from favn.kit.tenancy import acting_for
from favn.people.accounts.door import Request, public, requires
from favn.people.accounts.roles import Area, Level
from favn.people.organisations.models import Organisation
from favn.people.organisations.queries import tenant_with

ISO_WEEK = re.compile(r"(\d{4})-W(\d{1,2})")
FARTHEST = timedelta(days=366)
SINCE = timedelta(days=60)
"""How far back a calendar keeps what was changed."""
timetable_door = requires(Area.TIMETABLE, Level.WRITE)


def asked_week(request: HttpRequest) -> date | None:
    """The Monday of the week in the address (2026-W48), None without one; nonsense is 404."""
    text = request.GET.get("uge", "")
    if not text:
        return None
    try:
        year, number = (int(part) for part in ISO_WEEK.fullmatch(text).groups())  # type: ignore[union-attr]
        monday = date.fromisocalendar(year, number, 1)
    except (AttributeError, ValueError) as error:
        raise Http404 from error
    if abs(monday - clock.today()) > FARTHEST:
        raise Http404
    return monday


def beside(first: date) -> dict[str, Any]:
    """The weeks before and after the seven days, as addresses and buttons name them."""
    monday, today = weeks.monday_of(first), clock.today()
    return {
        "first": first,
        "last": first + timedelta(days=6),
        "week_number": monday.isocalendar().week,
        "before": monday - weeks.WEEK,
        "after": monday + weeks.WEEK,
        "is_now": first <= today < first + weeks.WEEK,
        "today": today,
    }


# For staff


@requires(Area.DESK, Level.WRITE)
def week(request: Request) -> HttpResponse:
    """Every session of a week, and the way to call one off."""
    monday = asked_week(request) or weeks.monday_of(clock.today())
    may_plan = request.membership.may(Area.TIMETABLE, Level.WRITE)
    context = {
        "days": weeks.week_from(monday),
        "may_plan": may_plan,
        "is_public": may_plan and weeks.shows_week(request.organisation),
        "house": request.organisation,
        "counts_volunteers": request.membership.may(Area.VOLUNTEERS, Level.COUNT),
    }
    return render(request, "centre/week.html", context | beside(monday))


@timetable_door
def session(request: Request, day: str, pk: UUID) -> HttpResponse:
    """One session: call it off, move it, or hold it all the same."""
    row = _session_on(day, pk)
    verb = request.POST.get("verb", "")
    shown = forms_of(row, request.POST if verb else None, verb)
    status = 200
    if request.method == "POST":
        status = attempt(request, _verbs(request, row, shown).get(verb))
        if status == DONE:
            return redirect(f"/ugen/?uge={row.on:%G-W%V}")
        row = _session_on(day, pk)
    context = {
        "session": row,
        "line": weeks.line_of(row),
        "forms": shown,
        "counted": queries.participants_of(row),
        "closure": queries.closure_on(row.on) if row._state.adding else None,
    }
    return render(request, "centre/session.html", context, status=status)


def _session_on(day: str, pk: UUID) -> Session:
    try:
        on = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    row = found(queries.session_with(pk, [on]))
    if row.on != on:
        raise Http404
    return row


def forms_of(row: Session, data: Any, verb: str) -> dict[str, Any]:
    """The forms that make sense now, bound where one was sent."""
    kinds = {"call-off": CallOffForm, "move": MoveForm, "hold": HoldForm}
    return {
        name.replace("-", "_"): kind(data if name == verb else None, session=row, verb=name)
        for name, kind in kinds.items()
    }


def _verbs(
    request: Request, row: Session, shown: dict[str, Any]
) -> dict[str, Callable[[], str | None]]:
    called_off = _("Holdet er aflyst. Det står på I dag og i den offentlige uge.")
    moved = _("Holdet er flyttet. Det nye tidspunkt står på I dag og i den offentlige uge.")
    return {
        "call-off": lambda: _do(request, row, shown["call_off"], actions.call_off, called_off),
        "move": lambda: _do(request, row, shown["move"], actions.move, moved),
        "hold": lambda: _do(request, row, shown["hold"], actions.hold, _("Holdet holdes.")),
    }


def _do(
    request: Request, row: Session, form: Any, action: Callable[..., Session], done: str
) -> str | None:
    if not form.is_valid():
        return None
    at = clock.now()
    try:
        action(session=row, **form.cleaned_data, by=request.account, at=at)
    except Conflict as conflict:
        raise Conflict(somebody_was_first()) from conflict
    nobody = _("Ingen vagt følger holdet, så ingen frivillig får et brev.")
    return f"{done} {_who_was_told(request, at, '' if at_session(row) else nobody)}".strip()


def _who_was_told(request: Request, at: datetime, nobody: str = "") -> str:
    """Send what was decided, and say how many on shift get it; those without mail are called."""
    post(request)
    told, others = decided(at)
    if not told and not others:
        return nobody
    if others:
        messages.warning(
            request,
            ngettext(
                "%(n)s på vagt får ingen mail. Ring til vedkommende; navnet står under Vagter.",
                "%(n)s på vagt får ingen mail. Ring til dem; navnene står under Vagter.",
                others,
            )
            % {"n": others},
        )
    if not told:
        return ""
    return ngettext(
        "%(n)s frivillig på vagt får et brev.", "%(n)s frivillige på vagt får et brev.", told
    ) % {"n": told}


@timetable_door
def closures(request: Request) -> HttpResponse:
    """Days on which the house is closed: those ahead, and new ones."""
    verb = request.POST.get("verb", "")
    form, status = ClosureForm(request.POST if verb == "close" else None), 200
    if request.method == "POST":
        verbs = {"close": lambda: _closed(request, form), "open": lambda: _opened(request)}
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("centre:closures")
    context = {"form": form, "closures": weeks.closures_ahead(clock.today())}
    return render(request, "centre/closures.html", context, status=status)


def _closed(request: Request, form: ClosureForm) -> str | None:
    if not form.is_valid():
        return None
    at = clock.now()
    actions.close_house(**form.cleaned_data, by=request.account, at=at)
    done = _("Huset er lukket de dage. Ugeplanens hold mødes ikke.")
    return f"{done} {_who_was_told(request, at)}".strip()


def _opened(request: Request) -> str:
    try:
        pk = UUID(request.POST.get("id", ""))
    except ValueError as error:
        raise Http404 from error
    row: Closure = found(queries.one_of(Closure, pk))
    at = clock.now()
    actions.open_house(closure=row, by=request.account, at=at)
    done = _("Huset har åbent de dage, og holdene mødes som ellers.")
    return f"{done} {_who_was_told(request, at)}".strip()


# For everybody


def _public_house(request: HttpRequest, slug: str) -> Organisation:
    house = found(tenant_with(slug))
    if not weeks.shows_week(house):
        raise Http404
    request.public_house = house  # type: ignore[attr-defined]
    return house


@public("when the house's open groups meet is for everybody")
def public_week(request: HttpRequest, organisation: str) -> HttpResponse:
    """The seven days from today on, or a week, as everybody may read them."""
    house, monday = _public_house(request, organisation), asked_week(request)
    first = monday or clock.today()
    with acting_for(house.pk):
        context = {"days": weeks.public_week(first), "house": house} | beside(first)
        context["is_from_today"] = monday is None
        context["seeks_volunteers"] = wanted_roles().exists()
        context["feed"] = request.build_absolute_uri(f"/ugen/{house.slug}/kalender.ics")
        answer = render(request, "centre/public_week.html", context)
    return keep(answer, house.pk)


@public("the same week, for one's own calendar")
def public_calendar(request: HttpRequest, organisation: str) -> HttpResponse:
    """The week's times as a calendar to subscribe to."""
    house, today = _public_house(request, organisation), clock.today()
    with acting_for(house.pk):
        data = calendar_of_week(
            weeks.public_slots(today),
            weeks.public_changes(today - SINCE),
            weeks.closures_between(date.min, date.max),
            name=_("Ugen: %(who)s") % {"who": house.name},
            at=clock.now(),
        )
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="ugen.ics"'
    return keep(answer, house.pk)
