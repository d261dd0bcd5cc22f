"""A tablet's name, its shift PIN, and what is typed on the device itself."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.centre.forms.sentences import STALE, of_code, of_name, of_text
from favn.people.persons.models import cleaned_code

DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


class TabletForm(forms.Form):
    """A new tablet."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    name = forms.CharField(
        label=_("Navn"), max_length=60, help_text=_("Hvor den står, for eksempel Døren."),
        error_messages=of_name(_("Skriv tavlens navn, for eksempel Døren.")),
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"id": uuid4()})


class NewPinForm(forms.Form):
    """The PIN of a shift, chosen by hand."""

    pin = forms.CharField(
        label=_("Vagtkode"),
        max_length=6,
        help_text=_("Fire til seks cifre, som er svære at gætte."),
        widget=forms.TextInput(attrs=DIGITS),
        error_messages=of_text(
            _("Skriv vagtkoden med fire til seks cifre, eller lad Favn lave en."),
            _("Vagtkoden skal være fire til seks cifre."),
        ),
    )


class EnrolForm(forms.Form):
    """The one-time code, typed on the device."""

    code = forms.CharField(
        label=_("Kode"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages=of_code(_("Skriv koden fra den daglige leder.")),
    )

    def clean_code(self) -> str:
        """Without spaces and dashes, in capitals."""
        return cleaned_code(self.cleaned_data["code"])


class PinForm(forms.Form):
    """The shift PIN, typed on the device."""

    pin = forms.CharField(
        label=_("Vagtkode"), max_length=6, widget=forms.PasswordInput(attrs=DIGITS),
        error_messages=of_text(
            _("Skriv vagtkoden, som den daglige leder har givet dig."),
            _("Vagtkoden skal være fire til seks cifre."),
        ),
    )  # fmt: skip


class CardForm(forms.Form):
    """A card's code, scanned or typed."""

    code = forms.CharField(
        label=_("Kortets kode"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages=of_code(_("Skriv koden, der står på kortet.")),
    )

    def clean_code(self) -> str:
        """Without spaces and dashes, in capitals."""
        return cleaned_code(self.cleaned_data["code"])
