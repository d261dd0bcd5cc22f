"""What people type about the follow-up group and about hearings. Nothing is written here."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, OnceForm, day_field
from favn.policy import queries
from favn.policy.actions import Heard
from favn.policy.models import Hearing, Meeting, Seat

BY_FUNCTION = _("Skriv funktionen og ikke navnet på et menneske.")


def lines_field(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    """Some lines of text."""
    return forms.CharField(
        label=label, max_length=4000, widget=forms.Textarea({"rows": rows}), **more
    )


def version_field() -> forms.IntegerField:
    """The version that was shown, so that nobody is overwritten."""
    return forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)


class GroupForm(OnceForm):
    """A new group."""

    name = forms.CharField(
        label=_("Gruppens navn"),
        max_length=120,
        initial=_("Følgegruppen"),
        error_messages={"required": _("Skriv, hvad gruppen hedder.")},
    )
    task = forms.CharField(label=_("Hvad er dens opgave?"), max_length=300, required=False)
    since = day_field(_("Nedsat"))


class SeatForm(OnceForm):
    """A seat."""

    function = forms.CharField(
        label=_("Funktion"),
        max_length=120,
        help_text=BY_FUNCTION,
        error_messages={"required": BY_FUNCTION},
    )
    body = forms.CharField(label=_("Organisation"), max_length=120, required=False)
    since = day_field(_("Med fra"))


class LeaveForm(forms.Form):
    """A seat that is given up today."""

    seat = forms.ChoiceField(
        label=_("Hvilken plads?"), error_messages={"required": _("Vælg den plads, der gives op.")}
    )

    def __init__(self, seats: Iterable[Seat], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        named = [(key, str(seat)) for key, seat in self.seats.items()]
        self.fields["seat"].choices = [("", _("Vælg plads")), *named]  # type: ignore[attr-defined]


class MeetingForm(OnceForm):
    """A meeting; with `meeting` it is that one, corrected."""

    on = day_field(_("Mødedag"))
    decided = lines_field(_("Hvad sagde eller besluttede mødet?"), required=False)
    followed = lines_field(_("Hvad blev der gjort ved det?"), required=False)

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        if meeting:
            stands = {n: getattr(meeting, n) for n in ("on", "decided", "followed", "version")}
            kwargs["initial"] = stands | {"id": meeting.pk} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if meeting:
            self.fields["version"] = version_field()


class HearingForm(OnceForm):
    """One case of another committee; with `hearing` it is that one, corrected."""

    case = forms.CharField(
        label=_("Sag"), max_length=200, error_messages={"required": _("Skriv sagens titel.")}
    )
    case_of = forms.ChoiceField(
        label=_("Hvis sag er det?"),
        error_messages={"required": _("Vælg det udvalg, sagen hører til.")},
    )
    on = day_field(_("Hørt den"))
    word = lines_field(
        _("Hvad sagde udvalget?"), error_messages={"required": _("Skriv udvalgets ord til sagen.")}
    )
    outcome = forms.CharField(
        label=_("Hvad blev der af det?"),
        max_length=300,
        required=False,
        help_text=_("Lad feltet stå tomt, til det vides."),
    )

    def __init__(
        self, unit: Any, *args: Any, hearing: Hearing | None = None, **kwargs: Any
    ) -> None:
        if hearing:
            names = ("case", "on", "word", "outcome", "version")
            stands = {name: getattr(hearing, name) for name in names}
            stands |= {"id": hearing.pk, "case_of": str(hearing.case_of_id)}
            kwargs["initial"] = stands | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.others = {str(u.pk): u for u in queries.committees() if u.pk != unit.pk}
        named = [(key, u.name) for key, u in self.others.items()]
        self.fields["case_of"].choices = [("", _("Vælg udvalg")), *named]  # type: ignore[attr-defined]
        if hearing:
            self.fields["version"] = version_field()

    def heard(self) -> Heard:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        case_of = self.others[data["case_of"]]
        return Heard(data["case"], case_of, data["on"], data["word"], data["outcome"])
