"""The centre as a Django app."""

from django.apps import AppConfig


class CentreConfig(AppConfig):
    """Front desk."""

    name = "favn.centre"
    label = "centre"
