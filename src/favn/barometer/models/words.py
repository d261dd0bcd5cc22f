"""What committees say about an indicator, and what was printed about it elsewhere."""

from django.db import models

from favn.barometer.choices import Claim, Stance
from favn.barometer.models.register import Indicator
from favn.people.organisations.models import OwnedRecord, Unit


class CommitteeWord(OwnedRecord):
    """A committee's own word on an indicator, with the day it was said."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="words")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=14, choices=Stance.choices)
    text = models.TextField()
    on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-on", "unit__name"]

    class Privacy:
        ordinary = ("id", "organisation", "indicator", "unit", "stance", "text", "on", "version")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.stance}"


class PrintedClaim(OwnedRecord):
    """What somebody printed about the indicator; what its own series gives is set beside it."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="claims")
    kind = models.CharField(max_length=10, choices=Claim.choices)
    years = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    words = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=200)
    doubt = models.CharField(max_length=500, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["kind", "place", "id"]

    class Privacy:
        ordinary = (
            "id", "organisation", "indicator", "kind", "years", "words", "place", "doubt",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.words or str(self.years)
