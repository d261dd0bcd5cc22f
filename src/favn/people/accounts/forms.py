"""Signing in and passwords: allauth's forms, with sentences that name the field and the mend."""

from typing import Any

from allauth.account import forms as library
from django.utils.translation import gettext_lazy as _

EMAIL = _("Skriv din e-mail, for eksempel navn@hus.dk.")
SENTENCES = {
    "login": EMAIL,
    "email": EMAIL,
    "password": _("Skriv din adgangskode."),
    "oldpassword": _("Skriv den adgangskode, du har nu."),
    "password1": _("Skriv en ny adgangskode på mindst 12 tegn."),
    "password2": _("Skriv den nye adgangskode en gang til."),
}
"""Field → how it is mended, whether it is empty or cannot be read."""
CODES = ("required", "invalid", "max_length", "null_characters_not_allowed")


class Told:
    """A form whose fields answer with the sentences above instead of the library's."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SENTENCES.keys() & self.fields.keys():
            self.fields[name].error_messages |= dict.fromkeys(CODES, SENTENCES[name])


class SignInForm(Told, library.LoginForm):  # type: ignore[misc]
    """E-mail and password."""


class ChangePasswordForm(Told, library.ChangePasswordForm):  # type: ignore[misc]
    """Another password, by whoever knows the present one."""


class ResetPasswordForm(Told, library.ResetPasswordForm):  # type: ignore[misc]
    """Where the way to a new password is sent."""


class NewPasswordForm(Told, library.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by whoever opened the mail."""
