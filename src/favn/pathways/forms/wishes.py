"""The form in which somebody puts those they were shown in an order of their own."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import chosen
from favn.pathways.choices.wishes import Nth
from favn.pathways.models import Listed


class OrderForm(forms.Form):
    """One choice for each who was shown: their place, or none."""

    def __init__(self, lines: list[Listed], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [("", _("Ikke et ønske")), *Nth.choices[: len(lines)]]
        self.keys = {f"p_{one.pk.hex}": one.pk for one in lines}
        for one in lines:
            facts = " · ".join(value for _name, value in one.about.facts if value != "–")
            self.fields[f"p_{one.pk.hex}"] = chosen(
                one.about.first_name, places, required=False, initial=one.place or "",
                help_text=f"{facts}. {one.about.about}" if one.about.about else facts,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Each place once."""
        said = [place for place in self.cleaned_data.values() if place]
        if len(set(said)) < len(said):
            raise forms.ValidationError(
                _("To kan ikke have den samme plads. Vælg hver plads én gang.")
            )
        return self.cleaned_data

    def order(self) -> list[UUID]:
        """Lines of the list, the dearest first."""
        placed = [(int(place), self.keys[n]) for n, place in self.cleaned_data.items() if place]
        return [key for _place, key in sorted(placed)]
