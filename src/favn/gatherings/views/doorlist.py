"""The list for the door on a tablet, the same on paper, and those who did not come."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.gatherings import actions, queries
from favn.gatherings.forms.inviting import HeadsForm, PlanCallForm, WalkInForm, walk_in_form
from favn.gatherings.models import Meeting
from favn.gatherings.rules.children import why_not_alone
from favn.gatherings.rules.events import why_not_hold
from favn.gatherings.views.doors import acted, may_read, may_write, only_writers, the_meeting
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, found
from favn.kit.refusals import Refused, must
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level

CALL_WITHIN = timedelta(days=7)


@requires(Area.ATTENDANCE, Level.WRITE)
def door(request: Request, meeting: UUID) -> HttpResponse:
    """Tap a name when they come; count those who came without a sign-up."""
    row, status = the_meeting(meeting), 200
    verb = request.POST.get("verb", "")
    heads = HeadsForm(request.POST if verb == "heads" else None)
    named = walk_in_form(row.gathering, request.POST if verb == "walk-in" else None)
    if request.method == "POST":
        verbs = {
            "came": lambda: _came(request, row),
            "one-more": lambda: _one_more(request, row),
            "heads": lambda: _heads(request, row, heads),
            "walk-in": lambda: _walk_in(request, row, named),
            "hold": lambda: _held(request, row),
        }
        status = acted(request, verbs)
        if status == DONE:
            return redirect("gatherings:door", row.pk)
    at = queries.at_meeting(row)
    if not heads.is_bound or status == CONFLICTED:
        heads = HeadsForm(initial={"heads": at.walk_ins, "shown": at.walk_ins})
    context = {
        "meeting": row,
        "gathering": row.gathering,
        "at": at,
        "key": uuid4(),
        "lacks": [one.signup.at_door for one in at.expected if not one.signup.parent_yes_at],
        "heads": heads,
        "named": named,
        "why_not": why_not_hold(row, clock.now()),
        "may_read": may_read(request),
    }
    return render(request, "gatherings/door.html", context, status=status)


def _came(request: Request, row: Meeting) -> str:
    """The button says how many are here; the list shows it, so nothing more is said."""
    try:
        pk, heads = UUID(request.POST.get("signup", "")), int(request.POST.get("heads", ""))
    except ValueError as error:
        raise Refused(_("Siden er for gammel. Åbn den igen.")) from error
    signup = found(queries.signup_with(pk))
    signup = found(signup if signup.gathering_id == row.gathering_id else None)
    actions.came(meeting=row, signup=signup, heads=heads, by=request.account, at=clock.now())
    return ""


def _one_more(request: Request, row: Meeting) -> str:
    """One more without a sign-up; the button's own id makes a double tap one."""
    must(why_not_alone(row.gathering.for_children, "", ""))
    try:
        pk = UUID(request.POST.get("id", ""))
    except ValueError as error:
        raise Refused(_("Siden er for gammel. Åbn den igen.")) from error
    actions.one_more(id=pk, meeting=row, by=request.account, at=clock.now())
    return ""


def _heads(request: Request, row: Meeting, form: HeadsForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.count_walk_ins(
        meeting=row, heads=data["heads"], shown=data["shown"], by=request.account, at=clock.now()
    )
    return _("Antallet er skrevet.")


def _walk_in(request: Request, row: Meeting, form: WalkInForm) -> str | None:
    if not form.is_valid():
        return None
    signup = actions.walk_in(
        id=form.cleaned_data["id"], meeting=row, wish=form.wish(), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("%(name)s er skrevet på og talt med.") % {"name": signup.name}


def _held(request: Request, row: Meeting) -> str:
    actions.hold(meeting=row, by=request.account, at=clock.now())
    return _("Mødegangen er meldt holdt og tæller med.")


@requires(Area.ATTENDANCE, Level.WRITE)
def paper(request: Request, meeting: UUID) -> HttpResponse:
    """The same list for printing: a box for each, and empty lines for those who just come."""
    row = the_meeting(meeting)
    context = {
        "meeting": row, "gathering": row.gathering, "at": queries.at_meeting(row),
        "empty": range(10),
    }  # fmt: skip
    return render(request, "gatherings/paper.html", context)


@requires(Area.GATHERINGS, Level.READ)
def missing(request: Request, meeting: UUID) -> HttpResponse:
    """Who was expected and did not come, and who calls them, kindly."""
    row, status = the_meeting(meeting), 200
    rows = queries.missing_at(row)
    if request.method == "POST":
        only_writers(request)
        form = PlanCallForm(request.POST)
        status = acted(request, {"plan": lambda: _promised(request, row, rows, form)})
        if status == DONE:
            return redirect("gatherings:missing", row.pk)
    is_told = row.held_at is not None
    due = {"due_on": clock.today() + CALL_WITHIN, "who": request.account.name}
    context = {
        "meeting": row,
        "gathering": row.gathering,
        "is_told": is_told,
        "rows": [
            (one, PlanCallForm(initial=due | {"about": one.key}, auto_id=f"call{n}_%s"))
            for n, one in enumerate(rows)
        ],
        "may_write": may_write(request),
    }
    return render(request, "gatherings/missing.html", context, status=status)


def _promised(
    request: Request, row: Meeting, rows: list[queries.Missing], form: PlanCallForm
) -> str | None:
    if not form.is_valid():
        raise Refused(_("Vælg en dag, og prøv igen."))
    data = form.cleaned_data
    one = found(next((m for m in rows if m.key == str(data["about"])), None))
    actions.plan_call(
        meeting=row, signup=one.signup, invitation=one.invitation, due_on=data["due_on"],
        who=data["who"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Opkaldet står på listen.")
