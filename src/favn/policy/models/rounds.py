"""The yearly round: what is said about every initiative in a year, by whom and when."""

from django.db import models

from favn.people.organisations.models import OwnedRecord
from favn.policy.models.plan import Initiative


class StatusText(OwnedRecord):
    """The status draft's prose about one initiative in one year."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="texts")
    year = models.PositiveSmallIntegerField()
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    written_on = models.DateField()
    written_by = models.CharField(max_length=120)

    class Meta(OwnedRecord.Meta):
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "year"], name="status_text_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "initiative", "year", "text", "version", "written_on")
        identifying = ("written_by",)
        kept = "unlimited; names 5 years"

    def __str__(self) -> str:
        return f"{self.year} {self.initiative_id}"
