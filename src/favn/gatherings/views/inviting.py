"""Inviting by name, who has not answered, and the calls that are owed."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.gatherings import actions, queries
from favn.gatherings.choices import Answer
from favn.gatherings.forms.inviting import CallForm, InviteForm
from favn.gatherings.models import FollowUp, Gathering, Invitation
from favn.gatherings.rules.events import why_not_nudge
from favn.gatherings.views.doors import A_PAGE, acted, may_write, only_writers, the_gathering
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, attempt, found
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.GATHERINGS, Level.READ)
def invitations(request: Request, gathering: UUID) -> HttpResponse:
    """Who is invited, what they said, and a form for one more."""
    row, status = the_gathering(gathering), 200
    is_new = request.POST.get("verb") == "invite"
    form = InviteForm(request.POST if is_new else None)
    if request.method == "POST":
        only_writers(request)
        verbs = {
            "invite": lambda: _invited(request, row, form),
            "nudge": lambda: _nudged(request, row),
        }
        status = acted(request, verbs)
        if status == DONE:
            return redirect("gatherings:invitations", row.pk)
    rows = queries.invitations_of(row)
    parts: list[dict[str, Any]] = [
        {"title": _("Har ikke svaret"), "rows": [one for one in rows if not one.answer]},
        *(
            {"title": said.label, "rows": [one for one in rows if one.answer == said]}
            for said in Answer
        ),
    ]
    context = {
        "gathering": row,
        "rows": rows,
        "parts": [part for part in parts if part["rows"]],
        "unanswered": _to_nudge(row, rows),
        "form": form,
        "may_write": may_write(request),
    }
    return render(request, "gatherings/invitations.html", context, status=status)


def _to_nudge(row: Gathering, rows: list[Invitation]) -> list[Invitation]:
    """Whom the button would write to; nobody where nothing is to come."""
    if why_not_nudge(row, queries.meetings_of(row), clock.now()):
        return []
    return [one for one in rows if not one.answer and one.sent_to]


def _invited(request: Request, row: Gathering, form: InviteForm) -> str | None:
    if not form.is_valid():
        return None
    made = actions.invite(
        id=form.cleaned_data["id"], gathering=row, asked=form.asked(), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    if made.sent_to:
        return _("%(name)s er inviteret. Mailen er på vej.") % {"name": made.shown_name}
    return _("%(name)s er skrevet på. Ring selv til dem.") % {"name": made.shown_name}


def _nudged(request: Request, row: Gathering) -> str:
    told = actions.nudge(gathering=row, by=request.account, at=clock.now())
    if not told:
        return _("Alle har svaret, eller er mindet om det i dag.")
    return ngettext("%(n)s er mindet om at svare.", "%(n)s er mindet om at svare.", told) % {
        "n": told
    }


@requires(Area.GATHERINGS, Level.READ)
def calls(request: Request) -> HttpResponse:
    """Every call that is owed, the oldest first, and those that were made."""
    is_done = request.GET.get("vis") == "afsluttede"
    now = clock.now()
    page = Paginator(queries.calls(is_done=is_done), A_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "rows": [(row, row.is_late_at(now)) for row in page],
        "is_done": is_done,
        "tabs": [
            {"title": _("Skal ringes"), "url": "?", "is_here": not is_done},
            {"title": _("Afsluttede"), "url": "?vis=afsluttede", "is_here": is_done},
        ],
    }
    return render(request, "gatherings/calls.html", context)


@requires(Area.GATHERINGS, Level.WRITE)
def call(request: Request, call: UUID) -> HttpResponse:
    """One call: whom, why, and how it went."""
    row, status = found(queries.follow_up_with(call)), 200
    start = {
        "version": row.version, "reached": row.reached, "said": row.said,
        "offered": row.offered or "none", "offered_text": row.offered_text,
    }  # fmt: skip
    form = CallForm(request.POST or None, initial=start)
    if request.method == "POST":
        status = attempt(request, lambda: _called(request, row, form))
        if status == DONE:
            return redirect("gatherings:calls")
        if status == CONFLICTED:
            row = found(queries.follow_up_with(call))
            typed = request.POST.copy()
            typed["version"] = str(row.version)
            form = CallForm(typed)
    history = queries.attendance_of(row.party)[:8] if row.party else []
    context = {"call": row, "form": form, "history": history, "today": clock.today()}
    return render(request, "gatherings/call.html", context, status=status)


def _called(request: Request, row: FollowUp, form: CallForm) -> str | None:
    if not form.is_valid():
        return None
    told, again_on = form.called()
    actions.call(
        follow_up=row, called=told, again_on=again_on, version=form.cleaned_data["version"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Opkaldet er skrevet ned.")
