"""What people write in the day book, and how somebody stands on the list of who is here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.centre.models import DayPage
from favn.centre.rules.daybook import MOST_PERSONS
from favn.kit.fields import STALE, OnceForm, words

LONGEST = 5000
NO_NAMES = _("Skriv ingen navne på gæster. Det, der handler om én person, hører til i sagen.")


class PageForm(forms.Form):
    """A day's page, on the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, error_messages=STALE)
    happened = words(
        _("Hvad skete der i dag?"), most=LONGEST, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=NO_NAMES,
    )  # fmt: skip
    handed_on = words(
        _("Hvad skal de vide i morgen?"), most=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, page: DayPage | None, *args: Any, **kwargs: Any) -> None:
        now = {"version": page.version if page else 0}
        now |= {n: getattr(page, n) for n in ("happened", "handed_on")} if page else {}
        kwargs["initial"] = now | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class ArriveForm(OnceForm):
    """A first name that somebody gives themselves, and how many they are."""

    name = words(
        _("Fornavn"), most=40, required=True, help_text=_("Kun for dem, der selv vil stå her."),
        error_messages={"required": _("Skriv et fornavn.")},
    )  # fmt: skip
    persons = forms.IntegerField(
        label=_("Hvor mange er I?"), min_value=1, max_value=MOST_PERSONS, initial=1,
        error_messages={"required": _("Skriv et antal."), "invalid": _("Skriv et antal.")},
    )  # fmt: skip
