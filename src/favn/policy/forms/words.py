"""A text that must say something: spaces and signs nobody can see are as good as nothing."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, words


def said(label: Any, sentence: Any, *, most: int, **more: Any) -> forms.CharField:
    """A text in which at least one letter or number stands; else `sentence`."""
    more["error_messages"] = {"required": sentence}
    return words(
        label, most=most, required=True, validators=[RegexValidator(r"\w", sentence)], **more
    )


class ReasonForm(forms.Form):
    """Does something to a record for a reason; several may stand on one page, each by its name."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    reason = said(_("Hvorfor?"), _("Skriv grunden. Den gemmes i historikken."), most=300)

    def __init__(self, row: Any, name: str, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"{name}_%s"
        kwargs["initial"] = {"version": row.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
