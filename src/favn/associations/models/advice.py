"""That an association was advised: when, about what; two counts come of it."""

from typing import Any, ClassVar

from django.db import models

from favn.associations.choices import AdviceSubject
from favn.associations.models.entries import Entry
from favn.associations.models.errands import Errand
from favn.kit.encryption import UnloggedTextField
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord


class Advice(OwnedRecord):
    """One advice session with one association. It is struck with a reason, never written over."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="advice")
    errand = models.ForeignKey(
        Errand, null=True, blank=True, on_delete=models.SET_NULL, related_name="advice"
    )
    """The errand that asked for it."""
    on = models.DateField()
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=10, choices=AdviceSubject.choices)
    holder = models.CharField(max_length=120)
    about = UnloggedTextField(default="")
    next_step = UnloggedTextField(default="")
    is_first = models.CharField(max_length=3, default="no")
    """“yes” for one session of each association in a year, so that associations can be counted."""
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_because = UnloggedTextField(default="")

    class Meta(OwnedRecord.Meta):
        ordering: ClassVar[list[str]] = ["-on", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "year", "month"]),
            models.Index(fields=["organisation", "entry"]),
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "entry", "errand", "on", "year", "month", "subject", "is_first",
            "struck_at",
        )  # fmt: skip
        identifying = ("holder", "about", "next_step", "struck_because")
        statistical: ClassVar[dict[str, str]] = {"subject": "subject", "is_first": "is_first"}
        labels: ClassVar[dict[str, Any]] = {"subject": AdviceSubject}
        counted: ClassVar[dict[str, Any]] = {"struck_at": None}
        kept = "unlimited; who advised and the words 5 years"
        ends = Ends("on", months=60, empties=("holder", "about", "next_step", "struck_because"))

    def __str__(self) -> str:
        return f"{self.on} {self.get_subject_display()}"
