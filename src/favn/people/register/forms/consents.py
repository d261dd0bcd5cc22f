"""What a person says about one purpose, as the staff heard it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit import clock
from favn.kit.fields import STALE, chosen, day_field
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import BY_PURPOSE, BY_STAFF, PURPOSE_CHOICES, Act, How
from favn.people.register.forms.persons import words

ANSWERS = [(Act.GIVEN, _("Ja")), (Act.DECLINED, _("Nej"))]


class ConsentForm(forms.Form):
    """A yes or a no to one purpose."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    purpose = chosen(_("Hvad gælder det?"), PURPOSE_CHOICES)
    recipient = words(
        _("Hvem gælder det?"),
        most=120,
        help_text=_("Ved henvisning, hjælper og status: navnet på stedet eller hjælperen."),
        widget=forms.TextInput(attrs={"list": "houses"}),
    )
    act = chosen(_("Hvad siger personen?"), ANSWERS, widget=forms.RadioSelect)
    how = chosen(_("Hvordan er det sagt?"), [(how.value, how.label) for how in BY_STAFF])
    until = day_field(_("Gælder til"), required=False)

    def __init__(self, *args: Any, houses: Iterable[str] = (), **kwargs: Any) -> None:
        """`houses` are those in Favn; a yes to one of them stands under its own name."""
        super().__init__(*args, **kwargs)
        self.houses = list(houses)

    def clean_recipient(self) -> str:
        """As the house in Favn writes itself, however it was typed."""
        typed = " ".join(self.cleaned_data["recipient"].split())
        return next((one for one in self.houses if one.casefold() == typed.casefold()), typed)

    def clean(self) -> dict[str, Any]:
        """Whom it is about, where the purpose needs somebody, and an end that is to come."""
        data = super().clean() or {}
        purpose = BY_PURPOSE.get(data.get("purpose", ""))
        if purpose and purpose.needs_recipient and not data.get("recipient"):
            self.add_error("recipient", _("Skriv, hvem det gælder."))
        if purpose and not purpose.needs_recipient:
            data["recipient"] = ""
        if data.get("until") and data["until"] < clock.today():
            self.add_error("until", _("Dagen er gået. Vælg en dag, der kommer."))
        return data

    def said(self) -> Said:
        """What was said."""
        data = self.cleaned_data
        return Said(
            data["purpose"], Act(data["act"]), How(data["how"]), data["recipient"], data["until"]
        )
