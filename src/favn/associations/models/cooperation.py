"""Two sides on their way to an agreement: what each wrote of it, and what they wrote together."""

from django.db import models
from django.db.models import Q

from favn.associations.choices.cooperation import STAGE_LOOKS, WORD, Stage, Subject
from favn.associations.models.needs import Match, Matter
from favn.associations.models.sides import Sided
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord


class Cooperation(OwnedRecord):
    """What two parties want to do together, from the first talk until they say what came of it."""

    title = models.CharField(max_length=120)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    match = models.OneToOneField(
        Match, null=True, blank=True, on_delete=models.PROTECT, related_name="cooperation"
    )
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=120)
    aligned_at = models.DateTimeField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["organisation", "started_at"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "title", "matter", "match", "started_at", "aligned_at",
            "proposed_at", "agreed_at", "ended_on", "ended_why",
        )  # fmt: skip
        identifying = ("started_by", "ended_by")
        kept = "unlimited; names and why it ended 5 years after it ended"
        ends = Ends("ended_on", months=60, empties=("started_by", "ended_by", "ended_why"))

    def __str__(self) -> str:
        return self.title

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        if self.ended_on:
            return Stage.ENDED if self.agreed_at else Stage.DROPPED
        if self.proposed_at:
            return Stage.PROPOSED
        if self.agreed_at:
            return Stage.AGREED
        return Stage.ALIGNED if self.aligned_at else Stage.ALIGNING

    @property
    def look(self) -> str:
        """How that is marked."""
        return STAGE_LOOKS[self.stage]


class Side(Sided):
    """One of the two in a cooperation; `place` is 1 or 2."""

    cooperation = models.ForeignKey(Cooperation, on_delete=models.CASCADE, related_name="sides")
    place = models.PositiveSmallIntegerField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    """When it said that its sheet may be seen by the other."""

    class Meta(Sided.Meta):
        ordering = ["place"]
        constraints = [
            *Sided.Meta.constraints,
            models.UniqueConstraint(fields=["cooperation", "place"], name="side_place_once"),
            models.CheckConstraint(condition=Q(place__in=(1, 2)), name="side_place_is_1_or_2"),
        ]
        indexes = [models.Index(fields=["organisation", "entry"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "entry", "unit", "cooperation", "place", "handed_in_at")
        kept = "as long as the cooperation"

    def __str__(self) -> str:
        return self.name


class Writing(OwnedRecord):
    """One text about one subject, as it was at some time; the highest number stands.

    `side` wrote it for itself; without a side it is what both write together. A text is never
    changed or removed: whoever writes again adds the next number, and two who write at once find
    out, because a number exists once.
    """

    cooperation = models.ForeignKey(Cooperation, on_delete=models.CASCADE, related_name="writings")
    side = models.ForeignKey(
        Side, null=True, blank=True, on_delete=models.CASCADE, related_name="writings"
    )
    subject = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=160)

    class Meta(OwnedRecord.Meta):
        ordering = ["subject", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "side", "subject", "number"], name="writing_number_once"
            ),
            models.UniqueConstraint(
                fields=["cooperation", "subject", "number"],
                condition=Q(side__isnull=True),
                name="writing_together_once",
            ),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "cooperation", "side", "subject", "number", "text", "at")
        identifying = ("by",)
        kept = "5 years after the cooperation ended"
        ends = Ends("cooperation__ended_on", months=60)

    def __str__(self) -> str:
        return f"{self.subject} {self.number}"


def subject_words(subject: str) -> str:
    """A subject as a heading: a line of the sheet, or a word in quotation marks."""
    if subject.startswith(WORD):
        return f"“{subject.removeprefix(WORD)}”"
    return str(Subject(subject).label)
