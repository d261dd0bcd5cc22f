"""What the house offers and when: activities, their times in the week, sessions, closed days."""

import uuid
from datetime import date, time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from favn.people.organisations.models import OwnedRecord


class Activity(OwnedRecord):
    """What the house offers again and again: the homework café, the sewing room."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(_("navn"), max_length=120)
    is_public = models.BooleanField(default=True)
    """Whether everybody may see when it meets; a closed group's name may tell too much."""
    is_counselling = models.BooleanField(default=False)
    """Counselling in a group: shown beside the talks with one person, and never added to them."""
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="activity_slug_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "slug", "name", "is_public", "is_counselling", "retired_at",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name


class Slot(OwnedRecord):
    """A place in the weekly timetable. Its sessions exist from the first guest on."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="slots")
    weekday = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    starts = models.TimeField()
    ends = models.TimeField()
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["weekday", "starts"]

    class Privacy:
        ordinary = (
            "id", "organisation", "activity", "weekday", "starts", "ends", "first_on", "last_on",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts:%H.%M}"

    @property
    def weekday_name(self) -> str:
        """The day of the week in words."""
        return str(WEEKDAYS[self.weekday - 1])

    def session_id(self, on: date) -> uuid.UUID:
        """The id of this slot's session on a day, the same on every device, also offline."""
        return uuid.uuid5(self.pk, on.isoformat())


class Session(OwnedRecord):
    """One meeting of an activity: written at its first guest, or when it is changed or called off.

    `note` is what everybody reads about the change; `sequence` grows with each, as calendars ask.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions")
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.PROTECT)
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    off_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=160, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)

    class Meta(OwnedRecord.Meta):
        ordering = ["on", "starts"]
        indexes = [models.Index(fields=["organisation", "on"])]

    class Privacy:
        ordinary = (
            "id", "organisation", "activity", "slot", "on", "starts", "ends", "off_at", "note",
            "sequence",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.activity.name} {self.on}"

    @property
    def is_off(self) -> bool:
        """Whether it was called off."""
        return self.off_at is not None

    @property
    def is_moved(self) -> bool:
        """Whether it meets at another time than the timetable says."""
        slot = self.slot
        return slot is not None and (self.starts, self.ends) != (slot.starts, slot.ends)

    def is_on_at(self, moment: time) -> bool:
        """Whether it is running at this time of its day."""
        return not self.is_off and self.starts <= moment < self.ends


class Closure(OwnedRecord):
    """Days on which the house is closed, both included; nothing of the timetable meets then."""

    first_on = models.DateField()
    last_on = models.DateField()
    note = models.CharField(max_length=160)

    class Meta(OwnedRecord.Meta):
        ordering = ["first_on"]
        verbose_name = _("lukkedage")

    class Privacy:
        ordinary = ("id", "organisation", "first_on", "last_on", "note")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.first_on} {self.note}"
