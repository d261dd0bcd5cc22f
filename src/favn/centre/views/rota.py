"""The rota: a week of shifts with who is on them, one shift, and the lines that repeat."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.centre import queries as desk
from favn.centre.actions import rota as lines
from favn.centre.actions import shifts as actions
from favn.centre.actions.shift_letters import mail_of
from favn.centre.forms.shifts import CallOffForm, LineForm, ReviseLineForm, ShiftForm, WhoForm
from favn.centre.models import Rota
from favn.centre.queries import shifts as queries
from favn.centre.queries import volunteers as people
from favn.centre.queries.shifts import Manned
from favn.centre.queries.standing_in import candidates
from favn.centre.queries.week import monday_of
from favn.centre.views.volunteer_doors import (
    acted,
    reads,
    the_call,
    the_rota,
    the_shift,
    the_volunteer,
    writes,
)
from favn.centre.views.week import asked_week, beside
from favn.kit import clock
from favn.kit.attempts import DONE, Verb, asked_id, asked_version
from favn.people.accounts import lookups
from favn.people.accounts.choices import Look
from favn.people.accounts.door import Request


@reads
def week(request: Request) -> HttpResponse:
    """Seven days of shifts; the empty ones say so."""
    lookups.note(Look.LIST)
    monday = asked_week(request) or monday_of(clock.today())
    every = queries.shifts_between(monday, monday + timedelta(days=6))
    days = [monday + timedelta(days=n) for n in range(7)]
    context: dict[str, Any] = {
        "days": [(on, [one for one in every if one.shift.on == on]) for on in days],
        "free": sum(one.free for one in every if not one.is_over(clock.now())),
        "has_any": bool(every),
        "has_rota": bool(queries.rotas(clock.today())),
        "now": clock.now(),
    }
    return render(request, "centre/rota.html", context | beside(monday))


@writes
def shift(request: Request, day: str, pk: UUID) -> HttpResponse:
    """One shift: who is on it, who could be, and what to do."""
    manned, status = the_shift(day, pk), 200
    can = candidates(manned) if manned.free else []
    verb = request.POST.get("verb", "")
    who = WhoForm(_may_be_put_on(manned), request.POST if verb == "give" else None)
    off = CallOffForm(
        request.POST if verb == "off" else None, initial={"version": manned.shift.sequence}
    )
    if request.method == "POST":
        status = acted(request, _verbs(request, manned, who, off))
        if status == DONE:
            return redirect("centre:shift", day, pk)
        manned = the_shift(day, pk)
    context = {
        "one": manned, "who": who, "off": off, "can": can, "key": uuid4(),
        "is_over": manned.is_over(clock.now()), "by_phone": _by_phone(can),
        "letters": queries.letters_about(manned.shift),
    }  # fmt: skip
    return render(request, "centre/shift.html", context, status=status)


def _may_be_put_on(manned: Manned) -> list[Any]:
    """Everybody in the role who is not on it; also those who have as many as they wish."""
    rows = people.chosen("", manned.shift.role.slug)
    return [one for one in rows if manned.seat_of(one) is None]


def _by_phone(can: list[Any]) -> list[Any]:
    """Those one has to call, as no letter reaches them."""
    return [one for one in can if not mail_of(one, clock.now())]


def _verbs(request: Request, manned: Manned, who: WhoForm, off: CallOffForm) -> dict[str, Verb]:
    return {
        "give": lambda: _given(request, manned, who),
        "no": lambda: _said_no(request, manned),
        "ask": lambda: _asked(request, manned),
        "stop": lambda: _stopped(request, manned),
        "off": lambda: _called_off(request, manned, off),
        "hold": lambda: _held(request, manned),
    }


def _given(request: Request, manned: Manned, form: WhoForm) -> str | None:
    if not form.is_valid():
        return None
    one = form.chosen_one()
    actions.take(manned=manned, who=one, by=request.account, at=clock.now())
    return _("%(name)s har fået vagten.") % {"name": one.name}


def _said_no(request: Request, manned: Manned) -> str:
    one = the_volunteer(asked_id(request, "who"))
    actions.say_no(manned=manned, who=one, by=request.account, at=clock.now())
    return _("%(name)s er meldt fra. Pladsen er ledig.") % {"name": one.name}


def _asked(request: Request, manned: Manned) -> str:
    """One tap: letters to all who can; those without mail are named, to be called."""
    call = actions.ask_for_help(
        id=asked_id(request, "id"), manned=manned, by=request.account, at=clock.now()
    )
    if by_phone := _by_phone(candidates(manned)):
        names = ", ".join(one.name for one in by_phone)
        messages.info(request, _("De får ingen mail. Ring til: %(names)s.") % {"names": names})
    n = call.letters.count()
    return ngettext(
        "%(n)s frivillig er spurgt. Den første, der siger ja, får vagten.",
        "%(n)s frivillige er spurgt. Den første, der siger ja, får vagten.",
        n,
    ) % {"n": n}


def _stopped(request: Request, manned: Manned) -> str:
    call = the_call(asked_id(request, "call"))
    if call.shift_id != manned.shift.pk:
        raise Http404
    actions.stop_asking(call=call, by=request.account, at=clock.now())
    return _("Spørgsmålet er trukket tilbage.")


def _called_off(request: Request, manned: Manned, form: CallOffForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    actions.call_off(
        manned=manned, note=data["note"], seen=data["version"], by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Vagten er aflyst. De, der stod på den, får et brev.")


def _held(request: Request, manned: Manned) -> str:
    actions.hold(manned=manned, seen=asked_version(request), by=request.account, at=clock.now())
    return _("Vagten holdes alligevel. De, der har fået brev om aflysningen, får et nyt.")


# The lines that repeat


@writes
def plan(request: Request) -> HttpResponse:
    """The shifts that come every week with whoever has them; one line more, and one shift more."""
    lookups.note(Look.LIST)
    verb, roles = request.POST.get("verb", ""), people.roles()
    begin = {"id": uuid4(), "first_on": clock.today()}
    line = LineForm(
        roles, desk.times_of_week(clock.today()), request.POST if verb == "line" else None,
        initial=begin,
    )  # fmt: skip
    extra = ShiftForm(roles, request.POST if verb == "shift" else None)
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "line": lambda: _added_line(request, line),
            "shift": lambda: _added_shift(request, extra),
        }
        status = acted(request, verbs)
        if status == DONE:
            return redirect("centre:rota-plan")
    context = {
        "rows": queries.rotas(clock.today()), "line": line, "extra": extra, "verb": verb,
        "has_roles": bool(roles),
    }  # fmt: skip
    return render(request, "centre/rota_plan.html", context, status=status)


def _added_line(request: Request, form: LineForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    lines.add_line(
        id=data["id"], line=form.line(), first_on=data["first_on"], by=request.account,
        at=clock.now(),
    )  # fmt: skip
    return _("Vagten kommer nu hver uge.")


def _added_shift(request: Request, form: ShiftForm) -> str | None:
    if not form.is_valid():
        return None
    data = form.cleaned_data
    lines.add_shift(
        id=data["id"], line=form.line(), on=data["on"], by=request.account, at=clock.now()
    )
    return _("Den ekstra vagt er skrevet.")


@writes
def line(request: Request, pk: UUID) -> HttpResponse:
    """One line: how many, until when, and who has it every week."""
    row, status = the_rota(pk), 200
    verb = request.POST.get("verb", "")
    form = ReviseLineForm(
        request.POST if verb == "revise" else None, initial=ReviseLineForm.start(row)
    )
    who = WhoForm(list(people.chosen("", row.role.slug)), request.POST if verb == "add" else None)
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "revise": lambda: _revised(request, row, form),
            "add": lambda: _made_regular(request, row, who),
            "end": lambda: _ended_regular(request, row),
        }
        status = acted(request, verbs)
        if status == DONE:
            return redirect("centre:rota-line", pk)
    regulars = queries.regulars_of(row, clock.today())
    context = {"row": row, "form": form, "who": who, "regulars": regulars}
    return render(request, "centre/rota_line.html", context, status=status)


def _revised(request: Request, row: Rota, form: ReviseLineForm) -> str | None:
    if not form.is_valid():
        return None
    lines.revise_line(rota=row, **form.cleaned_data, by=request.account, at=clock.now())
    return _("Vagten er rettet.")


def _made_regular(request: Request, row: Rota, form: WhoForm) -> str | None:
    if not form.is_valid():
        return None
    one = form.chosen_one()
    lines.add_regular(
        id=form.cleaned_data["id"], rota=row, who=one, first_on=clock.today(),
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("%(name)s har nu vagten hver uge.") % {"name": one.name}


def _ended_regular(request: Request, row: Rota) -> str:
    pk = asked_id(request, "regular")
    one = next((r for r in queries.regulars_of(row, clock.today()) if r.pk == pk), None)
    if one is None:
        raise Http404
    lines.end_regular(regular=one, by=request.account, at=clock.now())
    return _("%(name)s har ikke vagten fast efter i dag.") % {"name": one.volunteer.name}
