"""Kinds of questions, what a condition may ask, who is asked, and how a letter went."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.kit.log_words import Words


class Kind(models.TextChoices):
    """How a question is answered. An identity keeps its kind for good."""

    SCALE = "scale", _("Skala med ord i enderne")
    ONE = "one", _("Ét svar")
    SEVERAL = "several", _("Flere svar")
    NUMBER = "number", _("Tal med enhed")
    SHORT = "short", _("Kort tekst")
    LONG = "long", _("Lang tekst")
    DATE = "date", _("Dato")


CHOSEN = (Kind.ONE, Kind.SEVERAL)
"""Kinds that are answered from a list."""
WORDS = (Kind.SHORT, Kind.LONG)
"""Kinds that are answered in words of one's own; these are never tabled."""
COUNTED = (Kind.SCALE, Kind.ONE, Kind.SEVERAL)
"""Kinds with a table of answers."""


class Said(models.TextChoices):
    """What stands at a question: an answer, or why there is none. No row at all is missing."""

    ANSWER = "answer", _("Svar")
    UNKNOWN = "unknown", _("Ved ikke")
    IRRELEVANT = "irrelevant", _("Ikke relevant")


class Compare(models.TextChoices):
    """What a condition asks of an earlier answer."""

    IS = "is", _("er")
    IS_NOT = "is_not", _("er ikke")
    AT_LEAST = "at_least", _("er mindst")
    AT_MOST = "at_most", _("er højst")


class Asks(models.TextChoices):
    """Who answers a questionnaire. Where persons do, small groups are protected."""

    BODIES = "bodies", _("Foreninger, forvaltninger og andre organisationer")
    PERSONS = "persons", _("Mennesker, hver for sig")


class Ref(models.TextChoices):
    """What the using room's key of an addressee is a key of."""

    PARTY = "party", _("Forening eller organisation")
    UNIT = "unit", _("Del af organisationen")
    PERSON = "person", _("Menneske")
    NONE = "none", _("Kun navn")


class Errand(models.TextChoices):
    """Why somebody got an answer link."""

    INVITED = "invited", _("Invitation")
    REMINDED = "reminded", _("Påmindelse")
    HANDED = "handed", _("Link givet i hånden")


class Progress(models.TextChoices):
    """How far an addressee is."""

    MISSING = "missing", _("Mangler")
    BEGUN = "begun", _("Begyndt")
    SENT = "sent", _("Har svaret")


PROGRESS_LOOKS: dict[str, str] = {
    Progress.MISSING: "warning",
    Progress.BEGUN: "info",
    Progress.SENT: "success",
}

LANGUAGES = (
    ("da", "Dansk"),
    ("en", "English"),
    ("ar", "العربية"),
    ("bs", "Bosanski"),
    ("fa", "فارسی"),
    ("pl", "Polski"),
    ("so", "Soomaali"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
)
"""Languages a questionnaire can be written in, each by its own name; Danish always is."""
RIGHT_TO_LEFT = ("ar", "fa", "ur")


LOG = Words(
    "surveys",
    verbs={
        "ask": _("Flere spurgt"),
        "begin": _("Ny udgave begyndt"),
        "close": _("Lukket og frosset"),
        "discard-form": _("Fil fjernet"),
        "extend": _("Frist flyttet"),
        "handed": _("Link givet i hånden"),
        "invited": _("Invitation sendt"),
        "make": _("Oprettet"),
        "read-form": _("Fil læst"),
        "readdress": _("Adresse rettet"),
        "reminded": _("Påmindelse sendt"),
        "returned": _("Brev kom retur"),
        "take-form": _("Fil taget med"),
    },
    things={
        "asked": _("spurgt"),
        "questionnaire": _("spørgeskema"),
        "readform": _("spørgeskema fra en fil"),
        "version": _("udgave af spørgeskema"),
        "wave": _("runde af spørgeskema"),
    },
)
"""What the log calls what is done here."""
