"""The one field of the newsletter: an address."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """A mail address, to ask for the newsletter or to end it."""

    email = forms.EmailField(
        label=_("Mail"),
        max_length=200,
        error_messages={
            "required": _("Skriv en mailadresse."),
            "invalid": _("Skriv en mailadresse, for eksempel navn@eksempel.dk."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
