"""A committee paper that was read, and its lines as they wait for somebody to look at them.

The lines keep what the paper says, word for word; what became of a line stands beside it, so that
the whole paper can be taken back.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord
from favn.policy.choices import Status
from favn.policy.models.plan import Initiative, Plan


class Effect(models.TextChoices):
    """What a line of a paper does, or did, to the plan."""

    NEW = "new", _("Ny indsats")
    TITLE = "title", _("Ny titel")
    SAME = "same", _("Uændret")


class UploadedPaper(OwnedRecord):
    """One file read for one plan. `year` is the year its statuses speak of."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="papers")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    notes = models.JSONField(default=list)
    """What holds for the whole paper: [kind, about] by `imports.Note`."""
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=120)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.CharField(max_length=120, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-read_at"]
        constraints = [models.UniqueConstraint(fields=["plan", "sha256"], name="paper_once")]

    class Privacy:
        ordinary = (
            "id", "organisation", "plan", "name", "sha256", "kind", "year", "notes", "read_at",
            "taken_at", "undone_at",
        )  # fmt: skip
        identifying = ("read_by", "taken_by")
        kept = "unlimited; names 5 years"
        ends = Ends("read_at", months=60, empties=("read_by", "taken_by"))

    def __str__(self) -> str:
        return self.name


class UploadedLine(OwnedRecord):
    """One line of a paper. `status` is inferred from the words in `because`, never more."""

    paper = models.ForeignKey(UploadedPaper, on_delete=models.PROTECT, related_name="lines")
    rank = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(null=True, blank=True)
    office = models.CharField(max_length=300, blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    place = models.CharField(max_length=60)
    status = models.CharField(max_length=10, choices=Status.choices, blank=True)
    because = models.CharField(max_length=300, blank=True)
    doubts = models.JSONField(default=list)
    """[kind, about] by `imports.Doubt`."""
    effect = models.CharField(max_length=10, choices=Effect.choices, blank=True)
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="paper_lines"
    )
    title_before = models.CharField(max_length=200, blank=True)
    version_after = models.PositiveIntegerField(default=0)
    history_after = models.PositiveIntegerField(default=0)
    """How many lines the initiative's history had when the paper was taken."""
    wrote_text = models.BooleanField(default=False)

    class Meta(OwnedRecord.Meta):
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["paper", "rank"], name="paper_line_once")]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "paper", "rank", "number", "office", "title", "text", "place",
            "status", "because", "doubts", "effect", "initiative", "title_before",
            "version_after", "history_after", "wrote_text",
        )  # fmt: skip
        kept = "as long as the paper"

    def __str__(self) -> str:
        return f"{self.number or '–'}. {self.title[:80]}"
