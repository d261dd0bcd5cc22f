"""Policy as a Django app."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Plan, initiatives and quarterly counts."""

    name = "favn.policy"
    label = "policy"
