"""Sign-in as allauth does it, without open sign-up: accounts are made by those who invite."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody makes an account for themselves."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail og adgangskode passer ikke sammen. Skriv dem igen."),
        "too_many_login_attempts": _("Der er prøvet for mange gange. Vent lidt, og prøv igen."),
        "enter_current_password": _("Det er ikke den adgangskode, du har nu. Skriv den igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False
