"""Turns what people type about gatherings into clean values. Nothing is written here."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE


class OnceForm(forms.Form):
    """A form that makes one thing however often it is sent."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        kwargs["initial"] = {"id": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class VersionForm(forms.Form):
    """A form that changes one thing, and knows which version was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)


def whole(label: Any, *, least: int = 0, most: int = 5000, **more: Any) -> forms.IntegerField:
    """A whole number within bounds."""
    wrong = _("Skriv et helt tal fra %(least)s til %(most)s.") % {"least": least, "most": most}
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
