"""Turns what people type about indicators into clean values. Nothing is written here."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.barometer.rules import values
from favn.barometer.rules.values import Number, Time
from favn.kit.fields import OnceForm


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


class WholeField(forms.IntegerField):
    """How many, written as the pages write it: “3.679”, or plainly: “3679”."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        """A whole number, or None. Raises ValidationError."""
        if value in self.empty_values:
            return None
        try:
            read = values.number(value)
        except values.Unreadable:
            read = None
        if read is None or read.has_percent or read.value != int(read.value):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(read.value)


def whole_field(label: Any, hint: Any = "") -> WholeField:
    """How many, where it is known."""
    wrong = _("Skriv et helt tal, eller lad feltet stå tomt.")
    return WholeField(
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
