"""What initiatives ask associations to count, and what was sent.

A count crosses the border between two tenants. Each side writes only rows of its own: the
association its count and lines, the municipality its duties and answers; the other side reads
them, and the database itself knows when.
"""

import uuid

from django.db import models

from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import Organisation, OwnedRecord
from favn.policy import rules
from favn.policy.choices import Shown, State, Verdict
from favn.policy.models.plan import Initiative
from favn.statistics.figures import Period


class CountDuty(OwnedRecord):
    """Which figures an initiative asks an association for, each quarter from first to last.

    Number and title of the initiative are written on it, because the association sees the duty
    but not the municipality's plan.
    """

    addressed_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="duties")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    figures = models.JSONField(default=list)
    first_quarter = models.CharField(max_length=7)
    last_quarter = models.CharField(max_length=7)
    deadline_days = models.PositiveSmallIntegerField(default=20)
    asked_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["number", "first_quarter"]
        indexes = [models.Index(fields=["addressed_to"])]

    class Border:
        addressed_to = "addressed_to"

    class Privacy:
        ordinary = (
            "id", "organisation", "addressed_to", "initiative", "number", "title", "figures",
            "first_quarter", "last_quarter", "deadline_days", "asked_at", "stopped_at",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def quarters(self) -> list[Period]:
        """Every quarter it covers, oldest first."""
        first, last = Period.parse(self.first_quarter), Period.parse(self.last_quarter)
        return rules.quarters_between(first, last)

    def count_id(self, period: Period) -> uuid.UUID:
        """The id of this duty's count of a quarter, so that two who send make one row."""
        return uuid.uuid5(self.pk, str(period))


class Count(OwnedRecord):
    """An association's count of one quarter. Accepted or asked back stands on the answers."""

    addressed_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    duty = models.ForeignKey(CountDuty, on_delete=models.PROTECT, related_name="counts")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    through = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    """A draft's words, kept until it is sent; from then on they stand on the sending."""
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=120, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    withdrawn_version = models.PositiveIntegerField(default=0)
    """The last version that was taken back: nothing up to it may be shown as a number again."""

    class Meta(OwnedRecord.Meta):
        ordering = ["-year", "-quarter"]
        indexes = [models.Index(fields=["organisation"]), models.Index(fields=["addressed_to"])]
        constraints = [
            models.UniqueConstraint(fields=["duty", "year", "quarter"], name="count_once")
        ]

    class Border:
        addressed_to = "addressed_to"
        addressed_when = {"state__in": ["sent", "withdrawn"]}
        across = {"duty": "addressed_to"}

    class Privacy:
        ordinary = (
            "id", "organisation", "addressed_to", "duty", "year", "quarter", "state", "version",
            "through", "sent_at", "withdrawn_at", "withdrawn_version",
        )  # fmt: skip
        identifying = ("note", "sent_by", "withdrawn_by", "withdrawn_reason")
        kept = "unlimited; names and words 5 years"
        ends = Ends(
            "sent_at", months=60,
            empties=("sent_by", "note", "withdrawn_by", "withdrawn_reason"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.period} {self.duty_id}"

    @property
    def period(self) -> Period:
        """Its quarter."""
        return rules.quarter(self.year, self.quarter)

    @property
    def is_final(self) -> bool:
        """Whether it covers the quarter to its last day."""
        return self.through is not None and self.through >= rules.last_day(self.period)


class CountSending(OwnedRecord):
    """One sending of a count, with the words that went with it; a correction is another one."""

    addressed_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    count = models.ForeignKey(Count, on_delete=models.PROTECT, related_name="sendings")
    version = models.PositiveIntegerField()
    number = models.PositiveSmallIntegerField()
    """The count's first, second … sending, as both sides speak of it."""
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    shown = models.CharField(max_length=3, choices=Shown.choices, default=Shown.YES)

    class Meta(OwnedRecord.Meta):
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["count", "version"], name="count_sending_once")
        ]

    class Border:
        addressed_to = "addressed_to"
        addressed_when = {"shown__in": ["yes"]}

    class Privacy:
        ordinary = (
            "id", "organisation", "addressed_to", "count", "version", "number", "at", "shown",
        )  # fmt: skip
        identifying = ("note", "by")
        kept = "unlimited; names and words 5 years"
        ends = Ends("at", months=60, empties=("by", "note"))

    def __str__(self) -> str:
        return f"{self.number}: {self.count_id}"


class CountLine(OwnedRecord):
    """One approved number of one sent version, with what it rested on."""

    addressed_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    count = models.ForeignKey(Count, on_delete=models.PROTECT, related_name="lines")
    version = models.PositiveIntegerField()
    figure = models.CharField(max_length=80)
    value = models.BigIntegerField(null=True)
    snapshot = models.CharField(max_length=64)
    as_of = models.DateTimeField()
    through = models.DateField()
    approved_at = models.DateTimeField()
    approved_by = models.CharField(max_length=120)
    release_id = models.UUIDField()
    shown = models.CharField(max_length=3, choices=Shown.choices, default=Shown.YES)

    class Meta(OwnedRecord.Meta):
        ordering = ["-version", "figure"]
        indexes = [models.Index(fields=["organisation", "figure"])]
        constraints = [
            models.UniqueConstraint(fields=["count", "version", "figure"], name="count_line_once")
        ]

    class Border:
        addressed_to = "addressed_to"
        addressed_when = {"shown__in": ["yes"]}

    class Privacy:
        ordinary = (
            "id", "organisation", "addressed_to", "count", "version", "figure", "value",
            "snapshot", "as_of", "through", "approved_at", "release_id", "shown",
        )  # fmt: skip
        identifying = ("approved_by",)
        kept = "unlimited; names 5 years"
        ends = Ends("approved_at", months=60, empties=("approved_by",))

    def __str__(self) -> str:
        return f"{self.figure}: {self.value}"


class CountAnswer(OwnedRecord):
    """What the municipality answered to one sent version, with its copy of what it accepted."""

    addressed_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    count = models.ForeignKey(Count, on_delete=models.PROTECT, related_name="answers")
    count_version = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    question = models.CharField(max_length=500, blank=True)
    values = models.JSONField(default=dict)
    """figure → {value, snapshot, as_of, through}; empty where it was asked back."""
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta(OwnedRecord.Meta):
        ordering = ["-count_version"]
        constraints = [
            models.UniqueConstraint(fields=["count", "count_version"], name="count_answer_once")
        ]

    class Border:
        addressed_to = "addressed_to"
        across = {"count": "addressed_to"}

    class Privacy:
        ordinary = (
            "id", "organisation", "addressed_to", "count", "count_version", "verdict", "values",
            "at",
        )  # fmt: skip
        identifying = ("question", "by")
        kept = "unlimited; names and words 5 years"
        ends = Ends("at", months=60, empties=("by", "question"))

    def __str__(self) -> str:
        return f"{self.verdict} {self.count_version}"


class CountReminder(OwnedRecord):
    """The municipality reminded an association of a quarter that is late; at most once a day."""

    addressed_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    duty = models.ForeignKey(CountDuty, on_delete=models.PROTECT, related_name="reminders")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    on = models.DateField()
    told = models.PositiveSmallIntegerField()
    """How many of the association's people it was mailed to."""
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta(OwnedRecord.Meta):
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "year", "quarter", "on"], name="count_reminder_once_a_day"
            )
        ]

    class Border:
        addressed_to = "addressed_to"

    class Privacy:
        ordinary = (
            "id", "organisation", "addressed_to", "duty", "year", "quarter", "on", "told", "at",
        )  # fmt: skip
        identifying = ("by",)
        kept = "unlimited; names 5 years"
        ends = Ends("at", months=60, empties=("by",))

    def __str__(self) -> str:
        return f"{self.on} {self.duty_id}"
