"""Associations as a Django app."""

from django.apps import AppConfig


class AssociationsConfig(AppConfig):
    """The directory, the errands, and who knows whom."""

    name = "favn.associations"
    label = "associations"
