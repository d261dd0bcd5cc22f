"""The day book, a page a day, and who is in the house right now for those who chose to be seen.

A page asks for no names and is sealed. A name in the house is a first name that somebody gave
themselves; it goes when they leave, and at night at the latest.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.kit.encryption import UnloggedTextField
from favn.people.organisations.models import OwnedRecord


class DayPage(OwnedRecord):
    """What happened on one day, and what the next one must know."""

    on = models.DateField()
    happened = UnloggedTextField(blank=True)
    handed_on = UnloggedTextField(blank=True)
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(fields=["organisation", "on"], name="day_page_once")]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "on", "written_at", "version")
        identifying = ("written_by",)
        sensitive = ("happened", "handed_on")
        kept = _("13 måneder")

    def __str__(self) -> str:
        return f"{self.on}"


class InHouse(OwnedRecord):
    """Somebody who is here and chose to be seen: a first name and how many they are together."""

    on = models.DateField()
    name = UnloggedTextField()
    persons = models.PositiveSmallIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        indexes = [models.Index(fields=["organisation", "on"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "on", "persons")
        identifying = ("name",)
        kept = _("samme dag")

    def __str__(self) -> str:
        return f"{self.on}"
