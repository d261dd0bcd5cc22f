"""A text that must say something: spaces and signs nobody can see are as good as nothing."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from favn.kit.fields import words


def said(label: Any, sentence: Any, *, most: int, **more: Any) -> forms.CharField:
    """A text in which at least one letter or number stands; else `sentence`."""
    more["error_messages"] = {"required": sentence}
    return words(
        label, most=most, required=True, validators=[RegexValidator(r"\w", sentence)], **more
    )
