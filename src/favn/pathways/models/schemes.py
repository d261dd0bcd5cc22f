"""Schemes of guides and matches, their local groups, and each contact from the first to the end.

A contact of a guide scheme has no name: a day, a group, how far it came. Only the hand-held job
match holds a person of the house, and goes with them to a number when they are erased.
"""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.kit.encryption import EncryptedTextField
from favn.pathways.choices.schemes import WORDS, Ending, Kind, Step, Words
from favn.people.accounts.models import Account
from favn.people.organisations.models import OwnedRecord
from favn.people.persons.models import Person


class GuideScheme(OwnedRecord):
    """One scheme that an organisation runs, year after year."""

    slug = models.SlugField(max_length=60)
    name = models.CharField(_("navn"), max_length=120)
    kind = models.CharField(_("slags"), max_length=12, choices=Kind.choices)
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="guide_scheme_slug_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "slug", "name", "kind", "retired_at", "version")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> Words:
        """How people speak of it."""
        return WORDS[Kind(self.kind)]


class GuideGroup(OwnedRecord):
    """A local group of a scheme."""

    scheme = models.ForeignKey(GuideScheme, on_delete=models.PROTECT, related_name="groups")
    slug = models.SlugField(max_length=130)
    name = models.CharField(_("navn"), max_length=60)

    class Meta(OwnedRecord.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="guide_scheme_group_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "scheme", "slug", "name")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.name


class Following(OwnedRecord):
    """One contact of a scheme; each step has its day, and it counts in the year it was made."""

    scheme = models.ForeignKey(GuideScheme, on_delete=models.PROTECT, related_name="followings")
    group = models.ForeignKey(
        GuideGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="followings"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="followings"
    )
    owner = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    who = EncryptedTextField(_("den ene"), default="")
    whom = EncryptedTextField(_("den anden"), default="")
    contacted_on = models.DateField(_("kontaktet"))
    agreed_on = models.DateField(_("aftalt"), null=True, blank=True)
    started_on = models.DateField(_("begyndt"), null=True, blank=True)
    ended_on = models.DateField(_("slut"), null=True, blank=True)
    ending = models.CharField(_("hvordan"), max_length=8, choices=Ending.choices, blank=True)
    reached = models.CharField(
        max_length=10, choices=Step.choices, default=Step.CONTACTED, editable=False
    )
    counted_as = models.UUIDField(null=True, editable=False)
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-contacted_on"]
        indexes = [
            models.Index(fields=["organisation", "scheme", "year"]),
            models.Index(fields=["organisation", "person"]),
            models.Index(fields=["organisation", "year", "month"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "scheme", "group", "contacted_on", "agreed_on", "started_on",
            "ended_on", "ending", "reached", "year", "month", "version",
        )  # fmt: skip
        identifying = ("person", "owner", "who", "whom", "counted_as")
        statistical: ClassVar[dict[str, str]] = {
            "kind": "scheme__kind", "scheme": "scheme__slug", "group": "group__slug",
            "reached": "reached", "person": "counted_as",
        }  # fmt: skip
        labels: ClassVar[dict[str, Any]] = {
            "kind": Kind, "reached": Step, "scheme": ("pathways.GuideScheme", "slug", "name"),
            "group": ("pathways.GuideGroup", "slug", "name"),
        }  # fmt: skip
        captions: ClassVar[dict[str, Any]] = {"reached": _("trin")}
        counted: ClassVar[dict[str, Any]] = {}
        closed = ("who", "whom")
        writers = ("owner",)
        person = "person"
        counted_as = "counted_as"
        busy: ClassVar[dict[str, Any]] = {"ended_on": None}
        erased: ClassVar[dict[str, Any]] = {"person": None, "owner": None, "who": "", "whom": ""}
        unsaid = ("counted_as", "version", "year", "month")
        rows = _("Jobmatch")
        kept = _("så længe personen er her, derefter kun som et tal")

    def __str__(self) -> str:
        return f"{self.contacted_on} {self.reached}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        return (self.person_id,) if self.person_id else ()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Year and month follow the first contact."""
        self.year, self.month = self.contacted_on.year, self.contacted_on.month
        super().save(*args, **kwargs)
