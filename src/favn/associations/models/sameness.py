"""What a person decided about two associations: one and the same, or two. It can be taken back."""

from django.db import models
from django.db.models import Q

from favn.associations.models.entries import Entry
from favn.kit.encryption import UnloggedTextField
from favn.people.organisations.models import OwnedRecord


class Verdict(OwnedRecord):
    """One decision about one pair, with what spoke for and against when it was made."""

    one = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="verdicts")
    other = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="verdicts_of_other")
    is_same = models.BooleanField()
    why = UnloggedTextField(default="")
    weight = models.FloatField()
    reasons = models.JSONField(default=list)
    names_before = models.TextField(blank=True)
    """The other names of `one` before the two were joined."""
    at = models.DateTimeField()
    by_label = models.CharField(max_length=120)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"], condition=Q(undone_at=None), name="verdict_stands_once"
            )
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "one", "other", "is_same", "weight", "reasons", "names_before",
            "at", "undone_at",
        )  # fmt: skip
        identifying = ("why", "by_label")
        kept = "as long as the entries"

    def __str__(self) -> str:
        return f"{self.one_id} {'=' if self.is_same else '≠'} {self.other_id}"
