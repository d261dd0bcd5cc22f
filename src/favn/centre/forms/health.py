"""Hours on duty, a half hour given to a person, and a check that was held."""

from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.centre.actions.health import Held
from favn.centre.choices import Complaint
from favn.centre.models import Duty
from favn.centre.rules.cases import LONGEST_NOTE
from favn.kit.fields import STALE, chosen, day_field, words
from favn.kit.templatetags.kit import hour, short_day

TIME = {
    "required": _("Skriv klokken, for eksempel 17.30."),
    "invalid": _("Skriv klokken som 17.30."),
}
CLOCK = ["%H:%M", "%H.%M"]


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, input_formats=CLOCK, error_messages=TIME)


class DutyForm(forms.Form):
    """Hours of one's own."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    on = day_field(_("Dag"))
    starts = _time(_("Fra"))
    ends = _time(_("Til"))
    with_volunteer = words(
        _("Sammen med"), most=80, help_text=_("Den frivillige, der er med om aftenen.")
    )


class GiveTimeForm(forms.Form):
    """A free half hour for one person."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    at = chosen(_("Hvornår?"), ())
    needs = words(
        _("Hvad handler det om?"), most=300, help_text=_("Kun den, der har vagten, læser det.")
    )

    def __init__(
        self, *args: Any, free: list[tuple[Duty, time]], with_words: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not with_words and not self.data.get("needs"):  # What was typed is never thrown away.
            del self.fields["needs"]
        self.free = {f"{duty.pk}|{starts:%H:%M}": (duty, starts) for duty, starts in free}
        named = [
            (key, f"{short_day(duty.on)} {hour(starts)}, {duty.who.name}")
            for key, (duty, starts) in self.free.items()
        ]
        self.fields["at"].choices = named  # type: ignore[attr-defined]

    def chosen_time(self) -> tuple[Duty, time]:
        """The half hour that was chosen."""
        return self.free[self.cleaned_data["at"]]


class CheckForm(forms.Form):
    """What a check was about, and the note."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    appointment = forms.UUIDField(required=False, widget=forms.HiddenInput)
    topics = forms.MultipleChoiceField(
        label=_("Hvad handlede det om?"),
        choices=Complaint.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Vælg gerne flere."),
        error_messages={
            "required": _("Vælg mindst ét emne."), "invalid_choice": _("Vælg fra listen."),
        },
    )  # fmt: skip
    text = words(
        _("Notat"),
        most=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Kun du læser det, og en kollega med en grund. Personen må læse det."),
    )
    on = day_field(_("Dag"))
    is_evening = forms.BooleanField(label=_("Det var om aftenen"), required=False)

    def held(self) -> Held:
        """What was typed."""
        data = self.cleaned_data
        return Held(data["on"], tuple(data["topics"]), data["is_evening"], data["text"])

    @property
    def appointment_id(self) -> UUID | None:
        """The appointment it was held in."""
        found: UUID | None = self.cleaned_data["appointment"]
        return found
