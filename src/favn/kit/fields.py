"""Form fields that every room types the same way."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

STALE = {
    "required": _("Siden er for gammel. Åbn den igen."),
    "invalid": _("Siden er for gammel. Åbn den igen."),
}
"""What a hidden id or version says that is not what the page sent."""
DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2199, 12, 31)
"""Outside of these a day is mistyped, and there may be no day after it to count to."""
KRONER = re.compile(r"(\d{1,3}(?:[. \u00a0]\d{3})+|\d{1,13})(?:,(\d{1,2}))?(?:\s*kr\.?)?")


class OnceForm(forms.Form):
    """A form that makes one thing however often it is sent."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        kwargs["initial"] = {"id": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, as the browser's own picker sends it or as people type it."""
    wrong = _("Skriv dagen som dag-måned-år, for eksempel 21-11-2026.")
    absurd = _("Det årstal kan ikke passe. Skriv et fra 1800 til 2199.")
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=DAYS,
        error_messages={"required": wrong, "invalid": wrong},
        validators=[MinValueValidator(FIRST_DAY, absurd), MaxValueValidator(LAST_DAY, absurd)],
        **more,
    )


def words(label: Any, *, most: int, **more: Any) -> forms.CharField:
    """A field of text that may be empty; where it must not be, `required` and what to say."""
    said = {
        "required": _("Skriv noget her."),
        "max_length": _("Teksten er for lang. Skriv højst %(limit_value)d tegn."),
        "null_characters_not_allowed": _("Teksten har tegn, der ikke kan gemmes."),
    }
    more["error_messages"] = said | more.pop("error_messages", {})
    more.setdefault("required", False)
    return forms.CharField(label=label, max_length=most, **more)


def chosen(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    """One of a list; “choose” is a sentence, not an error code."""
    wrong = _("Vælg fra listen.")
    said = {"required": wrong, "invalid_choice": wrong}
    return forms.ChoiceField(label=label, choices=choices, error_messages=said, **more)


class KronerField(forms.CharField):
    """An amount as people write it, “250.000”, “1.999,5” or “40 kr.”, as whole øre."""

    def __init__(self, label: Any, **more: Any) -> None:
        self.wrong = _("Skriv et beløb i kroner, for eksempel 250.000 eller 1.999,50.")
        said = {"required": self.wrong, "max_length": self.wrong}
        super().__init__(label=label, max_length=30, error_messages=said, **more)

    def clean(self, value: Any) -> int | None:
        """Øre; None where nothing was written and nothing had to be."""
        typed = super().clean(value)
        if not typed:
            return None
        found = KRONER.fullmatch(typed)
        if found is None:
            raise forms.ValidationError(self.wrong)
        kroner, rest = re.sub(r"\D", "", found[1]), (found[2] or "").ljust(2, "0")
        return int(kroner) * 100 + int(rest)


def in_kroner(ore: int) -> str:
    """An amount as such a field shows it: 250000 øre as “2.500”, 250050 as “2.500,50”."""
    kroner, rest = divmod(ore, 100)
    return f"{kroner:,}".replace(",", ".") + (f",{rest:02}" if rest else "")
