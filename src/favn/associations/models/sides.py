"""Who stands behind a wish, a sheet or an answer: one association, or one office of the house."""

from typing import Any

from django.db import models
from django.db.models import Q

from favn.associations.models.entries import Entry
from favn.people.organisations.models import OwnedRecord, Unit


class Sided(OwnedRecord):
    """A row of exactly one party: an association of the directory, or an office."""

    entry = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(OwnedRecord.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=True) ^ Q(unit__isnull=True),
                name="%(class)s_of_one_party",
            )
        ]

    @property
    def party(self) -> Entry | Unit:
        """The association, or the office."""
        found = self.entry or self.unit
        assert found is not None  # the database sees to it
        return found

    @property
    def party_id(self) -> Any:
        """Its key; associations and offices share no keys."""
        return self.entry_id or self.unit_id

    @property
    def name(self) -> str:
        """What it is called."""
        return self.party.name

    @property
    def is_office(self) -> bool:
        """Whether it is the house's own office."""
        return self.unit_id is not None
