"""Links that ask an association whether its entry is right, and what whoever got one said instead.

Only a token's fingerprint is kept. A claim changes nothing until somebody at the office decides.
"""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from favn.associations.choices import Claimed
from favn.associations.models.entries import Entry
from favn.kit.encryption import UnloggedTextField
from favn.people.organisations.models import OwnedRecord


class AskLink(OwnedRecord):
    """A link to one entry, mailed to one address, until its moment."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links")
    sent_to = models.EmailField()
    token_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-sent_at"]
        indexes = [
            models.Index(fields=["organisation", "token_hash"]),
            models.Index(fields=["organisation", "entry"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "entry", "token_hash", "sent_at", "expires_at", "closed_at",
        )  # fmt: skip
        identifying = ("sent_to", "sent_by")
        kept = "2 years"

    def __str__(self) -> str:
        return f"{self.entry_id} {self.expires_at:%Y-%m-%d}"

    @property
    def actor_id(self) -> UUID:
        """Whose key history keeps."""
        return self.id

    @property
    def actor_label(self) -> str:
        """What history calls whoever uses the link: nobody knows who it is."""
        return _("Link sendt til foreningen")

    @property
    def whose(self) -> str:
        """The address it was sent to, enough for its owner to know it: h…n@mail.dk."""
        who, _at, domain = self.sent_to.partition("@")
        return f"{who[:1]}…{who[-1:] if len(who) > 2 else ''}@{domain}"

    def works(self, now: datetime) -> bool:
        """Whether it still opens the entry."""
        return self.closed_at is None and now < self.expires_at


class Claim(OwnedRecord):
    """What somebody with a link says against the entry; it waits for the office."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="claims")
    link = models.ForeignKey(AskLink, null=True, on_delete=models.SET_NULL, related_name="claims")
    kind = models.CharField(max_length=10, choices=Claimed.choices)
    said = UnloggedTextField(default="")
    new_name = UnloggedTextField(default="")
    new_email = UnloggedTextField(default="")
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    is_accepted = models.BooleanField(null=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["decided_at", "-at"]
        indexes = [models.Index(fields=["organisation", "decided_at"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "entry", "link", "kind", "at", "decided_at", "is_accepted",
        )  # fmt: skip
        identifying = ("said", "new_name", "new_email", "decided_by")
        kept = "2 years"

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def told(self) -> str:
        """What they wrote; encrypted until asked for."""
        return str(self.said)

    @property
    def new_contact(self) -> tuple[str, str]:
        """Name and mail of whom they say one should write to; encrypted until asked for."""
        return self.new_name, self.new_email
