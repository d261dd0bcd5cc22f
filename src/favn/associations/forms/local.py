"""A local network, who joins it, when it meets, and what it makes together, as forms."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.actions.local import Circle, Plan
from favn.associations.choices.local import VentureKind
from favn.associations.forms.meetings import MeetForm
from favn.associations.models import Entry, LocalNetwork, Venture
from favn.gatherings.forms import VersionForm, several_lines, whole
from favn.gatherings.models import Gathering
from favn.kit.fields import OnceForm, chosen, day_field, words
from favn.people.accounts.models import Account
from favn.people.organisations.models import Unit

MOST = 100_000_000
KINDS = (("netvaerksmoede", _("Netværksmøde")), ("fest", _("Fest eller festival")),
         ("kursus", _("Kursus")))  # fmt: skip
"""Kinds of gatherings a local network holds."""
NONE = [("", _("Ingen"))]


class CircleForm(forms.Form):
    """What a network is."""

    name = words(_("Navn"), most=120, required=True,
                 error_messages={"required": _("Skriv, hvad netværket hedder.")})  # fmt: skip
    purpose = words(
        _("Hvad er det til for?"), most=300, required=True,
        help_text=_("Foreningerne læser det i hver invitation."),
        error_messages={"required": _("Skriv i én linje, hvad netværket er til for.")},
    )  # fmt: skip
    unit = chosen(_("Hvilken forvaltning samler det?"), [])
    keeper = chosen(_("Hvem spørger foreningerne?"), [], required=False)

    def __init__(
        self, units: Iterable[Unit], staff: Iterable[Account], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._units = {str(unit.pk): unit for unit in units}
        self._staff = {str(account.pk): account for account in staff}
        self.fields["unit"].choices = [(k, u.name) for k, u in self._units.items()]  # type: ignore[attr-defined]
        named = [(k, a.name) for k, a in self._staff.items()]
        self.fields["keeper"].choices = [*NONE, *named]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, row: LocalNetwork) -> dict[str, Any]:
        """What stands."""
        return {
            "name": row.name, "purpose": row.purpose, "unit": str(row.unit_id),
            "keeper": str(row.keeper_id or ""), "version": row.version,
        }  # fmt: skip

    def circle(self) -> Circle:
        """What was typed."""
        data = self.cleaned_data
        keeper = self._staff.get(data["keeper"])
        return Circle(data["name"], data["purpose"], self._units[data["unit"]], keeper)


class NewCircleForm(CircleForm, OnceForm):
    """A new one."""


class ChangeCircleForm(CircleForm, VersionForm):
    """One that stands."""


class JoinForm(forms.Form):
    """Which associations come in."""

    entries = forms.MultipleChoiceField(
        label=_("Foreninger"),
        help_text=_("Hold Ctrl nede for at vælge flere."),
        error_messages={
            "required": _("Vælg mindst én forening."), "invalid_choice": _("Vælg fra listen."),
        },
    )  # fmt: skip

    def __init__(self, entries: Iterable[Entry], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._entries = {str(entry.pk): entry for entry in entries}
        self.fields["entries"].choices = [(k, e.name) for k, e in self._entries.items()]  # type: ignore[attr-defined]
        self.fields["entries"].widget.attrs["size"] = 8

    def chosen(self) -> list[Entry]:
        """Those that were named."""
        return [self._entries[key] for key in self.cleaned_data["entries"]]


class GatherForm(MeetForm):
    """When the network meets, and perhaps what of its plans is held."""

    kind = chosen(_("Hvad er det?"), KINDS)
    title = words(_("Titel"), most=120, required=True,
                  error_messages={"required": _("Skriv en titel.")})  # fmt: skip
    venture = chosen(_("Hører til det, I laver sammen"), NONE, required=False)
    field_order = ["kind", "title", "on", "starts", "ends", "place", "online_link"]

    def __init__(self, ventures: Iterable[Venture], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ventures = {str(row.pk): row for row in ventures if row.gathering_id is None}
        named = [(key, row.title) for key, row in self._ventures.items()]
        self.fields["venture"].choices = [*NONE, *named]  # type: ignore[attr-defined]

    def chosen_venture(self) -> Venture | None:
        """What is held, or None."""
        return self._ventures.get(self.cleaned_data["venture"])


class IdeaForm(OnceForm):
    """What an association brings: something to make, and a plan."""

    kind = chosen(_("Hvad vil I lave?"), VentureKind.choices)
    title = words(_("Titel"), most=120, required=True,
                  error_messages={"required": _("Skriv, hvad det hedder.")})  # fmt: skip
    plan = words(_("Planen"), most=4000, widget=several_lines(),
                 help_text=_("Hvem gør hvad, hvornår, og hvad skal det ende med?"))  # fmt: skip
    planned_on = day_field(_("Hvornår?"), required=False)

    def plan_of(self, entry: Entry) -> Plan:
        """What was typed, led by the association."""
        data = self.cleaned_data
        names = ("kind", "title", "plan", "planned_on")
        return Plan(entry=entry, **{name: data[name] for name in names})


class VentureForm(forms.Form):
    """What is made together, from the idea until it has been told of."""

    kind = chosen(_("Hvad laver I?"), VentureKind.choices)
    title = words(_("Titel"), most=120, required=True,
                  error_messages={"required": _("Skriv, hvad det hedder.")})  # fmt: skip
    entry = chosen(_("Hvem er tovholder?"), [], required=False)
    plan = words(_("Planen"), most=4000, widget=several_lines())
    planned_on = day_field(_("Hvornår?"), required=False)
    gathering = chosen(_("Holdt som"), NONE, required=False)
    shared_at = chosen(_("Fortalt om på"), NONE, required=False)
    came_of_it = words(_("Hvad kom der ud af det?"), most=4000, widget=several_lines())
    fund = words(_("Fond, der er søgt"), most=120)
    asked_kroner = whole(_("Søgt, i kroner"), least=1, most=MOST, required=False)
    applied_on = day_field(_("Søgt den"), required=False)
    got_kroner = whole(
        _("Fået, i kroner"), most=MOST, required=False,
        help_text=_("Tomt: intet svar endnu. 0: afslag."),
    )  # fmt: skip

    def __init__(
        self, entries: Iterable[Entry], house: str, gatherings: Iterable[Gathering], *args: Any,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._entries = {str(entry.pk): entry for entry in entries}
        self._gatherings = {str(row.pk): row for row in gatherings}
        led = [("", house), *((k, e.name) for k, e in self._entries.items())]
        self.fields["entry"].choices = led  # type: ignore[attr-defined]
        held = [*NONE, *((k, row.title) for k, row in self._gatherings.items())]
        for name in ("gathering", "shared_at"):
            self.fields[name].choices = held  # type: ignore[attr-defined]

    @classmethod
    def of(cls, row: Venture) -> dict[str, Any]:
        """What stands."""
        names = ("kind", "title", "plan", "planned_on", "fund", "asked_kroner", "applied_on",
                 "got_kroner", "came_of_it", "version")  # fmt: skip
        stands = {
            name: str(getattr(row, f"{name}_id") or "") for name in ("gathering", "shared_at")
        }
        stands["entry"] = str(row.leader.pk) if row.leader else ""
        return {name: getattr(row, name) for name in names} | stands

    def plan_typed(self) -> Plan:
        """What was typed."""
        data = {k: v for k, v in self.cleaned_data.items() if k not in ("id", "version")}
        data["entry"] = self._entries.get(data["entry"])
        for name in ("gathering", "shared_at"):
            data[name] = self._gatherings.get(data[name])
        return Plan(**data)


class NewVentureForm(VentureForm, OnceForm):
    """A new one."""


class ChangeVentureForm(VentureForm, VersionForm):
    """One that stands."""
