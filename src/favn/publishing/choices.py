"""Which kinds of report people write here, and how far a chapter is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportKind(TextChoices):
    """What a report begins with; afterwards they are all alike."""

    YEAR = "year", _("Centrets år")
    STATUS = "status", _("Kommunens rapport")
    OTHER = "other", _("Anden rapport")


class ChapterBy(TextChoices):
    """Whose chapters a municipality's report has."""

    OFFICE = "office", _("Ét kapitel til hver forvaltning")
    COMMITTEE = "committee", _("Ét kapitel til hvert udvalg")


class Written(TextChoices):
    """How far a chapter is."""

    MISSING = "missing", _("Mangler")
    BEGUN = "begun", _("Begyndt")
    DONE = "done", _("Skrevet")


LOOKS: dict[str, str] = {Written.MISSING: "warning", Written.BEGUN: "info", Written.DONE: "success"}
