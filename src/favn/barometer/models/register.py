"""Indicators under goals, their definitions by version, their groups, and their targets."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.barometer.choices import LEAST_CHANGE, Data, Measure, Part, Precision, Unit, Wish
from favn.people.organisations.models import OwnedRecord


class Scheme(OwnedRecord):
    """A way to divide people or places, such as “herkomst, som skolerne opgør den”."""

    slug = models.SlugField(max_length=60)
    title = models.CharField(_("navn"), max_length=160)
    note = models.CharField(max_length=500, blank=True)
    """Whose division it is, and what it must not be mixed up with."""

    class Meta(OwnedRecord.Meta):
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="scheme_slug_once")
        ]

    class Privacy:
        ordinary = ("id", "organisation", "slug", "title", "note")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title


class Group(OwnedRecord):
    """One part of a scheme; a band of numbers has its lowest and highest value."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="groups")
    title = models.CharField(_("navn"), max_length=120)
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.ONE)
    rank = models.PositiveSmallIntegerField(default=0)
    lowest = models.PositiveIntegerField(null=True, blank=True)
    highest = models.PositiveIntegerField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["rank", "title"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "title"], name="group_title_once"),
            models.UniqueConstraint(
                fields=["scheme", "part"],
                condition=models.Q(part__in=["focus", "beside", "whole"]),
                name="group_part_once",
            ),
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "scheme", "title", "part", "rank", "lowest", "highest",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title


class Indicator(OwnedRecord):
    """What is followed under a goal. Only a published one is seen by the public."""

    slug = models.SlugField(max_length=60)
    title = models.CharField(_("navn"), max_length=160)
    goal = models.ForeignKey(
        "policy.Goal", null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    scheme = models.ForeignKey(
        Scheme, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    rank = models.PositiveSmallIntegerField(default=0)
    measure = models.CharField(max_length=10, choices=Measure.choices, default=Measure.VALUE)
    wish = models.CharField(max_length=10, choices=Wish.choices, default=Wish.NONE)
    parity = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    """The value at which two groups are alike, where the number itself is a comparison."""
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedRecord.Meta):
        ordering = ["rank", "title"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="indicator_slug_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "slug", "title", "goal", "scheme", "rank", "measure", "wish",
            "parity", "published_at", "version",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return self.title


class Definition(OwnedRecord):
    """How an indicator is counted from a day on. A new version is a break; old ones stay."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="definitions")
    number = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    unit = models.CharField(max_length=10, choices=Unit.choices)
    says = models.TextField()
    """What one value says, in a sentence."""
    source = models.CharField(max_length=300)
    base = models.CharField(max_length=300, blank=True)
    method = models.TextField(blank=True)
    caveats = models.TextField(blank=True)
    changed = models.CharField(max_length=500, blank=True)
    """What is different from the version before: the reason for the break."""
    data = models.CharField(max_length=10, choices=Data.choices, default=Data.UNKNOWN)
    least_change = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="definition_number_once")
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "indicator", "number", "valid_from", "unit", "says", "source",
            "base", "method", "caveats", "changed", "data", "least_change",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.indicator_id} v{self.number}"

    @property
    def smallest(self) -> float:
        """The smallest change that may be called one, in the unit of a difference."""
        if self.least_change is not None:
            return float(self.least_change)
        return float(LEAST_CHANGE.get(Unit(self.unit), 0))


class Target(OwnedRecord):
    """What should be reached by a day. Several of them are a path."""

    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="targets")
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    precision = models.CharField(max_length=10, choices=Precision.choices, default=Precision.YEAR)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    is_each_period = models.BooleanField(default=False)
    """So many every year, rather than a level to arrive at."""
    source = models.CharField(max_length=300, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "on"],
                condition=models.Q(group=None),
                name="target_once_for_all",
            ),
            models.UniqueConstraint(
                fields=["definition", "group", "on"],
                condition=models.Q(group__isnull=False),
                name="target_once_per_group",
            ),
        ]

    class Privacy:
        ordinary = (
            "id", "organisation", "definition", "group", "on", "precision", "value",
            "is_each_period", "source",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.value} {self.on}"
