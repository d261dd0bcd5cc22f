"""Sign-in as allauth does it, without open sign-up: accounts are made by those who invite.

The second factor's secrets are encrypted, and a browser that has signed in before is counted apart
from strangers who guess.
"""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from favn.kit.addresses import client_of
from favn.people.accounts import devices, sealing
from favn.people.accounts.actions.pins import forgive
from favn.people.accounts.models import Account

PLACE = "mfa.authenticator.secret"
DONE = {
    "account/messages/logged_in.txt": _("Du er logget ind."),
    "mfa/messages/totp_activated.txt": _("Appen er sat op."),
    "mfa/messages/totp_deactivated.txt": _("Appen er fjernet."),
    "mfa/messages/webauthn_added.txt": _("Adgangsnøglen er lavet."),
    "mfa/messages/webauthn_removed.txt": _("Adgangsnøglen er fjernet."),
    "mfa/messages/recovery_codes_generated.txt": _("Du har fået nye nødkoder."),
    "usersessions/messages/sessions_logged_out.txt": _("De andre steder er logget ud."),
}
"""What allauth calls a message, and what we say."""
FRESH = 300
"""Seconds after signing in during which one is not asked again before changing one's factors."""


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody makes an account for themselves."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail og adgangskode passer ikke sammen. Skriv dem igen."),
        "too_many_login_attempts": _("Der er prøvet for mange gange. Vent lidt, og prøv igen."),
        "rate_limited": _("Der er prøvet for mange gange. Vent lidt, og prøv igen."),
        "enter_current_password": _("Det er ikke den adgangskode, du har nu. Skriv den igen."),
        "incorrect_password": _("Det er ikke din adgangskode. Skriv den igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that failed attempts are counted by."""
        return client_of(request)

    def reauthenticate(self, user: Account, password: str) -> bool:
        """Whether it is this account's password; counted like any other attempt."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """As allauth's, but not of somebody who signed in a moment ago."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if any(time.time() - record["at"] < FRESH for record in records):
            return False
        required: bool = super().is_reauthentication_required(app=app, **more)
        return required

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """As allauth's, in our words."""
        words = {
            "reauthenticate": _("Brug adgangskode"),
            "mfa_reauthenticate": _("Brug en kode"),
            "mfa_reauthenticate:webauthn": _("Brug adgangsnøgle"),
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [m | {"description": words.get(m["id"], m["description"])} for m in methods]

    def add_message(self, request: HttpRequest, level: int, *words: Any, **more: Any) -> None:
        """What was done, in our words where we have them."""
        ours = DONE.get(words[0]) if words else None
        if ours:
            super().add_message(request, level, message=str(ours))
        else:
            super().add_message(request, level, *words, **more)

    def post_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse:
        """The browser is known from now on."""
        response: HttpResponse = super().post_login(request, user, **more)
        devices.remember(response, user.email)
        forgive(user)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Strangers share one count for each account; a known browser has its own."""
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{devices.known(request, credentials.get('email', ''))}"


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys, codes of an app and emergency codes; their secrets lie encrypted."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Det passer ikke. Brug den kode, appen viser lige nu, én gang."),
    }

    def encrypt(self, text: str) -> str:
        """For the database."""
        return sealing.secret_sealed(text, PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        """From the database. Raises sealing.Unreadable, KeyMissing."""
        return sealing.secret_opened(encrypted_text, PLACE)

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        """A name to change: “Passkey 2”."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return str(_("Adgangsnøgle %(number)s") % {"number": count + 1})
