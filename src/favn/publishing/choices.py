"""Which kinds of report people write here."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportKind(TextChoices):
    """What a report begins with; afterwards they are all alike."""

    YEAR = "year", _("Centrets år")
    STATUS = "status", _("Kommunens rapport")
    OTHER = "other", _("Anden rapport")
