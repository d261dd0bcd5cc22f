"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts, memberships and roles."""

    name = "favn.people.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Allauth tells by signal alone that a factor was made."""
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415 - needs the registry

        from favn.people.accounts import second_factor  # noqa: PLC0415

        authenticator_added.connect(second_factor.first_was_made, dispatch_uid="favn-factor")
