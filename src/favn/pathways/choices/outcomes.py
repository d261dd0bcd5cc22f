"""When both sides are asked how it goes, what they are asked, and what they may answer."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from favn.pathways.choices.mentoring import Side


class Moment(TextChoices):
    """When one is asked; the same questions each time."""

    START = "start", _("Da de begyndte")
    END = "end", _("Da de sluttede")
    THREE = "three", _("Tre måneder efter")
    SIX = "six", _("Seks måneder efter")
    TWELVE = "twelve", _("Et år efter")


TO_THEM: dict[str, str | Promise] = {
    Moment.START: _("Da I begyndte"),
    Moment.END: _("Da I sluttede"),
}
"""A moment in words to the two themselves, where they differ."""
AFTER_END: tuple[tuple[Moment, int], ...] = (
    (Moment.END, 0),
    (Moment.THREE, 91),
    (Moment.SIX, 183),
    (Moment.TWELVE, 365),
)
"""Days after the end on which each question is due."""
OPEN_FOR = timedelta(days=90)
"""So long an answer still tells of that moment; then the next one is asked."""
REMIND_AFTER = timedelta(days=14)
CALL_AFTER = timedelta(days=7)
"""Whoever has not answered so long after the reminder is called."""


class Said(TextChoices):
    """One answer; an empty one is no answer."""

    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    UNSURE = "unsure", _("Ved ikke")


QUESTIONS: dict[str, str | Promise] = {
    "job": _("Er i job"),
    "education": _("Er i uddannelse"),
    "danish": _("Kan dansk nok til det, hun vil"),
    "network": _("Har nogen at spørge om job og uddannelse"),
}
"""What is asked. One may say yes to several, so they sum to more than all."""
Sheet = dict[str, dict[str, str | Promise]]
"""Side → question → the words it is asked in."""
FIRST: Sheet = {
    Side.MENTEE: {
        "job": _("Er du i job nu?"),
        "education": _("Er du i gang med en uddannelse nu?"),
        "danish": _("Kan du dansk nok til det, du vil?"),
        "network": _("Har du nogen at spørge om job og uddannelse?"),
    },
    Side.MENTOR: {
        "job": _("Er din mentee i job nu?"),
        "education": _("Er din mentee i gang med en uddannelse nu?"),
        "danish": _("Kan din mentee dansk nok til det, hun vil?"),
        "network": _("Har din mentee nogen at spørge om job og uddannelse?"),
    },
}
"""The same question to each side, in its own words."""
SHEETS: dict[int, Sheet] = {1: FIRST}
"""Version → its words, for good: other words are a version of their own, and so is a question more.
An answer says which version it was given to, and answers to two versions are never compared."""
VERSION = max(SHEETS)
"""What is asked from now on."""
