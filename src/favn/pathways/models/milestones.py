"""What is counted of mentoring: one row for each time a pair began, ended or broke."""

from datetime import date
from typing import Any, ClassVar

from django.db import models

from favn.pathways.choices.pairs import Ending, Wait
from favn.pathways.choices.pairs import Milestone as Kind
from favn.pathways.models.mentoring import Network
from favn.pathways.models.pairs import Pair
from favn.people.organisations.models import OwnedRecord


class Milestone(OwnedRecord):
    """A number without a person: which network, when, and how long the mentee had waited."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="milestones")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    """Where it happened, whoever takes over later."""
    kind = models.CharField(max_length=7, choices=Kind.choices)
    wait = models.CharField(max_length=7, choices=Wait.choices)
    ending = models.CharField(max_length=8, choices=Ending.choices, blank=True)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    voided_at = models.DateTimeField(null=True, blank=True)
    """When somebody found out that the two never began."""

    class Meta(OwnedRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["pair", "kind"], name="pair_milestone_once")]
        indexes = [models.Index(fields=["organisation", "year", "month"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "pair", "network", "kind", "wait", "ending", "year", "month",
            "voided_at",
        )  # fmt: skip
        statistical: ClassVar[dict[str, str]] = {
            "kind": "kind", "network": "network__slug", "wait": "wait",
        }  # fmt: skip
        labels: ClassVar[dict[str, Any]] = {
            "kind": Kind, "network": ("pathways.Network", "slug", "name"), "wait": Wait,
        }  # fmt: skip
        counted: ClassVar[dict[str, Any]] = {"voided_at": None}
        kept = "unlimited, without a name"

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"

    def on_day(self, day: date) -> None:
        """Year and month follow the day."""
        self.year, self.month = day.year, day.month
