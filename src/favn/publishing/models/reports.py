"""A report with its chapters, its editions as they were frozen, and what they are held against."""

from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from favn.kit.documents import Picture
from favn.kit.models import EditionName
from favn.people.organisations.models import OwnedRecord, Unit
from favn.publishing.choices import ReportKind
from favn.publishing.models.funders import OwedReport, SharedAnswer
from favn.publishing.models.stories import Story


class AlreadyFrozen(TypeError):
    """Somebody tried to change what has left the house."""


class Report(OwnedRecord):
    """What people write together about a year; `edition` says for whom its numbers are."""

    slug = models.SlugField(max_length=80)
    title = models.CharField(_("titel"), max_length=160)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ReportKind.choices)
    edition = models.CharField(max_length=10, choices=EditionName.choices)
    owed = models.OneToOneField(
        OwedReport, null=True, blank=True, on_delete=models.PROTECT, related_name="report"
    )
    """The report of a grant that it answers."""
    opened_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    """Of title, year and edition; every chapter has a version of its own."""

    class Meta(OwnedRecord.Meta):
        ordering = ["-year", "title"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="report_slug_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "slug", "title", "year", "kind", "edition", "owed", "opened_at",
            "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title


class Chapter(OwnedRecord):
    """One chapter as it is being written, in Markdown with figures in braces.

    Where it is given to an office or a committee, its people may write in it, and in no other.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="chapters")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(_("overskrift"), max_length=160)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="chapters"
    )
    author = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    answer = models.ForeignKey(
        SharedAnswer, null=True, blank=True, on_delete=models.PROTECT, related_name="chapters"
    )
    """Where its words are written once for several reports; `text` is then empty."""
    story = models.ForeignKey(
        Story, null=True, blank=True, on_delete=models.PROTECT, related_name="chapters"
    )
    """Where it is a story, which stands only while everybody in it says yes."""
    is_foreword = models.BooleanField(default=False)
    written_by = models.CharField(max_length=120, blank=True)
    written_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    shown: Picture | None = None
    """The picture of its story, where that may stand today; set where it is read, never kept."""

    class Meta(OwnedRecord.Meta):
        ordering = ["place", "id"]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "report", "place", "title", "unit", "text", "answer",
            "story", "is_foreword", "written_at", "removed_at", "version",
        )  # fmt: skip
        identifying = ("author", "written_by")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title


class FrozenEdition(OwnedRecord):
    """A report as it left the house: its words, and every number with when it was counted.

    `chapters` are title, author and text in order; of a story only which and its version, as its
    words go when a consent ends. `values` are `queries.Placed` by address.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=10, choices=EditionName.choices)
    title = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    chapters = models.JSONField()
    values = models.JSONField()
    claims = models.JSONField(default=list)
    """What the check of its figures said, and what was answered; for the house alone."""
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=120)

    class Meta(OwnedRecord.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="edition_number_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "report", "number", "edition", "title", "year", "values",
            "frozen_at",
        )  # fmt: skip
        identifying = ("frozen_by", "chapters", "claims")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"

    @property
    def frozen_on(self) -> date:
        """The day it was frozen, in local time."""
        return timezone.localdate(self.frozen_at)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once. Raises AlreadyFrozen."""
        if not self._state.adding:
            raise AlreadyFrozen(f"{self} is frozen; freeze a new edition instead.")
        super().save(*args, **kwargs)


class Comparison(OwnedRecord):
    """What was printed somewhere else, to be held against a frozen edition. The last one counts.

    `rows` are `comparing.Printed`: what, period, value and unit as printed, and where in the
    edition the same number stands.
    """

    edition = models.ForeignKey(FrozenEdition, on_delete=models.PROTECT, related_name="comparisons")
    source = models.CharField(max_length=160)
    rows = models.JSONField()
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=120)

    class Meta(OwnedRecord.Meta):
        ordering = ["-loaded_at"]

    class Privacy:
        ordinary = ("id", "organisation", "edition", "source", "rows", "loaded_at")
        identifying = ("loaded_by",)
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.source} {self.edition_id}"


class ClaimAnswer(OwnedRecord):
    """Why something that the check warned about is right all the same.

    `key` is made of the words with their numbers: an answer ends with either.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="claim_answers")
    key = models.CharField(max_length=32)
    quote = models.TextField()
    answer = models.TextField()
    answered_by = models.CharField(max_length=120)
    answered_at = models.DateTimeField()

    class Meta(OwnedRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="claim_answered_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "report", "key", "answered_at")
        identifying = ("quote", "answer", "answered_by")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.key
