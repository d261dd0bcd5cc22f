"""What each side of a pair answered at each moment: what came of it, told by both.

When a question was asked by letter and reminded of stands on it; its own link opens it alone.
"""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.outcomes import OPEN_FOR, QUESTIONS, TO_THEM, VERSION, Moment, Said
from favn.pathways.models.mentoring import Participant, begun
from favn.pathways.models.pairs import Pair
from favn.people.organisations.models import OwnedRecord


def _answer(label: Any) -> Any:
    return models.CharField(label, max_length=6, choices=Said.choices, blank=True)


class Outcome(OwnedRecord):
    """One side asked at one moment. Asked and unanswered it stays, so that nobody drops out."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="outcomes")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="outcomes")
    side = models.CharField(_("side"), max_length=6, choices=Side.choices)
    moment = models.CharField(_("hvornår"), max_length=6, choices=Moment.choices)
    due_on = models.DateField(_("spurgt"))
    asked_at = models.DateTimeField(null=True, blank=True)
    """When a letter about it was decided; before that nobody has been asked."""
    reminded_on = models.DateField(null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=VERSION)
    """Which words were asked; those of a start and of its end are compared only where the same."""
    job = _answer(QUESTIONS["job"])
    education = _answer(QUESTIONS["education"])
    danish = _answer(QUESTIONS["danish"])
    network = _answer(QUESTIONS["network"])
    by_staff = models.BooleanField(default=False)
    answered_at = models.DateTimeField(_("svarede"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["due_on", "side"]
        constraints = [
            models.UniqueConstraint(fields=["pair", "side", "moment"], name="outcome_asked_once")
        ]
        indexes = [models.Index(fields=["organisation", "moment", "due_on"])]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "pair", "side", "moment", "due_on", "asked_at", "reminded_on",
            "version", "by_staff", "answered_at",
        )  # fmt: skip
        identifying = ("participant",)
        sensitive = ("job", "education", "danish", "network")
        person = "participant__person"
        erased: ClassVar[dict[str, Any]] = {}
        unsaid = ("by_staff", "asked_at", "reminded_on", "version")
        rows = _("Svar om makkerskabet")
        kept = _("så længe personen er her, derefter kun som et tal")

    def __str__(self) -> str:
        return f"{self.side} {self.moment}"

    @property
    def about_persons(self) -> tuple[uuid.UUID, ...]:
        """Whom it is about."""
        return self.participant.about_persons

    @property
    def is_answered(self) -> bool:
        """Whether anything was said."""
        return self.answered_at is not None

    @property
    def moment_to_them(self) -> str:
        """When it is about, in words to whoever is asked."""
        return str(TO_THEM.get(self.moment, self.get_moment_display()))

    @property
    def moment_inside(self) -> str:
        """The same inside a sentence: “I” stays as it is."""
        return begun(self.moment_to_them)

    @property
    def closes_on(self) -> date:
        """The last day it can be answered."""
        return self.due_on + OPEN_FOR

    def is_due(self, today: date) -> bool:
        """Whether its day has come."""
        return self.due_on <= today

    def is_open(self, today: date) -> bool:
        """Whether one may answer."""
        return self.due_on <= today <= self.closes_on

    def said(self, question: str) -> str:
        """The key of an answer; empty where there is none."""
        found: str = getattr(self, question)
        return found
