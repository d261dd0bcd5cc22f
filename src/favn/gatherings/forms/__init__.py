"""Turns what people type about gatherings into clean values. Nothing is written here."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE


class VersionForm(forms.Form):
    """A form that changes one thing, and knows which version was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)


def whole(label: Any, *, least: int = 0, most: int = 5000, **more: Any) -> forms.IntegerField:
    """A whole number within bounds."""
    # Forms are made once: a sentence put together here must wait for its reader's language.
    wrong = format_lazy(_("Skriv et helt tal fra {least} til {most}."), least=least, most=most)
    said = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, error_messages=said, **more
    )


def ticked(label: Any, **more: Any) -> forms.BooleanField:
    """Yes or not."""
    return forms.BooleanField(label=label, required=False, **more)


def several_lines(**more: Any) -> forms.Textarea:
    """Room for some sentences."""
    return forms.Textarea(attrs={"rows": 4, **more})
