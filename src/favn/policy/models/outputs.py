"""What an initiative promised and delivered: workshops, workplaces, games; each in its own unit."""

from django.db import models

from favn.people.organisations.models import OwnedRecord
from favn.policy.models.counts import CountDuty
from favn.policy.models.plan import Initiative


class Output(OwnedRecord):
    """One promise: so many of something in some years. `promised` is None where no number was set.

    Where `duty` and `figure` are set, what an association counted and the municipality accepted
    flows in as delivered.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="outputs")
    unit = models.CharField(max_length=60)
    """What is counted, in the plural as people say it: workshops."""
    promised = models.PositiveIntegerField(null=True, blank=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    duty = models.ForeignKey(
        CountDuty, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    figure = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)
    struck_on = models.DateField(null=True, blank=True)
    """It was never promised: written by a mistake. It stands in history."""

    class Meta(OwnedRecord.Meta):
        ordering = ["first_year", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "unit", "first_year", "last_year"],
                condition=models.Q(struck_on__isnull=True),
                name="output_once",
            ),
            models.UniqueConstraint(
                fields=["duty", "figure"],
                condition=models.Q(duty__isnull=False),
                name="output_figure_once",
            ),
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "initiative", "unit", "promised", "first_year", "last_year",
            "duty", "figure", "version", "struck_on",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.promised} {self.unit}"


class Revision(OwnedRecord):
    """A promise was changed, on a day and for a reason. The first promise stays on the output."""

    output = models.ForeignKey(Output, on_delete=models.PROTECT, related_name="revisions")
    place = models.PositiveSmallIntegerField()
    promised = models.PositiveIntegerField()
    on = models.DateField()
    reason = models.CharField(max_length=300)

    class Meta(OwnedRecord.Meta):
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["output", "place"], name="revision_once")]

    class Privacy:
        ordinary = ("id", "organisation", "output", "place", "promised", "on", "reason")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.promised} {self.on}"


class Delivery(OwnedRecord):
    """So many were delivered by a day; told by the office, not counted by an association."""

    output = models.ForeignKey(Output, on_delete=models.PROTECT, related_name="deliveries")
    delivered = models.PositiveIntegerField()
    on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    struck_on = models.DateField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["on", "id"]

    class Privacy:
        ordinary = ("id", "organisation", "output", "delivered", "on", "note", "struck_on")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.delivered} {self.on}"
