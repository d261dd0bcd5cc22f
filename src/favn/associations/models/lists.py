"""A list of associations that was read from a file, and its lines as they wait for a look."""

from django.db import models

from favn.associations.choices import LineChoice
from favn.associations.models.entries import Entry
from favn.kit.encryption import UnloggedJSONField
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord
from favn.statistics.bodies import Why


class ReadList(OwnedRecord):
    """One file, read whole. It is taken in one go and can be taken back."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    """Field → the heading it was read from."""
    unread = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=120)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.CharField(max_length=120, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-read_at"]
        constraints = [models.UniqueConstraint(fields=["organisation", "sha256"], name="list_once")]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "name", "sha256", "columns", "unread", "notes", "read_at",
            "taken_at",
        )  # fmt: skip
        identifying = ("read_by", "taken_by")
        kept = "2 years"
        ends = Ends("read_at", months=24)

    def __str__(self) -> str:
        return self.name


class ReadLine(OwnedRecord):
    """One line: what it says, why it cannot be taken, what it may be the same as."""

    of = models.ForeignKey(ReadList, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    said = UnloggedJSONField(default=dict)
    faults = models.JSONField(default=list)
    doubts = UnloggedJSONField(default=list)
    """Whom it may be: [[what: "entry" or "line", its key, its name, weight, [[why, words]]]]."""
    choice = models.CharField(max_length=10, choices=LineChoice.choices, blank=True)
    chosen = models.CharField(max_length=40, blank=True)
    """The entry it is the same as."""
    entry = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.SET_NULL, related_name="read_lines"
    )

    class Meta(OwnedRecord.Meta):
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="list_line_once")]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "of", "number", "faults", "choice", "chosen", "entry",
        )  # fmt: skip
        identifying = ("said", "doubts")
        kept = "as long as the list"

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def twins(self) -> set[str]:
        """Keys of those that have its CVR number and likely are it: no section, no other name."""
        unlike = {Why.SECTION, Why.UNDER, Why.OTHER_WORDS}
        told = (
            (key, {why for why, _word in reasons})
            for _kind, key, _name, _weight, is_likely, reasons in self.doubts
            if is_likely
        )
        return {key for key, whys in told if Why.SAME_CVR in whys and not whys & unlike}
