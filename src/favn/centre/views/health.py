"""Health checks: the half hours of the coming days, a time for somebody, a check written down."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.centre.actions import cases as tasks
from favn.centre.actions import health as actions
from favn.centre.choices import Booking, Profession, Work
from favn.centre.forms.cases import TaskForm
from favn.centre.forms.health import CheckForm, DutyForm, GiveTimeForm
from favn.centre.models import Appointment, Note
from favn.centre.queries import cases
from favn.centre.queries import health as queries
from favn.centre.rules import cases as rules
from favn.centre.views.cases import task_row
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, asked_id, attempt, found
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request, only_forms, requires
from favn.people.accounts.openings import opening_of
from favn.people.accounts.roles import Area, Level
from favn.people.accounts.whom import the_person, the_record
from favn.people.persons.models import Person
from favn.people.persons.queries import ids_of

works = requires(Area.HEALTH, Level.WRITE, about_persons=True)
sends = requires(Area.PERSONS, Level.WRITE, about_persons=True)


@works
def duties(request: Request) -> HttpResponse:
    """Who is on duty, which half hours are taken, and by whom in one's own; a new duty."""
    lookups.note(Look.LIST)
    verb = request.POST.get("verb", "")
    form = DutyForm(request.POST if verb == "plan" else None, initial={"id": uuid4()})
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "plan": lambda: _planned(request, form),
            "remove": lambda: _removed(request),
            "take": lambda: _taken_over(request),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("centre:duties")
    today = clock.today()
    context = {
        "duties": queries.duties_from(clock.now(), request.account),
        "left": queries.left_unanswered(today),
        "unanswered": queries.unanswered(request.account, today),
        "year": str(today.year),
        "year_before": str(today.year - 1),
        "evenings": queries.evenings_of(today.year, today),
        "evenings_before": queries.evenings_of(today.year - 1, today),
        "form": form,
        "is_planning": verb == "plan",
        "records": queries.records_kept(request.account),
    }
    return render(request, "centre/duties.html", context, status=status)


def _planned(request: Request, form: DutyForm) -> str | None:
    if not form.is_valid():
        return None
    actions.plan_duty(**form.cleaned_data, by=request.account, at=clock.now())
    return _("Vagten er skrevet. Andre kan nu give tider i den.")


def _taken_over(request: Request) -> str:
    duty = found(queries.duty_with(asked_id(request, "duty")))
    actions.take_duty(duty=duty, by=request.account, at=clock.now())
    return _("Vagten er nu din, med de tider, der er givet.")


def _removed(request: Request) -> str:
    duty = found(queries.duty_with(asked_id(request, "duty")))
    if duty.who_id != request.account.pk:
        found(None)
    actions.remove_duty(duty=duty, by=request.account, at=clock.now())
    return _("Vagten er fjernet.")


@sends
def give_time(request: Request, pk: UUID) -> HttpResponse:
    """A free half hour for a person, given by anybody who opens them."""
    person = the_person(pk)
    if _is_sent_again(request, person):
        return redirect("register:person", person.pk)
    free = queries.free_half_hours(clock.now(), request.account)
    why_not = rules.why_not_open(person.tier, allowed=cases.is_allowed(person, clock.today()))
    form = GiveTimeForm(
        request.POST or None, initial={"id": uuid4()}, free=free[:40], with_words=not why_not
    )
    status = 200
    if request.method == "POST":
        status = attempt(request, lambda: _given(request, person, form))
        if status == DONE:
            return redirect("register:person", person.pk)
    context = {
        "person": person,
        "form": form,
        "free": free,
        "why_not": why_not,
        "ahead": queries.appointments_ahead(person, clock.today()),
    }
    return render(request, "centre/give_time.html", context, status=status)


def _is_sent_again(request: Request, person: Person) -> bool:
    """The half hour is taken then, by this very form."""
    try:
        return queries.was_given(UUID(request.POST.get("id", "")), person)
    except ValueError:
        return False


def _given(request: Request, person: Person, form: GiveTimeForm) -> str | None:
    if not form.is_valid():
        return None
    duty, starts = form.chosen_time()
    actions.give(
        id=form.cleaned_data["id"], duty=duty, starts=starts, person=person,
        needs=form.cleaned_data.get("needs", ""), by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Tiden er givet. Skriv den ned til personen.")


@works
@only_forms
def appointment(request: Request, pk: UUID) -> HttpResponse:
    """They did not come, or it is cancelled; a person who came gets a check."""
    row = found(queries.appointment_with(pk, request.account))
    lookups.note(persons=[row.person_id])
    ends: dict[str, Verb] = {
        "no_show": lambda: _ended(request, row, Booking.NO_SHOW),
        "cancelled": lambda: _ended(request, row, Booking.CANCELLED),
    }
    attempt(request, ends.get(request.POST.get("verb", "")))
    return redirect("centre:duties")


def _ended(request: Request, row: Appointment, to: Booking) -> str:
    actions.end_appointment(row=row, version=row.version, to=to, by=request.account, at=clock.now())
    return _("Skrevet: %(state)s.") % {"state": to.label}


@works
def health(request: Request, pk: UUID) -> HttpResponse:
    """A person's health as one wrote it oneself, a new check, and what is to be done for them."""
    person = the_record(pk)
    if person.held_until:
        return _record(request, person)
    verb = request.POST.get("verb", "")
    form = CheckForm(request.POST if verb == "hold" else None, initial=_start(request, person))
    task = TaskForm(
        request.POST if verb == "task" else None,
        initial={"id": uuid4(), "kind": Work.DOCTOR}, auto_id="task_%s",
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "hold": lambda: _held(request, person, form),
            "task": lambda: _to_do(request, person, task),
        }
        status = attempt(request, verbs.get(verb))
        if status == DONE:
            return redirect("centre:health", person.pk)
    context = _page(request, person) | {"form": form, "task_form": task, "verb": verb}
    return render(request, "centre/health.html", context, status=status)


def _record(request: Request, person: Person) -> HttpResponse:
    """What a law keeps of an erased person: one's own checks, to be read and not added to."""
    checks = queries.checks_of(person, request.account)
    if request.method == "POST" or not checks:
        found(None)
    context = {"person": person, "checks": checks}
    return render(request, "centre/record.html", context)


def _page(request: Request, person: Person) -> dict[str, Any]:
    mine = [one for one in cases.open_tasks(request.account) if one.person_id == person.pk]
    running = opening_of(account=request.account, person_id=person.pk, at=clock.now())
    others = queries.checks_of_others(person, request.account) if running else []
    read = {one.note.pk for one in others}
    locked = [n for n in queries.notes_of_others(person, request.account) if n.pk not in read]
    return {
        "others": others,
        "locked_health": any(note.profession == Profession.HEALTH for note in locked),
        "person": person,
        "why_not": rules.why_not_open(person.tier, allowed=cases.is_allowed(person, clock.today())),
        "checks": queries.checks_of(person, request.account),
        "locked": [_locked(one) for one in locked],
        "tasks": [task_row(one, clock.today()) for one in mine],
        "appointments": [
            one
            for one in queries.appointments_ahead(person, clock.today())
            if one.duty.who_id == request.account.pk
        ],
        "here": reverse("centre:health", args=[person.pk]),
    }


def _locked(note: Note) -> dict[str, Any]:
    """That a note exists and whose it is."""
    profession = Profession(note.profession).label
    return {"at": note.at, "who": note.author.name, "profession": profession, "text": None}


def _start(request: Request, person: Person) -> dict[str, Any]:
    """A check begins today; `?aftale=` names the appointment it is held in, and so the day."""
    start = {"id": uuid4(), "on": clock.today(), "appointment": ""}
    booked = _appointment(request, request.GET.get("aftale", ""), person)
    if booked is None:
        return start
    return start | {"on": min(booked.duty.on, clock.today()), "appointment": booked.pk}


def _appointment(request: Request, key: str, person: Person) -> Appointment | None:
    """An appointment with the person in one's own duty; unknown, foreign and no key are None."""
    try:
        booked = queries.appointment_with(UUID(key), request.account)
    except ValueError:
        return None
    return booked if booked and booked.person_id in ids_of(person) else None


def _held(request: Request, person: Person, form: CheckForm) -> str | None:
    if not form.is_valid():
        return None
    booked = None
    if form.appointment_id:
        booked = found(_appointment(request, str(form.appointment_id), person))
    actions.hold_check(
        id=form.cleaned_data["id"], person=person, held=form.held(), by=request.account,
        at=clock.now(), appointment=booked,
    )  # fmt: skip
    return _("Sundhedstjekket er gemt og talt med.")


def _to_do(request: Request, person: Person, form: TaskForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    tasks.add_task(
        id=data["id"], person=person, case=None, kind=Work(data["kind"]), what=data["what"],
        due_on=data["due_on"], by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("Opgaven er skrevet.")
