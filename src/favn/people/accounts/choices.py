"""What a look-up was, and what somebody thought of it afterwards."""

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


LOG = Words(
    "accounts",
    verbs={
        "open-beyond": _("Åbnet uden for egen adgang"),
        "review": _("Set igennem"),
    },
    things={
        "lookupreview": _("opslag"),
        "membership": _("adgang"),
        "opening": _("person"),
    },
)
"""What the log calls what is done here."""
