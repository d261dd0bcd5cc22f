"""Barometer as a Django app."""

from django.apps import AppConfig


class BarometerConfig(AppConfig):
    """Goals, indicators and what was observed."""

    name = "favn.barometer"
    label = "barometer"
