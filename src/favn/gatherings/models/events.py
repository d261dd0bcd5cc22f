"""A gathering with its hosts and meetings, and the register of kinds."""

from datetime import date, datetime, time
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.gatherings.choices import LOOKS, Audience, State
from favn.kit import clock
from favn.kit.records import OwnedManager, OwnedQuerySet
from favn.kit.workdays import ONE_DAY
from favn.people.organisations.models import Organisation, OwnedRecord
from favn.people.persons.choices import LANGUAGES

NAMES = dict(LANGUAGES)


class Kind(OwnedRecord):
    """A kind of gathering, as the organisation calls it; figures are broken down by it."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(gettext_lazy("navn"), max_length=80)
    rank = models.PositiveSmallIntegerField(default=100)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["rank", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="gathering_kind_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "slug", "name", "rank", "retired_at")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name


class GatheringQuerySet(OwnedQuerySet["Gathering"]):
    """Words about gatherings that chain like a sentence."""

    def open_to_all(self) -> Self:
        """What everybody may find: for the public, and announced; a count announces nothing."""
        return self.filter(audience=Audience.PUBLIC).exclude(announced_at=None)


class GatheringManager(OwnedManager["Gathering"]):
    """The border, then the words above."""

    _queryset_class = GatheringQuerySet  # type: ignore[assignment]

    def open_to_all(self) -> GatheringQuerySet:
        """The present tenant's gatherings that everybody may find."""
        return self.owned().open_to_all()  # type: ignore[attr-defined, no-any-return]


class Gathering(OwnedRecord):
    """Something people come to, once or several times."""

    slug = models.SlugField(max_length=80)
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="gatherings")
    title = models.CharField(gettext_lazy("titel"), max_length=120)
    purpose = models.CharField(max_length=200)
    """What it is for, in one line."""
    text = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    is_place_told = models.BooleanField(default=True)
    """Whether everybody may read the place; otherwise only those who have a seat."""
    online_link = models.CharField(max_length=500, blank=True)
    """Told only to those who have a seat."""
    area = models.CharField(max_length=80, blank=True)
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.PUBLIC)
    languages = models.JSONField(default=list)
    has_interpreter = models.BooleanField(default=False)
    has_child_care = models.BooleanField(default=False)
    for_children = models.BooleanField(default=False)
    """Whether children come without their parents, so that a parent says yes first."""
    kroner = models.PositiveIntegerField(default=0)
    """What it costs a person, in whole kroner; 0 is free."""
    takes_signups = models.BooleanField(default=True)
    seats = models.PositiveIntegerField(null=True, blank=True)
    """None where there is room for all."""
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    """The last local day on which one may sign up."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was cancelled."""
    announced_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(default=0)
    """Grows when the time or place changes, so that calendars take the newer one."""
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[GatheringManager] = GatheringManager()

    class Meta(OwnedRecord.Meta):
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="gathering_slug_once")
        ]
        indexes = [models.Index(fields=["organisation", "state"])]

    class Privacy:
        ordinary = (
            "id", "organisation", "slug", "kind", "title", "purpose", "text", "place",
            "is_place_told", "online_link", "area", "host", "audience", "languages",
            "has_interpreter", "has_child_care", "for_children", "kroner", "takes_signups",
            "seats", "opens_on", "closes_on", "state", "reason", "announced_at", "changed_at",
            "sequence", "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title

    @property
    def look(self) -> str:
        """How its state is marked beside its word."""
        return LOOKS.get(State(self.state), "neutral")

    @property
    def price(self) -> str:
        """What it costs, in words."""
        if not self.kroner:
            return _("Gratis")
        return _("%(kroner)s kr.") % {"kroner": f"{self.kroner:,}".replace(",", ".")}

    @property
    def spoken(self) -> str:
        """The languages, in words."""
        return ", ".join(str(NAMES[code]) for code in self.languages if code in NAMES)

    @property
    def is_off(self) -> bool:
        """Whether it was cancelled."""
        return self.state == State.CANCELLED

    @property
    def opens_at(self) -> datetime | None:
        """The first moment one may sign up, in Danish time."""
        return clock.end_of(self.opens_on - ONE_DAY) if self.opens_on else None

    @property
    def closes_at(self) -> datetime | None:
        """The first moment that is too late: midnight after the last day, in Danish time."""
        return clock.end_of(self.closes_on) if self.closes_on else None


class CoHost(OwnedRecord):
    """Another organisation that holds the gathering along with its host."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="co_hosts")
    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta(OwnedRecord.Meta):
        ordering = ["party__name"]
        constraints = [models.UniqueConstraint(fields=["gathering", "party"], name="co_host_once")]

    class Privacy:
        ordinary = ("id", "organisation", "gathering", "party")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.party.name


class Meeting(OwnedRecord):
    """One time people meet. Hours are local; a meeting that was called off keeps its day."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    note = models.CharField(max_length=200, blank=True)
    """What is special this time."""
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    """When it was said that it had been held; from then on it counts."""
    sequence = models.PositiveIntegerField(default=0)
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["on", "starts"]
        indexes = [
            models.Index(fields=["organisation", "on"]),
            models.Index(fields=["organisation", "year", "month"]),
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "gathering", "on", "starts", "ends", "note", "cancelled_at",
            "reason", "held_at", "sequence", "year", "month", "version",
        )  # fmt: skip
        statistical = {"kind": "gathering__kind__slug"}
        labels = {"kind": ("gatherings.Kind", "slug", "name")}
        counted = {"held_at__isnull": False}
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Year and month follow the day; they are stored because figures group by them."""
        self.year, self.month = self.on.year, self.on.month
        super().save(*args, **kwargs)

    @property
    def starts_at(self) -> datetime:
        """The moment it begins, aware."""
        return local(self.on, self.starts)

    @property
    def ends_at(self) -> datetime:
        """The moment it ends, aware; past midnight where it ends before it begins."""
        day = self.on if self.ends > self.starts else self.on + ONE_DAY
        return local(day, self.ends)

    @property
    def is_off(self) -> bool:
        """Whether this one time was called off."""
        return self.cancelled_at is not None


def local(day: date, hour: time) -> datetime:
    """A Danish day and hour as an aware moment, summer time or not."""
    return timezone.make_aware(datetime.combine(day, hour))
