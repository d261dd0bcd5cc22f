"""What an office found out on one point, and a link that is sent, as forms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.choices.starting import Known
from favn.kit.fields import STALE, OnceForm, chosen, words


class FindingForm(OnceForm):
    """One point."""

    point = forms.CharField(widget=forms.HiddenInput, max_length=20)
    seen = forms.UUIDField(widget=forms.HiddenInput, required=False, error_messages=STALE)
    known = chosen(_("Ved I det?"), Known.choices)
    text = words(_("Hvad ved I?"), most=500, widget=forms.Textarea(attrs={"rows": 2}))


class SeatLinkForm(OnceForm):
    """Send an association the link to its own pages."""

    email = forms.EmailField(
        label=_("Foreningens mail"),
        error_messages={
            "required": _("Skriv foreningens mail."),
            "invalid": _("Skriv hele mailadressen, for eksempel navn@forening.dk."),
        },
    )
