"""What somebody else has printed of what came of their pairs: shares, and perhaps their base."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_SHARES = 6
MOST = 100_000


class PrintedForm(forms.Form):
    """Whole percentages as they were printed; whoever prints them often leaves out of how many."""

    andele = forms.CharField(label=_("Trykte andele i procent"), max_length=60)
    svarede = forms.IntegerField(
        label=_("Svarede, hvis det står der"), required=False, min_value=1, max_value=MOST
    )
    spurgte = forms.IntegerField(
        label=_("Spurgte, hvis det står der"), required=False, min_value=1, max_value=MOST
    )

    def clean_andele(self) -> list[int]:
        """The whole numbers from 0 to 100 in it, in their order."""
        said = [int(one) for one in re.findall(r"\d{1,6}", self.cleaned_data["andele"])]
        if not 0 < len(said) <= MOST_SHARES or any(one > 100 for one in said):
            raise forms.ValidationError(_("Skriv en til seks hele procenter, for eksempel 44, 25."))
        return said

    def clean(self) -> dict[str, Any]:
        """Nobody answers who was not asked."""
        data = super().clean() or {}
        answered, asked = data.get("svarede"), data.get("spurgte")
        if answered and asked and answered > asked:
            raise forms.ValidationError(_("Der kan ikke have svaret flere, end der blev spurgt."))
        return data
