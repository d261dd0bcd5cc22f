"""The door as a Django app, for its templates."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Start page, menu and error pages."""

    name = "favn.config"
    label = "door"
