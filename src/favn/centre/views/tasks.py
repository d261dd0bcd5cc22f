"""One of one's own tasks: done, not done after all, moved to another day.

In one's own case also a task of somebody who left: whoever ends, moves or takes it has it then.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.centre.actions import cases as actions
from favn.centre.forms.cases import MoveForm
from favn.centre.models import Task
from favn.centre.queries import cases as queries
from favn.centre.views.cases import task_row
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, REFUSED, Verb, attempt, found
from favn.people.accounts import lookups
from favn.people.accounts.door import Request, only_forms, requires
from favn.people.accounts.roles import Area, Level

opens = requires(Area.PERSONS, Level.WRITE, about_persons=True)


def _mine(request: Request, pk: UUID) -> Task:
    task = found(queries.task_with(pk, request.account))
    lookups.note(persons=[task.person_id])
    return task


@opens
@only_forms
def task_done(request: Request, pk: UUID) -> HttpResponse:
    """One of one's own tasks is done."""
    task = _mine(request, pk)
    status = attempt(request, lambda: _done(request, task))
    if status == REFUSED or not task.case or request.POST.get("fra") == "min-dag":
        return redirect("centre:my-day")
    return redirect("centre:case", task.case.pk)


def _done(request: Request, task: Task) -> str:
    actions.finish_task(task=task, by=request.account, at=clock.now())
    return _("Opgaven er gjort.")


@opens
def task(request: Request, pk: UUID) -> HttpResponse:
    """What it is, and another day for it; or, where it is done, that it is not."""
    row = _mine(request, pk)
    verb = request.POST.get("verb", "")
    form = MoveForm(request.POST if verb == "move" else None, initial={"version": row.version})
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "move": lambda: _moved(request, row, form),
            "take": lambda: _taken(request, row),
            "undo": lambda: _undone(request, row),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("centre:my-day")
        row = _mine(request, pk)
    if status == CONFLICTED:
        form = MoveForm(initial={"version": row.version})
    context: dict[str, Any] = {"one": task_row(row, clock.today()), "form": form, "row": row}
    return render(request, "centre/task.html", context, status=status)


def _moved(request: Request, row: Task, form: MoveForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.move_task(
        task=row, version=data["version"], due_on=data["due_on"], by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Fristen er flyttet.")


def _taken(request: Request, row: Task) -> str:
    actions.take_task(task=row, by=request.account, at=clock.now())
    return _("Opgaven er nu din.")


def _undone(request: Request, row: Task) -> str:
    actions.undo_task(task=row, by=request.account, at=clock.now())
    return _("Opgaven venter igen.")
