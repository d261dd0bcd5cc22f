"""The fields of the newsletter: an address, and what one wants to hear of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.publishing.choices import About


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


class ChoiceForm(forms.Form):
    """What one is written to about. Where a house has but one thing, nothing is asked."""

    wants = forms.MultipleChoiceField(
        label=_("Skriv til mig om"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst én ting, eller afmeld.")},
    )

    def __init__(self, *args: Any, offered: list[About], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.fields["wants"].choices = [(about.value, about.label) for about in offered]  # type: ignore[attr-defined]
        if len(offered) < 2:
            del self.fields["wants"]

    @property
    def chosen(self) -> list[str]:
        """Values of About, of a form that is valid."""
        everything = [about.value for about in self.offered]
        return list(self.cleaned_data.get("wants", everything))


class AskForm(ChoiceForm, AddressForm):
    """An address, and what to be written to about."""

    field_order = ("email", "wants")
