"""What people type about who takes part in an initiative. Nothing is written here."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import OnceForm, day_field, words
from favn.people.organisations.models import Organisation
from favn.policy import queries
from favn.policy.choices import Hand
from favn.policy.forms.tree import offer
from favn.policy.forms.words import said
from favn.policy.models import Part


class PartForm(OnceForm):
    """A party of the directory, or a new one by name, and its part."""

    party = forms.ChoiceField(label=_("Organisation"), required=False)
    name = words(
        _("Eller en ny organisation"),
        most=120,
        help_text=_("Skriv navnet, hvis den ikke står på listen. Ikke navne på personer."),
    )
    hand = forms.ChoiceField(
        label=_("Hvad er dens del?"),
        choices=Hand.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad organisationen gør.")},
    )
    since = day_field(
        _("Med fra"),
        required=False,
        help_text=_("Den dag, den meldte sig til. Lad den stå tom, hvis dagen ikke er kendt."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties: dict[str, Organisation] = {str(o.pk): o for o in queries.directory()}
        named = [(pk, party.name) for pk, party in self.parties.items()]
        offer(self, "party", [("", _("Vælg en organisation")), *named])

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or {}
        if not self.errors and bool(data.get("party")) == bool(data.get("name")):
            self.add_error("party", _("Vælg en på listen, eller skriv navnet på en ny."))
        return data


class WithdrawForm(forms.Form):
    """One that withdraws, on a day and for a reason."""

    part = forms.ChoiceField(
        label=_("Hvem trækker sig?"), error_messages={"required": _("Vælg den, der trækker sig.")}
    )
    on = day_field(_("Dag"))
    why = said(_("Hvorfor?"), _("Skriv grunden. Den står ved siden af navnet."), most=200)

    def __init__(self, parts: Iterable[Part], *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "withdraw_%s"
        super().__init__(*args, **kwargs)
        self.parts = {str(part.pk): part for part in parts}
        named = [(k, f"{p.party.name} ({p.get_hand_display()})") for k, p in self.parts.items()]
        offer(self, "part", [("", _("Vælg en organisation")), *named])
