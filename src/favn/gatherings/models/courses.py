"""A course of subjects that parties go through: a run, who takes part, what is done and planned."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.gatherings.models.events import Gathering
from favn.people.organisations.models import Organisation, OwnedRecord


class Course(OwnedRecord):
    """A course as it is given again and again, such as eight subjects for associations."""

    title = models.CharField(_("titel"), max_length=120)
    purpose = models.CharField(max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "title"], name="course_title_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "title", "purpose", "retired_at", "version")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title


class Subject(OwnedRecord):
    """One subject of a course; one that nobody has completed may be taken out."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="subjects")
    title = models.CharField(_("emne"), max_length=120)
    rank = models.PositiveSmallIntegerField(default=0)
    added_on = models.DateField(null=True, blank=True)
    """The day it came to a course that stood; a run that was over by then never had it, nor a
    party that had left.
    """

    class Meta(OwnedRecord.Meta):
        ordering = ["rank", "title"]
        constraints = [
            models.UniqueConstraint(fields=["course", "title"], name="subject_title_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "course", "title", "rank", "added_on")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title

    def came_before(self, last: date | None) -> bool:
        """Whether it was there before a last day in a run; None where that is still to come."""
        return last is None or self.added_on is None or self.added_on < last


class Run(OwnedRecord):
    """One time the course is given, in one place; its meetings are those of a gathering."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="runs")
    title = models.CharField(_("hold"), max_length=120)
    gathering = models.ForeignKey(
        Gathering, null=True, blank=True, on_delete=models.PROTECT, related_name="runs"
    )
    begins_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-begins_on", "title"]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "course", "title", "gathering", "begins_on", "ended_on",
            "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title


class Taking(OwnedRecord):
    """One party in one run; who left before the end keeps what it completed."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="takings")
    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["party__name"]
        constraints = [models.UniqueConstraint(fields=["run", "party"], name="taking_once")]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "run", "party", "joined_on", "left_on")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.party.name

    @property
    def last_on(self) -> date | None:
        """The last day it was in the run; None where it still is."""
        return min(filter(None, (self.left_on, self.run.ended_on)), default=None)


class Completed(OwnedRecord):
    """A party has been through a subject, and perhaps made a plan of its own in it."""

    taking = models.ForeignKey(Taking, on_delete=models.PROTECT, related_name="completed")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="completed")
    on = models.DateField()
    plan = models.TextField(blank=True)
    plan_link = models.URLField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["taking", "subject"], name="completed_once")]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "taking", "subject", "on", "plan", "plan_link", "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.taking_id} {self.subject_id}"

    @property
    def has_plan(self) -> bool:
        """Whether a plan came out of it."""
        return bool(self.plan or self.plan_link)
