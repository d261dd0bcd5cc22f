"""What a plan costs: amounts in whole kroner, linked so that none counts twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.people.organisations.models import OwnedRecord, Unit
from favn.policy.choices import Step
from favn.policy.models.plan import Initiative, Plan


class Amount(OwnedRecord):
    """Some kroner applied for, budgeted, granted or spent, for one year or several.

    `part_of`: it is inside another amount. `same_as`: it is another amount, told once more.
    `unit` and `pool` say whom it comes from, which need not be the initiative's owner.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="amounts")
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="amounts"
    )
    title = models.CharField(_("hvad beløbet er"), max_length=160)
    step = models.CharField(max_length=10, choices=Step.choices)
    kroner = models.BigIntegerField()
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pool = models.CharField(max_length=120, blank=True)
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="echoes"
    )
    note = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    struck_on = models.DateField(null=True, blank=True)
    """Taken out again; it stands in history and counts nowhere."""

    class Meta(OwnedRecord.Meta):
        ordering = ["first_year", "step", "-kroner", "title"]

    class Privacy:
        ordinary = (
            "id", "organisation", "plan", "initiative", "title", "step", "kroner", "first_year",
            "last_year", "unit", "pool", "part_of", "same_as", "note", "version", "struck_on",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.title}: {self.kroner}"
