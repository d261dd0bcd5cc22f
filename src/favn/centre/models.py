"""Activities and their sessions, and the three logbooks of the front desk.

A logbook row holds no person: a day, an hour slot, what was counted, and, where the guest shows
one, a card without a name. Its id is made on the device, so the same tap sent twice is one row.
"""

import uuid
from datetime import date, time
from typing import Any, Generic, Self, TypeVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.centre.choices import Source, Void
from favn.kit.records import OwnedManager, OwnedQuerySet
from favn.people.organisations.models import OwnedRecord
from favn.people.persons.models import Card

E = TypeVar("E", bound=models.Model)


class Activity(OwnedRecord):
    """What the house offers again and again: the homework café, the sewing room."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(_("navn"), max_length=120)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="activity_slug_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "slug", "name", "retired_at")
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

    def session_id(self, on: date) -> uuid.UUID:
        """The id of this slot's session on a day, the same on every device, also offline."""
        return uuid.uuid5(self.pk, on.isoformat())


class Session(OwnedRecord):
    """One meeting of an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions")
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.PROTECT)
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta(OwnedRecord.Meta):
        ordering = ["on", "starts"]
        indexes = [models.Index(fields=["organisation", "on"])]

    class Privacy:
        ordinary = ("id", "organisation", "activity", "slot", "on", "starts", "ends")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.activity.name} {self.on}"

    def is_on_at(self, moment: time) -> bool:
        """Whether it is running at this time of its day."""
        return self.starts <= moment < self.ends


class Topic(OwnedRecord):
    """What a small guidance was about."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(_("navn"), max_length=120)
    rank = models.PositiveSmallIntegerField(default=100)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["rank", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="topic_slug_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "slug", "name", "rank", "retired_at")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name


class EntryQuerySet(OwnedQuerySet[E], Generic[E]):
    """Words about logbook rows that chain like a sentence."""

    def counted(self) -> Self:
        """Without what was undone or voided."""
        return self.filter(voided_at=None)

    def on_day(self, day: date) -> Self:
        """Of one local day."""
        return self.filter(on=day)


class EntryManager(OwnedManager[E], Generic[E]):
    """The border, then the words above."""

    _queryset_class = EntryQuerySet

    def counted(self) -> EntryQuerySet[E]:
        """The present tenant's rows that count."""
        return self.owned().counted()  # type: ignore[attr-defined, no-any-return]


class Entry(OwnedRecord):
    """One tap. Corrected with history, never silently edited, never deleted by hand."""

    on = models.DateField()
    hour = models.PositiveSmallIntegerField(validators=[MaxValueValidator(23)])
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    weekday = models.PositiveSmallIntegerField(editable=False)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.DESK)
    voided_at = models.DateTimeField(null=True, blank=True)
    void = models.CharField(max_length=10, choices=Void.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EntryManager()

    class Meta(OwnedRecord.Meta):
        abstract = True
        indexes = [
            models.Index(fields=["organisation", "on"]),
            models.Index(fields=["organisation", "year", "month"]),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Year, month and weekday follow the day; they are stored because figures group by them."""
        self.year, self.month, self.weekday = self.on.year, self.on.month, self.on.isoweekday()
        super().save(*args, **kwargs)


ENTRY_FIELDS = (
    "id", "organisation", "on", "hour", "year", "month", "weekday", "source", "voided_at", "void",
    "version",
)  # fmt: skip


COUNTED = {"voided_at": None}
"""What the statistics store reads of a logbook."""


class Visit(Entry):
    """One guest through the door."""

    card = models.ForeignKey(Card, null=True, blank=True, on_delete=models.SET_NULL)

    class Privacy:
        ordinary = ENTRY_FIELDS
        identifying = ("card",)
        statistical = {"hour": "hour", "weekday": "weekday", "person": "card_id"}
        counted = COUNTED
        kept = "13 months with the card, then month counts"

    def __str__(self) -> str:
        return f"{self.on} {self.hour}"


class Participation(Entry):
    """One guest in one session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="participations")
    card = models.ForeignKey(Card, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta(Entry.Meta):
        indexes = [*Entry.Meta.indexes, models.Index(fields=["session"])]

    class Privacy:
        ordinary = (*ENTRY_FIELDS, "session")
        identifying = ("card",)
        statistical = {
            "activity": "session__activity__slug",
            "hour": "hour",
            "weekday": "weekday",
            "person": "card_id",
        }
        labels = {"activity": ("centre.Activity", "slug", "name")}
        counted = COUNTED
        kept = "13 months with the card, then month counts"

    def __str__(self) -> str:
        return f"{self.on} {self.session_id}"


class Guidance(Entry):
    """One small piece of help; there is no person field at all."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="guidances")

    class Privacy:
        ordinary = (*ENTRY_FIELDS, "topic")
        statistical = {"topic": "topic__slug", "hour": "hour", "weekday": "weekday"}
        labels = {"topic": ("centre.Topic", "slug", "name")}
        counted = COUNTED
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.on} {self.topic_id}"


LOGBOOKS: dict[str, type[Entry]] = {
    "visit": Visit,
    "participation": Participation,
    "guidance": Guidance,
}
