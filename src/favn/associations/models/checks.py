"""A round of resource checks on both sides, and the next steps that come out of one mirror."""

from datetime import date

from django.db import models

from favn.associations.choices.steps import (
    OWED_STEPS,
    STEP_LOOKS,
    STEP_MOVES,
    Hand,
    Side,
    StepState,
)
from favn.associations.models.entries import Entry
from favn.kit import clock
from favn.kit.encryption import UnloggedTextField
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord, Unit
from favn.surveys.models import Wave


class CheckRound(OwnedRecord):
    """One time associations and the municipality's offices are asked about the same subjects."""

    title = models.CharField(max_length=120)
    theirs = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="+")
    ours = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="+")
    citizenship = models.ForeignKey(
        Wave, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()

    class Meta(OwnedRecord.Meta):
        ordering = ["-opened_at"]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "title", "theirs", "ours", "citizenship", "opened_at")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title

    @property
    def waves(self) -> list[Wave]:
        """Every wave of it; the associations' first."""
        return [wave for wave in (self.theirs, self.ours, self.citizenship) if wave]

    @property
    def is_emptied(self) -> bool:
        """Whether its answers have been let go."""
        return all(wave.is_emptied for wave in self.waves)

    @property
    def is_closed(self) -> bool:
        """Whether nobody can answer any more."""
        return all(wave.is_closed for wave in self.waves)


class NextStep(OwnedRecord):
    """What two sides mean to do after a check: who, what, by when, and what came of it."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="steps")
    round = models.ForeignKey(CheckRound, on_delete=models.PROTECT, related_name="steps")
    subject = models.CharField(max_length=60, blank=True)
    """The key of the subject it is about, as in the check."""
    what = UnloggedTextField()
    hand = models.CharField(max_length=10, choices=Hand.choices)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    holder = UnloggedTextField(default="")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.PROPOSED)
    proposed_by = models.CharField(max_length=10, choices=Side.choices)
    proposed_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    """The day of the meeting where both sides said yes; such a step needs no second yes."""
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = UnloggedTextField(default="")
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["due_on", "proposed_at"]
        indexes = [
            models.Index(fields=["organisation", "entry"]),
            models.Index(fields=["organisation", "state", "due_on"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "entry", "round", "subject", "hand", "unit", "due_on", "state",
            "proposed_by", "proposed_at", "agreed_at", "met_on", "ended_at", "version",
        )  # fmt: skip
        identifying = ("what", "holder", "outcome")
        kept = "5 years after it ended"
        ends = Ends("ended_at", months=60)

    def __str__(self) -> str:
        return str(self.what)

    @property
    def look(self) -> str:
        """How its state is marked beside the word."""
        return STEP_LOOKS[StepState(self.state)]

    @property
    def moves(self) -> list[StepState]:
        """What it may become."""
        return list(STEP_MOVES[StepState(self.state)])

    @property
    def who(self) -> str:
        """Whose it is: the side, its office, and whoever was named."""
        parts = (str(self.get_hand_display()), self.unit.name if self.unit else "", self.holder)
        return ", ".join(part for part in parts if part)

    def is_late(self, today: date | None = None) -> bool:
        """Whether both stand by it and its day has passed."""
        return self.state in OWED_STEPS and self.due_on < (today or clock.today())

    @property
    def days_late(self) -> int:
        """Whole days since it was due; 0 where it is not late."""
        return (clock.today() - self.due_on).days if self.is_late() else 0
