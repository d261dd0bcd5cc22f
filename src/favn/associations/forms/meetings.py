"""When and where people meet, and why a meeting comes to nothing, as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.actions.inviting import Planned
from favn.gatherings.forms import several_lines
from favn.gatherings.forms.events import hour_field
from favn.kit.fields import OnceForm, day_field, words


class MeetForm(OnceForm):
    """A meeting that both sides are invited to."""

    on = day_field(_("Dag"))
    starts = hour_field(_("Begynder"))
    ends = hour_field(_("Slutter"))
    place = words(_("Sted"), most=200, help_text=_("Vej og nummer, og gerne lokalet."))
    online_link = words(_("Link til et møde på nettet"), most=500)
    about = words(
        _("Hvad skal I tale om?"), most=1000, widget=several_lines(),
        help_text=_("Begge parter læser det i invitationen."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Whoever is invited must know where."""
        data = super().clean() or {}
        if not (data.get("place") or data.get("online_link")):
            self.add_error("place", _("Skriv, hvor I mødes: et sted eller et link."))
        return data

    def planned(self) -> Planned:
        """What was typed."""
        data = self.cleaned_data
        return Planned(**{name: data[name] for name in Planned.__slots__})


class MeetOffForm(forms.Form):
    """Why a meeting comes to nothing."""

    meet = forms.UUIDField(widget=forms.HiddenInput)
    reason = words(
        _("Hvorfor aflyses mødet?"), most=300, required=True,
        help_text=_("Alle, der er inviteret, får grunden."),
        error_messages={"required": _("Skriv, hvorfor mødet er aflyst.")},
    )  # fmt: skip
