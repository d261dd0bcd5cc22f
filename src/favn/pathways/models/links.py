"""How somebody comes to their own page without an account, and what they are written."""

from datetime import date, datetime, timedelta

from django.db import models
from django.utils.timezone import localtime

from favn.pathways.choices.pairs import Letter as Why
from favn.pathways.choices.pairs import Post
from favn.pathways.models.mentoring import Participant
from favn.pathways.models.pairs import Pair
from favn.people.organisations.models import OwnedRecord


class Link(OwnedRecord):
    """Opens one participant's own page until a day, or until it is closed.

    The token follows from the row's key and the host's secret, so that a letter can be written
    again; the database keeps only its fingerprint.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["organisation", "token_hash"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "token_hash", "made_at", "expires_at", "closed_at")
        identifying = ("participant",)
        kept = "1 year"

    def __str__(self) -> str:
        return f"{self.expires_at:%Y-%m-%d}"

    def works(self, moment: datetime) -> bool:
        """Whether it still opens."""
        return self.closed_at is None and moment < self.expires_at

    @property
    def last_day(self) -> date:
        """The last local day it works."""
        return localtime(self.expires_at - timedelta(seconds=1)).date()


class Letter(OwnedRecord):
    """One letter, decided in the transaction that makes it needed and sent right after.

    The address and the words are read when it is sent, so an erased person is written to no more.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="letters")
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="letters")
    why = models.CharField(max_length=8, choices=Why.choices)
    once = models.CharField(max_length=80)
    """What makes it the same letter, so that it is written once."""
    state = models.CharField(max_length=10, choices=Post.choices, default=Post.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["decided_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "once"], name="mentor_letter_once")
        ]
        indexes = [models.Index(fields=["organisation", "state"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "pair", "why", "once", "state", "tries", "decided_at", "sent_at",
        )  # fmt: skip
        identifying = ("participant",)
        kept = "1 year"

    def __str__(self) -> str:
        return f"{self.why} {self.decided_at:%Y-%m-%d}"
