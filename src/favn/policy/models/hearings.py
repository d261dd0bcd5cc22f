"""When a committee was heard about another committee's case, and what became of its word."""

from django.db import models

from favn.people.organisations.models import OwnedRecord, Unit
from favn.policy.models.rounds import StatusRound


class Hearing(OwnedRecord):
    """One case of another committee in one round's year, with the word that was given."""

    round = models.ForeignKey(StatusRound, on_delete=models.PROTECT, related_name="hearings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    """The committee that was heard."""
    case = models.CharField(max_length=200)
    case_of = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    word = models.TextField()
    outcome = models.CharField(max_length=300, blank=True)
    """Empty until it is known what became of it."""
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["on", "case"]

    class Privacy:
        ordinary = (
            "id", "organisation", "round", "unit", "case", "case_of", "on", "word", "outcome",
            "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.case
