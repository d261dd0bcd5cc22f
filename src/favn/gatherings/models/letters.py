"""Mail as data: what must be written to whom, and what became of it."""

from django.db import models

from favn.gatherings.choices import Letter as Why
from favn.gatherings.choices import Post
from favn.gatherings.models.events import Gathering
from favn.gatherings.models.inviting import Invitation
from favn.gatherings.models.signups import SignUp
from favn.people.organisations.models import OwnedRecord


class Letter(OwnedRecord):
    """One letter, decided in the transaction that makes it needed and sent right after.

    The address and the words are read when it is sent, so an erased sign-up is written to no more.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="+")
    signup = models.ForeignKey(
        SignUp, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    why = models.CharField(max_length=10, choices=Why.choices)
    once = models.CharField(max_length=80)
    """What makes it the same letter, so that it is written once."""
    state = models.CharField(max_length=10, choices=Post.choices, default=Post.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["decided_at"]
        constraints = [models.UniqueConstraint(fields=["organisation", "once"], name="letter_once")]
        indexes = [models.Index(fields=["organisation", "state"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "gathering", "invitation", "why", "once", "state", "tries",
            "decided_at", "sent_at",
        )  # fmt: skip
        identifying = ("signup",)
        kept = "1 year"

    def __str__(self) -> str:
        return f"{self.why} {self.once}"
