"""What two parties agreed upon, version by version, who said yes, and what each says happened."""

from datetime import date
from typing import ClassVar

from django.db import models

from favn.associations.choices.cooperation import HAPPENED_LOOKS, Again, Doer, Happened, Occasion
from favn.associations.choices.cooperation import Said as SaidTo
from favn.associations.models.cooperation import Cooperation, Side
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord


class Agreement(OwnedRecord):
    """One version of an agreement. It is never changed; a change is the next version."""

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.CASCADE, related_name="agreements"
    )
    number = models.PositiveSmallIntegerField()
    aim = models.TextField()
    roles = models.TextField(blank=True)
    money = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    fails = models.TextField(blank=True)
    words = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    rhythm = models.PositiveSmallIntegerField()
    """Months between two reviews."""
    initiative = models.ForeignKey(
        "policy.Initiative", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField(max_length=300, blank=True)
    """What changed since the version before."""
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=160)
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "number"], name="agreement_number_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "cooperation", "number", "aim", "roles", "money", "contact",
            "fails", "words", "starts_on", "ends_on", "rhythm", "initiative", "why", "made_at",
            "agreed_at",
        )  # fmt: skip
        identifying = ("made_by",)
        kept = "5 years after the cooperation ended"
        ends = Ends("cooperation__ended_on", months=60)

    def __str__(self) -> str:
        return f"{self.cooperation} {self.number}"


class Collaboration(OwnedRecord):
    """A cooperation to which both sides said yes, as it is counted: when, and of which kind.

    It counts from the day one of them has said that something came of it (`happened`), in the
    month of the first agreement; it names nobody.
    """

    cooperation = models.OneToOneField(
        Cooperation, on_delete=models.CASCADE, related_name="counted"
    )
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    happened = models.BooleanField(default=False)
    initiative = models.ForeignKey(
        "policy.Initiative", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    delivery = models.ForeignKey(
        "policy.Delivery", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """The line of the plan's promises in which it was told as delivered."""

    class Meta(OwnedRecord.Meta):
        ordering = ["year", "month"]
        indexes = [models.Index(fields=["organisation", "year", "month"])]

    class Privacy:
        ordinary = (
            "id", "organisation", "cooperation", "year", "month", "happened", "initiative",
            "delivery",
        )  # fmt: skip
        kept = "unlimited"
        statistical: ClassVar = {"matter": "cooperation__matter__slug"}
        labels: ClassVar = {"matter": ("associations.Matter", "slug", "name")}
        counted: ClassVar = {"happened": True}

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02} {self.cooperation_id}"


class Task(OwnedRecord):
    """One thing that somebody does by a day."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="tasks")
    rank = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    doer = models.CharField(max_length=6, choices=Doer.choices)
    due_on = models.DateField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["agreement", "rank"], name="task_rank_once")]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "agreement", "rank", "what", "doer", "due_on")
        kept = "as long as the agreement"

    def __str__(self) -> str:
        return self.what


class Consent(OwnedRecord):
    """What one side said to one version, and who said it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="consents")
    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="consents")
    says = models.CharField(max_length=3, choices=SaidTo.choices)
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=160)

    class Meta(OwnedRecord.Meta):
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["agreement", "side"], name="consent_once")]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "agreement", "side", "says", "why", "at")
        identifying = ("by",)
        kept = "as long as the agreement"

    def __str__(self) -> str:
        return f"{self.side_id}: {self.says}"


class Review(OwnedRecord):
    """A day on which both sides are asked what happened."""

    cooperation = models.ForeignKey(Cooperation, on_delete=models.CASCADE, related_name="reviews")
    due_on = models.DateField()
    occasion = models.CharField(max_length=6, choices=Occasion.choices)

    class Meta(OwnedRecord.Meta):
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "due_on"], name="review_day_once")
        ]
        indexes = [models.Index(fields=["organisation", "due_on"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "cooperation", "due_on", "occasion")
        kept = "5 years after the cooperation ended"
        ends = Ends("cooperation__ended_on", months=60)

    def __str__(self) -> str:
        return f"{self.due_on}"

    def is_due(self, today: date) -> bool:
        """Whether the day has come."""
        return self.due_on <= today


class Told(OwnedRecord):
    """What one side said happened; said again, it is the next number, and the first one stays."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="told")
    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="told")
    number = models.PositiveSmallIntegerField(default=1)
    happened = models.CharField(max_length=6, choices=Happened.choices)
    what = models.TextField(blank=True)
    many = models.PositiveIntegerField(null=True, blank=True)
    of_what = models.CharField(max_length=80, blank=True)
    again = models.CharField(max_length=7, choices=Again.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=160)

    class Meta(OwnedRecord.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "side", "number"], name="told_number_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "review", "side", "number", "happened", "what", "many",
            "of_what", "again", "at",
        )  # fmt: skip
        identifying = ("by",)
        kept = "as long as the cooperation"

    def __str__(self) -> str:
        return f"{self.side_id}: {self.happened}"

    @property
    def look(self) -> str:
        """How its answer is marked."""
        return HAPPENED_LOOKS[Happened(self.happened)]
