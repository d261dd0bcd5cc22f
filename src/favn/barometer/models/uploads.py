"""A file of numbers that was read, what it was chosen to mean, and what it became."""

from django.db import models

from favn.barometer.models.register import Definition, Indicator
from favn.people.organisations.keeping import Ends
from favn.people.organisations.models import OwnedRecord


class Mapping(OwnedRecord):
    """How one source's files are read, kept for the next file of the same source.

    `choices` is dimension → the label chosen of it; `names` is the file's name → a group's id.
    """

    source = models.CharField(max_length=200)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="mappings")
    choices = models.JSONField(default=dict)
    names = models.JSONField(default=dict)

    class Meta(OwnedRecord.Meta):
        ordering = ["source"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source", "indicator"], name="mapping_once"
            )
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = ("id", "organisation", "source", "indicator", "choices", "names")
        kept = "unlimited"

    def __str__(self) -> str:
        return self.source


class Upload(OwnedRecord):
    """One file, read whole. It waits for review, is taken in one go, and can be taken back.

    `table` is the file's content: `{"dimensions": [[name, [labels]]], "cells": [[places, value,
    where]], "faults": [[where, sentence kind, about]]}`.
    """

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    source = models.CharField(max_length=200)
    title = models.CharField(max_length=300, blank=True)
    unit_words = models.CharField(max_length=120, blank=True)
    notes = models.JSONField(default=list)
    table = models.JSONField(default=dict)
    definition = models.ForeignKey(
        Definition, null=True, blank=True, on_delete=models.PROTECT, related_name="uploads"
    )
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=120)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.CharField(max_length=120, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        ordering = ["-read_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sha256"], name="upload_once")
        ]

    class Border:
        stays_inside = True

    class Privacy:
        ordinary = (
            "id", "organisation", "name", "sha256", "kind", "source", "title", "unit_words",
            "notes", "table", "definition", "read_at", "taken_at", "undone_at",
        )  # fmt: skip
        identifying = ("read_by", "taken_by")
        kept = "unlimited; names 5 years"
        ends = Ends("read_at", months=60, empties=("read_by", "taken_by"))

    def __str__(self) -> str:
        return self.name
