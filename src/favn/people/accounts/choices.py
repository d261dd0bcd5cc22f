"""What a look-up was."""

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
