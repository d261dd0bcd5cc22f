"""Signing in and passwords: allauth's forms, with sentences that name the field and the mend."""

from typing import Any

from allauth.account import forms as library
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as apps
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.utils.translation import gettext_lazy as _

EMAIL = _("Skriv din e-mail, for eksempel navn@hus.dk.")
SENTENCES = {
    "login": EMAIL,
    "email": EMAIL,
    "password": _("Skriv din adgangskode."),
    "oldpassword": _("Skriv den adgangskode, du har nu."),
    "password1": _("Skriv en ny adgangskode på mindst 12 tegn."),
    "password2": _("Skriv den nye adgangskode en gang til."),
    "code": _("Skriv de seks cifre, appen viser, eller en nødkode."),
    "name": _("Giv den et navn, så du kan kende den igen."),
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


class PasswordAgainForm(Told, library.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters or after the screen was locked."""


class Coded(Told):
    """A code, typed with figures on a phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Kode")
        self.fields["code"].widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
        )


class CodeForm(Coded, codes.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class CodeAgainForm(Coded, codes.ReauthenticateForm):  # type: ignore[misc]
    """A code once more."""


class AppForm(Coded, apps.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""


class PasskeyForm(Told, keys.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, with a name of one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Navn")
        way = self.fields["passwordless"]
        way.label, way.initial = _("Brug den også til at logge ind uden adgangskode"), True
        way.help_text = _("Så spørger din telefon eller computer efter finger, ansigt eller kode.")


class PasskeyNameForm(Told, keys.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Navn")
