"""Counselling: a case about one person, its conversations, the notes, and what is to be done.

A conversation is a number: day, kind, topics, areas of law. It outlives the person. The words are
a note beside it, encrypted and closed by profession, and go with the person.
"""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from favn.centre.choices import (
    CaseKind,
    Ending,
    Origin,
    Profession,
    Setting,
    Subject,
    Void,
    Work,
    band_of,
)
from favn.kit.encryption import EncryptedTextField
from favn.kit.records import OwnedManager, OwnedQuerySet
from favn.people.accounts.models import Account, Membership
from favn.people.accounts.roles import Area, Level, Scope
from favn.people.organisations.models import OwnedRecord, Unit
from favn.people.persons.choices import Tier
from favn.people.persons.models import Person

MOST_AREAS = 9


def reach(who: Membership, area: Area, level: Level, **by: str) -> Q:
    """The rows a membership reaches in an area at a level, by its scope.

    `by` names the fields that hold whose a row is and its team: owner="owner", team="team".
    """
    scope = who.kind.scope(area, level)
    if scope is None:
        return Q(pk__in=[])
    if scope == Scope.ORGANISATION:
        return Q()
    own = Q(**{by["owner"]: who.account_id})
    if scope == Scope.TEAM and who.unit_id and by.get("team"):
        return own | Q(**{by["team"]: who.unit_id})
    return own


class CaseQuerySet(OwnedQuerySet["Case"]):
    """Words about cases that chain like a sentence."""

    def open(self) -> Self:
        """Without those that have ended."""
        return self.filter(closed_at=None)

    def visible_to(self, who: Membership, level: Level = Level.READ) -> Self:
        """One's own cases and one's team's, as far as the role reaches at that level.

        A legal case is its owner's secret: the team reads it only as far as the role reaches law.
        """
        reached = reach(who, Area.CASES, level, owner="owner", team="team")
        legal = reach(who, Area.LAW, level, owner="owner", team="team")
        own = Q(owner=who.account_id)
        return self.filter(reached & (~Q(kind=CaseKind.LEGAL) | own | legal))


class CaseManager(OwnedManager["Case"]):
    """The border, then the words above."""

    _queryset_class = CaseQuerySet  # type: ignore[assignment]

    def visible_to(self, who: Membership, level: Level = Level.READ) -> CaseQuerySet:
        """The present tenant's cases that a membership reaches."""
        return self.owned().visible_to(who, level)  # type: ignore[attr-defined, no-any-return]


class Case(OwnedRecord):
    """One thing the house helps one person with, from when it was opened until it ended."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="cases")
    kind = models.CharField(_("slags"), max_length=10, choices=CaseKind.choices)
    about = EncryptedTextField(_("det handler om"), default="")
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    origin = models.CharField(_("kom fra"), max_length=14, choices=Origin.choices)
    opened_at = models.DateTimeField(_("åbnet"))
    closed_at = models.DateTimeField(_("sluttet"), null=True, blank=True)
    ending = models.CharField(_("slutning"), max_length=10, choices=Ending.choices, blank=True)
    counted_as = models.UUIDField(editable=False)
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[CaseManager] = CaseManager()

    class Meta(OwnedRecord.Meta):
        ordering = ["-opened_at"]
        indexes = [
            models.Index(fields=["organisation", "owner"]),
            models.Index(fields=["organisation", "person"]),
            models.Index(fields=["organisation", "year", "month"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "team", "origin", "opened_at", "closed_at", "year", "month",
            "version",
        )  # fmt: skip
        identifying = ("person", "owner", "counted_as")
        sensitive = ("kind", "about", "ending")
        closed = ("about",)
        writers = ("owner",)
        person = "person"
        busy: ClassVar[dict[str, Any]] = {"closed_at": None}
        tier = Tier.CASE
        counted_as = "counted_as"
        unsaid = ("counted_as", "version", "year", "month")
        rows = _("Sager")
        kept = _("så længe personen er her")

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        return (self.person_id,)


class Conversation(OwnedRecord):
    """One talk, with its numbers. A draft until it is counted; without a case it has no person."""

    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("slags"), max_length=10, choices=CaseKind.choices)
    setting = models.CharField(
        _("med hvem"), max_length=10, choices=Setting.choices, default=Setting.PERSON
    )
    on = models.DateField(_("dag"))
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    areas = models.PositiveSmallIntegerField(
        _("antal lovområder"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_AREAS)],
    )
    interpreter = models.BooleanField(_("tolk var med"), default=False)
    helper = models.BooleanField(_("hjælper var med"), default=False)
    counted_as = models.UUIDField(null=True, editable=False)
    is_draft = models.BooleanField(default=True, editable=False)
    voided_at = models.DateTimeField(_("taget ud"), null=True, blank=True)
    void = models.CharField(_("hvorfor taget ud"), max_length=10, choices=Void.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-on"]
        indexes = [
            models.Index(fields=["organisation", "case"]),
            models.Index(fields=["organisation", "year", "month"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "on", "year", "month", "areas", "interpreter", "helper",
            "is_draft", "version", "setting", "voided_at", "void",
        )  # fmt: skip
        identifying = ("case", "person", "by", "counted_as")
        sensitive = ("kind",)
        statistical: ClassVar[dict[str, str]] = {
            "kind": "kind", "setting": "setting", "areas": "areas", "interpreter": "interpreter",
            "person": "counted_as",
        }  # fmt: skip
        labels: ClassVar[dict[str, Any]] = {"kind": CaseKind, "setting": Setting}
        counted: ClassVar[dict[str, Any]] = {"is_draft": False, "voided_at": None}
        person = "person"
        tier = Tier.CASE
        counted_as = "counted_as"
        erased: ClassVar[dict[str, Any]] = {"person": None, "case": None, "by": None}
        unsaid = ("counted_as", "version", "year", "month", "is_draft")
        rows = _("Samtaler")
        kept = _("så længe personen er her, derefter kun som et tal")

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"

    @property
    def band(self) -> str:
        """The band its number of areas of law falls into; nothing where none was given."""
        return band_of(self.areas) if self.areas else ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Year and month follow the day; they are stored because figures group by them."""
        self.year, self.month = self.on.year, self.on.month
        super().save(*args, **kwargs)


class ConversationTopic(OwnedRecord):
    """One topic of one conversation; a row by itself, so that several can be counted."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="topics")
    topic = models.CharField(_("emne"), max_length=12, choices=Subject.choices)
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)

    class Meta(OwnedRecord.Meta):
        ordering = ["topic"]
        indexes = [models.Index(fields=["organisation", "year", "month"])]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "conversation", "topic"], name="conversation_topic_once"
            )
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "year", "month")
        identifying = ("conversation",)
        sensitive = ("topic",)
        statistical: ClassVar[dict[str, str]] = {
            "topic": "topic", "setting": "conversation__setting", "kind": "conversation__kind",
        }  # fmt: skip
        labels: ClassVar[dict[str, Any]] = {
            "topic": Subject, "setting": Setting, "kind": CaseKind,
        }  # fmt: skip
        counted: ClassVar[dict[str, Any]] = {
            "conversation__is_draft": False, "conversation__voided_at": None,
        }  # fmt: skip
        closed = ("topic",)
        writers = ("conversation__by",)
        person = "conversation__person"
        tier = Tier.CASE
        erased: ClassVar[dict[str, Any]] = {}
        unsaid = ("year", "month")
        rows = _("Emner i samtaler")
        kept = _("så længe samtalen er her")

    def __str__(self) -> str:
        return self.topic


class Note(OwnedRecord):
    """The words of a conversation, or of a case; read only by the profession that wrote them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes")
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.CASCADE, related_name="notes"
    )
    conversation = models.OneToOneField(
        Conversation, null=True, blank=True, on_delete=models.CASCADE, related_name="note"
    )
    held = models.OneToOneField(
        "HealthCheck", null=True, blank=True, on_delete=models.CASCADE, related_name="note"
    )
    profession = models.CharField(_("fag"), max_length=10, choices=Profession.choices)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField(_("notat"), default="")
    at = models.DateTimeField(_("skrevet"))
    kept_until = models.DateField(_("gemmes efter loven til"), null=True, editable=False)
    """Only of the health profession: the duty to keep records (decision 0040)."""

    class Meta(OwnedRecord.Meta):
        ordering = ["-at"]
        indexes = [models.Index(fields=["organisation", "person"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "at", "kept_until")
        identifying = ("person", "case", "conversation", "held", "author")
        sensitive = ("profession", "text")
        closed = ("text",)
        writers = ("author",)
        person = "person"
        holds = "kept_until"
        tier = Tier.CASE
        rows = _("Notater")
        kept = _("så længe personen er her; om helbred 5 år efter sidste notat (hos en læge 10)")

    def __str__(self) -> str:
        return f"{self.profession} {self.at:%Y-%m-%d}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        return (self.person_id,)


class Task(OwnedRecord):
    """Something to be done for somebody, by somebody, before a day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tasks")
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.CASCADE, related_name="tasks"
    )
    kind = models.CharField(_("slags"), max_length=10, choices=Work.choices)
    what = EncryptedTextField(_("hvad"))
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("frist"))
    created_at = models.DateTimeField(_("skrevet"))
    done_at = models.DateTimeField(_("gjort"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["due_on", "created_at"]
        indexes = [models.Index(fields=["organisation", "owner", "due_on"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "kind", "due_on", "created_at", "done_at", "version")
        identifying = ("person", "case", "owner")
        sensitive = ("what",)
        closed = ("what",)
        writers = ("owner",)
        person = "person"
        busy: ClassVar[dict[str, Any]] = {"done_at": None}
        unsaid = ("version",)
        rows = _("Opgaver")
        kept = _("så længe personen er her")

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        return (self.person_id,)

    def is_late_on(self, day: date) -> bool:
        """Whether it should have been done before that day."""
        return self.done_at is None and self.due_on < day
