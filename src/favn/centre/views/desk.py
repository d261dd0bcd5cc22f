"""Today's buttons, the guidance log, and a session outside the timetable."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.centre import actions, queries
from favn.centre.forms.entries import OtherSessionForm
from favn.centre.forms.taps import CardTapForm, DoorHourForm, HourForm
from favn.centre.models import Entry
from favn.centre.views import taps
from favn.centre.views.answers import asked_day, back_to_today, refuse
from favn.gatherings.queries import meetings_on
from favn.kit import clock
from favn.kit.fields import day_field
from favn.kit.history import Actor
from favn.kit.tenancy import current
from favn.people.accounts.door import Request, only_forms, requires
from favn.people.accounts.roles import Area, Level

desk = requires(Area.DESK, Level.WRITE)
TIMETABLE = (Area.TIMETABLE, Level.WRITE)
BY_NAME = (Area.ATTENDANCE, Level.WRITE)
FIRST_TOPICS = 6


@desk
def today(request: Request) -> HttpResponse:
    """Today's sessions with a + each, the door's +, and what was tapped last."""
    day = asked_day(request)
    return back_to_today(request, day, "centre:today") or today_page(request, day)


def today_page(request: Request, day: date, problem: str = "") -> HttpResponse:
    """The desk of a day; with `problem`, what was typed stands and 422 says it was not counted."""
    context = day_of(request, day, "centre:today") | buttons_of(day, request, problem)
    context["hour_form"] = DoorHourForm(request.POST or None)
    context["closure"] = queries.closure_on(day)
    context["by_name"] = meetings_on(day) if request.membership.may(*BY_NAME) else []
    return render(request, "centre/today.html", context, status=422 if problem else 200)


def buttons_of(day: date, request: HttpRequest, problem: str = "") -> dict[str, Any]:
    """Context of the counters, the same at the desk and on a tablet."""
    card = CardTapForm(request.POST if problem else None)
    if problem and card.is_valid() and card.cleaned_data["card"]:
        card.add_error("card", problem)
    now = clock.now().time() if day == clock.today() else None
    return {
        "day": day,
        "buttons": queries.counters_on(day, now=now),
        "visits": queries.visits_on(day),
        "card_form": card,
        "problem": "" if card.errors else problem,
        "new_id": uuid4,
    }


def day_of(request: Request, day: date, page: str) -> dict[str, Any]:
    """Context of a page that shows one day: the way to others, the last tap, what scripts need."""
    is_today = day == clock.today()
    return {
        "day": day,
        "is_today": is_today,
        "late_on": None if is_today else day,
        "days": days_beside(day, page),
        "hour_form": HourForm(request.POST or None),
        "may_plan": request.membership.may(*TIMETABLE),
        "says_login": _("Log ind igen for at sende dem."),
    } | counting(request, request.account, "centre:count", "centre:undo")


def counting(request: HttpRequest, by: Actor, count_at: str, undo_at: str) -> dict[str, Any]:
    """Context of a page with counters: where taps go, whose they are, and the last one."""
    last = taps.last_tap(request)
    return {
        "last": last,
        "undo_fields": {"logbook": last[0] if last else "", "id": last[1].pk if last else ""},
        "undo_url": reverse(undo_at),
        "count_url": reverse(count_at),
        "organisation_id": current(),
        "owner": f"{current()}:{by.actor_id}",
        "now": clock.now().isoformat(),
    }


def days_beside(day: date, page: str) -> dict[str, Any]:
    """The days before and after, and a field for any other."""
    form = forms.Form(initial={"dag": day.isoformat()})
    form.fields["dag"] = day_field(_("Dag"))
    after = day + timedelta(days=1)
    return {
        "form": form,
        "url": reverse(page),
        "before": day - timedelta(days=1),
        "after": after if after <= clock.today() else None,
        "is_today": day == clock.today(),
    }


@desk
@only_forms
def count(request: Request) -> HttpResponse:
    """One tap. Scripts ask for JSON; a plain form is sent back to its page."""
    result = taps.counted(request, by=request.account)
    if answer := taps.answer_script(request, result):
        return answer
    if not isinstance(result, str):
        return redirect(page_after(result))
    if taps.kind_sent(request) == "guidance":
        messages.error(request, result)
        return redirect("centre:guidance")
    return today_page(request, _day_posted(request), result)


def _day_posted(request: HttpRequest) -> date:
    try:
        return min(date.fromisoformat(request.POST.get("on", "")), clock.today())
    except ValueError:
        return clock.today()


def page_after(entry: Entry) -> str:
    """The page the tap came from, with the way to undo it."""
    kind = taps.logbook_of(entry)
    page = reverse("centre:guidance" if kind == "guidance" else "centre:today")
    day = "" if entry.on == clock.today() else f"&dag={entry.on.isoformat()}"
    return f"{page}?talt={kind}:{entry.pk}{day}"


@desk
@only_forms
def undo(request: Request) -> HttpResponse:
    """Take one's own last tap back."""
    result = taps.undone(request, by=request.account)
    if answer := taps.answer_script(request, result):
        return answer
    if isinstance(result, str):
        messages.error(request, result)
    else:
        messages.success(request, _("Fortrudt. Tallet er talt ned igen."))
    is_guidance = request.POST.get("logbook") == "guidance"
    return redirect("centre:guidance" if is_guidance else "centre:today")


@desk
def guidance(request: Request) -> HttpResponse:
    """Six topics as buttons, the rest under “mere”; no person field at all."""
    day = asked_day(request)
    if elsewhere := back_to_today(request, day, "centre:guidance"):
        return elsewhere
    counted = queries.guidance_on(day)
    every = [(topic, counted.get(topic.pk, 0)) for topic in queries.topics()]
    context = day_of(request, day, "centre:guidance") | {
        "first": every[:FIRST_TOPICS],
        "more": every[FIRST_TOPICS:],
        "total": sum(counted.values()),
        "new_id": uuid4,
    }
    return render(request, "centre/guidance.html", context)


@desk
def other_session(request: Request) -> HttpResponse:
    """A session outside the timetable."""
    form = OtherSessionForm(request.POST or None, day=asked_day(request))
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        activity = form.activities[data.pop("activity")]
        if session := _added(form, data | {"activity": activity}, request):
            return redirect(f"{reverse('centre:today')}?dag={session.on.isoformat()}")
    context = {"form": form, "may_add_activity": request.membership.may(*TIMETABLE)}
    status = 422 if form.errors else 200
    return render(request, "centre/other_session.html", context, status=status)


def _added(form: OtherSessionForm, data: dict[str, Any], request: Request) -> Any:
    """The session that was asked for; None where a field now says why not."""
    try:
        return actions.add_session(**data, by=request.account, at=clock.now())
    except actions.Refused as refused:
        refuse(form, "on", refused)
    except actions.Taken as taken:
        raise Http404 from taken
    return None
