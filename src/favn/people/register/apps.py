"""The pages about persons as a Django app."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Pages; no tables of its own."""

    name = "favn.people.register"
    label = "register"
