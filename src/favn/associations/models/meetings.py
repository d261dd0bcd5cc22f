"""A meeting of two sides, held as a gathering: about a suggestion, or in a cooperation."""

from django.db import models
from django.db.models import Q

from favn.associations.models.cooperation import Cooperation
from favn.associations.models.needs import Match
from favn.gatherings.models import Gathering
from favn.people.organisations.models import OwnedRecord


class Meet(OwnedRecord):
    """What a gathering is about. Time, place, answers and who came stand on the gathering."""

    gathering = models.OneToOneField(Gathering, on_delete=models.PROTECT, related_name="+")
    match = models.ForeignKey(
        Match, null=True, blank=True, on_delete=models.PROTECT, related_name="meets"
    )
    cooperation = models.ForeignKey(
        Cooperation, null=True, blank=True, on_delete=models.PROTECT, related_name="meets"
    )
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=160)

    class Meta(OwnedRecord.Meta):
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(match__isnull=True) ^ Q(cooperation__isnull=True),
                name="meet_is_about_one",
            )
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "gathering", "match", "cooperation", "made_at")
        identifying = ("made_by",)
        kept = "as long as what it is about"

    def __str__(self) -> str:
        return f"{self.gathering_id}"

    @property
    def about(self) -> Match | Cooperation:
        """The suggestion or the cooperation."""
        found = self.match or self.cooperation
        assert found is not None  # the database sees to it
        return found
