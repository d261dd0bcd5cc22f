"""Two who were asked, what each said, how they meet, and what the coordinator follows up.

A pair is a number that outlives both: what somebody said stands on their own side's row, and goes
with them.
"""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from favn.kit import clock
from favn.kit.encryption import EncryptedTextField
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.pairs import (
    LIVE,
    LOOKS,
    OVER,
    RUNNING,
    SAYS_LOOKS,
    Ending,
    NoWhy,
    Says,
    State,
    Way,
)
from favn.pathways.models.mentoring import Network, Participant
from favn.pathways.models.plans import Plan
from favn.pathways.rules.pairs import is_begun
from favn.people.organisations.models import OwnedRecord


class Pair(OwnedRecord):
    """A mentor beside a mentee, from the day both are asked until it has ended."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="made_pairs")
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.SET_NULL, related_name="asked_pairs"
    )
    mentee = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="as_mentee")
    mentor = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="as_mentor")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    points = models.PositiveSmallIntegerField(default=0)
    reasons = models.JSONField(default=list)
    waited_days = models.PositiveIntegerField(default=0)
    """How long the mentee had waited when they were asked."""
    asked_on = models.DateField()
    agreed_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    planned_end = models.DateField(null=True, blank=True)
    every_weeks = models.PositiveSmallIntegerField(default=2)
    """How often they mean to meet."""
    paused_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=8, choices=Ending.choices, blank=True)
    last_met_on = models.DateField(null=True, blank=True)
    resumed_on = models.DateField(null=True, blank=True)
    """When they went on after a break; it is no meeting."""
    reminded_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["-asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentee"],
                condition=models.Q(state__in=LIVE),
                name="mentee_in_one_pair",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "network", "state"]),
            models.Index(fields=["organisation", "mentor", "state"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "network", "plan", "state", "points", "waited_days", "asked_on",
            "agreed_on", "started_on", "planned_end", "every_weeks", "paused_on", "ended_on",
            "ending", "last_met_on", "resumed_on", "reminded_on", "version",
        )  # fmt: skip
        identifying = ("mentee", "mentor", "reasons")
        person = ("mentee__person", "mentor__person")
        erased: ClassVar[dict[str, Any]] = {"reasons": list}
        unsaid = ("points", "reasons", "waited_days", "ending", "reminded_on", "version")
        captions: ClassVar[dict[str, Any]] = {
            "state": _("hvor langt"), "asked_on": _("spurgt"), "agreed_on": _("begge sagde ja"),
            "started_on": _("begyndte"), "planned_end": _("aftalt slutdag"),
            "every_weeks": _("uger mellem møderne"), "paused_on": _("pause siden"),
            "ended_on": _("sluttede"), "last_met_on": _("sidste møde"),
            "resumed_on": _("gik videre efter pausen"),
        }  # fmt: skip
        rows = _("Makkerskabets dage")
        kept = _("uden slutdato, og uden navn, når den, det handler om, er slettet")

    def __str__(self) -> str:
        return f"{self.pk.hex[:4].upper()}"

    @property
    def title(self) -> str:
        """Both by name, the mentee first."""
        return f"{self.mentee.name} – {self.mentor.name}"

    @property
    def look(self) -> str:
        """How its state is marked."""
        return "info" if self.is_ahead else LOOKS[State(self.state)]

    @property
    def is_over(self) -> bool:
        """Whether nothing can happen any more."""
        return self.state in OVER

    @property
    def is_running(self) -> bool:
        """Whether they meet, or will again."""
        return self.state in RUNNING

    @property
    def is_open(self) -> bool:
        """Whether both may still answer."""
        return self.state in (State.ASKED, State.AGREED)

    @property
    def quiet_since(self) -> date | None:
        """The last sign of life: a meeting, the day they went on, or the day they began."""
        signs = (self.started_on, self.last_met_on, self.resumed_on)
        return max((day for day in signs if day), default=None)

    @property
    def is_ahead(self) -> bool:
        """Whether they have agreed on a first day that has not come."""
        return self.is_running and not is_begun(self.started_on, clock.today())

    @property
    def stands(self) -> str:
        """Where the two are, in words."""
        return gettext("Begynder senere") if self.is_ahead else str(State(self.state).label)

    @property
    def has_gone(self) -> bool:
        """Whether one of the two is out, though the pair is not."""
        return not self.is_over and (self.mentee.is_left or self.mentor.is_left)

    def participant(self, side: str) -> Participant:
        """One of the two."""
        return self.mentor if side == Side.MENTOR else self.mentee

    def other(self, who: Participant) -> Participant:
        """The other one."""
        return self.mentee if who.pk == self.mentor_id else self.mentor


class PairSide(OwnedRecord):
    """What one of two answered, and expects."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="sides")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="sides")
    side = models.CharField(_("side"), max_length=6, choices=Side.choices)
    says = models.CharField(_("svar"), max_length=7, choices=Says.choices, default=Says.WAITING)
    why = models.CharField(_("hvorfor ikke"), max_length=7, choices=NoWhy.choices, blank=True)
    words = EncryptedTextField(_("med egne ord"), default="")
    expects = EncryptedTextField(_("forventer"), default="")
    by_staff = models.BooleanField(default=False)
    answered_at = models.DateTimeField(_("svarede"), null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["side"]
        constraints = [models.UniqueConstraint(fields=["pair", "side"], name="pair_side_once")]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "pair", "side", "says", "why", "by_staff", "answered_at",
            "reminded_on",
        )  # fmt: skip
        identifying = ("participant",)
        sensitive = ("words", "expects")
        person = "participant__person"
        busy: ClassVar[dict[str, Any]] = {"pair__state__in": LIVE}
        erased: ClassVar[dict[str, Any]] = {"words": "", "expects": ""}
        unsaid = ("by_staff", "reminded_on")
        rows = _("Forslag og makkerskaber")
        kept = _("så længe personen er her, derefter kun svaret")

    def __str__(self) -> str:
        return f"{self.side} {self.says}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        return self.participant.about_persons

    @property
    def look(self) -> str:
        """How the answer is marked."""
        return SAYS_LOOKS[Says(self.says)]

    @property
    def has_said(self) -> str:
        """The answer with its reason, in words."""
        if self.says != Says.NO:
            return str(Says(self.says).label)
        why = str(NoWhy(self.why).label) if self.why else ""
        return gettext("Nej: %(why)s") % {"why": why.lower()} if why else gettext("Nej")


class Meeting(OwnedRecord):
    """One time two met; told by one of them, or by both, it is one meeting."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="meetings")
    on = models.DateField()
    way = models.CharField(max_length=8, choices=Way.choices)
    by_mentor = models.BooleanField(default=False)
    by_mentee = models.BooleanField(default=False)
    by_staff = models.BooleanField(default=False)
    told_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "on"],
                condition=models.Q(voided_at=None),
                name="pair_met_once_a_day",
            )
        ]
        indexes = [models.Index(fields=["organisation", "on"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "pair", "on", "way", "by_mentor", "by_mentee", "by_staff",
            "told_at", "voided_at",
        )  # fmt: skip
        person = ("pair__mentee__person", "pair__mentor__person")
        erased: ClassVar[dict[str, Any]] = {}
        captions: ClassVar[dict[str, Any]] = {
            "on": _("mødtes"), "way": _("hvordan"), "by_mentor": _("sagt af mentoren"),
            "by_mentee": _("sagt af menteen"), "by_staff": _("sagt af koordinatoren"),
            "told_at": _("skrevet"), "voided_at": _("taget ud"),
        }  # fmt: skip
        rows = _("Møder i makkerskabet")
        kept = _("så længe makkerskabet")

    def __str__(self) -> str:
        return f"{self.on}"

    def is_told_by_alone(self, side: str) -> bool:
        """Whether one of the two, and nobody else, has told of it."""
        told = {Side.MENTEE: self.by_mentee, Side.MENTOR: self.by_mentor}
        return not self.by_staff and all(said == (one == side) for one, said in told.items())

    @property
    def told_by(self) -> str:
        """Who said so, in words."""
        who = [
            (self.by_mentee, gettext("menteen")),
            (self.by_mentor, gettext("mentoren")),
            (self.by_staff, gettext("koordinatoren")),
        ]
        return gettext(" og ").join(word for said, word in who if said)


class FollowUp(OwnedRecord):
    """A coordinator was in touch with a pair, or one of the two asked for it."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="follow_ups")
    asked_by = models.CharField(max_length=6, choices=Side.choices, blank=True)
    """Who asked to be called; empty where the coordinator wrote it."""
    words = EncryptedTextField(default="")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-at"]
        indexes = [models.Index(fields=["organisation", "done_at", "due_on"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "pair", "asked_by", "at", "due_on", "done_at")
        identifying = ("by",)
        sensitive = ("words",)
        person = ("pair__mentee__person", "pair__mentor__person")
        closed = ("words",)
        writers: tuple[str, ...] = ()  # An extract is about one of two: nobody reads them there.
        rows = _("Opfølgning på makkerskab")
        captions: ClassVar[dict[str, Any]] = {
            "asked_by": _("bad om det"), "words": _("hvad der er skrevet"), "at": _("skrevet"),
            "due_on": _("følges op"),
        }  # fmt: skip
        unsaid = ("done_at", "by")
        kept = _("så længe begge er her")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whose record is read when an encrypted field is opened."""
        both = (self.pair.mentee.person_id, self.pair.mentor.person_id)
        return tuple(person for person in both if person)
