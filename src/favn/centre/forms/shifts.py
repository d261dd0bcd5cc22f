"""Forms of the rota: its lines, one shift more, who has it every week, and hours by hand."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from favn.centre.actions.hours import Given
from favn.centre.actions.rota import Line
from favn.centre.models import Rota, Slot, Volunteer, VolunteerRole
from favn.centre.queries.shifts import Manned
from favn.centre.rules.shifts import MOST_PLACES
from favn.gatherings.forms import VersionForm, whole
from favn.kit.fields import STALE, OnceForm, chosen, day_field, words
from favn.kit.templatetags.kit import hour, short_day

DAYS = [(str(number + 1), name) for number, name in WEEKDAYS.items()]
WRONG_HOUR = _("Skriv klokkeslættet som 13.30.")
HOURS = ["%H:%M", "%H.%M", "%H"]


def hour_field(label: Any, **more: Any) -> forms.TimeField:
    """An hour, as the browser's own picker sends it or as people type it."""
    said = dict.fromkeys(("required", "invalid"), WRONG_HOUR)
    return forms.TimeField(label=label, input_formats=HOURS, error_messages=said, **more)


class _OfRole(OnceForm):
    """Something of one of the house's roles."""

    role = chosen(_("Rolle"), [])

    def __init__(self, roles: list[VolunteerRole], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = {str(role.pk): role for role in roles}
        named = [(key, role.name) for key, role in self.roles.items()]
        self.fields["role"].choices = named  # type: ignore[attr-defined]

    def chosen_role(self) -> VolunteerRole:
        """Which."""
        return self.roles[self.cleaned_data["role"]]


class LineForm(_OfRole):
    """A shift that comes every week; with a session it takes its day and hours."""

    slot = chosen(
        _("Hører til holdet"), [], required=False,
        help_text=_("Så følger vagten holdet, også når det bliver aflyst eller flyttet."),
    )  # fmt: skip
    weekday = chosen(_("Ugedag"), [("", _("Som holdet")), *DAYS], required=False)
    starts = hour_field(_("Fra"), required=False)
    ends = hour_field(_("Til"), required=False)
    places = whole(_("Hvor mange skal der være?"), least=1, most=MOST_PLACES, initial=1)
    first_on = day_field(_("Fra og med"))
    field_order = ("id", "role", "slot", "weekday", "starts", "ends", "places", "first_on")

    def __init__(
        self, roles: list[VolunteerRole], slots: list[Slot], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(roles, *args, **kwargs)
        self.slots = {str(slot.pk): slot for slot in slots}
        named = [
            (key, f"{s.activity.name}, {s.weekday_name} {hour(s.starts)}")
            for key, s in self.slots.items()
        ]
        self.fields["slot"].choices = [("", _("Intet hold")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A session, or a day with its hours."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        own = ("weekday", "starts", "ends")
        if not data.get("slot") and not all(data.get(name) for name in own):
            self.add_error("weekday", _("Vælg et hold, eller skriv ugedag og klokkeslæt."))
        return data

    def line(self) -> Line:
        """What was typed."""
        data = self.cleaned_data
        slot = self.slots.get(data["slot"])
        if slot:
            day, starts, ends = slot.weekday, slot.starts, slot.ends
        else:
            day, starts, ends = int(data["weekday"]), data["starts"], data["ends"]
        return Line(self.chosen_role(), day, starts, ends, data["places"], slot)


class ReviseLineForm(VersionForm):
    """How many from now on, and until when."""

    places = whole(_("Hvor mange skal der være?"), least=1, most=MOST_PLACES)
    last_on = day_field(
        _("Sidste dag"), required=False, help_text=_("Tom, så længe vagten kommer igen.")
    )

    @classmethod
    def start(cls, row: Rota) -> dict[str, Any]:
        """What stands."""
        return {"places": row.places, "last_on": row.last_on, "version": row.version}


class ShiftForm(_OfRole):
    """One shift beside the rota."""

    on = day_field(_("Dag"))
    starts = hour_field(_("Fra"))
    ends = hour_field(_("Til"))
    places = whole(_("Hvor mange skal der være?"), least=1, most=MOST_PLACES, initial=1)

    def line(self) -> Line:
        """What was typed."""
        data = self.cleaned_data
        day: date = data["on"]
        return Line(
            self.chosen_role(), day.isoweekday(), data["starts"], data["ends"], data["places"]
        )


class WhoForm(OnceForm):
    """One of some volunteers."""

    who = chosen(_("Hvem"), [])

    def __init__(self, people: list[Volunteer], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        named = [("", _("Vælg")), *((key, one.name) for key, one in self.people.items())]
        self.fields["who"].choices = named  # type: ignore[attr-defined]

    def chosen_one(self) -> Volunteer:
        """Who."""
        return self.people[self.cleaned_data["who"]]


class OfferForm(OnceForm):
    """Which of one's own shifts one would give for the one that is asked about."""

    call = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    back = chosen(_("Byt mod min vagt"), [])

    def __init__(self, own: list[Manned], call: UUID, *args: Any, **kwargs: Any) -> None:
        more = {"initial": {"call": call}, "auto_id": f"offer{call.hex[:8]}_%s"}
        super().__init__(*args, **kwargs, **more)
        self.own = {str(one.shift.pk): one for one in own}
        named = [(key, _shift_words(one)) for key, one in self.own.items()]
        self.fields["back"].choices = [("", _("Vælg")), *named]  # type: ignore[attr-defined]

    def chosen_one(self) -> Manned:
        """Which."""
        return self.own[self.cleaned_data["back"]]


def _shift_words(one: Manned) -> str:
    shift = one.shift
    return f"{short_day(shift.on)} {hour(shift.starts)}–{hour(shift.ends)}, {shift.role.name}"


class CallOffForm(VersionForm):
    """Why nobody is needed; those on the shift read it."""

    note = words(_("Hvorfor?"), most=160, required=True)


class HoursForm(_OfRole):
    """Time outside the rota."""

    on = day_field(_("Dag"))
    hours = forms.DecimalField(
        label=_("Timer"), min_value=0.25, max_value=16, max_digits=4, decimal_places=2,
        localize=True,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places"),
            _("Skriv timerne som et tal, for eksempel 2 eller 1,5."),
        ),
    )  # fmt: skip
    field_order = ("id", "role", "on", "hours")

    def given(self) -> Given:
        """What was typed."""
        data = self.cleaned_data
        return Given(self.chosen_role(), data["on"], round(data["hours"] * 60))
