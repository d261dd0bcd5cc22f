"""Links that ask an association whether its entry is right, and what whoever got one said instead.

Only a token's fingerprint is kept. A claim changes nothing until somebody at the office decides.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.associations.choices import Claimed
from favn.associations.models.entries import Entry
from favn.kit.encryption import UnloggedTextField
from favn.people.accounts.choices import Ended
from favn.people.accounts.links import Link
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord


class AskLink(Link):
    """A link to one entry, mailed to one address, until its moment."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links")

    opens = ("entry",)
    along = ("entry__district",)
    said: ClassVar = {
        Ended.WITHDRAWN: gettext_lazy("Kontakten er ændret, så linket er lukket."),
        Ended.WRONG: gettext_lazy("Du har sagt, at det ikke er dig. Der kommer ikke flere breve."),
    }
    what_now = gettext_lazy("Bed %(who)s om et nyt link, hvis det er din forening.")

    class Meta(Link.Meta):
        indexes: ClassVar = [*Link.Meta.indexes, models.Index(fields=["organisation", "entry"])]

    class Privacy(Link.Privacy):
        ordinary = (*Link.Privacy.ordinary, "entry")
        kept = "2 years after it ended"
        ends = Ends("expires_at", months=24)

    @property
    def actor_label(self) -> str:
        """What history calls whoever uses the link: nobody knows who it is."""
        return _("Link sendt til foreningen")


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
        kept = "2 years after it was decided"
        ends = Ends("decided_at", months=24)

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
