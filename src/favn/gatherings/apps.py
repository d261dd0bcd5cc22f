"""Gatherings as a Django app."""

from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    """Events with sign-up, seats, invitations and attendance."""

    name = "favn.gatherings"
    label = "gatherings"
