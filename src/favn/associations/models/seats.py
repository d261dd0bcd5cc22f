"""How an association without an account comes to its own pages, and what an office found out."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.associations.choices.starting import Known
from favn.associations.models.entries import Entry
from favn.associations.models.sides import Sided
from favn.kit import clock
from favn.people.accounts.choices import Ended
from favn.people.accounts.links import Link
from favn.people.organisations.keeping import Ends


class SeatLink(Link):
    """Opens one association's needs, sheets and agreements without an account, until it ends."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="seat_links")

    opens = along = ("entry",)
    lives = timedelta(days=90)
    said: ClassVar = {Ended.NEWER: gettext_lazy("Der er sendt et nyere link til foreningen.")}

    class Border:
        stays_inside = True

    class Privacy(Link.Privacy):
        ordinary = (*Link.Privacy.ordinary, "entry")

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
        ends = Ends("at", months=24)

    def __str__(self) -> str:
        return f"{self.point}: {self.known}"

    @property
    def is_old(self) -> bool:
        """Whether it should be looked at again: boards, rooms and policies change in a year."""
        return clock.day_of(self.at) <= clock.months_before(clock.today(), 12)
