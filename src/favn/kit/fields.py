"""Form fields that every room types the same way."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

STALE = {
    "required": _("Siden er for gammel. Åbn den igen."),
    "invalid": _("Siden er for gammel. Åbn den igen."),
}
"""What a hidden id or version says that is not what the page sent."""
DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]


class OnceForm(forms.Form):
    """A form that makes one thing however often it is sent."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        kwargs["initial"] = {"id": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


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
