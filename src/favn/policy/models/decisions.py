"""What committees decided about initiatives, and what a panel recommended and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.people.organisations.models import OwnedRecord, Unit
from favn.policy.choices import Outcome, Ruling, Touch
from favn.policy.models.plan import Initiative, Plan


class Decision(OwnedRecord):
    """A committee's decision. Where its day is not known in full, `day_words` says what is."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="decisions")
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    ruling = models.CharField(max_length=10, choices=Ruling.choices)
    on = models.DateField()
    day_words = models.CharField(max_length=120, blank=True)
    title = models.CharField(_("hvad der blev besluttet"), max_length=200)
    version = models.PositiveIntegerField(default=1)
    struck_on = models.DateField(null=True, blank=True)
    """Taken out again: written twice or in the wrong place. It stands in history."""

    class Meta(OwnedRecord.Meta):
        ordering = ["on", "ruling"]

    class Privacy:
        ordinary = (
            "id", "organisation", "plan", "body", "ruling", "on", "day_words", "title", "version",
            "struck_on",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.on} {self.title}"


class Touched(OwnedRecord):
    """An initiative that a decision is about, or that came out of it.

    One decision about two studies has its follow-ups once, so three are never told as six.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="touched")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="touched")
    touch = models.CharField(max_length=10, choices=Touch.choices)

    class Meta(OwnedRecord.Meta):
        ordering = ["touch", "initiative__number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "initiative"], name="touched_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "decision", "initiative", "touch")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.touch} {self.initiative_id}"


class Recommendation(OwnedRecord):
    """What a panel recommended to an office or committee, and what became of it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="recommendations")
    panel = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)
    addressee = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.UNANSWERED)
    answer = models.CharField(max_length=400, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    struck_on = models.DateField(null=True, blank=True)
    """Taken out again; it stands in history and counts nowhere."""

    class Meta(OwnedRecord.Meta):
        ordering = ["-year", "text"]

    class Privacy:
        ordinary = (
            "id", "organisation", "plan", "panel", "year", "text", "addressee", "outcome",
            "answer", "answered_on", "initiative", "version", "struck_on",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.text
