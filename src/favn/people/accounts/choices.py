"""What a look-up was, and what somebody thought of it afterwards."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
