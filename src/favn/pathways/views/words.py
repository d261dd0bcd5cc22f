"""What the pages of this room call what happened to a record."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from favn.kit.models import History
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


def said(lines: Iterable[History]) -> list[dict[str, Any]]:
    """The lines of a record's history in words; verbs of every room are called as everywhere."""
    return [said_verb(line) | _named(line) for line in lines]


def _named(line: History) -> dict[str, Any]:
    return {"verb": VERBS[line.verb]} if line.verb in VERBS else {}
