"""Which kinds of report people write here, and how far a chapter is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from favn.kit.log_words import Words


class ReportKind(TextChoices):
    """What a report begins with; afterwards they are all alike."""

    YEAR = "year", _("Centrets år")
    STATUS = "status", _("Kommunens rapport")
    FUNDER = "funder", _("Rapport til bevillingsgiver")
    LETTER = "letter", _("Nyhedsbrev")
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


class Place(TextChoices):
    """Where a story may stand; each is asked about."""

    WEB = "web", _("Hjemmesiden")
    YEAR = "year", _("Årsrapporten og andre offentlige rapporter")
    LETTER = "letter", _("Nyhedsbrevet")
    FUNDER = "funder", _("Rapporter til bevillingsgivere")


class Whose(TextChoices):
    """Who said yes; never their name."""

    SELF = "self", _("Den, historien handler om")
    OTHER = "other", _("En anden, der er med i historien")
    PARENT = "parent", _("En forælder til et barn i historien")


class Given(TextChoices):
    """How the yes was given."""

    PAPER = "paper", _("Skrevet under på papir")
    WORDS = "words", _("Sagt, mens to hørte det")
    LINK = "link", _("Givet i en mail eller besked")


class News(TextChoices):
    """Why a reader of the newsletter is written to."""

    ASK = "ask", _("Spurgt, om de vil have det")
    OUT = "out", _("Et nyt er kommet")


class About(TextChoices):
    """What a reader may choose to be written to about; each is a field of theirs."""

    LETTERS = "wants_letters", _("Nyhedsbreve")
    REPORTS = "wants_reports", _("Rapporter, for eksempel årets tal")


ABOUT: dict[str, About] = {
    ReportKind.LETTER: About.LETTERS,
    ReportKind.YEAR: About.REPORTS,
    ReportKind.STATUS: About.REPORTS,
    ReportKind.OTHER: About.REPORTS,
}
"""What a new edition is to its readers. A report to a funder goes to that funder alone."""


LOG = Words(
    "publishing",
    verbs={
        "ask": _("Spørgsmål stilles"),
        "choose": _("Valgt om"),
        "compare": _("Holdt op mod det trykte"),
        "consent": _("Samtykke skrevet ned"),
        "freeze": _("Frosset"),
        "give": _("Kapitel givet videre"),
        "owe": _("Afrapportering lovet"),
        "promise": _("Lovet"),
        "send": _("Sendt til dem, der har bedt om det"),
        "picture": _("Billede sat på"),
        "place-story": _("Historie sat i en rapport"),
        "stop-asking": _("Spørgsmål stilles ikke mere"),
        "withdraw": _("Samtykke trukket tilbage"),
    },
    things={
        "chapter": _("kapitel"),
        "claimanswer": _("svar på trykt tal"),
        "consent": _("samtykke"),
        "consentlink": _("link til eget samtykke"),
        "frozenedition": _("udgave"),
        "funding": _("bevilling"),
        "newsreader": _("læser af nyhedsbrevet"),
        "owedreport": _("afrapportering"),
        "promise": _("løfte"),
        "question": _("spørgsmål"),
        "questionasked": _("spørgsmål i en bevilling"),
        "report": _("rapport"),
        "sharedanswer": _("fælles svar"),
        "story": _("historie"),
    },
)
"""What the log calls what is done here."""
