"""What a line of history is called on screen.

A few verbs mean the same wherever they are done and stand here; the rest, and the names of its
tables, each room brings in its `choices` as `LOG`. The door reads them from one list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said = Mapping[str, str | Promise]

PLAIN: Said = {
    "add": _("Oprettet"),
    "answer": _("Besvaret"),
    "begin": _("Begyndt"),
    "cancel": _("Aflyst"),
    "change": _("Rettet"),
    "correct": _("Rettet"),
    "discard-file": _("Fil fjernet"),
    "end": _("Afsluttet"),
    "erase": _("Slettet for altid"),
    "give-link": _("Link givet"),
    "invite": _("Inviteret"),
    "move": _("Flyttet"),
    "open": _("Åbnet"),
    "publish": _("Gjort offentlig"),
    "read-file": _("Fil læst"),
    "remind": _("Påmindelse sendt"),
    "remove": _("Taget ud"),
    "reopen": _("Åbnet igen"),
    "restore": _("Hentet tilbage"),
    "retire": _("Taget ud af brug"),
    "reuse": _("Taget i brug igen"),
    "revise": _("Rettet"),
    "send": _("Sendt"),
    "send-link": _("Svarlink sendt"),
    "step": _("Flyttet et trin"),
    "strike": _("Streget"),
    "take-back": _("Taget tilbage"),
    "take-file": _("Fil taget med"),
    "unpublish": _("Taget tilbage fra offentligheden"),
    "withdraw-link": _("Link trukket tilbage"),
    "write": _("Skrevet"),
}
"""Verbs that need no room to be understood; a room may call one of them differently."""


@dataclass(frozen=True, slots=True)
class Words:
    """A room's words: its verbs, and its tables by the name of their model in lower case."""

    room: str
    """The app its tables stand under."""
    verbs: Said = field(default_factory=dict)
    things: Said = field(default_factory=dict)

    def verb(self, verb: str) -> str:
        """What was done, in words; the verb itself where nobody gave it any."""
        return str(self.verbs.get(verb) or PLAIN.get(verb, verb))

    def knows(self, verb: str) -> bool:
        """Whether there are words for it."""
        return verb in self.verbs or verb in PLAIN

    def thing(self, table: str) -> str:
        """What a table such as `policy.plan` is called; nothing where it has no name of its own."""
        return str(self.things.get(table.partition(".")[2], ""))
