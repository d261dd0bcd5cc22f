"""What was entered on a day, and one entry with its history: corrected, taken out, restored."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.centre import actions, queries, rules
from favn.centre.choices import FIELDS, KINDS, Void, slot_text
from favn.centre.choices.log import LOG
from favn.centre.forms.entries import CorrectionForm, RestoreForm, VoidForm
from favn.centre.models import Entry
from favn.centre.views import taps
from favn.centre.views.answers import as_data, asked_day, back_to_today, refuse, somebody_was_first
from favn.centre.views.desk import days_beside, desk
from favn.kit import clock, history
from favn.kit.attempts import found
from favn.kit.templatetags.kit import long_day
from favn.people.accounts.door import Request
from favn.people.accounts.roles import Area, Level

PER_PAGE = 50
DAY_LAST = re.compile(r"\d{4}-\d\d-\d\d$")
"""How history keeps a day, alone or behind the name of a session."""
OLD_YEARS = (Area.FIGURES, Level.READ)
"""Whoever sees the exact figures of closed years may change what they were made of."""


@desk
def entries(request: Request) -> HttpResponse:
    """Everything entered on one day, counted or not; `slags` narrows it to one kind."""
    day = asked_day(request)
    if elsewhere := back_to_today(request, day, "centre:entries", rules.why_not_look):
        return elsewhere
    rows = queries.entries_on(day)
    kind = request.GET.get("slags")
    shown = [row for row in rows if row[0] == kind] if kind in KINDS else rows
    counted = _counted(shown)
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "day": day,
        "is_today": day == clock.today(),
        "days": days_beside(day, "centre:entries"),
        "page": page,
        "total": len(shown),
        "counted": counted,
        "taken_out": len(shown) - counted,
        "tabs": _tabs(day.isoformat(), rows, kind),
    }
    return render(request, "centre/entries.html", context)


def _counted(rows: list[tuple[str, Entry]]) -> int:
    """How many of the rows count."""
    return sum(1 for _logbook, row in rows if not row.voided_at)


def _tabs(day: str, rows: list[tuple[str, Entry]], kind: str | None) -> list[dict[str, Any]]:
    """All kinds, and each by itself, with how many of each count."""
    page = f"{reverse('centre:entries')}?dag={day}"
    first = {"title": _("Alle (%(n)s)") % {"n": _counted(rows)}, "url": page, "is_here": not kind}
    tabs = [first]
    for key, name in KINDS.items():
        title = f"{name} ({_counted([row for row in rows if row[0] == key])})"
        tabs.append({"title": title, "url": f"{page}&slags={key}", "is_here": key == kind})
    return tabs


@desk
def entry(request: Request, logbook: str, pk: UUID) -> HttpResponse:
    """One entry: correct it, take it out, count it again, and what happened to it."""
    row = found(queries.entry_with(logbook, pk))
    verb = request.POST.get("verb", "")
    forms_ = _forms(row, request.POST.dict(), verb)
    if verb and verb not in forms_:
        verb = ""
    if verb and forms_[verb].is_valid():
        try:
            _change(row, verb, forms_[verb], request)
        except actions.Refused as refused:
            if verb == "correct":
                refuse(forms_[verb], "on", refused)
            else:
                messages.error(request, str(refused))
        except actions.Conflict:
            return _conflict(request, logbook, pk, verb)
        else:
            messages.success(request, _("Gemt. Historikken viser, hvad der blev rettet."))
            return redirect(f"{reverse('centre:entries')}?dag={row.on.isoformat()}")
    return _page(request, row, logbook, forms_, 422 if verb else 200)


def _forms(row: Entry, data: dict[str, str], verb: str) -> dict[str, forms.Form]:
    """The page's forms by verb, bound where it is the one that was sent."""
    start = {"version": row.version}
    return {
        "correct": CorrectionForm(row, data if verb == "correct" else None),
        "void": VoidForm(data if verb == "void" else None, initial=start, auto_id="void_%s"),
        "restore": RestoreForm(
            data if verb == "restore" else None, initial=start, auto_id="restore_%s"
        ),
    }


def _change(row: Entry, verb: str, form: Any, request: Request) -> None:
    """Do what the form asks. Raises Refused, Conflict."""
    data = form.cleaned_data
    who: dict[str, Any] = {"entry": row, "by": request.account, "at": clock.now()}
    who["with_old"] = request.membership.may(*OLD_YEARS)
    row.version = data["version"]
    if verb == "restore":
        actions.restore(**who)
    elif verb == "void":
        actions.void(**who, why=Void(data["why"]), reason=data["note"])
    else:
        to = form.changes()
        if session := to.get("session"):
            to["session"] = taps.opened(session, by=request.account)
        actions.correct(**who, to=to, reason=data["reason"])


def _conflict(request: Request, logbook: str, pk: UUID, verb: str) -> HttpResponse:
    """What stands now, beside what was typed, which can be sent again."""
    row = found(queries.entry_with(logbook, pk))
    typed = _forms(row, as_data(request, version=row.version), verb)
    typed[verb].add_error(None, somebody_was_first())
    return _page(request, row, logbook, typed, 409)


def _page(
    request: Request, row: Entry, logbook: str, forms_: dict[str, forms.Form], status: int
) -> HttpResponse:
    with_old = request.membership.may(*OLD_YEARS)
    context = {
        "row": row,
        "why_not": rules.why_not_change(row.on, today=clock.today(), with_old=with_old),
        "kind": KINDS[logbook],
        "correction": forms_["correct"],
        "removal": forms_["void"],
        "restoring": forms_["restore"],
        "facts": _facts(row),
        "lines": [_line(line) for line in history.of(row)],
        "back": f"{reverse('centre:entries')}?dag={row.on.isoformat()}",
    }
    return render(request, "centre/entry.html", context, status=status)


def _facts(row: Entry) -> list[tuple[str, str]]:
    """What stands about an entry, as pairs; its day is in the page's first line."""
    facts = [(_("Tidspunkt"), row.slot_text)]
    if session := getattr(row, "session", None):
        facts.append((_("Hold"), session.activity.name))
    if topic := getattr(row, "topic", None):
        facts.append((_("Emne"), topic.name))
    facts.append((_("Kilde"), row.get_source_display()))
    standing = row.get_void_display() if row.voided_at else _("Tæller med")
    return [*facts, (_("Tilstand"), str(standing))]


def _line(line: Any) -> dict[str, Any]:
    """One line of history in words."""
    moved = [_moved(name, *values) for name, values in line.changes.items() if name in FIELDS]
    left = line.changes.get("void", ["", ""])[1]
    taken_out = [str(Void(left).label)] if left else []
    why = "; ".join([*moved, *taken_out, *([line.reason] if line.reason else [])])
    return {
        "at": line.at, "actor_label": line.actor_label, "verb": LOG.verb(line.verb), "reason": why
    }  # fmt: skip


def _moved(name: str, before: str, after: str) -> str:
    """One corrected field by its label, with what stood there and what stands now."""
    return f"{FIELDS[name]}: {_said(name, before)} → {_said(name, after)}"


def _said(name: str, value: str) -> str:
    """What history keeps of a field, as the page says it: days in words, the hour as its slot."""
    if name == "hour":
        return slot_text(int(value))
    if name in ("on", "session"):
        return DAY_LAST.sub(lambda day: long_day(date.fromisoformat(day[0])), value)
    return value
