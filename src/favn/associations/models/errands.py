"""What an association asks the municipality for: money, a room or advice, from draft to answer."""

from django.db import models

from favn.associations.choices import (
    ERRAND_LOOKS,
    Decision,
    ErrandKind,
    ErrandMail,
    ErrandState,
)
from favn.associations.models.entries import Entry
from favn.associations.models.freshness import AskLink
from favn.kit.encryption import UnloggedTextField
from favn.people.accounts.mail import Carried
from favn.people.accounts.models import Account
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord


class Errand(OwnedRecord):
    """One errand. Whoever writes without a link names the association; the office finds it."""

    entry = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="errands"
    )
    link = models.ForeignKey(
        AskLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="errands"
    )
    said_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=ErrandKind.choices)
    subject = models.CharField(max_length=160)
    text = UnloggedTextField(default="")
    amount = models.PositiveIntegerField(null=True, blank=True)
    when = models.CharField(max_length=160, blank=True)
    persons = models.PositiveIntegerField(null=True, blank=True)
    writer = UnloggedTextField(default="")
    email = UnloggedTextField(default="")
    state = models.CharField(max_length=10, choices=ErrandState.choices, default=ErrandState.DRAFT)
    owner = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    answer = UnloggedTextField(default="")
    reason = UnloggedTextField(default="")
    follow_up_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-sent_at", "-created_at"]
        indexes = [
            models.Index(fields=["organisation", "state"]),
            models.Index(fields=["organisation", "entry"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "entry", "link", "said_name", "kind", "subject", "amount", "when",
            "persons", "state", "decision", "follow_up_on", "created_at", "sent_at", "decided_at",
            "closed_at", "version",
        )  # fmt: skip
        identifying = ("text", "writer", "email", "owner", "answer", "reason")
        kept = "5 years after it was closed"
        ends = Ends("closed_at", months=60)

    def __str__(self) -> str:
        return self.subject

    @property
    def written_by(self) -> str:
        """Who wrote it, as they said; encrypted until asked for."""
        return str(self.writer)

    @property
    def look(self) -> str:
        """How its state is marked beside the word."""
        return ERRAND_LOOKS[ErrandState(self.state)]

    @property
    def association(self) -> Entry | None:
        """Who asks: the association that stands, where two were joined; None until it is found."""
        return self.entry and self.entry.stands

    @property
    def title(self) -> str:
        """Who asks, as the directory knows them now or as they wrote it."""
        return self.association.name if self.association else self.said_name


class ErrandLetter(Carried):
    """One letter about an errand: the answer to whoever asked, or a reminder to a colleague."""

    errand = models.ForeignKey(Errand, on_delete=models.CASCADE, related_name="letters")
    press = models.UUIDField()
    """What makes it the same letter, so that it is written once."""
    kind = models.CharField(max_length=8, choices=ErrandMail.choices)
    sent_to = UnloggedTextField(default="")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta(Carried.Meta):
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["errand", "press"], name="errand_letter_once_a_press")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "errand", "press", "kind", "mail", "reached", "at")
        identifying = ("sent_to", "by")
        kept = "as long as the errand"

    def __str__(self) -> str:
        return f"{self.kind} {self.reached}"
