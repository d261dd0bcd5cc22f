"""A local network of associations that the house brings together: members, gatherings, ventures."""

from datetime import date

from django.db import models
from django.db.models import Q

from favn.associations.choices.local import VENTURE_LOOKS, VentureKind, VentureState
from favn.associations.models.entries import Entry
from favn.associations.rules.local import state_of
from favn.gatherings.models import Gathering
from favn.people.accounts.models import Account
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord, Unit


class LocalNetwork(OwnedRecord):
    """Associations of one place that meet; an office brings them together, a colleague is asked."""

    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Whom the associations ask; empty when a colleague has left."""
    begun_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["ended_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="local_network_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "name", "purpose", "unit", "begun_on", "ended_on", "version",
        )  # fmt: skip
        identifying = ("keeper",)
        kept = "unlimited; the colleague until they leave"

    def __str__(self) -> str:
        return self.name


class LocalMember(OwnedRecord):
    """One association in one network, from a day to a day; who comes back has a row more."""

    network = models.ForeignKey(LocalNetwork, on_delete=models.CASCADE, related_name="members")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["entry__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "entry"], condition=Q(left_on=None), name="local_member_once"
            )
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "network", "entry", "joined_on", "left_on")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.network_id} {self.entry_id}"

    @property
    def association(self) -> Entry:
        """Which association it is today: the one that stands, where two were joined."""
        return self.entry.stands


class LocalGathering(OwnedRecord):
    """That a gathering is a network's own; everything else about it stands on the gathering."""

    network = models.ForeignKey(LocalNetwork, on_delete=models.CASCADE, related_name="gatherings")
    gathering = models.OneToOneField(Gathering, on_delete=models.PROTECT, related_name="+")

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "network", "gathering")
        kept = "as long as the gathering"

    def __str__(self) -> str:
        return f"{self.network_id} {self.gathering_id}"


class Venture(OwnedRecord):
    """Something the network makes together: with a plan, held as a gathering, told at a meeting.

    An association leads it, or the house where none is named. One to a fund says what was asked
    and what came; 0 is a no.
    """

    network = models.ForeignKey(LocalNetwork, on_delete=models.CASCADE, related_name="ventures")
    kind = models.CharField(max_length=8, choices=VentureKind.choices)
    title = models.CharField(max_length=120)
    entry = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    plan = models.TextField(blank=True)
    planned_on = models.DateField(null=True, blank=True)
    fund = models.CharField(max_length=120, blank=True)
    asked_kroner = models.PositiveIntegerField(null=True, blank=True)
    applied_on = models.DateField(null=True, blank=True)
    got_kroner = models.PositiveIntegerField(null=True, blank=True)
    gathering = models.ForeignKey(
        Gathering, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Where it was held."""
    shared_at = models.ForeignKey(
        Gathering, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The network's meeting at which it was told of."""
    came_of_it = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=160)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-made_at"]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "network", "kind", "title", "entry", "plan", "planned_on", "fund",
            "asked_kroner", "applied_on", "got_kroner", "gathering", "shared_at", "came_of_it",
            "made_at", "version",
        )  # fmt: skip
        identifying = ("made_by",)
        kept = "5 years after it was written down"
        ends = Ends("made_at", months=60)

    def __str__(self) -> str:
        return self.title

    @property
    def leader(self) -> Entry | None:
        """The association that leads it, as it stands today."""
        return self.entry and self.entry.stands

    @property
    def held_on(self) -> date | None:
        """The first day it was held, None where nobody has said that it was."""
        if self.gathering is None:
            return None
        held = [m.on for m in self.gathering.meetings.all() if m.held_at]
        return min(held, default=None)

    @property
    def state(self) -> VentureState:
        """How far it has come."""
        return state_of(
            self.kind, bool(self.plan.strip()), self.applied_on, self.got_kroner, self.held_on,
            is_shared=self.shared_at_id is not None,
        )  # fmt: skip

    @property
    def look(self) -> str:
        """How that is marked."""
        return VENTURE_LOOKS[self.state]
