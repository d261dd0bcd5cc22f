"""Who asks: the account of a session, fetched together with its memberships."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from favn.people.accounts.models import Account
from favn.people.accounts.queries import FETCHED, memberships_by_key


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's sign-in; every request then asks once for the account and what it may be."""

    def get_user(self, user_id: Any) -> Account | None:
        """The active account with this id, or None; a person of the demo only in the demo."""
        rows = memberships_by_key(Account._meta.pk.to_python(user_id))
        account: Account | None = rows[0].account if rows else super().get_user(user_id)
        if account is None or (account.is_demo and not settings.DEMO):
            return None
        setattr(account, FETCHED, rows)
        return account
