"""Campaigns: what was told, where and when, with whom, and who agreed the words."""

from django.db import models

from favn.people.organisations.models import Organisation, OwnedRecord
from favn.policy.choices import Channel
from favn.policy.models.plan import Initiative


class Campaign(OwnedRecord):
    """One run of a message on one channel, from day to day. It belongs to the year it begins in.

    Called off: it was planned and did not run, on a day and for a reason. Struck: it was written
    by a mistake and counts nowhere.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="campaigns")
    message = models.CharField(max_length=300)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    first_day = models.DateField()
    last_day = models.DateField()
    partner = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_with = models.CharField(max_length=200, blank=True)
    """With whom the words were agreed: an advice line, the police."""
    result = models.CharField(max_length=400, blank=True)
    called_off_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    struck_on = models.DateField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["first_day", "message"]

    class Privacy:
        ordinary = (
            "id", "organisation", "initiative", "message", "channel", "first_day", "last_day",
            "partner", "agreed_with", "result", "called_off_on", "why", "version", "struck_on",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.message
