"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts, memberships and roles."""

    name = "favn.people.accounts"
    label = "accounts"
