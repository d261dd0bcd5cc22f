"""Courses of subjects: the course, a run of it, and a party's way through."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.gatherings import actions, queries
from favn.gatherings.forms.inviting import (
    ChangeRunForm,
    CompleteForm,
    CourseForm,
    JoinForm,
    RunForm,
    SubjectForm,
)
from favn.gatherings.models import Completed, Course, Run, Subject, Taking
from favn.gatherings.views.doors import acted, may_write, only_writers
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, asked_version, attempt, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


@requires(Area.GATHERINGS, Level.READ)
def courses(request: Request) -> HttpResponse:
    """Every course, and a form for a new one."""
    form, status = CourseForm(request.POST or None), 200
    if request.method == "POST":
        only_writers(request)
        status = attempt(request, lambda: _made(request, form))
        if status == DONE:
            return redirect("gatherings:course", form.cleaned_data["id"])
    context = {"courses": queries.courses(), "form": form, "may_write": may_write(request)}
    return render(request, "gatherings/courses.html", context, status=status)


def _made(request: Request, form: CourseForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.add_course(
        id=data["id"], title=data["title"], purpose=data["purpose"],
        subjects=data["subjects"].splitlines(), by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Kurset er oprettet. Begynd et hold herunder.")


@requires(Area.GATHERINGS, Level.READ)
def course(request: Request, course: UUID) -> HttpResponse:
    """One course: its subjects, and every run with how far it is."""
    row, status = found(queries.course_with(course)), 200
    verb, typed = request.POST.get("verb", ""), request.POST or None
    offered = list(queries.listed(now=clock.now()))
    run_form = RunForm(offered, typed if verb == "run" else None)
    subject_form = SubjectForm(typed if verb == "subject" else None)
    if request.method == "POST":
        only_writers(request)
        verbs = {
            "run": lambda: _begun(request, row, run_form),
            "subject": lambda: _subject(request, row, subject_form),
        }
        status = acted(request, verbs)
        if status == DONE and verb == "run":
            return redirect("gatherings:run", run_form.cleaned_data["id"])
        if status == DONE:
            return redirect("gatherings:course", row.pk)
    context = {
        "course": row, "runs": queries.runs_of(row), "run_form": run_form,
        "subject_form": subject_form, "may_write": may_write(request),
    }  # fmt: skip
    return render(request, "gatherings/course.html", context, status=status)


def _begun(request: Request, row: Course, form: RunForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.begin_run(
        id=data["id"], course=row, title=data["title"], begins_on=data["begins_on"],
        gathering=form.gatherings.get(data["gathering"]), by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Holdet er oprettet. Skriv foreningerne på.")


def _subject(request: Request, row: Course, form: SubjectForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.add_subject(
        id=data["id"], course=row, title=data["title"], by=request.account, at=clock.now()
    )
    return _("Emnet er lagt til.")


@requires(Area.GATHERINGS, Level.READ)
def run(request: Request, run: UUID) -> HttpResponse:
    """One run: every party, subject by subject."""
    row, status = found(queries.run_with(run)), 200
    form = JoinForm(request.POST if request.POST.get("verb") == "join" else None)
    changing = _change_form(row, request.POST if request.POST.get("verb") == "change" else None)
    if request.method == "POST":
        only_writers(request)
        verbs = {
            "join": lambda: _joined(request, row, form),
            "change": lambda: _changed(request, row, changing),
            "end": lambda: _ended(request, row),
        }
        status = acted(request, verbs)
        if status == DONE:
            return redirect("gatherings:run", row.pk)
        if status == CONFLICTED:
            row = found(queries.run_with(run))
            changing = _change_form(row, request.POST.dict() | {"version": row.version})
    board = queries.board_of(row)
    subjects = [cell.subject for cell in board[0].cells] if board else []
    context = {
        "run": row, "board": board, "subjects": subjects, "form": form, "changing": changing,
        "headers": [_("Forening"), _("I alt"), _("Planer"), *(s.title for s in subjects)],
        "may_write": may_write(request),
    }  # fmt: skip
    return render(request, "gatherings/run.html", context, status=status)


def _change_form(row: Run, typed: Any) -> ChangeRunForm:
    offered = list(queries.listed(now=clock.now()))
    if row.gathering and row.gathering not in offered:
        offered.append(row.gathering)
    return ChangeRunForm(offered, typed, initial=ChangeRunForm.of(row))


def _changed(request: Request, row: Run, form: ChangeRunForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.change_run(
        run=row, version=data["version"], title=data["title"], begins_on=data["begins_on"],
        gathering=form.gatherings.get(data["gathering"]), by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Holdet er rettet.")


def _joined(request: Request, row: Run, form: JoinForm) -> str | None:
    if not form.is_valid():
        return None
    party = form.chosen_party()
    if party is None:
        raise Refused(_("Vælg en forening."))
    actions.join_run(run=row, party=party, on=clock.today(), by=request.account, at=clock.now())
    return _("%(name)s er med på holdet.") % {"name": party.name}


def _ended(request: Request, row: Run) -> str:
    actions.end_run(run=row, on=clock.today(), by=request.account, at=clock.now())
    return _("Holdet er sluttet.")


@requires(Area.GATHERINGS, Level.READ)
def taking(request: Request, taking: UUID) -> HttpResponse:
    """One party's way through the subjects, with its plans."""
    row = found(queries.taking_with(taking))
    if request.method == "POST":
        only_writers(request)
        if acted(request, {"leave": lambda: _left(request, row)}) == DONE:
            return redirect("gatherings:run", row.run_id)
    context = {
        "taking": row, "run": row.run, "line": queries.line_of(row),
        "may_write": may_write(request),
    }  # fmt: skip
    return render(request, "gatherings/taking.html", context)


def _left(request: Request, row: Taking) -> str:
    actions.leave_run(taking=row, on=clock.today(), by=request.account, at=clock.now())
    return _("%(name)s er ikke med mere. Det gennemførte står.") % {"name": row.party.name}


@requires(Area.GATHERINGS, Level.WRITE)
def complete(request: Request, taking: UUID, subject: UUID) -> HttpResponse:
    """A subject is done, and what came out of it."""
    row = found(queries.taking_with(taking))
    what, status = found(queries.subject_with(subject, row)), 200
    done, last = _done(row, what), row.last_on or clock.today()
    typed = None if request.POST.get("verb") else request.POST or None
    form = CompleteForm(typed, initial=CompleteForm.of(done, last))
    if request.method == "POST":
        verbs = {
            "": lambda: _completed(request, row, what, form),
            "undo": lambda: _undone(request, row, what),
        }
        status = acted(request, verbs)
        if status == DONE:
            return redirect("gatherings:taking", row.pk)
        if status == CONFLICTED:
            done = _done(row, what)
            form = CompleteForm(initial=CompleteForm.of(done, last))
            if typed:
                form = CompleteForm(typed.dict() | {"version": done.version if done else 0})
    context = {"taking": row, "subject": what, "done": done, "form": form}
    return render(request, "gatherings/complete.html", context, status=status)


def _done(row: Taking, what: Subject) -> Completed | None:
    cells = queries.line_of(found(queries.taking_with(row.pk))).cells
    return next((cell.done for cell in cells if cell.subject.pk == what.pk), None)


def _completed(request: Request, row: Taking, what: Subject, form: CompleteForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.complete(
        taking=row, subject=what, on=data["on"], plan=form.made(), version=data["version"],
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Emnet er gennemført.")


def _undone(request: Request, row: Taking, what: Subject) -> str:
    done = _done(row, what)
    if done:
        actions.uncomplete(
            completed=done, version=asked_version(request), by=request.account, at=clock.now()
        )
    return _("Emnet er ikke gennemført mere.")
