"""An association as the directory knows it: its entry, who sits in its board, and its statutes.

An entry is a tenant's row about an association, which need have no account; where it is a party of
the shared directory with accounts of its own, it sees its entry. Names of persons are encrypted.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from favn.associations.choices import (
    LANGUAGES,
    LOOKS,
    Activity,
    Audience,
    Freshness,
    Seat,
    Target,
)
from favn.associations.models.places import District
from favn.associations.rules.freshness import freshness, since_words
from favn.kit import clock
from favn.kit.encryption import UnloggedTextField
from favn.kit.records import OwnedManager, OwnedQuerySet
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import Organisation, OwnedRecord


class EntryQuerySet(OwnedQuerySet["Entry"]):
    """Words about entries that chain like a sentence."""

    def present(self) -> Self:
        """Without those that were joined with another."""
        return self.filter(merged_into=None)

    def living(self) -> Self:
        """Without associations that have closed."""
        return self.present().filter(closed_on=None)

    def public(self) -> Self:
        """Those that said yes to be shown to everybody."""
        return self.living().filter(is_public=True)


class EntryManager(OwnedManager["Entry"]):
    """The border, then the words above."""

    _queryset_class = EntryQuerySet  # type: ignore[assignment]

    def present(self) -> EntryQuerySet:
        """The present tenant's entries, each association once."""
        return self.owned().present()  # type: ignore[attr-defined, no-any-return]


class Entry(OwnedRecord):
    """One association in one tenant's directory. Everything but the name may be empty."""

    party = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=160)
    other_names = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    doings = models.TextField(blank=True)
    activities = models.JSONField(default=list, blank=True)
    targets = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    meets_at = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=160, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    town = models.CharField(max_length=80, blank=True)
    rooms_wanted = models.TextField(blank=True)
    cvr = models.CharField(max_length=8, blank=True)
    founded = models.PositiveSmallIntegerField(null=True, blank=True)
    website = models.URLField(blank=True)
    contact_name = UnloggedTextField(default="")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    contact_shown = models.CharField(
        max_length=10, choices=Audience.choices, default=Audience.OFFICE
    )
    is_public = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[EntryManager] = EntryManager()

    class Meta(OwnedRecord.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="entry_slug_once")
        ]
        indexes = [
            models.Index(fields=["organisation", "touched_at"]),
            models.Index(fields=["organisation", "name"]),
            # How many there are is asked at every search; this answers without reading the rows.
            models.Index(fields=["organisation", "merged_into", "party"]),
            # Fifty of a page by their keys: SQLite else walks everything the tenant has.
            models.Index(fields=["organisation", "id"]),
        ]

    class Border:
        addressed_to = "party"

    class Privacy:
        ordinary = (
            "id", "organisation", "party", "slug", "name", "other_names", "purpose", "doings",
            "activities", "targets", "languages", "district", "meets_at", "address", "postcode",
            "town", "rooms_wanted", "cvr", "founded", "website", "contact_shown", "is_public",
            "closed_on", "merged_into", "confirmed_at", "created_at", "touched_at", "version",
        )  # fmt: skip
        identifying = ("contact_name", "email", "phone", "confirmed_by")
        kept = "unlimited; whom to reach 5 years after the association closed"
        ends = Ends(
            "closed_on", months=60,
            empties=("contact_shown", "contact_name", "email", "phone", "confirmed_by"),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Mark the moment, by the machine's own clock, so that the search reads it again."""
        self.touched_at = timezone.now()
        if (named := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*named, "touched_at"}
        super().save(*args, **kwargs)

    @property
    def stands(self) -> "Entry":
        """Which association it is today: the one it was joined into, or itself."""
        return self.merged_into or self

    @property
    def names(self) -> list[str]:
        """Its name, then the others it goes by."""
        return [self.name, *(line for line in self.other_names.splitlines() if line.strip())]

    @property
    def reached_at(self) -> str:
        """Whom one writes or calls to; encrypted until asked for."""
        return str(self.contact_name)

    @property
    def freshness(self) -> Freshness:
        """How far one may trust it today."""
        return freshness(self.confirmed_at, clock.today())

    @property
    def since(self) -> str:
        """“Bekræftet for 14 måneder siden.”"""
        return since_words(self.confirmed_at, clock.today())

    @property
    def look(self) -> str:
        """How its freshness is marked beside the word."""
        return LOOKS[self.freshness]

    @property
    def activity_words(self) -> list[str]:
        """What it does, in words."""
        return [str(Activity(key).label) for key in self.activities if key in Activity]

    @property
    def target_words(self) -> list[str]:
        """Whom it is for, in words."""
        return [str(Target(key).label) for key in self.targets if key in Target]

    @property
    def language_words(self) -> list[str]:
        """What is spoken there, in words."""
        names = {str(key): str(name) for key, name in LANGUAGES}
        return [names[key] for key in self.languages if key in names]

    @property
    def place(self) -> str:
        """Its address in one line; empty where none is known."""
        town = " ".join(part for part in (self.postcode, self.town) if part)
        return ", ".join(part for part in (self.address, town) if part)


class BoardMember(OwnedRecord):
    """Somebody with a seat in the board from one day to another. Shown only as they agreed to."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="board")
    seat = models.CharField(max_length=12, choices=Seat.choices)
    name = UnloggedTextField()
    shown = models.CharField(max_length=10, choices=Audience.choices, default=Audience.OFFICE)
    agreed_on = models.DateField(null=True, blank=True)
    since = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["left_on", "seat", "since"]
        indexes = [models.Index(fields=["organisation", "entry"])]

    class Privacy:
        ordinary = ("id", "organisation", "entry", "seat", "shown", "agreed_on", "since", "left_on")
        identifying = ("name",)
        kept = "2 years after they left the board"
        ends = Ends("left_on", months=24)

    def __str__(self) -> str:
        return str(self.get_seat_display())

    @property
    def called(self) -> str:
        """Their name; encrypted until asked for."""
        return str(self.name)


class Statutes(OwnedRecord):
    """One edition of an association's statutes, as text or as the file it came in."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="statutes")
    adopted_on = models.DateField()
    text = models.TextField(blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content = models.BinaryField(null=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)

    class Meta(OwnedRecord.Meta):
        ordering = ["-adopted_on", "-added_at"]
        indexes = [models.Index(fields=["organisation", "entry"])]

    class Privacy:
        ordinary = (
            "id", "organisation", "entry", "adopted_on", "text", "file_name", "content", "added_at",
        )  # fmt: skip
        identifying = ("added_by",)
        kept = "as long as the entry"

    def __str__(self) -> str:
        return f"{self.adopted_on}"
