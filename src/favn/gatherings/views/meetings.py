"""The times of a gathering: one more, another hour, or one called off."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.gatherings import actions, queries
from favn.gatherings.forms.events import ChangeMeetingForm, NewMeetingForm, OffForm
from favn.gatherings.models import Gathering, Meeting
from favn.gatherings.views.doors import acted, post, the_gathering, the_meeting
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.GATHERINGS, Level.WRITE)
def meetings(request: Request, gathering: UUID) -> HttpResponse:
    """Every time of a gathering, and a form for one more."""
    row, status = the_gathering(gathering), 200
    rows = queries.meetings_of(row)
    last = {"starts": rows[-1].starts, "ends": rows[-1].ends} if rows else {}
    form = NewMeetingForm(request.POST or None, initial=last)
    if request.method == "POST":
        status = attempt(request, lambda: _added(request, row, form))
        if status == DONE:
            post(request)
            return redirect("gatherings:meetings", row.pk)
    context = {"gathering": row, "meetings": rows, "form": form}
    return render(request, "gatherings/meetings.html", context, status=status)


def _added(request: Request, row: Gathering, form: NewMeetingForm) -> str | None:
    if not form.is_valid():
        return None
    actions.add_meeting(
        id=form.cleaned_data["id"], gathering=row, hours=form.hours(), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Mødegangen er lagt til.")


@requires(Area.GATHERINGS, Level.WRITE)
def change_meeting(request: Request, meeting: UUID) -> HttpResponse:
    """Move one time, or call it off; whoever is in hears it."""
    row, status = the_meeting(meeting), 200
    is_off = request.POST.get("verb") == "off"
    typed = request.POST or None
    form = ChangeMeetingForm(None if is_off else typed, initial=ChangeMeetingForm.of(row))
    off = OffForm(typed if is_off else None, initial={"version": row.version})
    if request.method == "POST":
        verbs = {
            "move": lambda: _moved(request, row, form),
            "off": lambda: _called_off(request, row, off),
        }
        status = acted(request, verbs)
        if status == DONE:
            return redirect("gatherings:meetings", row.gathering_id)
        if status == CONFLICTED:
            row = the_meeting(meeting)
            form = ChangeMeetingForm(initial=ChangeMeetingForm.of(row))
            off = OffForm(initial={"version": row.version})
    context = {"meeting": row, "gathering": row.gathering, "form": form, "off": off}
    return render(request, "gatherings/change_meeting.html", context, status=status)


def _moved(request: Request, row: Meeting, form: ChangeMeetingForm) -> str | None:
    if not form.is_valid():
        return None
    actions.change_meeting(
        meeting=row, hours=form.hours(), version=form.cleaned_data["version"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Mødegangen er rettet.")


def _called_off(request: Request, row: Meeting, form: OffForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.call_off(
        meeting=row, reason=data["reason"], version=data["version"], by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Mødegangen er aflyst.")
