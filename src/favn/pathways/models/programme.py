"""One person's turn in the employment programme, what was done in it, and what a caseworker heard.

A turn belongs to the year of its referral; a new referral is a new turn of the same person. It
outlives the person as a number. `line` and `farthest` are derived (`rules.programme`) and stored
because figures group by them; every verb that could move them derives them again.
"""

import json
import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.kit import clock, store
from favn.kit.encryption import EncryptedTextField
from favn.pathways.choices.programme import Doing, Farthest, Line, Outcome, State, Talk
from favn.pathways.rules.programme import line_of
from favn.people.accounts.models import Account
from favn.people.organisations.models import OwnedRecord
from favn.people.persons.models import Consent, Person
from favn.people.referrals.models import Referral


class Turn(OwnedRecord):
    """One person's way through the programme, from a referral to what came of it."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="turns"
    )
    owner = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(
        Referral, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    handed_over = models.UUIDField(null=True, editable=False)
    before = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="after"
    )
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    referred_on = models.DateField(_("henvist"))
    years = models.PositiveSmallIntegerField(_("hele år på ydelse ved henvisningen"), null=True)
    started_on = models.DateField(_("begyndt"), null=True, blank=True)
    ended_on = models.DateField(_("slut"), null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("timer om ugen"), null=True, blank=True)
    outcome = models.CharField(_("udfald"), max_length=12, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(_("udfaldets dag"), null=True, blank=True)
    work_on = models.DateField(_("kom i arbejde"), null=True, blank=True)
    state = models.CharField(
        _("trin"), max_length=8, choices=State.choices, default=State.REFERRED, editable=False
    )
    line = models.CharField(max_length=12, choices=Line.choices, default=Line.GOING, editable=False)
    farthest = models.CharField(
        max_length=8, choices=Farthest.choices, default=Farthest.NONE, editable=False
    )
    counted_as = models.UUIDField(editable=False)
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-referred_on"]
        indexes = [
            models.Index(fields=["organisation", "person"]),
            models.Index(fields=["organisation", "state"]),
            models.Index(fields=["organisation", "year", "month"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "referred_on", "started_on", "ended_on", "hours", "outcome_on",
            "work_on", "state", "farthest", "year", "month", "version",
        )  # fmt: skip
        identifying = (
            "person", "owner", "referral", "handed_over", "before", "consent", "counted_as",
        )  # fmt: skip
        sensitive = ("years", "outcome", "line")
        statistical: ClassVar[dict[str, str]] = {
            "line": "line", "farthest": "farthest", "years": "years", "person": "counted_as",
        }  # fmt: skip
        labels: ClassVar[dict[str, Any]] = {"line": Line, "farthest": Farthest}
        counted: ClassVar[dict[str, Any]] = {}
        closed = ("outcome", "line")
        writers = ("owner",)
        person = "person"
        counted_as = "counted_as"
        busy: ClassVar[dict[str, Any]] = {"ended_on": None}
        erased: ClassVar[dict[str, Any]] = {
            "person": None, "owner": None, "referral": None, "handed_over": None, "before": None,
            "consent": None,
        }  # fmt: skip
        unsaid = (
            "counted_as", "version", "year", "month", "handed_over", "before", "consent",
            "referral", "line", "farthest",
        )  # fmt: skip
        rows = _("Beskæftigelsesforløb")
        kept = _("så længe personen er her, derefter kun som et tal")

    def __str__(self) -> str:
        return f"{self.year}: {self.line}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Year and month follow the referral; they are stored because figures group by them."""
        self.year, self.month = self.referred_on.year, self.referred_on.month
        super().save(*args, **kwargs)
        if self.person_id is None and self.ended_on is None:
            self._end_without_a_person()

    def _end_without_a_person(self) -> None:
        """An open turn of somebody erased ends that day: nobody can write in it any more."""
        self.ended_on, self.state = clock.today(), State.ENDED
        self.line = line_of(self.outcome, State.ENDED, Farthest(self.farthest), is_followed=False)
        super().save(update_fields=["ended_on", "state", "line"])
        store.changed(self)


class Spell(OwnedRecord):
    """A course or a placement in a turn, from a day to a day. Counted in the turn's own year."""

    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="spells")
    doing = models.CharField(_("hvad"), max_length=8, choices=Doing.choices)
    where = EncryptedTextField(_("hvor eller hvilket"), default="")
    from_on = models.DateField(_("fra"))
    to_on = models.DateField(_("til"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["from_on"]
        indexes = [
            models.Index(fields=["organisation", "turn"]),
            models.Index(fields=["organisation", "year", "month"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "doing", "from_on", "to_on", "year", "month", "version",
        )  # fmt: skip
        identifying = ("turn", "where")
        statistical: ClassVar[dict[str, str]] = {"doing": "doing", "person": "turn__counted_as"}
        labels: ClassVar[dict[str, Any]] = {"doing": Doing}
        counted: ClassVar[dict[str, Any]] = {}
        closed = ("where",)
        writers = ("turn__owner",)
        person = "turn__person"
        erased: ClassVar[dict[str, Any]] = {"where": ""}
        unsaid = ("turn", "version", "year", "month")
        rows = _("Kurser og praktik")
        kept = _("så længe personen er her, derefter kun som et tal")

    def __str__(self) -> str:
        return f"{self.doing} {self.from_on}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        person = self.turn.person_id
        return (person,) if person else ()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Counted where its turn is, so that both are parts of one intake."""
        self.year, self.month = self.turn.year, self.turn.month
        super().save(*args, **kwargs)


class StatusMeeting(OwnedRecord):
    """A meeting with a caseworker the person allows to hear how it goes.

    `said` is frozen when the meeting is held: it is what the paper shows and nothing else was told.
    """

    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="meetings")
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("dag"))
    recipient = EncryptedTextField(_("med hvem"))
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        _("trin"), max_length=10, choices=Talk.choices, default=Talk.PLANNED, editable=False
    )
    said = EncryptedTextField(_("det, der er fortalt"), default="")
    year = models.PositiveSmallIntegerField(editable=False)
    month = models.PositiveSmallIntegerField(editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-on"]
        indexes = [
            models.Index(fields=["organisation", "turn"]),
            models.Index(fields=["organisation", "year", "month"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "on", "state", "year", "month", "version")
        identifying = ("turn", "by", "recipient", "consent")
        sensitive = ("said",)
        statistical: ClassVar[dict[str, str]] = {"person": "turn__counted_as"}
        counted: ClassVar[dict[str, Any]] = {"state": Talk.HELD}
        closed = ("recipient", "said")
        writers = ("by",)
        person = "turn__person"
        erased: ClassVar[dict[str, Any]] = {
            "by": None, "recipient": "", "said": "", "consent": None,
        }  # fmt: skip
        unsaid = ("turn", "consent", "version", "year", "month")
        rows = _("Statusmøder")
        kept = _("så længe personen er her, derefter kun som et tal")

    def __str__(self) -> str:
        return f"{self.on} {self.state}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        person = self.turn.person_id
        return (person,) if person else ()

    def contents(self) -> dict[str, str]:
        """Field → words as they were told; nothing before the meeting was held."""
        found: dict[str, str] = json.loads(self.said) if self.said else {}
        return found

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Year and month follow the day."""
        self.year, self.month = self.on.year, self.on.month
        super().save(*args, **kwargs)
