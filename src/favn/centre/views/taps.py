"""One tap and its undo, the same for an account at the desk and for an enrolled tablet."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from favn.centre import actions, queries, rules
from favn.centre.choices import Source
from favn.centre.forms.taps import TapForm
from favn.centre.models import Entry, Session
from favn.centre.views.answers import no, sentence_of, somebody_was_first, wants_json
from favn.kit import clock
from favn.kit.attempts import found
from favn.kit.history import Actor
from favn.kit.tenancy import current
from favn.people.persons.models import Card, card_with, is_blocked


class UnknownCard(actions.Refused):
    """No card in use here has the code that was shown: it was blocked, or never was."""


def counted(request: HttpRequest, *, by: Actor, source: Source | None = None) -> Entry | str:
    """Write what was tapped: the row, or the sentence why not. Raises Http404."""
    form = TapForm(request.POST)
    if not form.is_valid():
        return sentence_of(form)
    data = form.cleaned_data
    try:
        if data["organisation"] not in (None, current()):
            raise actions.Refused(_("Tallet hører til en anden organisation og er ikke talt her."))
        return _record(data, by=by, source=source)
    except actions.Refused as refused:
        return str(refused)
    except actions.Taken as taken:
        raise Http404 from taken


def _record(data: dict[str, Any], *, by: Actor, source: Source | None) -> Entry:
    """Call the action that a cleaned tap asks for. Raises Refused, Taken, Http404."""
    now = clock.now()
    late = data["late"] and data["on"] != now.date()
    shared = {"id": data["id"], "hour": data["hour"], "by": by, "at": now}
    shared["source"] = source or (Source.LATE if late else Source.DESK)
    if data["kind"] == "guidance":
        topic = next((t for t in queries.topics() if t.pk == data["target"]), None)
        return actions.log_guidance(topic=found(topic), on=data["on"], **shared)
    shared["card"] = the_card(data["card"])
    if data["kind"] == "visit":
        return actions.count_visit(on=data["on"], **shared)
    session = _session_tapped(data, by=by)
    if late or session.on != data["on"]:
        shared["hour"] = session.starts.hour
    return actions.count_participation(session=session, **shared)


def the_card(code: str) -> Card | None:
    """The card that was shown, None without one. Raises UnknownCard."""
    if not code.strip():
        return None
    if card := card_with(code).first():
        return card
    if is_blocked(code):
        raise UnknownCard(_("Kortet er spærret. Giv gæsten et nyt kort, eller tæl uden kort."))
    raise UnknownCard(_("Kortet findes ikke her. Prøv igen, eller tæl uden kort."))


def _session_tapped(data: dict[str, Any], *, by: Actor) -> Session:
    """The session of a button on the day of the tap, opened at its first guest.

    The evening before is looked at too: a page may stand open over midnight.
    Raises Refused, Http404.
    """
    on = data["on"]
    days = [on] if data["late"] else [on, rules.day_before(on)]
    session = found(queries.session_with(data["target"], days))
    refused = (
        rules.why_not_on(session, on)
        if data["late"]
        else rules.why_not_tap(session, on, data["hour"])
    )
    if refused:
        raise actions.Refused(refused)
    return opened(session, by=by)


def opened(session: Session, *, by: Actor) -> Session:
    """The session itself, opened where the timetable only promised it. Raises Refused."""
    if session.slot is None or not session._state.adding:
        return session
    return actions.open_slot(slot=session.slot, on=session.on, by=by, at=clock.now())


def told(entry: Entry) -> JsonResponse:
    """Done: the id, the day and the button's new number, for a script."""
    count = queries.count_beside(entry)
    answer = {"id": str(entry.pk), "on": entry.on.isoformat(), "count": count}
    return JsonResponse(answer, status=200 if entry.voided_at else 201)


def undone(request: HttpRequest, *, by: Actor) -> Entry | str:
    """Take a tap back: the row, or the sentence why not. Raises Http404."""
    entry = found(entry_of(request.POST.get("logbook", ""), request.POST.get("id", "")))
    try:
        return actions.undo(entry=entry, by=by, at=clock.now())
    except actions.Refused as refused:
        return str(refused)
    except actions.Conflict:
        return somebody_was_first()


def entry_of(logbook: str, pk: str) -> Entry | None:
    """One row by the words of an address; None where they mean nothing."""
    try:
        return queries.entry_with(logbook, UUID(pk))
    except ValueError:
        return None


def last_tap(request: HttpRequest) -> tuple[str, Entry] | None:
    """The row that was just tapped, so that it can be undone; from the address, not a cookie."""
    logbook, _sep, pk = request.GET.get("talt", "").partition(":")
    entry = entry_of(logbook, pk)
    return (logbook, entry) if entry and not entry.voided_at else None


def kind_sent(request: HttpRequest) -> str:
    """The logbook a tap asks for, also where the tap is not valid."""
    return request.POST.get("press", "").partition(":")[0] or request.POST.get("kind", "")


def logbook_of(entry: Entry) -> str:
    """What the row's logbook is called in addresses."""
    return entry._meta.model_name or ""


def answer_script(request: HttpRequest, result: Entry | str) -> JsonResponse | None:
    """The answer where a script asks, None for a person."""
    if not wants_json(request):
        return None
    return no(result) if isinstance(result, str) else told(result)
