"""The plan as a tree: goals, numbered initiatives under them, and how an initiative moved on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.people.organisations.models import Organisation, OwnedRecord, Unit
from favn.policy.choices import Passage, Status


class Plan(OwnedRecord):
    """A municipality's plan or policy for some years. Two plans are never added together."""

    slug = models.SlugField(max_length=60)
    title = models.CharField(_("titel"), max_length=160)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    public_since = models.DateTimeField(null=True, blank=True)
    """Since when everybody may read it; empty where only the house does."""

    class Meta(OwnedRecord.Meta):
        ordering = ["-first_year"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="plan_slug_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "slug", "title", "first_year", "last_year", "version",
            "public_since",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title


class Goal(OwnedRecord):
    """What some of the plan's initiatives are for. Its number is as printed and may be in doubt."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    rank = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12, blank=True)
    title = models.CharField(_("titel"), max_length=200)
    focus = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["plan", "rank"], name="goal_rank_once")]

    class Privacy:
        ordinary = ("id", "organisation", "plan", "rank", "number", "title", "focus", "note")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


class Initiative(OwnedRecord):
    """One numbered line of the plan. An office should own it; without one it stands out."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="initiatives")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("titel"), max_length=200)
    summary = models.TextField(blank=True)
    target_group = models.CharField(max_length=200, blank=True)
    goal = models.ForeignKey(
        Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="initiatives"
    )
    owner = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="initiatives"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED)
    status_on = models.DateField(null=True, blank=True)
    funded = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    """It goes on as another initiative and is no longer in the list; its page stays."""
    version = models.PositiveIntegerField(default=1)
    """Of what the plan says about it; its status has a version of its own."""

    class Meta(OwnedRecord.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="initiative_number_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "plan", "number", "title", "summary", "target_group", "goal",
            "owner", "starts_on", "ends_on", "status", "status_on", "funded", "merged_into",
            "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Turn(OwnedRecord):
    """A turn in an initiative's life: a new number, merged, split off, taken over. Never changed.

    `number` and `unit` are what it had before; `other` is what it went into or came from.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="turns")
    passage = models.CharField(max_length=10, choices=Passage.choices)
    other = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    new_number = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    new_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    reason = models.CharField(max_length=300)

    class Meta(OwnedRecord.Meta):
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                condition=models.Q(passage="renumbered"),
                name="turn_old_number_once",
            )
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "initiative", "passage", "other", "plan", "number",
            "new_number", "unit", "new_unit", "on", "reason",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.passage} {self.on}"
