"""What is typed about the week: a session called off or moved, and days on which all is closed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.centre.forms.entries import ends_after, time_field
from favn.centre.models import Session
from favn.kit.fields import STALE, OnceForm, day_field, words

WHY = _("Alle kan læse det. Skriv ingen navne og intet om helbred.")
MISSING = _("Skriv kort hvorfor, så gæsterne forstår det.")
NOTE = 160


class SeenForm(forms.Form):
    """A form about one session, which knows which turn of it was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, error_messages=STALE)

    def __init__(self, data: Any = None, *, session: Session, verb: str) -> None:
        start = {"seen": session.sequence, "starts": session.starts, "ends": session.ends}
        super().__init__(data, initial=start, auto_id=f"{verb}_%s")


class CallOffForm(SeenForm):
    """Why nobody meets."""

    note = words(
        _("Hvorfor"), most=NOTE, required=True, help_text=WHY, error_messages={"required": MISSING}
    )


class MoveForm(SeenForm):
    """Another time of the same day."""

    starts = time_field(_("Fra"))
    ends = time_field(_("Til"))
    note = words(_("Besked til gæsterne"), most=NOTE, help_text=WHY)

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        data = super().clean() or {}
        ends_after(self, data)
        return data


class HoldForm(SeenForm):
    """It meets after all; nothing more is asked."""


class ClosureForm(OnceForm):
    """Days on which the house is closed."""

    first_on = day_field(_("Første dag"))
    last_on = day_field(_("Sidste dag"))
    note = words(
        _("Hvorfor"), most=NOTE, required=True, help_text=WHY, error_messages={"required": MISSING}
    )
