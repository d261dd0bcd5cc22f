"""Who came: one row per head and meeting, with a sign-up where there was one, never with a name."""

from typing import Any

from django.db import models

from favn.gatherings.models.events import Meeting
from favn.gatherings.models.inviting import Invitation
from favn.gatherings.models.signups import SignUp
from favn.people.organisations.models import Organisation, OwnedRecord


class Presence(OwnedRecord):
    """One head at one meeting. Taken out again it stays, and does not count."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="presences")
    signup = models.ForeignKey(
        SignUp, null=True, blank=True, on_delete=models.PROTECT, related_name="presences"
    )
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="presences"
    )
    party = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        indexes = [
            models.Index(fields=["organisation", "meeting"]),
            models.Index(fields=["organisation", "year", "month"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "meeting", "invitation", "party", "year", "month", "voided_at",
        )  # fmt: skip
        identifying = ("signup",)
        statistical = {"kind": "meeting__gathering__kind__slug"}
        labels = {"kind": ("gatherings.Kind", "slug", "name")}
        counted = {"voided_at": None}
        kept = "unlimited, without a name"

    def __str__(self) -> str:
        return f"{self.meeting_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Year and month follow the meeting's day."""
        self.year, self.month = self.meeting.year, self.meeting.month
        super().save(*args, **kwargs)
