"""Pathways as a Django app."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    """Mentoring, guide schemes and the employment programme."""

    name = "favn.pathways"
    label = "pathways"
