"""Referrals and hand-overs.

A hand-over is a copy of what the person agreed to, made when it is sent and deleted when it is
taken back. Its row belongs to the sender; the other organisation sees it only while it is open,
and answers in a row of its own.
"""

import json
import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from favn.kit.encryption import EncryptedTextField
from favn.people.accounts.models import Account
from favn.people.organisations.models import Organisation, OwnedRecord
from favn.people.persons.models import Consent, Person
from favn.people.referrals.choices import FIELDS, NotSo, Standing, State, Way


class Referral(OwnedRecord):
    """One person helped on to somebody, until they were helped there or nothing came of it."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="referrals"
    )
    way = models.CharField(_("vej"), max_length=8, choices=Way.choices)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = EncryptedTextField(_("sted"), default="")
    reason = EncryptedTextField(_("hvorfor"), default="")
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(_("trin"), max_length=8, choices=State.choices, default=State.OFFERED)
    not_so = models.CharField(_("hvorfor ikke"), max_length=10, choices=NotSo.choices, blank=True)
    offered_at = models.DateTimeField(_("tilbudt"))
    arrived_on = models.DateField(_("kommet"), null=True, blank=True)
    moved_at = models.DateTimeField(_("sidst flyttet"))
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    counted_as = models.UUIDField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-offered_at"]
        indexes = [
            models.Index(fields=["organisation", "person"]),
            models.Index(fields=["organisation", "to", "state"]),
            models.Index(fields=["organisation", "year", "month"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "way", "state", "not_so", "offered_at", "arrived_on", "moved_at",
            "year", "month", "version",
        )  # fmt: skip
        identifying = ("person", "by", "to", "consent", "counted_as")
        sensitive = ("place", "reason")
        statistical: ClassVar[dict[str, str]] = {
            "way": "way", "state": "state", "person": "counted_as",
        }  # fmt: skip
        labels: ClassVar[dict[str, Any]] = {"way": Way, "state": State}
        counted: ClassVar[dict[str, Any]] = {}
        closed = ("place", "reason")
        writers = ("by", "to")
        person = "person"
        counted_as = "counted_as"
        erased: ClassVar[dict[str, Any]] = {
            "person": None, "by": None, "to": None, "consent": None, "place": "", "reason": "",
        }  # fmt: skip
        unsaid = ("counted_as", "version", "year", "month")
        rows = _("Henvisninger")
        kept = _("så længe personen er her, derefter kun som et tal")

    def __str__(self) -> str:
        return f"{self.way}: {self.state}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        return (self.person_id,) if self.person_id else ()

    @property
    def target(self) -> str:
        """To whom, or from where it came in from outside."""
        if self.way == Way.IN:
            return gettext("fra %(place)s") % {"place": self.place}
        return self.to.name if self.way == Way.INSIDE and self.to else self.place


class HandOver(OwnedRecord):
    """What one organisation lets another read about one person who agreed to it."""

    addressed_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sender = models.CharField(_("afsender"), max_length=120)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="hand_overs"
    )
    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="hand_over")
    agreed = models.JSONField(_("aftalte felter"), default=list)
    said = EncryptedTextField(_("indhold"), default="")
    state = models.CharField(max_length=8, choices=Standing.choices, default=Standing.OPEN)
    sent_at = models.DateTimeField(_("sendt"))
    until = models.DateField(_("gælder til"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("trukket tilbage"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-sent_at"]
        indexes = [models.Index(fields=["addressed_to", "state"])]

    class Border:
        addressed_to = "addressed_to"
        addressed_when: ClassVar[dict[str, list[str]]] = {"state__in": ["open"]}
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "addressed_to", "sender", "agreed", "state", "sent_at",
            "until",
            "revoked_at",
        )  # fmt: skip
        identifying = ("person", "referral")
        sensitive = ("said",)
        closed = ("said",)
        writers = ("referral__by",)
        told: ClassVar[dict[str, str]] = {"said": "in_words"}
        person = "person"
        busy: ClassVar[dict[str, Any]] = {"state": Standing.OPEN}
        erased: ClassVar[dict[str, Any]] = {
            "person": None, "said": "", "state": Standing.REVOKED, "revoked_at": timezone.now,
        }  # fmt: skip
        captions: ClassVar[dict[str, Any]] = {"state": _("tilstand")}
        unsaid = ("agreed",)
        rows = _("Overdragelser til andre")
        kept = _("så længe personen er her; indholdet, til det trækkes tilbage")

    def __str__(self) -> str:
        return f"{self.sender}: {self.state}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened, in either organisation."""
        return (self.person_id,) if self.person_id else ()

    def contents(self) -> dict[str, str]:
        """Field → words; nothing where it was taken back."""
        found: dict[str, str] = json.loads(self.said) if self.said else {}
        return found

    @property
    def in_words(self) -> str:
        """What crossed as people read it, a field a line under its caption."""
        return "\n".join(f"{FIELDS[name]}: {words}" for name, words in self.contents().items())


class HandOverAnswer(OwnedRecord):
    """What the other organisation says became of it: a step, and no word about the person."""

    addressed_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(_("trin"), max_length=8, choices=State.choices)
    not_so = models.CharField(_("hvorfor ikke"), max_length=10, choices=NotSo.choices, blank=True)
    at = models.DateTimeField(_("hvornår"))
    position = models.PositiveSmallIntegerField()

    class Meta(OwnedRecord.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "position"], name="hand_over_answer_once")
        ]

    class Border:
        addressed_to = "addressed_to"
        across: ClassVar[dict[str, str]] = {"hand_over": "addressed_to"}
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "addressed_to", "hand_over", "state", "not_so", "at", "position",
        )  # fmt: skip
        kept = "as long as the hand-over"

    def __str__(self) -> str:
        return f"{self.hand_over_id}: {self.state}"
