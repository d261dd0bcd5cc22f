"""Where an entry came from, and how it may be taken out of the count."""

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
    WRONG = "wrong", _("Talt forkert")
    TWICE = "twice", _("Talt to gange")
    OTHER = "other", _("Anden grund")
