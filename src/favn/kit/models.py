"""The cellar's own tables: history, what the statistics store must read again, and the ledger.

They carry a plain organisation id and actor id, so that nothing here points upwards and history
never blocks a deletion.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from favn.kit.records import TenantRecord


class History(TenantRecord):
    """Who did what to which record, when. Values only of ordinary fields."""

    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=120)
    verb = models.CharField(max_length=40)
    table = models.CharField(max_length=60)
    record_id = models.UUIDField()
    changes = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)

    class Meta(TenantRecord.Meta):
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["organisation_id", "record_id"]),
            models.Index(fields=["organisation_id", "at"]),
        ]

    class Privacy:
        ordinary = ("id", "organisation_id", "at", "verb", "table", "record_id", "changes")
        identifying = ("actor_id", "actor_label", "reason")
        kept = "24 months"

    class Border:
        stays_inside = True

    def __str__(self) -> str:
        return f"{self.verb} {self.table}"


class Change(TenantRecord):
    """One month of one table has changed since the statistics store last read it.

    Appended in the transaction that changes the data, never updated, so writers do not queue on
    a shared row; the reader deletes the ones it saw.
    """

    table = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()

    class Meta(TenantRecord.Meta):
        indexes = [models.Index(fields=["organisation_id", "year"])]

    class Privacy:
        ordinary = ("id", "organisation_id", "table", "year", "month")
        kept = "until the store has read it"

    class Border:
        stays_inside = True

    def __str__(self) -> str:
        return f"{self.table} {self.year}-{self.month:02}"


class EditionName(models.TextChoices):
    """For whom a figure was made; the values are those of `statistics.figures.Edition`."""

    INTERNAL = "internal", _("Huset selv")
    FUNDER = "funder", _("Tilskudsgiver")
    PUBLIC = "public", _("Offentlig")


class Release(TenantRecord):
    """A figure as it left the house: to a funder, into a report, or printed before Favn."""

    figure = models.CharField(max_length=80)
    period = models.CharField(max_length=10)
    by = models.CharField(max_length=40, blank=True)
    edition = models.CharField(max_length=10, choices=EditionName.choices)
    value = models.BigIntegerField(null=True)
    cells = models.JSONField(default=dict)
    snapshot = models.CharField(max_length=64, blank=True)
    released_at = models.DateTimeField()
    purpose = models.CharField(max_length=200)

    class Meta(TenantRecord.Meta):
        ordering = ["-released_at"]
        indexes = [models.Index(fields=["organisation_id", "figure", "period"])]

    class Privacy:
        ordinary = (
            "id", "organisation_id", "figure", "period", "by", "edition", "value", "cells",
            "snapshot", "released_at", "purpose",
        )  # fmt: skip
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.figure} {self.period}: {self.value}"


class ContentVersion(models.Model):
    """What a tenant's content is called now; see `kit.kept`.

    Not a row of the tenant: whoever serves kept pages reads all of them at once.
    """

    tenant = models.UUIDField(primary_key=True)
    version = models.BigIntegerField()

    class Privacy:
        ordinary = ("tenant", "version")
        kept = "unlimited"

    def __str__(self) -> str:
        return f"{self.tenant} {self.version}"
