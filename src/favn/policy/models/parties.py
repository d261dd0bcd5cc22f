"""Who else has a hand in an initiative: parties of the shared directory, each with a role."""

from django.db import models

from favn.people.organisations.models import Organisation, OwnedRecord
from favn.policy.choices import Hand
from favn.policy.models.plan import Initiative


class Part(OwnedRecord):
    """One party's part in one initiative. The same supplier under three numbers is one party.

    Whoever withdraws stays, with the day and why, so that withdrawals can be counted; whoever
    comes back has a new row. `since` is empty where nobody wrote the day.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="parts")
    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    hand = models.CharField(max_length=10, choices=Hand.choices)
    since = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["hand", "party__name", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "party", "hand"],
                condition=models.Q(left_on__isnull=True),
                name="part_once",
            )
        ]

    class Privacy:
        ordinary = ("id", "organisation", "initiative", "party", "hand", "since", "left_on", "why")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.hand} {self.party_id}"
