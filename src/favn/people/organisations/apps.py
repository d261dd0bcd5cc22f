"""Organisations as a Django app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Tenants, parties and units."""

    name = "favn.people.organisations"
    label = "organisations"
