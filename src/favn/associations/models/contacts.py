"""Who in the municipality's offices knows which association, since when, and about what."""

from django.db import models

from favn.associations.models.entries import Entry
from favn.kit.encryption import UnloggedTextField
from favn.people.accounts.models import Account
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord, Unit


class Contact(OwnedRecord):
    """One colleague's contact with one association. It stays when the colleague leaves."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="contacts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    holder = models.CharField(max_length=120)
    since = models.DateField()
    about = UnloggedTextField()
    ended_on = models.DateField(null=True, blank=True)
    after = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="taken_over"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["ended_on", "unit__name", "since"]
        indexes = [
            models.Index(fields=["organisation", "entry"]),
            models.Index(fields=["organisation", "unit"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "entry", "unit", "since", "ended_on", "after", "version",
        )  # fmt: skip
        identifying = ("account", "holder", "about")
        kept = "5 years after it ended"
        ends = Ends("ended_on", months=60)

    def __str__(self) -> str:
        return f"{self.holder}: {self.about}"

    @property
    def association(self) -> Entry:
        """Which association it is today: the one that stands, where two were joined."""
        return self.entry.stands
