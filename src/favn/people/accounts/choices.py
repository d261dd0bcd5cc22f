"""What a look-up was and what somebody thought of it; how a link ended, and how a letter went."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.kit.log_words import Words


class Look(models.TextChoices):
    """Every use of persons' data that the log tells apart."""

    READ = "read", _("Læst")
    LIST = "list", _("Liste")
    SEARCH = "search", _("Søgning")
    CHANGE = "change", _("Rettet")
    EXTRACT = "extract", _("Udtræk")
    PRINT = "print", _("Udskrift")


class Verdict(models.TextChoices):
    """What came of looking at one look-up."""

    FINE = "fine", _("I orden")
    ASKED = "asked", _("Spurgt den, der slog op")
    BREACH = "breach", _("Ikke i orden: brud på persondata")


class Ended(models.TextChoices):
    """Why a link opens nothing any more."""

    NEWER = "newer", _("Der er et nyere")
    USED = "used", _("Brugt")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")
    WRONG = "wrong", _("Kom til en forkert")
    LATE = "late", _("Udløbet")


class Reached(models.TextChoices):
    """What became of a letter."""

    WAITING = "waiting", _("Venter på mailserveren")
    SENT = "sent", _("Sendt")
    NO_ADDRESS = "no-address", _("Ikke sendt: ingen e-mail er kendt")
    FAILED = "failed", _("Ikke sendt: mailserveren tog den ikke")
    DROPPED = "dropped", _("Ikke sendt: der var ikke brug for den mere")
    RETURNED = "returned", _("Mailen kom retur")


class Post(models.TextChoices):
    """How far a letter is that leaves after its transaction."""

    WAITING = "waiting", _("Venter")
    SENT = "sent", _("Sendt")
    FAILED = "failed", _("Kunne ikke sendes")
    NO_ADDRESS = "no-address", _("Vil ikke have mail")
    DROPPED = "dropped", _("Ikke brug for mere")


REACHED_LOOKS: dict[str, str] = {Reached.SENT: "success", Reached.WAITING: "info"}
"""How that is marked; the others ask for something to be done."""
NOT_REACHED = (Reached.NO_ADDRESS, Reached.FAILED, Reached.DROPPED, Reached.RETURNED)
ON_ITS_WAY = (Reached.WAITING, Reached.SENT)


LOG = Words(
    "accounts",
    verbs={
        "change-address": _("Mailadresse skiftet"),
        "choose-pin": _("Skærmkode valgt"),
        "drop-pin": _("Skærmkode fjernet"),
        "end-access": _("Adgang sluttet"),
        "say-yes": _("Sagde ja til en invitation"),
        "open-beyond": _("Åbnet uden for egen adgang"),
        "review": _("Set igennem"),
        "shut-pin": _("Skærmkode forkert fem gange"),
    },
    things={
        "invitation": _("invitation af en kollega"),
        "lookupreview": _("opslag"),
        "membership": _("adgang"),
        "newaddress": _("ny mailadresse"),
        "opening": _("person"),
    },
)
"""What the log calls what is done here."""
