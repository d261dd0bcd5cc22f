"""Grants the house has received: what was promised, which reports are owed, what is asked in words.

A promise names one number of the house; an answer in words belongs to the house and not to a grant.
So what is counted or written once stands in every report that asks for it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.people.organisations.models import Organisation, OwnedRecord
from favn.statistics.figures import Period


class Funding(OwnedRecord):
    """Money that somebody has granted the house, for a purpose and a span of days; in øre."""

    funder = models.CharField(_("bevillingsgiver"), max_length=160)
    party = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who they are in the shared directory, where they stand there."""
    purpose = models.CharField(_("formål"), max_length=200)
    reference = models.CharField(_("deres nummer"), max_length=60, blank=True)
    ore = models.BigIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-last_on", "funder", "purpose"]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "funder", "party", "purpose", "reference", "ore", "first_on",
            "last_on", "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.funder}: {self.purpose}"


class Promise(OwnedRecord):
    """One promised number: so many, by a day. `figure` is what counts it, empty where nothing does.

    `by` and `part` narrow the figure to one of its parts, such as one activity.
    """

    funding = models.ForeignKey(Funding, on_delete=models.PROTECT, related_name="promises")
    words = models.CharField(_("løfte"), max_length=160)
    figure = models.CharField(max_length=80, blank=True)
    by = models.CharField(max_length=30, blank=True)
    part = models.CharField(max_length=60, blank=True)
    target = models.PositiveIntegerField()
    due_on = models.DateField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["due_on", "words"]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "funding", "words", "figure", "by", "part", "target", "due_on",
            "removed_at",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.words}: {self.target}"


class OwedReport(OwnedRecord):
    """A report that a grant asks for: about one year or quarter, by a day."""

    funding = models.ForeignKey(Funding, on_delete=models.PROTECT, related_name="owed")
    about = models.CharField(max_length=7)
    """The period as in addresses: 2026 or 2026-Q4."""
    due_on = models.DateField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["due_on"]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "funding", "about", "due_on", "removed_at")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.about} {self.due_on}"

    @property
    def period(self) -> Period:
        """The year or quarter it is about."""
        return Period.parse(self.about)


class Question(OwnedRecord):
    """What funders ask in words, in the house's own wording: one question, however many ask it."""

    words = models.CharField(_("spørgsmål"), max_length=160)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["words"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "words"], name="question_words_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "words", "retired_at")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.words


class QuestionAsked(OwnedRecord):
    """That a grant asks a question."""

    funding = models.ForeignKey(Funding, on_delete=models.PROTECT, related_name="asked")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="asked")
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["funding", "question"], name="question_asked_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "funding", "question", "stopped_at")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.funding_id} {self.question_id}"


class SharedAnswer(OwnedRecord):
    """What the house answers to a question about one year; every open report shows it as it stands.

    In Markdown with figures in braces, as a chapter.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    year = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    written_by = models.CharField(max_length=120, blank=True)
    written_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["question", "year"], name="shared_answer_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "question", "year", "text", "written_at", "version")
        identifying = ("written_by",)
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.question_id} {self.year}"
