"""Where a health check or a counted conversation is put right, taken out, and counted again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.centre.actions import putting_right as actions
from favn.centre.actions.putting_right import Row
from favn.centre.choices import Void
from favn.centre.choices.log import LOG
from favn.centre.forms.entries import RestoreForm
from favn.centre.forms.putting_right import CheckRightForm, TakenOutForm, TalkRightForm, WithReason
from favn.centre.queries import cases as queries
from favn.centre.queries import health
from favn.centre.views.case_doors import case_to_write_in, my_talk, writes
from favn.centre.views.health import works
from favn.kit import clock, history
from favn.kit.attempts import DONE, Verb, attempt, found
from favn.people.accounts import lookups
from favn.people.accounts.door import Request


@works
def check(request: Request, pk: UUID) -> HttpResponse:
    """One of one's own health checks."""
    row = found(health.check_with(pk, request.account))
    lookups.note(persons=[row.person_id] if row.person_id else [])
    form = CheckRightForm(_sent(request, "correct"), initial=CheckRightForm.start(row))

    def correct() -> None:
        who: dict[str, Any] = {"by": request.account, "at": clock.now()}
        actions.correct_check(check=row, held=form.held(), right=form.right(), **who)

    back = reverse("centre:health", args=[row.person_id])
    return _answer(request, row, form, correct, back=back, title=_("Sundhedstjek"))


@writes
def talk(request: Request, pk: UUID, talk: UUID) -> HttpResponse:
    """One of one's own counted conversations in a case."""
    case = case_to_write_in(request, pk, talk)
    row = found(my_talk(request, talk, case))
    found(None if row.is_draft else row)
    note = queries.note_of(row)
    start = TalkRightForm.start(row, text=note.text if note else "")
    form = TalkRightForm(_sent(request, "correct"), initial=start, with_note=True)

    def correct() -> None:
        who: dict[str, Any] = {"by": request.account, "at": clock.now()}
        actions.correct_talk(row=row, talk=form.talk(), right=form.right(), **who)

    back = reverse("centre:conversation", args=[pk, talk])
    return _answer(request, row, form, correct, back=back, title=_("Samtale"))


def _sent(request: Request, verb: str) -> Any:
    return request.POST if request.POST.get("verb") == verb else None


def _answer(
    request: Request,
    row: Row,
    form: WithReason,
    correct: Callable[[], None],
    *,
    back: str,
    title: str,
) -> HttpResponse:
    start = {"version": row.version}
    taken_out = TakenOutForm(_sent(request, "void"), initial=start, auto_id="void_%s")
    again = RestoreForm(_sent(request, "restore"), initial=start, auto_id="restore_%s")
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "correct": lambda: _done(form, correct),
            "void": lambda: _done(taken_out, lambda: _voided(request, row, taken_out)),
            "restore": lambda: _done(again, lambda: _restored(request, row, again)),
        }
        status = attempt(request, verbs.get(request.POST.get("verb", "")))
        if status == DONE:
            return redirect(back)
    context = {
        "row": row,
        "title": title,
        "correction": form,
        "removal": taken_out,
        "restoring": again,
        "lines": [_line(line) for line in history.of(row)],
        "back": back,
    }
    return render(request, "centre/put_right.html", context, status=status)


def _done(form: forms.Form, verb: Callable[[], None]) -> str | None:
    if not form.is_valid():
        return None
    verb()
    return _("Gemt. Historikken viser, hvad der blev rettet.")


def _voided(request: Request, row: Row, form: TakenOutForm) -> None:
    data = form.cleaned_data
    actions.void(
        row=row, version=data["version"], why=Void(data["why"]),
        by=request.account, at=clock.now(),
    )  # fmt: skip


def _restored(request: Request, row: Row, form: RestoreForm) -> None:
    version = form.cleaned_data["version"]
    actions.restore(row=row, version=version, by=request.account, at=clock.now())


def _line(line: Any) -> dict[str, Any]:
    """One line of history in words."""
    left = line.changes.get("void", ["", ""])[1]
    taken_out = [str(Void(left).label)] if left else []
    why = "; ".join([*taken_out, *([line.reason] if line.reason else [])])
    verb = LOG.verb(line.verb)
    return {"at": line.at, "actor_label": line.actor_label, "verb": verb, "reason": why}
