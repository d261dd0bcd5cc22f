"""Kinds of organisations and units."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from favn.kit.log_words import Words


class Kind(TextChoices):
    """What sort of organisation it is; decides what it may erase and what it may ask for."""

    ASSOCIATION = "association", _("Forening")
    MUNICIPALITY = "municipality", _("Kommune")


class UnitKind(TextChoices):
    """A part of a tenant."""

    OFFICE = "office", _("Forvaltning")
    COMMITTEE = "committee", _("Udvalg")
    TEAM = "team", _("Team")


LOG = Words(
    "organisations",
    verbs={"lock-minutes": _("Minutter før skærmlås valgt")},
    things={
        "organisation": _("part"),
        "unit": _("forvaltning eller team"),
    },
)
"""What the log calls what is done here."""
