"""One volunteer: the talk, the list, the roles, the shifts, the hours, the way, and the end."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from favn.centre.actions import hours as log
from favn.centre.actions import path
from favn.centre.actions import volunteers as actions
from favn.centre.actions.shift_letters import mail_of, new_link
from favn.centre.choices import Item, OnTheWay, Stage, StopWhy
from favn.centre.forms.shifts import HoursForm
from favn.centre.forms.volunteers import LeaveForm, SeenForm, TalkForm
from favn.centre.models import OneRole, Volunteer
from favn.centre.queries import hours, shifts
from favn.centre.queries import volunteers as queries
from favn.centre.views.volunteer_doors import acted, reads, the_role, the_volunteer, writes
from favn.kit import clock
from favn.kit.attempts import CONFLICTED, DONE, asked_id, asked_version, attempt
from favn.people.accounts.door import Request, link_to
from favn.people.accounts.roles import Area, Level
from favn.people.persons.queries import consent_stands, may_contact


@reads
def volunteer(request: Request, pk: UUID) -> HttpResponse:
    """All that stands about one volunteer, and what can be done now."""
    row, status = the_volunteer(pk), 200
    shown = _forms(request, row)
    if request.method == "POST":
        if not request.membership.may(Area.VOLUNTEERS, Level.WRITE):
            raise Http404
        status = acted(request, _verbs(request, row, shown))
        if status == DONE:
            return redirect("centre:volunteer", row.pk)
        row = the_volunteer(pk)
    return render(request, "centre/volunteer.html", _shown(request, row, shown), status=status)


def _forms(request: Request, row: Volunteer) -> dict[str, Any]:
    sent = request.POST if request.method == "POST" else None
    verb = request.POST.get("verb", "")
    start = {"version": row.version}
    return {
        "seen": SeenForm(sent if verb == "see" else None, initial={"on": clock.today()}),
        "leave": LeaveForm(sent if verb == "leave" else None, initial=start),
        "hours": HoursForm(
            queries.roles(), sent if verb == "hours" else None,
            initial={"id": uuid4(), "on": clock.today()},
        ),
    }  # fmt: skip


def _shown(request: Request, row: Volunteer, shown: dict[str, Any]) -> dict[str, Any]:
    today, person = clock.today(), row.person
    checks, link = queries.checks_of(row), queries.live_link(row, clock.now())
    held = queries.roles_of(row)
    has = {one.role_id for one in held if one.ended_on is None}
    address = link_to(request, request.organisation, "centre:my-shifts")
    return {
        "row": row,
        "forms": shown,
        "contact": _contact(row),
        "checks": [
            (item, checks.get(item), _too_old(checks.get(item)))
            for item in Item
            if item in checks or item in _needed(row, held)
        ],
        "held": held,
        "open": [
            (role, queries.lacks(role, checks, today))
            for role in queries.roles()
            if role.pk not in has
        ],
        "wishes": queries.role_names(row.wishes),
        "shifts": [] if row.is_left else shifts.shifts_of(row, today),
        "year": hours.year_of(person, today.year) if person else [],
        "years": hours.years_of(person) if person else [],
        "steps": {one.step: one for one in queries.steps_of(person)} if person else {},
        "ways": OnTheWay,
        "allows_path": person is not None and consent_stands(person, queries.PATH, on=today),
        "says_yes": queries.says_yes(row, today),
        "gets_mail": bool(mail_of(row, clock.now())),
        "link": address(link.code) if link and not row.is_left else "",
        "is_new": row.stage == Stage.TALK,
        "today": today,
    }


def _needed(row: Volunteer, held: list[OneRole]) -> set[Item]:
    """What the roles somebody has ask for, or those they wish."""
    has = [one.role for one in held if one.ended_on is None]
    wished = [role for role in queries.roles() if role.slug in row.wishes]
    return {item for role in [*has, *wished] for item in role.items}


def _too_old(check: Any) -> bool:
    return bool(check) and not check.holds_on(clock.today())


def _contact(row: Volunteer) -> list[tuple[str, str]]:
    """How one may reach them: nothing of somebody who said no to it."""
    person = row.person
    if person is None or not may_contact(person, on=clock.today()):
        return [(_("Kontakt"), _("Vil ikke kontaktes"))]
    lines = [(_("Telefon"), person.phone), (_("Mail"), person.email)]
    told = [(name, value) for name, value in lines if value]
    return [*told, (_("Helst"), person.get_contact_display())]


def _verbs(request: Request, row: Volunteer, shown: dict[str, Any]) -> dict[str, Any]:
    by, now = request.account, clock.now()
    return {
        "see": lambda: _saw(request, row, shown["seen"]),
        "unsee": lambda: _unsaw(request, row),
        "begin": lambda: _began(request, row),
        "end": lambda: _ended(request, row),
        "leave": lambda: _left(request, row, shown["leave"]),
        "hours": lambda: _wrote_hours(request, row, shown["hours"]),
        "step": lambda: _stepped(request, row),
        "link": lambda: (
            new_link(who=row, by=by, at=now)
            and _("Der er lavet et nyt link. Det gamle virker ikke mere.")
        ),
    }


def _saw(request: Request, row: Volunteer, form: SeenForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.see(who=row, item=Item(data["item"]), on=data["on"], by=request.account, at=clock.now())
    return _("Dagen er skrevet. Selve papiret gemmes ikke.")


def _unsaw(request: Request, row: Volunteer) -> str:
    text = request.POST.get("item", "")
    if text not in Item.values:
        raise Http404
    actions.unsee(who=row, item=Item(text), by=request.account, at=clock.now())
    return _("Dagen er taget ud.")


def _began(request: Request, row: Volunteer) -> str:
    role = the_role(asked_id(request, "role"))
    actions.begin_role(
        who=row, role=role, version=asked_version(request), by=request.account, at=clock.now()
    )
    return _("%(name)s er begyndt som %(role)s.") % {"name": row.name, "role": role.name.lower()}


def _ended(request: Request, row: Volunteer) -> str:
    pk = asked_id(request, "held")
    held = next((one for one in queries.roles_of(row) if one.pk == pk), None)
    if held is None:
        raise Http404
    _end(request, held, row)
    return _("Rollen er slut. Vagterne forude er ledige igen.")


def _end(request: Request, held: OneRole, row: Volunteer) -> None:
    held.volunteer = row
    actions.end_role(held=held, version=asked_version(request), by=request.account, at=clock.now())


def _left(request: Request, row: Volunteer, form: LeaveForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.leave(
        who=row, why=StopWhy(data["why"]), version=data["version"], by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("%(name)s er stoppet. Sig tak, og send et takkebrev.") % {"name": row.name}


def _wrote_hours(request: Request, row: Volunteer, form: HoursForm) -> str | None:
    if not form.is_valid():
        return None
    log.write(
        id=form.cleaned_data["id"], who=row, given=form.given(), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Timerne er skrevet.")


def _stepped(request: Request, row: Volunteer) -> str:
    text = request.POST.get("step", "")
    if text not in OnTheWay.values:
        raise Http404
    path.take_step(who=row, step=OnTheWay(text), by=request.account, at=clock.now())
    return _("Skridtet tæller med, uden navn.")


@writes
def talk(request: Request, pk: UUID) -> HttpResponse:
    """A day for the talk, and what came of it."""
    row, status = the_volunteer(pk), 200
    form = TalkForm(queries.roles(), request.POST or None, initial=TalkForm.start(row))
    if request.method == "POST":
        status = attempt(request, lambda: _written_down(request, row, form))
        if status == DONE:
            return redirect("centre:volunteer", row.pk)
        if status == CONFLICTED:
            typed = request.POST.copy()
            typed["version"] = str(the_volunteer(pk).version)
            form = TalkForm(queries.roles(), typed)
    return render(request, "centre/talk.html", {"row": row, "form": form}, status=status)


def _written_down(request: Request, row: Volunteer, form: TalkForm) -> str | None:
    if not form.is_valid():
        return None
    actions.write_down(
        who=row, version=form.cleaned_data["version"], told=form.told(), by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Gemt.")
