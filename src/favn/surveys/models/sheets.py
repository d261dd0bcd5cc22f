"""A questionnaire, the identities of its questions, and its versions; a published one is frozen."""

from django.db import models
from django.db.models import Q

from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord
from favn.surveys.choices import Asks, Kind
from favn.surveys.rules.sheet import Sheet, sheet_of


class Questionnaire(OwnedRecord):
    """What is asked again and again; `key` is how rooms above find theirs."""

    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=500)
    """Why it is asked and what the answers are used for; whoever answers reads it first."""
    asks = models.CharField(max_length=10, choices=Asks.choices)
    made_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="questionnaire_key_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "key", "title", "purpose", "asks", "made_at", "revision",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title

    @property
    def of_persons(self) -> bool:
        """Whether small groups must be protected."""
        return self.asks == Asks.PERSONS


class Question(OwnedRecord):
    """A question's identity: the same through every version, and what answers point at."""

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="questions"
    )
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    born_in = models.PositiveSmallIntegerField()
    """The number of the version it was first in."""

    class Meta(OwnedRecord.Meta):
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="question_key_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "questionnaire", "key", "kind", "born_in")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.key


class Version(OwnedRecord):
    """One version: a draft until it is published, then frozen with its fingerprint."""

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=120, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="questionnaire_version_once"
            ),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=Q(published_at=None),
                name="questionnaire_one_draft",
            ),
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "questionnaire", "number", "content", "revision", "begun_at",
            "published_at", "fingerprint",
        )  # fmt: skip
        identifying = ("published_by",)
        kept = "unlimited; names 5 years"
        ends = Ends("published_at", months=60, empties=("published_by",))

    def __str__(self) -> str:
        return f"{self.questionnaire} {self.number}"

    @property
    def is_published(self) -> bool:
        """Whether it can be asked, and never changed."""
        return self.published_at is not None

    @property
    def sheet(self) -> Sheet:
        """What it asks."""
        return sheet_of(self.content)
