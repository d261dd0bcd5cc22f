"""A report with its chapters, and its editions as they were frozen."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.kit.models import EditionName
from favn.people.organisations.models import OwnedRecord
from favn.publishing.choices import ReportKind


class AlreadyFrozen(TypeError):
    """Somebody tried to change what has left the house."""


class Report(OwnedRecord):
    """What people write together about a year; `edition` says for whom its numbers are."""

    slug = models.SlugField(max_length=80)
    title = models.CharField(_("titel"), max_length=160)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ReportKind.choices)
    edition = models.CharField(max_length=10, choices=EditionName.choices)
    version = models.PositiveIntegerField(default=1)
    """Of title, year and edition; every chapter has a version of its own."""

    class Meta(OwnedRecord.Meta):
        ordering = ["-year", "title"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="report_slug_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "slug", "title", "year", "kind", "edition", "version")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title


class Chapter(OwnedRecord):
    """One chapter as it is being written, in Markdown with figures in braces."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="chapters")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(_("overskrift"), max_length=160)
    author = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    is_foreword = models.BooleanField(default=False)
    written_by = models.CharField(max_length=120, blank=True)
    written_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["place", "id"]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "report", "place", "title", "text", "is_foreword", "written_at",
            "removed_at", "version",
        )  # fmt: skip
        identifying = ("author", "written_by")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title


class FrozenEdition(OwnedRecord):
    """A report as it left the house: its words, and every number with when it was counted.

    `chapters` are title, author and text in order; `values` are `queries.Placed` by address.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=10, choices=EditionName.choices)
    title = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    chapters = models.JSONField()
    values = models.JSONField()
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
        identifying = ("frozen_by", "chapters")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once. Raises AlreadyFrozen."""
        if not self._state.adding:
            raise AlreadyFrozen(f"{self} is frozen; freeze a new edition instead.")
        super().save(*args, **kwargs)
