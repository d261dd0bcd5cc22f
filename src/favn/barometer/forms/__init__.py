"""Turns what people type about indicators into clean values. Nothing is written here."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.barometer.rules import values
from favn.barometer.rules.values import Number, Time

RELOAD = {"required": _("Siden er for gammel. Åbn den igen."), "invalid": _("Åbn siden igen.")}


class OnceForm(forms.Form):
    """A form that makes one thing however often it is sent."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=RELOAD)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        kwargs["initial"] = {"id": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class NumberField(forms.CharField):
    """A number as people write it: “86,1”; keeps how exactly it was written."""

    def clean(self, value: Any) -> Any:
        """A `Number`, or None. Raises ValidationError with what to write."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return values.number(text)
        except values.Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable


class TimeField(forms.CharField):
    """A year, a quarter, a month or a day: “2012”, “2012K3”, “2012-11”, “1. nov. 2012”."""

    def clean(self, value: Any) -> Any:
        """A `Time`, or None. Raises ValidationError with what to write."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return values.time(text)
        except values.Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable


def number_field(label: Any, *, required: bool = True, hint: Any = "") -> NumberField:
    """A value."""
    return NumberField(
        label=label,
        max_length=20,
        required=required,
        help_text=hint,
        error_messages={"required": _("Skriv tallet, for eksempel 86,1.")},
    )


def time_field(label: Any, *, hint: Any = "") -> TimeField:
    """When."""
    return TimeField(
        label=label,
        max_length=20,
        help_text=hint or _("Et år, en måned som 2012-11 eller en dag som 1-11-2012."),
        error_messages={"required": _("Skriv tiden, for eksempel 2012 eller 2012-11.")},
    )


def whole_field(label: Any, hint: Any = "") -> forms.IntegerField:
    """How many, where it is known."""
    wrong = _("Skriv et helt tal, eller lad feltet stå tomt.")
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=1_000_000_000,
        required=False,
        help_text=hint,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )


def text_field(
    label: Any, *, longest: int = 2000, required: bool = False, hint: Any = "", missing: Any = ""
) -> forms.CharField:
    """Some sentences."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing} if missing else {},
    )


def as_text(value: Decimal | None, decimals: int | None = None) -> str:
    """A number as a field shows it, with a decimal comma and no grouping."""
    if value is None:
        return ""
    exact = value.normalize()
    shown = max(decimals or 0, -int(exact.as_tuple().exponent), 0)
    return f"{value:.{shown}f}".replace(".", ",")


__all__ = ["Number", "NumberField", "OnceForm", "Time", "TimeField"]
