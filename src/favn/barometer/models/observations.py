"""What was observed. A value is never rewritten: a correction is a new row that names the old."""

from django.db import models

from favn.barometer.choices import Precision
from favn.barometer.models.register import Definition, Group
from favn.barometer.models.uploads import Upload
from favn.people.organisations.models import OwnedRecord


class Observation(OwnedRecord):
    """One cell: a value of one definition, one group, one time.

    `decimals` is how exactly it was printed. `superseded_at` is set when another row corrects it
    or when it is struck; such a row is shown among the corrections and nowhere else.
    """

    definition = models.ForeignKey(
        Definition, on_delete=models.PROTECT, related_name="observations"
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    on = models.DateField()
    precision = models.CharField(max_length=10, choices=Precision.choices, default=Precision.YEAR)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    decimals = models.PositiveSmallIntegerField(default=0)
    base = models.PositiveIntegerField(null=True, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    is_derived = models.BooleanField(default=False)
    """It was not printed but follows from printed numbers."""
    source = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    upload = models.ForeignKey(
        Upload, null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    reason = models.CharField(max_length=300, blank=True)
    """Why it corrects, or why it was struck."""
    entered_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "on"],
                condition=models.Q(group=None, superseded_at=None),
                name="observation_once_for_all",
            ),
            models.UniqueConstraint(
                fields=["definition", "group", "on"],
                condition=models.Q(group__isnull=False, superseded_at=None),
                name="observation_once_per_group",
            ),
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "definition", "group", "on", "precision", "value", "decimals",
            "base", "count", "is_derived", "source", "note", "upload", "corrects", "reason",
            "entered_at", "superseded_at",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.value} {self.on}"
