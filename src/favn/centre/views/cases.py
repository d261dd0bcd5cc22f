"""Cases: the list, a new one, and the case itself with its deadlines, talks and locked notes."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.centre.actions import cases as actions
from favn.centre.choices import CaseKind, Ending, Origin, Profession, Work
from favn.centre.forms.cases import CaseForm, CloseForm, GiveForm, TaskForm
from favn.centre.models import Case, Task
from favn.centre.queries import cases as queries
from favn.centre.queries.cases import NoteSeen, Seen
from favn.centre.rules import cases as rules
from favn.centre.views.case_doors import counts, my_case, the_case, writes
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, attempt
from favn.kit.workdays import last_workday
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.accounts.whom import the_person
from favn.people.persons.queries import around
from favn.people.referrals import queries as referrals


@writes
def cases(request: Request) -> HttpResponse:
    """One's own cases, what is due first on top, and the team's; `?vis=sluttede` those ended."""
    lookups.note(Look.LIST)
    closed = request.GET.get("vis") == "sluttede"
    today = clock.today()
    tabs = [
        {"title": _("Åbne"), "url": reverse("centre:cases"), "is_here": not closed},
        {"title": _("Sluttede"), "url": "?vis=sluttede", "is_here": closed},
    ]
    context = {
        "own": queries.own_cases(request.membership, today, closed=closed),
        "team": [] if closed else queries.team_cases(request.membership, today),
        "tabs": tabs,
        "closed": closed,
        "new_id": uuid4(),
    }
    return render(request, "centre/cases.html", context)


@requires(Area.PERSONS, Level.READ, about_persons=True)
def cases_of(request: Request, pk: UUID) -> HttpResponse:
    """Every case of a person: those one reaches, and of the others only whose they are."""
    person = the_person(pk)
    context = {
        "person": person,
        "cases": queries.cases_of(person, request.membership),
        "may_open": request.membership.may(Area.CASES, Level.WRITE),
    }
    return render(request, "centre/cases_of.html", context)


@writes
def new_case(request: Request, pk: UUID) -> HttpResponse:
    """A case of one's own about a person who said yes to it."""
    person = the_person(pk)
    form = CaseForm(request.POST or None, initial={"id": uuid4(), "kind": CaseKind.SOCIAL})
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _opened(request, person, form))
        if status == DONE:
            return redirect("centre:case", form.cleaned_data["id"])
    allowed = queries.is_allowed(person, clock.today())
    why_not = rules.why_not_open(person.tier, allowed=allowed)
    context = {"person": person, "form": form, "why_not": why_not}
    return render(request, "centre/new_case.html", context, status=status)


def _opened(request: Request, person: Any, form: CaseForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.open_case(
        id=data["id"], person=person, kind=CaseKind(data["kind"]), origin=Origin(data["origin"]),
        about=data["about"], by=request.membership, at=clock.now(),
    )  # fmt: skip
    if data["kind"] == CaseKind.LEGAL:
        return _("Sagen er åbnet. Kun du kan læse den. Teamet ser, at den findes.")
    if queries.team_of(request.membership) is None:
        return _("Sagen er åbnet. Kun du kan læse den.")
    return _("Sagen er åbnet. Kun du og dit team kan læse den.")


@counts
def case(request: Request, pk: UUID) -> HttpResponse:
    """The case: who, next deadline, open tasks, last conversation; or whose it is, and the way in.

    Outside one's own and one's team's the person must be opened with a reason first.
    """
    seen = the_case(request, pk)
    if not seen.is_open:
        context: dict[str, Any] = {"seen": seen, "case": seen.case, "next": request.path}
        return render(request, "centre/case_shut.html", context, status=403)
    if request.method != "POST":
        return _page(request, seen, _forms(request, seen.case, ""), 200)
    verb = request.POST.get("verb", "")
    row = seen.case if verb == "give" and seen.may_give else my_case(request, pk)
    forms_ = _forms(request, row, verb)
    verbs: dict[str, Verb] = {
        "task": lambda: _task_added(request, row, forms_["task"]),
        "give": lambda: _given(request, row, forms_["give"]),
        "close": lambda: _closed(request, row, forms_["close"]),
        "reopen": lambda: _reopened(request, row),
    }
    status = attempt(request, verbs.get(verb))
    if status == DONE:
        return redirect(_after(verb, seen))
    return _page(request, the_case(request, pk), forms_, status)


def _after(verb: str, seen: Seen) -> str:
    """One stays with the case; whoever gave it away goes to their own, a leader to their start."""
    if verb != "give":
        return reverse("centre:case", args=[seen.case.pk])
    return reverse("home") if seen.is_beyond else reverse("centre:cases")


def _forms(request: Request, row: Case, verb: str) -> dict[str, Any]:
    """The page's forms by verb, bound where it is the one that was sent."""
    start = {"version": row.version}

    def data(name: str) -> Any:
        return request.POST if verb == name else None

    return {
        "task": TaskForm(data("task"), initial={"id": uuid4()}, auto_id="task_%s"),
        "give": GiveForm(
            data("give"),
            initial=start,
            auto_id="give_%s",
            carriers=queries.carriers(row),
        ),
        "close": CloseForm(data("close"), initial=start, auto_id="close_%s"),
    }


def _page(request: Request, seen: Seen, forms_: dict[str, Any], status: int) -> HttpResponse:
    row, today = seen.case, clock.today()
    tasks = queries.tasks_of(row)
    still_open = [task for task in tasks if task.done_at is None]
    talks = queries.conversations_of(row)
    counted = [talk for talk in talks if not talk.is_draft]
    context = {
        "case": row,
        "person": row.person,
        "seen": seen,
        "why_not": None if row.closed_at else queries.why_not_write(row, today),
        "facts": _facts(row),
        "next": still_open[0] if still_open else None,
        "last": next((talk for talk in counted if not talk.voided_at), None),
        "tasks": [task_row(task, today) for task in tasks],
        "left": set(queries.left_tasks(row).values_list("pk", flat=True)),
        "talks": counted,
        "drafts": [t for t in talks if t.is_draft and t.by_id == request.account.pk],
        "notes": [note_row(one) for one in queries.notes_about(row, request.membership)],
        "referrals": referrals.of_person(row.person),
        "helpers": [one for one in around(row.person) if one.comes_along or one.calls_for],
        "forms": forms_,
        "new_id": uuid4(),
    }
    return render(request, "centre/case.html", context, status=status)


def _facts(row: Case) -> list[tuple[str, str]]:
    """What stands about a case, as pairs."""
    pairs = [
        (_("Slags"), row.get_kind_display()),
        (_("Handler om"), row.about),
        (_("Har sagen"), row.owner.name),
        (_("Team"), row.team.name if row.team else ""),
        (_("Kom hertil"), row.get_origin_display()),
        (_("Slutning"), row.get_ending_display() if row.closed_at else ""),
    ]
    return [(name, str(value)) for name, value in pairs if value]


def task_row(task: Task, today: Any) -> dict[str, Any]:
    """A task as a list shows it: whether it is late, and when it must be done where offices are
    shut on its day.
    """
    before = last_workday(task.due_on)
    return {
        "row": task,
        "is_late": task.is_late_on(today),
        "is_today": task.done_at is None and task.due_on == today,
        "done_before": before if before != task.due_on else None,
    }


def note_row(one: NoteSeen) -> dict[str, Any]:
    """A note as the page shows it: its words, or the profession that it is closed to."""
    return {
        "at": one.note.at,
        "who": one.note.author.name,
        "profession": Profession(one.note.profession).label,
        "text": one.note.text if one.is_read else None,
    }


def _task_added(request: Request, row: Case, form: TaskForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.add_task(
        id=data["id"], person=row.person, case=row, kind=Work(data["kind"]), what=data["what"],
        due_on=data["due_on"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Opgaven er skrevet.")


def _given(request: Request, row: Case, form: GiveForm) -> str | None:
    if not form.is_valid():
        return None
    to = form.chosen_carrier()
    actions.give_case(
        case=row, version=form.cleaned_data["version"], to=to, by=request.account, at=clock.now()
    )
    return _("%(name)s har nu sagen.") % {"name": to.account.name}


def _closed(request: Request, row: Case, form: CloseForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.close_case(
        case=row, version=data["version"], ending=Ending(data["ending"]), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Sagen er sluttet. Den kan åbnes igen.")


def _reopened(request: Request, row: Case) -> str:
    actions.reopen_case(case=row, version=row.version, by=request.account, at=clock.now())
    return _("Sagen er åbnet igen.")
