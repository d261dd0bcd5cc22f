"""The parts of a municipality, and where each stands in its drawing of tiles."""

from django.db import models

from favn.people.organisations.models import OwnedRecord


class District(OwnedRecord):
    """One part of the municipality. `row` and `column` are its tile's place, from 1."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=80)
    row = models.PositiveSmallIntegerField(default=1)
    column = models.PositiveSmallIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["row", "column", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="district_slug_once"),
            models.UniqueConstraint(fields=["organisation", "name"], name="district_name_once"),
        ]

    class Privacy:
        ordinary = ("id", "organisation", "slug", "name", "row", "column")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name
