"""Kinds of organisations and units."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What sort of organisation it is; decides what it may erase and what it may ask for."""

    ASSOCIATION = "association", _("Forening")
    MUNICIPALITY = "municipality", _("Kommune")


class UnitKind(TextChoices):
    """A part of a tenant."""

    OFFICE = "office", _("Forvaltning")
    COMMITTEE = "committee", _("Udvalg")
    TEAM = "team", _("Team")
