"""Kinds of entries, where they came from, how they leave the count, and what is done to them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Source(TextChoices):
    """How the entry reached the books."""

    DESK = "desk", _("Skranken")
    TABLET = "tablet", _("Tavlen")
    LATE = "late", _("Efterregistreret")
    IMPORT = "import", _("Indlæst fra fil")


class Void(TextChoices):
    """Why an entry no longer counts."""

    UNDONE = "undone", _("Fortrudt med det samme")
    BATCH = "batch", _("Filen blev taget tilbage")
    WRONG = "wrong", _("Talt forkert")
    TWICE = "twice", _("Talt to gange")
    OTHER = "other", _("Anden grund")


KINDS = {
    "visit": _("Besøg"),
    "participation": _("Deltagelse"),
    "guidance": _("Vejledning"),
}
"""The logbooks as a list calls them."""

FIELDS = {"on": _("Dag"), "hour": _("Tidspunkt"), "session": _("Hold"), "topic": _("Emne")}
"""What a correction may move, by the label of its field."""

VERBS = {
    "count": _("Talt"),
    "void": _("Taget ud af optællingen"),
    "restore": _("Talt med igen"),
    "correct": _("Rettet"),
    "import": _("Indlæst"),
}
"""What history calls the verbs of an entry."""


def slot_text(hour: int) -> str:
    """An hour slot: 14–15."""
    return f"{hour:02}–{hour + 1:02}"


def told_verb(verb: str) -> str:
    """A verb of history in words."""
    return str(VERBS.get(verb, verb))
