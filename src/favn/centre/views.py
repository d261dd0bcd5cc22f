"""Pages of the front desk: today's buttons, the guidance log, and what was entered."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from favn.centre import actions, queries
from favn.centre.choices import Source, Void
from favn.centre.forms import CorrectionForm, OtherSessionForm, TapForm, VoidForm
from favn.centre.models import Entry, Session
from favn.kit import clock, history
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level
from favn.people.persons.models import card_with

desk = requires(Area.DESK, Level.WRITE)


@desk
def today(request: Request) -> HttpResponse:
    """Today's sessions with a + each, the door's +, and what was tapped last."""
    day = asked_day(request)
    is_today = day == clock.today()
    context = {
        "day": day,
        "is_today": is_today,
        "buttons": queries.counters_on(day, now=clock.now().time() if is_today else None),
        "visits": queries.visits_on(day),
        "last": last_tap(request),
        "new_id": uuid4,
    }
    return render(request, "centre/today.html", context)


def asked_day(request: HttpRequest) -> date:
    """The day in the address, or today; a day that cannot be read is 404."""
    text = request.GET.get("dag")
    if not text:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def last_tap(request: HttpRequest) -> tuple[str, Entry] | None:
    """The row that was just tapped, so that it can be undone; from the address, not a cookie."""
    logbook, _sep, pk = request.GET.get("talt", "").partition(":")
    try:
        entry = queries.entry_with(logbook, UUID(pk))
    except ValueError:
        return None
    return (logbook, entry) if entry and not entry.voided_at else None


@desk
@require_POST
def count(request: Request) -> HttpResponse:
    """One tap. Scripts ask for JSON; a plain form is sent back to its page."""
    form = TapForm(request.POST)
    if not form.is_valid():
        return refuse(request, " ".join(str(e[0]) for e in form.errors.values()))
    try:
        entry = record(form.cleaned_data, by=request.account, source=None)
    except actions.Refused as refused:
        return refuse(request, str(refused))
    return tapped(request, form.cleaned_data["kind"], entry)


def record(data: dict[str, Any], *, by: history.Actor, source: Source | None) -> Entry:
    """Call the action that a cleaned tap asks for. Raises Refused, Http404."""
    now = clock.now()
    late = data["on"] != now.date()
    shared = {"id": data["id"], "hour": data["hour"], "by": by, "at": now}
    shared["source"] = source or (Source.LATE if late else Source.DESK)
    if data["kind"] == "guidance":
        topic = next((t for t in queries.topics() if t.pk == data["target"]), None)
        return actions.log_guidance(topic=found(topic), on=data["on"], **shared)
    shared["card"] = the_card(data["card"])
    if data["kind"] == "visit":
        return actions.count_visit(on=data["on"], **shared)
    session = the_session(data["target"], data["on"], by=by)
    return actions.count_participation(session=session, **shared)


def the_card(code: str) -> Any:
    """The card that was shown, None without one. Raises Refused where nobody has it."""
    if not code:
        return None
    card = card_with(code).first()
    if card is None:
        raise actions.Refused(_("Kortet findes ikke her. Prøv igen, eller tæl uden kort."))
    return card


def the_session(pk: UUID, day: date, *, by: history.Actor) -> Session:
    """The session of a button, opened from the timetable where this is its first guest."""
    session = Session.objects.owned().filter(pk=pk).first()
    if session:
        return session
    slot = found(queries.slot_behind(pk, day))
    return actions.open_slot(slot=slot, on=day, by=by, at=clock.now())


def found(record: Any) -> Any:
    """The record, or 404: unknown and foreign look the same."""
    if record is None:
        raise Http404
    return record


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks."""
    return request.headers.get("Accept", "").startswith("application/json")


def refuse(request: HttpRequest, sentence: str) -> HttpResponse:
    """Say why it was not counted."""
    if wants_json(request):
        return JsonResponse({"refused": sentence}, status=422)
    messages.error(request, sentence)
    return redirect(request.POST.get("back") or "centre:today")


def tapped(request: HttpRequest, kind: str, entry: Entry) -> HttpResponse:
    """Counted: the id back to a script, or back to the page with the way to undo."""
    if wants_json(request):
        return JsonResponse({"id": str(entry.pk), "kind": kind}, status=201)
    page = "centre:guidance" if kind == "guidance" else "centre:today"
    day = "" if entry.on == clock.today() else f"&dag={entry.on.isoformat()}"
    return redirect(f"{reverse(page)}?talt={kind}:{entry.pk}{day}")


@desk
@require_POST
def undo(request: Request) -> HttpResponse:
    """Take the last tap back."""
    entry = found(_entry_of(request.POST.get("logbook", ""), request.POST.get("id", "")))
    try:
        actions.void(entry=entry, why=Void.UNDONE, by=request.account, at=clock.now())
    except (actions.Refused, actions.Conflict):
        pass  # undone twice is undone
    if wants_json(request):
        return JsonResponse({"undone": str(entry.pk)})
    messages.success(request, _("Fortrudt. Tallet er talt ned igen."))
    kind = request.POST.get("logbook")
    return redirect("centre:guidance" if kind == "guidance" else "centre:today")


def _entry_of(logbook: str, pk: str) -> Entry | None:
    try:
        return queries.entry_with(logbook, UUID(pk))
    except ValueError:
        return None


@desk
def other_session(request: Request) -> HttpResponse:
    """A session outside the timetable."""
    form = OtherSessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        activity = form.activities[data.pop("activity")]
        try:
            actions.add_session(**data, activity=activity, by=request.account, at=clock.now())
        except actions.Refused as refused:
            form.add_error("on", str(refused))
        else:
            day = form.cleaned_data["on"]
            return redirect(f"{reverse('centre:today')}?dag={day.isoformat()}")
    return render(request, "centre/other_session.html", {"form": form})


@desk
def guidance(request: Request) -> HttpResponse:
    """Six topics as buttons, the rest under “mere”; no person field at all."""
    counted = queries.guidance_on(clock.today())
    every = [(topic, counted.get(topic.pk, 0)) for topic in queries.topics()]
    context = {
        "first": every[:6],
        "more": every[6:],
        "total": sum(counted.values()),
        "last": last_tap(request),
        "new_id": uuid4,
    }
    return render(request, "centre/guidance.html", context)


@desk
def entries(request: Request) -> HttpResponse:
    """Everything entered on one day, counted or not."""
    day = asked_day(request)
    rows = queries.entries_on(day)
    counted = sum(1 for _name, row in rows if not row.voided_at)
    context = {"day": day, "rows": rows, "counted": counted, "is_today": day == clock.today()}
    return render(request, "centre/entries.html", context)


@desk
def entry(request: Request, logbook: str, pk: UUID) -> HttpResponse:
    """One entry: correct it, take it out, count it again, and what happened to it."""
    row = found(queries.entry_with(logbook, pk))
    verb = request.POST.get("verb", "")
    correction = CorrectionForm(row, request.POST if verb == "correct" else None)
    removal = VoidForm(request.POST if verb == "void" else None, initial={"version": row.version})
    form = {"correct": correction, "void": removal}.get(verb)
    if request.method == "POST" and (form is None or form.is_valid()):
        sentence = _change(request, row, verb, form)
        if sentence is None:
            return redirect(f"{reverse('centre:entries')}?dag={row.on.isoformat()}")
        messages.error(request, sentence)
    context = {
        "row": row,
        "logbook": logbook,
        "correction": correction,
        "removal": removal,
        "history": history.of(row),
    }
    return render(request, "centre/entry.html", context)


def _change(request: Request, row: Entry, verb: str, form: Any) -> str | None:
    """Do what the form asks; the sentence why not, or None."""
    who = {"entry": row, "by": request.account, "at": clock.now()}
    if form is not None:
        row.version = form.cleaned_data["version"]
    try:
        if verb == "correct":
            to = _opened(form.changes(), by=request.account)
            actions.correct(**who, to=to, reason=form.cleaned_data["reason"])
        elif verb == "void":
            why, reason = Void(form.cleaned_data["why"]), form.cleaned_data["reason"]
            actions.void(**who, why=why, reason=reason)
        else:
            actions.restore(**who)
    except actions.Refused as refused:
        return str(refused)
    except actions.Conflict:
        return _("En anden har rettet indtastningen imens. Se, hvad der står nu, og prøv igen.")
    return None


def _opened(changes: dict[str, Any], *, by: history.Actor) -> dict[str, Any]:
    """A session the timetable only promised is opened before an entry moves to it."""
    session = changes.get("session")
    if session is not None and session._state.adding:
        changes["session"] = the_session(session.pk, session.on, by=by)
    return changes
