"""Which kinds of report people write here, and how far a chapter is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from favn.kit.log_words import Words


class ReportKind(TextChoices):
    """What a report begins with; afterwards they are all alike."""

    YEAR = "year", _("Centrets år")
    STATUS = "status", _("Kommunens rapport")
    FUNDER = "funder", _("Rapport til bevillingsgiver")
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


LOG = Words(
    "publishing",
    verbs={
        "ask": _("Spørgsmål stilles"),
        "compare": _("Holdt op mod det trykte"),
        "freeze": _("Frosset"),
        "give": _("Kapitel givet videre"),
        "owe": _("Afrapportering lovet"),
        "promise": _("Lovet"),
        "stop-asking": _("Spørgsmål stilles ikke mere"),
    },
    things={
        "chapter": _("kapitel"),
        "claimanswer": _("svar på trykt tal"),
        "frozenedition": _("udgave"),
        "funding": _("bevilling"),
        "owedreport": _("afrapportering"),
        "promise": _("løfte"),
        "question": _("spørgsmål"),
        "questionasked": _("spørgsmål i en bevilling"),
        "report": _("rapport"),
        "sharedanswer": _("fælles svar"),
    },
)
"""What the log calls what is done here."""
