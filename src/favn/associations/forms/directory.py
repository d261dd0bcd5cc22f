"""What somebody looks for in the directory, as the address says it."""

from collections import Counter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.choices import LANGUAGES, Activity, Target
from favn.associations.models import District

LONGEST = 80


class FindForm(forms.Form):
    """Words, an area, what is done there, for whom; only what occurs can be chosen."""

    q = forms.CharField(label=_("Søg"), required=False, max_length=LONGEST)
    omraade = forms.ChoiceField(label=_("Område"), required=False)
    aktivitet = forms.ChoiceField(label=_("Aktivitet"), required=False)
    for_hvem = forms.ChoiceField(label=_("For"), required=False)

    def __init__(self, data: Any, facets: Counter[str]) -> None:
        super().__init__(data, auto_id="filter_%s")
        places = [(f"district:{d.pk}", d.name) for d in District.objects.owned()]
        doings = [(f"activity:{key}", label) for key, label in Activity.choices]
        targets = [(f"target:{key}", label) for key, label in Target.choices]
        spoken = [(f"language:{key}", label) for key, label in LANGUAGES if key]
        for name, offered in (
            ("omraade", places), ("aktivitet", doings), ("for_hvem", [*targets, *spoken]),
        ):  # fmt: skip
            occurs = [(key, label) for key, label in offered if facets[key]]
            self.fields[name].choices = [("", _("Alle")), *occurs]  # type: ignore[attr-defined]

    def asked(self) -> tuple[str, frozenset[str]]:
        """The words and the facets; an unknown value asks for nothing."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name, "") for name in self.fields}
        words = said.pop("q")
        return words, frozenset(value for value in said.values() if value)
