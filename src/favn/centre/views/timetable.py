"""The week of the house: its activities, their times, and the topics of guidance."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.centre import actions, queries
from favn.centre.forms.timetable import EndSlotForm, NewActivityForm, NewNameForm, SlotForm
from favn.centre.models import Activity, Slot, Topic
from favn.centre.views.answers import as_data, somebody_was_first
from favn.kit import clock, history
from favn.kit.attempts import found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

IN_USE: dict[str, Callable[..., Any]] = {
    "retire": actions.retire,
    "reuse": actions.reuse,
    "show": actions.show_activity,
    "hide": actions.hide_activity,
    "counsel": actions.counsel,
    "uncounsel": actions.uncounsel,
}
timetable_door = requires(Area.TIMETABLE, Level.WRITE)
Forms = dict[str, Any]


@timetable_door
def timetable(request: Request) -> HttpResponse:
    """The week, and three small forms: an activity, a time, a topic."""
    verb = request.POST.get("verb", "")
    sent = _forms(request.POST if verb else None, verb)
    if verb and verb not in sent:
        return _in_or_out_of_use(request, verb)
    if verb and sent[verb].is_valid() and _added(sent[verb], verb, by=request.account):
        messages.success(request, _("Gemt. Ugeplanen er ændret."))
        return redirect("centre:timetable")
    context = {
        "week": queries.times_of_week(clock.today()),
        "activities": queries.every_activity(),
        "topics": queries.every_topic(),
        "forms": sent,
    }
    return render(request, "centre/timetable.html", context, status=422 if verb else 200)


def _forms(data: Any, verb: str) -> Forms:
    """The page's forms by verb, bound where it is the one that was sent."""
    return {
        "slot": SlotForm(data if verb == "slot" else None),
        "activity": NewActivityForm(data if verb == "activity" else None, prefix="activity"),
        "topic": NewNameForm(data if verb == "topic" else None, prefix="topic"),
    }


def _added(form: Any, verb: str, *, by: history.Actor) -> bool:
    """Whether it was added; otherwise a field says why not."""
    data = dict(form.cleaned_data) | {"by": by, "at": clock.now()}
    adding: dict[str, Callable[..., Any]] = {
        "slot": actions.add_slot,
        "activity": actions.add_activity,
        "topic": actions.add_topic,
    }
    if verb == "slot":
        data["activity"] = form.activities[data["activity"]]
    try:
        adding[verb](**data)
    except actions.Refused as refused:
        form.add_error("activity" if verb == "slot" else "name", str(refused))
    except actions.Taken as taken:
        raise Http404 from taken
    return not form.errors


def _in_or_out_of_use(request: Request, verb: str) -> HttpResponse:
    """Retire an activity or a topic, or take it in use again."""
    todo = IN_USE.get(verb)
    model = {"activity": Activity, "topic": Topic}.get(request.POST.get("of", ""))
    if todo is None or model is None or (verb not in ("retire", "reuse") and model is Topic):
        raise Http404
    try:
        pk = UUID(request.POST.get("id", ""))
    except ValueError as error:
        raise Http404 from error
    record = found(queries.one_of(model, pk))
    try:
        todo(record=record, by=request.account, at=clock.now())
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Gemt. Det, der er talt, bliver stående."))
    return redirect("centre:timetable")


@timetable_door
def slot(request: Request, pk: UUID) -> HttpResponse:
    """One place in the week: say on which day it ends."""
    row = found(queries.one_of(Slot, pk))
    form = EndSlotForm(request.POST or None, seen=row.last_on)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data
            actions.end_slot(
                slot=row, last_on=data["last_on"], seen=data["seen"],
                by=request.account, at=clock.now(),
            )  # fmt: skip
        except actions.Refused as refused:
            form.add_error("last_on", str(refused))
        except actions.Conflict:
            row = found(queries.one_of(Slot, pk))
            form = EndSlotForm(as_data(request, seen=row.last_on or ""), seen=row.last_on)
            form.add_error(None, somebody_was_first())
            return _slot_page(request, row, form, 409)
        else:
            messages.success(request, _("Gemt. Ugeplanen er ændret."))
            return redirect("centre:timetable")
    return _slot_page(request, row, form, 422 if form.errors else 200)


def _slot_page(request: Request, row: Slot, form: forms.Form, status: int) -> HttpResponse:
    return render(request, "centre/slot.html", {"slot": row, "form": form}, status=status)
