"""Publishing as a Django app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The centre's year and the living figure."""

    name = "favn.publishing"
    label = "publishing"
