"""The follow-up group of a plan: who has a seat by function, and what its meetings decided."""

from django.db import models

from favn.people.organisations.models import OwnedRecord
from favn.policy.models.plan import Plan


class FollowGroup(OwnedRecord):
    """The group that follows a plan and advises on it. A plan has one at most."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="follow_group")
    name = models.CharField(max_length=120)
    task = models.CharField(max_length=300, blank=True)
    since = models.DateField()

    class Privacy:
        ordinary = ("id", "organisation", "plan", "name", "task", "since")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name


class Seat(OwnedRecord):
    """A seat by function and organisation; never a person's name."""

    group = models.ForeignKey(FollowGroup, on_delete=models.PROTECT, related_name="seats")
    function = models.CharField(max_length=120)
    body = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["body", "function"]

    class Privacy:
        ordinary = ("id", "organisation", "group", "function", "body", "since", "left_on")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.function}, {self.body}" if self.body else self.function


class Meeting(OwnedRecord):
    """One meeting of the group: what it said or decided, and what was done about it."""

    group = models.ForeignKey(FollowGroup, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    decided = models.TextField(blank=True)
    followed = models.TextField(blank=True)
    """Empty until somebody has followed it up."""
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(fields=["group", "on"], name="group_meets_once_a_day")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "group", "on", "decided", "followed", "version")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.on}"
