"""The yearly round: who owes a status for a year, what was said, asked and frozen.

A draft belongs to the office until it is handed in; what is handed in stands as the year's text,
with who gave it and when. A text read out of older prose is marked as inferred and is never the
office's answer.
"""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from favn.people.accounts.choices import Ended
from favn.people.accounts.links import Link
from favn.people.accounts.mail import Carried
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord, Unit
from favn.policy.choices import Section, Status
from favn.policy.models.plan import Initiative, Plan


class StatusRound(OwnedRecord):
    """One year's collection of statuses for one plan; frozen when it is closed."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="rounds")
    year = models.PositiveSmallIntegerField()
    deadline = models.DateTimeField()
    """The first moment that is too late: midnight after the last day, in Danish time."""
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=120, blank=True)
    frozen = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["plan", "year"], name="status_round_once")]

    class Privacy:
        ordinary = (
            "id", "organisation", "plan", "year", "deadline", "opened_at", "closed_at", "frozen",
            "fingerprint",
        )  # fmt: skip
        identifying = ("closed_by",)
        kept = "unlimited; names 5 years"
        ends = Ends("closed_at", months=60, empties=("closed_by",))

    def __str__(self) -> str:
        return f"{self.plan_id} {self.year}"

    @property
    def is_closed(self) -> bool:
        """Whether nothing more can be said in it."""
        return self.closed_at is not None

    @property
    def last_day(self) -> date:
        """The last local day on time."""
        return localtime(self.deadline - timedelta(seconds=1)).date()

    def is_late(self, moment: datetime) -> bool:
        """Whether the deadline has passed at a moment; the deadline itself is too late."""
        return moment >= self.deadline


class StatusText(OwnedRecord):
    """What is said about one initiative in one year: the words, how far it is, by whom."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="texts")
    year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, blank=True)
    """Empty where older prose was read in and says nothing of how far it is."""
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    written_on = models.DateField()
    written_by = models.CharField(max_length=120)
    is_inferred = models.BooleanField(default=False)
    rests_on = models.CharField(max_length=300, blank=True)
    """The words of older prose that an inferred status was read from."""

    class Meta(OwnedRecord.Meta):
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "year"], name="status_text_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "initiative", "year", "status", "text", "version", "written_on",
            "is_inferred", "rests_on",
        )  # fmt: skip
        identifying = ("written_by",)
        kept = "unlimited; names 5 years"
        ends = Ends("written_on", months=60, empties=("written_by",))

    def __str__(self) -> str:
        return f"{self.year} {self.initiative_id}"


class StatusDraft(OwnedRecord):
    """What an office has begun to write; gone when it is handed in."""

    round = models.ForeignKey(StatusRound, on_delete=models.PROTECT, related_name="drafts")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="drafts")
    status = models.CharField(max_length=10, choices=Status.choices, blank=True)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=120)

    class Meta(OwnedRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["round", "initiative"], name="status_draft_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "round", "initiative", "status", "version", "saved_at")
        identifying = ("text", "saved_by")
        kept = "until it is handed in, at most until the round is closed"

    def __str__(self) -> str:
        return f"{self.round_id} {self.initiative_id}"


class StatusQuestion(Carried):
    """What the editor asked an office about an answer; answered when it is handed in again.

    It is mailed where the office has a link that works, and stands in the round all the same.
    """

    round = models.ForeignKey(StatusRound, on_delete=models.PROTECT, related_name="questions")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(Carried.Meta):
        ordering = ["-asked_at"]

    class Privacy:
        ordinary = (
            "id", "organisation", "round", "initiative", "asked_at", "answered_at", "mail",
            "reached",
        )  # fmt: skip
        identifying = ("question", "asked_by")
        kept = "5 years"
        ends = Ends("asked_at", months=60)

    def __str__(self) -> str:
        return f"{self.round_id} {self.initiative_id}"


class AnswerLink(Link):
    """Opens one office's part of one round without an account, until it runs out."""

    round = models.ForeignKey(StatusRound, on_delete=models.PROTECT, related_name="links")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    opens = ("round", "unit")
    along = ("round__plan", "unit")
    said: ClassVar = {
        Ended.NEWER: gettext_lazy("Der er sendt et nyere link til forvaltningen."),
        Ended.WITHDRAWN: gettext_lazy("Statusrunden er lukket."),
    }
    what_now = gettext_lazy(
        "Bed planens redaktør om et nyt link, hvis I stadig mangler at svare. Det, I har gemt, er"
        " der endnu."
    )

    class Privacy(Link.Privacy):
        ordinary = (*Link.Privacy.ordinary, "round", "unit")

    @property
    def actor_label(self) -> str:
        """What history calls whoever answers by the link."""
        return _("Svarlink til %(unit)s") % {"unit": self.unit.name}


class OfficeReminder(Carried):
    """One office in one press of the reminder: whom it was mailed to, or why it was not."""

    round = models.ForeignKey(StatusRound, on_delete=models.PROTECT, related_name="reminders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    press = models.UUIDField()
    """The form's id: the same form again reminds nobody twice."""
    sent_to = models.EmailField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta(Carried.Meta):
        ordering = ["-at", "unit__name"]
        constraints = [
            models.UniqueConstraint(fields=["press", "unit"], name="office_reminded_once_a_press")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "round", "unit", "press", "mail", "reached", "at")
        identifying = ("sent_to", "by")
        kept = "1 year"
        ends = Ends("at", months=12)

    def __str__(self) -> str:
        return f"{self.reached} {self.unit_id}"


class CommitteeStep(OwnedRecord):
    """A committee that treats the paper, in order; the council comes last."""

    round = models.ForeignKey(StatusRound, on_delete=models.PROTECT, related_name="steps")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    treated_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="committee_step_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "round", "unit", "position", "treated_on", "outcome", "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.position}. {self.unit_id}"


class Statement(OwnedRecord):
    """One committee's words in one round, in the four fixed sections."""

    round = models.ForeignKey(StatusRound, on_delete=models.PROTECT, related_name="statements")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    plan = models.TextField(blank=True)
    barometer = models.TextField(blank=True)
    together = models.TextField(blank=True)
    ahead = models.TextField(blank=True)
    none_heard = models.BooleanField(default=False)
    """The committee says that no other committee's case was laid before it this year."""
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)

    class Meta(OwnedRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="statement_once")]

    class Privacy:
        ordinary = (
            "id", "organisation", "round", "unit", "plan", "barometer", "together", "ahead",
            "none_heard", "version", "written_at",
        )  # fmt: skip
        identifying = ("written_by",)
        kept = "unlimited; names 5 years"
        ends = Ends("written_at", months=60, empties=("written_by",))

    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id}"

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The four headings with what is written under each."""
        return [(str(section.label), getattr(self, section.value)) for section in Section]

    @property
    def heard_words(self) -> str:
        """What is said where no hearing is written: none is an answer, silence is not."""
        if self.none_heard:
            return _("0 sager: Ingen andre udvalg har hørt udvalget i %(year)s.") % {
                "year": self.round.year
            }
        return _("Udvalget har ikke oplyst, om det er hørt om andre udvalgs sager.")

    @property
    def missing(self) -> list[str]:
        """The sections that nobody has written."""
        return [title for title, text in self.sections if not text.strip()]
