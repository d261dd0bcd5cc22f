"""Who else has a hand in an initiative: parties of the shared directory, each with a role."""

from django.db import models

from favn.people.organisations.models import Organisation, OwnedRecord
from favn.policy.choices import Hand
from favn.policy.models.plan import Initiative


class Part(OwnedRecord):
    """One party's part in one initiative. The same supplier under three numbers is one party."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="parts")
    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    hand = models.CharField(max_length=10, choices=Hand.choices)

    class Meta(OwnedRecord.Meta):
        ordering = ["hand", "party__name"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "party", "hand"], name="part_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "initiative", "party", "hand")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.hand} {self.party_id}"
