"""The plan and its numbered initiatives."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.people.organisations.models import Organisation, OwnedRecord, Unit
from favn.policy.choices import Status


class Plan(OwnedRecord):
    """A municipality's action plan for some years."""

    slug = models.SlugField(max_length=60)
    title = models.CharField(_("titel"), max_length=160)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()

    class Meta(OwnedRecord.Meta):
        ordering = ["-first_year"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="plan_slug_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "slug", "title", "first_year", "last_year")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title


class Initiative(OwnedRecord):
    """One numbered line of the plan, with an office that owns it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="initiatives")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("titel"), max_length=200)
    summary = models.TextField(blank=True)
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="initiatives")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED)
    status_on = models.DateField(null=True, blank=True)
    funded = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    """Of what the plan says about it; its status has a version of its own."""

    class Meta(OwnedRecord.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="initiative_number_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "plan", "number", "title", "summary", "owner", "starts_on",
            "ends_on", "status", "status_on", "funded", "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
