"""Turns what people type about plans, goals and the turns of an initiative into clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, OnceForm, day_field
from favn.policy import queries
from favn.policy.actions import Occasion
from favn.policy.choices import Status
from favn.policy.forms.initiatives import PlanForm
from favn.policy.models import Goal, Initiative, Plan
from favn.policy.queries import MISSING, Wanted
from favn.policy.rules.tree import HIGHEST_NUMBER

NUMBER = _("Skriv nummeret som et helt tal fra 1 til 9999.")


def offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    """What a field lets one choose between."""
    field = form.fields[name]
    field.choices = choices  # type: ignore[attr-defined]
    field.error_messages["invalid_choice"] = _("Det valgte findes ikke længere. Vælg igen.")


class FilterForm(forms.Form):
    """Which initiatives to show; sent in the address, so that it can be kept and shared."""

    forvaltning = forms.ChoiceField(label=_("Ejer"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    maal = forms.ChoiceField(label=_("Mål"), required=False)

    def __init__(self, data: Any, owners: list[Any], goals: list[Goal]) -> None:
        super().__init__(data, auto_id="filter_%s")
        named = [(str(unit.pk), unit.name) for unit in owners]
        self._offer("forvaltning", [*named, (MISSING, _("Mangler ejer"))])
        self._offer("status", [*Status.choices, (MISSING, _("Mangler status"))])
        self._offer("maal", [*((str(g.pk), str(g)) for g in goals), (MISSING, _("Uden mål"))])
        if not goals:
            del self.fields["maal"]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        offer(self, name, [("", _("Alle")), *choices])

    def wanted(self) -> Wanted:
        """What was asked for; an unknown value asks for nothing."""
        self.is_valid()
        data = self.cleaned_data
        return Wanted(data.get("forvaltning", ""), data.get("status", ""), data.get("maal", ""))


class ChangePlanForm(PlanForm):
    """Corrects a plan's title and years."""

    id = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = _plan(plan) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


def _plan(plan: Plan) -> dict[str, Any]:
    names = ("title", "first_year", "last_year", "version")
    return {name: getattr(plan, name) for name in names}


class GoalForm(OnceForm):
    """Adds a goal."""

    number = forms.CharField(
        label=_("Nummer"),
        max_length=12,
        required=False,
        help_text=_("Som det er trykt, for eksempel 3. Lad det stå tomt, hvis det ikke er kendt."),
    )
    title = forms.CharField(
        label=_("Mål"),
        max_length=200,
        error_messages={"required": _("Skriv målet, for eksempel Flere i arbejde.")},
    )
    focus = forms.CharField(label=_("Indsatsområde"), max_length=200, required=False)
    note = forms.CharField(label=_("Bemærkning"), max_length=300, required=False)


class TurnForm(OnceForm):
    """The day and the reason that every turn has."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    on = day_field(_("Hvornår skete det?"), required=False)
    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=300,
        help_text=_("Grunden står på indsatsens side."),
        error_messages={"required": _("Skriv grunden, så man senere kan forstå det.")},
    )

    def __init__(self, row: Initiative, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": row.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["on"].required = True
        self.fields["on"].error_messages["required"] = _("Skriv den dag, det skete.")
        self.row = row

    def when(self) -> Occasion:
        """Day and reason."""
        return Occasion(self.cleaned_data["on"], self.cleaned_data["reason"])


class RenumberForm(TurnForm):
    """A new number."""

    number = forms.IntegerField(
        label=_("Nyt nummer"),
        min_value=1,
        max_value=HIGHEST_NUMBER,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), NUMBER),
    )
    field_order: tuple[str, ...] = ("number", "on", "reason")


class MergeForm(TurnForm):
    """Which initiative it goes into."""

    into = forms.ChoiceField(
        label=_("Lægges ind i"),
        error_messages={"required": _("Vælg den indsats, den går ind i.")},
    )
    field_order: tuple[str, ...] = ("into", "on", "reason")

    def __init__(self, row: Initiative, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        live = queries.live_initiatives(row.plan)
        self.others = {str(other.pk): other for other in live if other.pk != row.pk}
        names = [(pk, str(other)) for pk, other in self.others.items()]
        offer(self, "into", [("", _("Vælg en indsats")), *names])


class TakeOverForm(TurnForm):
    """Who owns it from now on."""

    unit = forms.ChoiceField(
        label=_("Ny ejer"), error_messages={"required": _("Vælg den forvaltning, der overtager.")}
    )
    field_order: tuple[str, ...] = ("unit", "on", "reason")

    def __init__(self, row: Initiative, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        self.units = {str(unit.pk): unit for unit in queries.units()}
        names = [(pk, unit.name) for pk, unit in self.units.items()]
        offer(self, "unit", [("", _("Vælg en forvaltning eller et udvalg")), *names])


class SplitForm(TakeOverForm):
    """The new initiative: number, title, owner."""

    number = forms.IntegerField(
        label=_("Den nye indsats' nummer"),
        min_value=1,
        max_value=HIGHEST_NUMBER,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), NUMBER),
    )
    title = forms.CharField(
        label=_("Den nye indsats' titel"),
        max_length=200,
        error_messages={"required": _("Skriv, hvad den nye indsats hedder.")},
    )
    field_order: tuple[str, ...] = ("number", "title", "unit", "on", "reason")

    def __init__(self, row: Initiative, *args: Any, **kwargs: Any) -> None:
        free = queries.next_number(row.plan)
        initial = {"number": free, "unit": str(row.owner_id or "")}
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(row, *args, **kwargs)
        self.fields["unit"].label = _("Den nye indsats' ejer")
