"""A questionnaire that was read from a file and waits for somebody to look at it."""

from typing import Any

from django.db import models

from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord
from favn.surveys.models.sheets import Questionnaire
from favn.surveys.rules.sheet import Sheet, sheet_of


class ReadForm(OwnedRecord):
    """One file as it was read; nothing is asked with it before it is taken."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=120)
    content = models.JSONField(default=dict)
    remarks = models.JSONField(default=dict)
    """left_out, changed and faults: lists of [line, what it is about, sentence]."""
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=120)
    taken_at = models.DateTimeField(null=True, blank=True)
    questionnaire = models.ForeignKey(
        Questionnaire, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(OwnedRecord.Meta):
        ordering = ["-read_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sha256"], name="read_form_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "name", "sha256", "title", "content", "remarks", "read_at",
            "taken_at", "questionnaire",
        )  # fmt: skip
        identifying = ("read_by",)
        kept = "2 years"
        ends = Ends("read_at", months=24)

    def __str__(self) -> str:
        return self.name

    @property
    def sheet(self) -> Sheet:
        """What it would ask."""
        return sheet_of(self.content)

    def told(self, kind: str) -> list[list[Any]]:
        """The remarks of a kind."""
        found: list[list[Any]] = self.remarks.get(kind, [])
        return found

    @property
    def left_out(self) -> list[list[Any]]:
        """Rows that are not in it."""
        return self.told("left_out")

    @property
    def changed(self) -> list[list[Any]]:
        """Rows that are asked in another way."""
        return self.told("changed")

    @property
    def faults(self) -> list[list[Any]]:
        """Rows that must be mended in the file first."""
        return self.told("faults")
