"""Organisations, their units, and the base of every record that a tenant owns."""

from typing import Any

from django.db import models

from favn.kit.records import OwnedManager, Record, refuse_foreign
from favn.people.organisations.choices import Kind, UnitKind


class Organisation(Record):
    """A party in the shared directory; a tenant where it has accounts of its own."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    is_tenant = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    lock_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    """Minutes before a screen that was left locks; a role's own where they are fewer."""

    class Meta:
        ordering = ["name"]

    class Privacy:
        ordinary = ("id", "slug", "name", "kind", "is_tenant", "is_demo", "lock_minutes")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> Any:
        """Its own; so its history stands with it."""
        return self.pk

    @property
    def is_municipality(self) -> bool:
        """Whether it asks for counts rather than giving them."""
        return self.kind == Kind.MUNICIPALITY


class OwnedRecord(Record):
    """A row that one tenant owns; seen and written only while acting for that tenant."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = OwnedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As Django's, but only for the tenant the house acts for. Raises ForeignTenant."""
        refuse_foreign(self)
        super().save(*args, **kwargs)


class Unit(OwnedRecord):
    """An office, committee or team of one tenant."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    closed_on = models.DateField(null=True, blank=True)
    """Since when nobody is put there any more; what was done there keeps its name."""

    class Meta(OwnedRecord.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="unit_name_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "name", "kind", "closed_on")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name
