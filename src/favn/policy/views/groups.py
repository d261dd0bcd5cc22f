"""The plan's follow-up group: its seats by function, its meetings, and what came of them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, Verb, attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.policy import actions, queries
from favn.policy.forms.groups import GroupForm, LeaveForm, MeetingForm, SeatForm
from favn.policy.models import Meeting, Plan
from favn.policy.views.doors import at, only_writers, slug_of, the_plan


@requires(Area.PLAN, Level.READ)
def group(request: Request, slug: str = "") -> HttpResponse:
    """Who has a seat and what was said; the planner writes it down."""
    plan, status = found(the_plan(slug)), 200
    verb = request.POST.get("verb", "")
    stands = queries.group_of(plan)
    seats = stands.seats if stands else ()
    forms = {
        "leave": LeaveForm(seats, _posted(request, verb, "leave")),
        "begin": GroupForm(_posted(request, verb, "begin")),
        "seat": SeatForm(_posted(request, verb, "seat")),
        "meet": MeetingForm(_posted(request, verb, "meet")),
    }
    if request.method == "POST":
        only_writers(request, Area.PLAN)
        status = attempt(request, _verbs(request, plan, forms).get(verb))
        if status == DONE:
            return redirect(at("group", slug))
    context = {
        "plan": plan,
        "slug": slug,
        "group": queries.group_of(plan) if status != 200 else stands,
        "forms": forms,
        "may_write": request.membership.may(Area.PLAN, Level.WRITE),
    }
    return render(request, "policy/group.html", context, status=status)


def _posted(request: Request, verb: str, wanted: str) -> Any:
    return request.POST if verb == wanted else None


def _verbs(request: Request, plan: Plan, forms: dict[str, Any]) -> dict[str, Verb]:
    by, now = request.account, clock.now()

    def begin(data: dict[str, Any]) -> str:
        actions.begin_group(plan=plan, **data, by=by, at=now)
        return _("Følgegruppen står nu på planen.")

    def seat(data: dict[str, Any]) -> str:
        stands = found(queries.group_of(plan)).row
        row = actions.give_seat(group=stands, **data, by=by, at=now)
        return _("%(seat)s har nu en plads.") % {"seat": row}

    def meet(data: dict[str, Any]) -> str:
        stands = found(queries.group_of(plan)).row
        actions.write_meeting(group=stands, **data, by=by, at=now)
        return _("Mødet er skrevet.")

    def leave(data: dict[str, Any]) -> str:
        row = forms["leave"].seats[data["seat"]]
        actions.give_up_seat(seat=row, on=clock.today(), by=by, at=now)
        return _("%(seat)s har ikke længere en plads.") % {"seat": row}

    doing = {"begin": begin, "seat": seat, "meet": meet, "leave": leave}
    return {name: _with(forms[name], do) for name, do in doing.items()}


def _with(form: Any, do: Any) -> Verb:
    """Do it with what was typed, where it is whole."""
    return lambda: do(form.cleaned_data) if form.is_valid() else None


@requires(Area.PLAN, Level.WRITE)
def meeting(request: Request, meeting: UUID) -> HttpResponse:
    """Correct one meeting, or say what was done about it."""
    row, status = found(queries.meeting_with(meeting)), 200
    form, slug, stands = (
        MeetingForm(request.POST or None, meeting=row),
        slug_of(row.group.plan),
        None,
    )
    if request.method == "POST":
        status = attempt(request, lambda: _change(request, row, form))
        if status == DONE:
            return redirect(at("group", slug))
        if status == CONFLICTED:
            stands = row = found(queries.meeting_with(meeting))
            typed = {n: request.POST.get(n, "") for n in ("on", "decided", "followed")}
            form = MeetingForm(meeting=row, initial=typed)
    context = {"meeting": row, "slug": slug, "form": form, "stands": stands}
    return render(request, "policy/meeting.html", context, status=status)


def _change(request: Request, row: Meeting, form: MeetingForm) -> str | None:
    if not form.is_valid():
        return None
    data = {name: value for name, value in form.cleaned_data.items() if name != "id"}
    actions.change_meeting(meeting=row, **data, by=request.account, at=clock.now())
    return _("Mødet er rettet.")
