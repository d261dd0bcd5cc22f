"""What the pages of this room call what happened to a record."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from favn.kit.models import History
from favn.kit.templatetags.kit import long_day
from favn.pathways.choices.log import LOG
from favn.pathways.choices.pairs import State
from favn.people.register.views.words import said_verb

VERBS: dict[str, str | Promise] = {
    "refer": _("Henvist"),
    "begin": _("Begyndt"),
    "outcome": _("Udfald skrevet"),
    "work": _("Kom i arbejde"),
    "end": _("Slut"),
    "reopen": _("Åbnet igen"),
    "contact": _("Kontaktet"),
    "agree": _("Aftalt"),
    "start": _("Begyndt"),
    "correct": _("Rettet"),
}


def _state(key: str) -> str:
    return str(State(key).label) if key in State.values else key


def _day(text: str) -> str:
    return long_day(date.fromisoformat(text))


MOVED: dict[str, Callable[[str], str]] = {"state": _state, "ended_on": _day}
"""What a line of history tells of a pair beside its verb, in words."""


def said(lines: Iterable[History]) -> list[dict[str, Any]]:
    """The lines of a record's history in words; verbs of every room are called as everywhere."""
    return [said_verb(line) | _named(line) for line in lines]


def _named(line: History) -> dict[str, Any]:
    moved = [_moved(name, *two) for name, two in line.changes.items() if name in MOVED]
    reason = "; ".join(part for part in (*moved, line.reason) if part)
    return {"verb": VERBS.get(line.verb) or LOG.verb(line.verb), "reason": reason}


def _moved(name: str, before: str, after: str) -> str:
    """What stood and what stands now; of what was empty before, what stands now."""
    then, now = (MOVED[name](value) if value else "" for value in (before, after))
    return f"{then} → {now}" if then else now
