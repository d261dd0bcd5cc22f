"""How an association without an account comes to its own pages, and what an office found out."""

from datetime import date, timedelta
from uuid import UUID

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from favn.associations.choices.starting import Known
from favn.associations.models.entries import Entry
from favn.associations.models.sides import Sided
from favn.people.organisations.models import OwnedRecord


class SeatLink(OwnedRecord):
    """Opens one association's needs, sheets and agreements without an account, until it ends."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="seat_links")
    sent_to = models.EmailField()
    token_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-sent_at"]
        indexes = [models.Index(fields=["organisation", "token_hash"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id",
            "organisation",
            "entry",
            "token_hash",
            "sent_at",
            "expires_at",
            "closed_at",
        )
        identifying = ("sent_to", "sent_by")
        kept = "1 year"

    def __str__(self) -> str:
        return f"{self.entry_id} {self.expires_at:%Y-%m-%d}"

    @property
    def last_day(self) -> date:
        """The last local day it works."""
        return localtime(self.expires_at - timedelta(seconds=1)).date()

    @property
    def actor_id(self) -> UUID:
        """Whose key history keeps."""
        return self.id

    @property
    def actor_label(self) -> str:
        """What history calls whoever comes by the link."""
        return _("Link til %(name)s") % {"name": self.entry.name}


class Finding(Sided):
    """What an office knows on one point before it begins; the newest of a point stands.

    With an office alone it is about the house's own ground, with an association about it.
    """

    point = models.CharField(max_length=20)
    known = models.CharField(max_length=6, choices=Known.choices)
    text = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta(Sided.Meta):
        ordering = ["point", "-at"]
        indexes = [models.Index(fields=["organisation", "entry"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "entry", "unit", "point", "known", "text", "at")
        identifying = ("by",)
        kept = "2 years"

    def __str__(self) -> str:
        return f"{self.point}: {self.known}"
