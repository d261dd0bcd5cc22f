"""What came in and what it cost, line by line: the takings by month, and the year's accounts.

A line is corrected with a reason and its history, or taken out; it is never silently edited. The
amount is whole øre.
"""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from favn.centre.choices import MoneyKind, Side
from favn.people.organisations.models import OwnedRecord


class MoneyLine(OwnedRecord):
    """One amount of one month; of the whole year, standing in December, where it says so."""

    kind = models.CharField(max_length=20, choices=MoneyKind.choices)
    side = models.CharField(max_length=10, choices=Side.choices, editable=False)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    is_whole_year = models.BooleanField(default=False)
    ore = models.BigIntegerField()
    note = models.CharField(max_length=160, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-year", "-month", "kind", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "year", "month"])
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "kind", "side", "year", "month", "is_whole_year", "ore", "note",
            "voided_at", "version",
        )  # fmt: skip
        statistical: ClassVar[dict[str, str]] = {"side": "side", "post": "kind", "ore": "ore"}
        measured = ("ore",)
        labels: ClassVar[dict[str, object]] = {"post": MoneyKind}
        counted: ClassVar[dict[str, None]] = {"voided_at": None}
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}-{self.month:02}"
