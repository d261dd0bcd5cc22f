"""Turns what people type about associations into clean values. Nothing is written here."""

from typing import Any
from uuid import uuid4

from django import forms

from favn.kit.fields import STALE


class OnceForm(forms.Form):
    """A form that makes one thing however often it is sent."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        kwargs["initial"] = {"id": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
