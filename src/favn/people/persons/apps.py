"""Persons as a Django app."""

from django.apps import AppConfig


class PersonsConfig(AppConfig):
    """Cards."""

    name = "favn.people.persons"
    label = "persons"
