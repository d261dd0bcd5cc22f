"""The three logbooks of the front desk, what guidance is about, and the desk's shared tablets.

A logbook row holds no person: a day, an hour slot, what was counted, and, where the guest shows
one, a card without a name. Its id is made on the device, so the same tap sent twice is one row.
"""

import uuid
from datetime import date, datetime
from typing import Any, ClassVar, Generic, Self, TypeVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from favn.centre.choices import Source, Void, slot_text
from favn.centre.models.timetable import Session
from favn.kit.records import OwnedManager, OwnedQuerySet
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord
from favn.people.persons.models import Card

E = TypeVar("E", bound=models.Model)


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

    @property
    def key(self) -> str:
        """The id as a button sends it."""
        return str(self.pk)


class ImportBatch(OwnedRecord):
    """One file that was read into the logbooks; its rows can be taken back together."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_label = models.CharField(max_length=120)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-at"]
        verbose_name = _("indlæst fil")

    class Privacy:
        ordinary = ("id", "organisation", "file_name", "sha256", "rows", "at", "undone_at")
        identifying = ("by_label",)
        kept = "unlimited"

    def __str__(self) -> str:
        return self.file_name


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
    batch = models.ForeignKey(
        ImportBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    voided_at = models.DateTimeField(null=True, blank=True)
    void = models.CharField(max_length=10, choices=Void.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[EntryManager[Any]] = EntryManager()

    class Meta(OwnedRecord.Meta):
        abstract = True
        indexes = [
            models.Index(fields=["organisation", "on"]),
            models.Index(fields=["organisation", "year", "month"]),
        ]

    class Border:
        stays_inside = True

    @property
    def slot_text(self) -> str:
        """The hour slot: 14–15."""
        return slot_text(self.hour)

    @property
    def what(self) -> str:
        """What was counted, as a list says it."""
        return gettext("Besøg")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Year, month and weekday follow the day; they are stored because figures group by them."""
        self.year, self.month, self.weekday = self.on.year, self.on.month, self.on.isoweekday()
        super().save(*args, **kwargs)


def with_card(name: str) -> models.Index:
    """The rows that still lead to a card, by day: a night asks for the oldest of them."""
    fields = ["organisation", "on"]
    return models.Index(fields=fields, condition=models.Q(card__isnull=False), name=name)


ENTRY_FIELDS = (
    "id", "organisation", "on", "hour", "year", "month", "weekday", "source", "batch", "voided_at",
    "void", "version",
)  # fmt: skip


ENTRY_UNSAID = ("void", "voided_at", "version", "source", "year", "month", "weekday", "guest")
ENTRY_CAPTIONS = {"on": _("Dag"), "hour": _("Klokkeslæt")}
"""What somebody is told of their own visits."""
COUNTED = {"voided_at": None}
"""What the statistics store reads of a logbook."""


class Visit(Entry):
    """One guest through the door."""

    card = models.ForeignKey(Card, null=True, blank=True, on_delete=models.SET_NULL)
    guest = models.BigIntegerField(null=True, editable=False)
    """The number the year knows the guest by, once the row has let the card go."""

    class Meta(Entry.Meta):
        indexes = [*Entry.Meta.indexes, with_card("visit_with_card")]

    class Privacy:
        ordinary = ENTRY_FIELDS
        identifying = ("card", "guest")
        let_go = "guest"
        statistical = {"hour": "hour", "weekday": "weekday", "person": "card_id"}
        counted = COUNTED
        person = "card__person"
        erased: ClassVar[dict[str, None]] = {}
        unsaid = ENTRY_UNSAID
        captions = ENTRY_CAPTIONS
        rows = _("Besøg med kort")
        kept = _("13 måneder med kortet, derefter som tal uden kort")

    def __str__(self) -> str:
        return f"{self.on} {self.hour}"


class Participation(Entry):
    """One guest in one session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="participations")
    card = models.ForeignKey(Card, null=True, blank=True, on_delete=models.SET_NULL)
    guest = models.BigIntegerField(null=True, editable=False)

    class Meta(Entry.Meta):
        indexes = [*Entry.Meta.indexes, with_card("participation_with_card")]

    class Privacy:
        ordinary = (*ENTRY_FIELDS, "session")
        identifying = ("card", "guest")
        let_go = "guest"
        statistical = {
            "activity": "session__activity__slug",
            "hour": "hour",
            "weekday": "weekday",
            "person": "card_id",
        }
        labels = {"activity": ("centre.Activity", "slug", "name")}
        counted = COUNTED
        person = "card__person"
        erased: ClassVar[dict[str, None]] = {}
        unsaid = ENTRY_UNSAID
        captions = ENTRY_CAPTIONS
        rows = _("Hold med kort")
        kept = _("13 måneder med kortet, derefter som tal uden kort")

    @property
    def what(self) -> str:
        """The session's activity."""
        return self.session.activity.name

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

    @property
    def what(self) -> str:
        """The topic."""
        return gettext("Vejledning: %(topic)s") % {"topic": self.topic.name}

    def __str__(self) -> str:
        return f"{self.on} {self.topic_id}"


LOGBOOKS: dict[str, type[Entry]] = {
    "visit": Visit,
    "participation": Participation,
    "guidance": Guidance,
}


class Tablet(OwnedRecord):
    """A shared device at the desk: enrolled once with a code, opened for a shift with a PIN.

    Neither the code, the PIN nor the device's token is stored, only what recognises them.
    """

    name = models.CharField(_("navn"), max_length=60)
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)
    enrolled_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    pin_hash = models.CharField(max_length=128, blank=True)
    pin_until = models.DateTimeField(null=True, blank=True)
    unlocked_until = models.DateTimeField(null=True, blank=True)
    failed_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    last_seen_on = models.DateField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["name"]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "name", "code_until", "enrolled_at", "retired_at", "pin_until",
            "unlocked_until", "failed_tries", "locked_until", "last_seen_on",
        )  # fmt: skip
        sensitive = ("code_hash", "token_hash", "pin_hash")
        kept = "2 years after it was retired"
        ends = Ends("retired_at", months=24)

    def __str__(self) -> str:
        return self.name

    @property
    def actor_id(self) -> uuid.UUID:
        """Who history names for what the device counted."""
        return self.id

    @property
    def actor_label(self) -> str:
        """How history names it."""
        return gettext("Tavle: %(name)s") % {"name": self.name}

    def is_open_at(self, moment: datetime) -> bool:
        """Whether the shift's PIN has been given and the shift is not over."""
        return self.unlocked_until is not None and moment < self.unlocked_until

    def has_pin_at(self, moment: datetime) -> bool:
        """Whether there is a PIN to give at all."""
        return bool(self.pin_hash) and self.pin_until is not None and moment < self.pin_until
