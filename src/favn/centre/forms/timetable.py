"""New activities, topics and times in the week; and the end of one."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from favn.centre import queries
from favn.centre.forms.entries import activity_field, ends_after, time_field
from favn.centre.forms.sentences import STALE, of_list, of_name
from favn.kit import clock
from favn.kit.fields import day_field

DAYS = [(number + 1, name) for number, name in WEEKDAYS.items()]


class NewNameForm(forms.Form):
    """An activity or a topic: a name."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    name = forms.CharField(
        label=_("Navn"), max_length=120,
        error_messages=of_name(_("Skriv navnet, som det skal stå på knappen.")),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, prefix: str) -> None:
        super().__init__(data, prefix=prefix, initial={"id": uuid4()})


class NewActivityForm(NewNameForm):
    """An activity, and whether everybody may see when it meets."""

    is_public = forms.BooleanField(
        label=_("Vis i den offentlige uge"), required=False,
        help_text=_("Lad være ved lukkede grupper, hvis navnet kan fortælle om dem, der kommer."),
    )  # fmt: skip

    is_counselling = forms.BooleanField(
        label=_("Det er rådgivning i en gruppe"), required=False,
        help_text=_("Så står tallet ved siden af samtalerne i Rådgivning i tal, aldrig lagt til."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.initial["is_public"] = True


class SlotForm(forms.Form):
    """A place in the week."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    activity = activity_field()
    weekday = forms.TypedChoiceField(
        label=_("Ugedag"), coerce=int, choices=DAYS,
        error_messages=of_list(_("Vælg en ugedag fra listen.")),
    )  # fmt: skip
    starts = time_field(_("Fra"))
    ends = time_field(_("Til"))
    first_on = day_field(_("Første dag"))

    def __init__(self, data: Any = None) -> None:
        start = {"id": uuid4(), "first_on": clock.today().isoformat()}
        super().__init__(data, prefix="slot", initial=start)
        self.activities = {str(a.pk): a for a in queries.activities()}
        field = self.fields["activity"]
        field.choices = [(k, a.name) for k, a in self.activities.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        data = super().clean() or {}
        ends_after(self, data)
        return data


class EndSlotForm(forms.Form):
    """The last day of a place in the week; `seen` is the end that was shown."""

    seen = forms.DateField(widget=forms.HiddenInput, required=False, error_messages=STALE)
    last_on = day_field(_("Sidste dag"))

    def __init__(self, data: Any = None, *, seen: date | None = None) -> None:
        start = {"seen": seen, "last_on": seen or clock.today()}
        super().__init__(data, initial=start)
