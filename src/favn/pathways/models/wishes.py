"""Whom somebody would rather have, of at most five who were suggested to them in a plan."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.pathways.choices.wishes import Nth
from favn.pathways.models.mentoring import Participant
from favn.pathways.models.plans import Plan
from favn.people.organisations.models import OwnedRecord


class Shortlist(OwnedRecord):
    """One side was shown some who fit, and asked to put them in an order of their own."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="shortlists")
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="shortlists"
    )
    asked_at = models.DateTimeField(_("spurgt"))
    answered_at = models.DateTimeField(_("svarede"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "participant"], name="shortlist_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "plan", "asked_at", "answered_at")
        identifying = ("participant",)
        person = "participant__person"
        rows = _("Spurgt om ønsker")
        kept = _("så længe planen er her, højst to år")

    def __str__(self) -> str:
        return f"{self.participant_id}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whom it is about."""
        return self.participant.about_persons


class Listed(OwnedRecord):
    """One of those who were suggested, and where whoever was asked put them."""

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="listed")
    about = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    turn = models.PositiveSmallIntegerField()
    """Where the points put them, the nearest first."""
    place = models.PositiveSmallIntegerField(
        _("plads på listen"), null=True, blank=True, choices=Nth.choices
    )
    """Where whoever was asked put them, 1 the dearest; empty where they are no wish."""

    class Meta(OwnedRecord.Meta):
        ordering = ["turn"]
        constraints = [
            models.UniqueConstraint(fields=["shortlist", "about"], name="listed_once"),
            models.UniqueConstraint(
                fields=["shortlist", "place"], name="listed_place_once",
                condition=models.Q(place__isnull=False),
            ),
        ]  # fmt: skip

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "shortlist", "turn")
        identifying = ("about",)
        sensitive = ("place",)
        person = ("shortlist__participant__person", "about__person")
        closed = ("place",)
        writers: tuple[str, ...] = ()  # Whom one of two wishes for, the other never reads.
        unsaid = ("turn",)
        rows = _("Ønske om en mentor eller mentee")
        kept = _("så længe begge er her, højst to år")

    def __str__(self) -> str:
        return f"{self.shortlist_id} {self.place or '-'}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whom it is about."""
        return self.shortlist.participant.about_persons + self.about.about_persons
