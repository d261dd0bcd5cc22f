"""Form fields that every room types the same way."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, as the browser's own picker sends it or as people type it."""
    wrong = _("Skriv dagen som år-måned-dag, for eksempel 2026-11-21.")
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=DAYS,
        error_messages={"required": wrong, "invalid": wrong},
        **more,
    )
