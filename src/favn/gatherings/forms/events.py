"""Forms of the staff: a gathering, its meetings, its kinds, and why it is called off."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.gatherings import queries
from favn.gatherings.actions import Facts, Hours
from favn.gatherings.choices import Audience, State
from favn.gatherings.forms import VersionForm, several_lines, ticked, whole
from favn.gatherings.models import Gathering, Meeting
from favn.kit.fields import OnceForm, chosen, day_field, words
from favn.people.organisations.models import Organisation
from favn.people.persons.choices import LANGUAGES


def hour_field(label: Any, **more: Any) -> forms.TimeField:
    """An hour of the day, as the browser's own picker sends it or as people type it."""
    wrong = _("Skriv klokkeslættet som 14.30.")
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages={"required": wrong, "invalid": wrong},
        **more,
    )


class GatheringForm(forms.Form):
    """What a gathering is: new or to be changed."""

    title = words(
        _("Titel"), most=120, required=True, error_messages={"required": _("Skriv en titel.")}
    )
    kind = chosen(_("Slags"), [])
    purpose = words(
        _("Hvad er det til for?"),
        most=200,
        required=True,
        help_text=_("Én linje, som alle kan læse."),
        error_messages={"required": _("Skriv i én linje, hvad det er til for.")},
    )
    text = words(_("Mere om det"), most=4000, widget=several_lines())
    place = words(_("Sted"), most=200, help_text=_("Vej og nummer, og gerne lokalet."))
    is_place_told = ticked(_("Alle må se stedet"), initial=True)
    area = words(_("Bydel eller område"), most=80)
    online_link = words(
        _("Link til et møde på nettet"), most=500, help_text=_("Kun de tilmeldte får linket.")
    )
    host = chosen(_("Vært"), [])
    co_hosts = forms.MultipleChoiceField(label=_("Medværter"), required=False)
    audience = chosen(_("For hvem?"), Audience.choices, initial=Audience.PUBLIC)
    languages = forms.MultipleChoiceField(
        label=_("Sprog"),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst ét sprog.")},
    )
    has_interpreter = ticked(_("Der er tolk"))
    has_child_care = ticked(_("Der er børnepasning"))
    for_children = ticked(
        _("Det er for børn, og en forælder skal sige ja"),
        help_text=_("Børnene kommer uden deres forældre, for eksempel i ferien."),
    )
    kroner = whole(_("Pris i kroner"), most=10_000, initial=0, help_text=_("0 er gratis."))
    takes_signups = ticked(_("Man melder sig til"), initial=True)
    seats = whole(
        _("Pladser"), least=1, required=False, help_text=_("Tomt: plads til alle.")
    )  # fmt: skip
    opens_on = day_field(_("Tilmeldingen åbner"), required=False)
    closes_on = day_field(
        _("Sidste dag for tilmelding"), required=False, help_text=_("Den lukker ved midnat.")
    )

    def __init__(self, own: Organisation, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "gathering_%s")
        super().__init__(*args, **kwargs)
        self.kinds = {str(kind.pk): kind for kind in queries.kinds(with_retired=True)}
        self.parties = {str(party.pk): party for party in queries.parties()}
        named = [(key, party.name) for key, party in self.parties.items()]
        kinds = [(k, kind.name) for k, kind in self.kinds.items() if kind.retired_at is None]
        self._offer("kind", [("", _("Vælg")), *kinds])
        self._offer("host", named)
        self._offer("co_hosts", named)
        self.fields["co_hosts"].widget.attrs["size"] = 6
        self.fields["host"].initial = str(own.pk)
        self.fields["languages"].initial = ["da"]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def of(cls, row: Gathering) -> dict[str, Any]:
        """What the fields hold for a gathering that stands."""
        names = (
            "title", "purpose", "text", "place", "is_place_told", "area", "online_link",
            "audience", "languages", "has_interpreter", "has_child_care", "for_children", "kroner",
            "takes_signups", "seats", "opens_on", "closes_on",
        )  # fmt: skip
        return {name: getattr(row, name) for name in names} | {
            "kind": str(row.kind_id),
            "host": str(row.host_id),
            "co_hosts": [str(one.party_id) for one in row.co_hosts.all()],
            "version": row.version,
        }

    def facts(self) -> Facts:
        """What was typed."""
        data = dict(self.cleaned_data)
        for name in ("id", "version", "on", "starts", "ends", "times"):
            data.pop(name, None)
        data["kind"], data["host"] = self.kinds[data["kind"]], self.parties[data["host"]]
        data["title"] = " ".join(data["title"].split())
        data["audience"] = Audience(data["audience"])
        data["languages"] = tuple(data["languages"])
        data["co_hosts"] = tuple(self.parties[key] for key in data["co_hosts"])
        return Facts(**data)


class NewGatheringForm(GatheringForm, OnceForm):
    """A new one, with its first day and perhaps the same hours the next weeks."""

    on = day_field(_("Første dag"))
    starts = hour_field(_("Begynder"))
    ends = hour_field(_("Slutter"))
    times = whole(
        _("Antal gange"),
        least=1,
        most=52,
        initial=1,
        help_text=_("Ved flere gange er der en uge imellem. Du kan rette hver dag bagefter."),
    )
    field_order = ["title", "kind", "purpose", "on", "starts", "ends", "times", "place"]

    def hours(self) -> Hours:
        """When it is."""
        data = self.cleaned_data
        return Hours(data["on"], data["starts"], data["ends"], times=data["times"])


class ChangeGatheringForm(GatheringForm, VersionForm):
    """One that stands."""


class MeetingForm(forms.Form):
    """When people meet."""

    on = day_field(_("Dag"))
    starts = hour_field(_("Begynder"))
    ends = hour_field(_("Slutter"))
    note = words(_("Særligt denne gang"), most=200)

    def hours(self) -> Hours:
        """What was typed."""
        data = self.cleaned_data
        return Hours(data["on"], data["starts"], data["ends"], data["note"])


class NewMeetingForm(MeetingForm, OnceForm):
    """One more time."""


class ChangeMeetingForm(MeetingForm, VersionForm):
    """A time that stands."""

    @classmethod
    def of(cls, row: Meeting) -> dict[str, Any]:
        """What stands."""
        names = ("on", "starts", "ends", "note", "version")
        return {name: getattr(row, name) for name in names}


class ReasonForm(forms.Form):
    """Why something is called off."""

    reason = words(
        _("Hvorfor?"),
        most=300,
        required=True,
        help_text=_("De tilmeldte læser grunden."),
        error_messages={"required": _("Skriv, hvorfor det er aflyst.")},
    )


class OffForm(ReasonForm, VersionForm):
    """Why one time of several is called off."""


class AgainForm(OnceForm):
    """The same once more, from another day on."""

    on = day_field(_("Første dag"))


class KindForm(OnceForm):
    """A kind of gathering."""

    name = words(
        _("Navn"), most=80, required=True, error_messages={"required": _("Skriv et navn.")}
    )


class ListForm(forms.Form):
    """Which gatherings the staff's list shows."""

    q = words(_("Søg"), most=80)
    tilstand = forms.ChoiceField(
        label=_("Tilstand"), required=False, choices=[("", _("Alle")), *State.choices]
    )
    slags = forms.ChoiceField(label=_("Slags"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="filter_%s")
        named = [(kind.slug, kind.name) for kind in queries.kinds(with_retired=True)]
        self.fields["slags"].choices = [("", _("Alle")), *named]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """What was asked for; an unknown value asks for nothing."""
        self.is_valid()
        data = self.cleaned_data
        return {
            "words": data.get("q", ""), "state": data.get("tilstand", ""),
            "kind": data.get("slags", ""),
        }  # fmt: skip
