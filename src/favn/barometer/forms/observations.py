"""Forms of a value: a new one, a correction, a strike, and a committee's word."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.barometer import rules
from favn.barometer.actions import Cell, Printed
from favn.barometer.choices import Claim, Stance
from favn.barometer.forms import as_text, number_field, text_field, time_field, whole_field
from favn.barometer.models import CommitteeWord, Definition, Group, Observation
from favn.kit.fields import STALE, OnceForm, day_field
from favn.people.organisations.models import Unit


class CellForm(OnceForm):
    """A value and what it rests on, in the unit of its definition."""

    value = number_field(_("Tal"))
    base = whole_field(
        _("Basis"), _("Hvor mange tallet er en andel af. Uden basis kan en ændring ikke bedømmes.")
    )
    count = whole_field(_("Antal"), _("Hvor mange af dem, hvis det er talt."))
    source = forms.CharField(label=_("Kilde til dette tal"), max_length=300, required=False)
    note = forms.CharField(label=_("Bemærkning"), max_length=300, required=False)
    is_derived = forms.BooleanField(
        label=_("Tallet er ikke trykt, men regnet ud af det, der er trykt"), required=False
    )

    def __init__(self, definition: Definition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = definition.unit

    def clean(self) -> dict[str, Any]:
        """Say at the field what a unit cannot hold."""
        data = super().clean() or {}
        if not (typed := data.get("value")):
            return data
        sentence = rules.why_not_sign(self.unit, typed.has_percent) or rules.why_not_value(
            self.unit, typed.value
        )
        if sentence:
            self.add_error("value", sentence)
        elif sentence := rules.why_not_counts(
            self.unit, typed.value, typed.decimals, data.get("base"), data.get("count")
        ):
            self.add_error("count", sentence)
        return data

    def cell(self) -> Cell:
        """What was typed."""
        data = self.cleaned_data
        rest = {n: data[n] for n in ("base", "count", "source", "note", "is_derived")}
        return Cell(data["value"].value, data["value"].decimals, **rest)


class ObserveForm(CellForm):
    """A new value of a group at a time."""

    on = time_field(_("Hvornår?"))
    group = forms.ChoiceField(
        label=_("Hvem?"), error_messages={"required": _("Vælg den gruppe, tallet gælder.")}
    )

    def __init__(
        self, definition: Definition, groups: list[Group], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(definition, *args, **kwargs)
        self.groups = {str(group.pk): group for group in groups}
        offered = [("", _("Vælg")), *((key, g.title) for key, g in self.groups.items())]
        self.fields["group"].choices = offered  # type: ignore[attr-defined]
        if not groups:
            del self.fields["group"]
        self.order_fields(["group", "on"])

    def chosen_group(self) -> Group | None:
        """The chosen group."""
        return self.groups.get(self.cleaned_data.get("group", ""))


class CorrectForm(CellForm):
    """Another value in place of one, with the reason."""

    reason = forms.CharField(
        label=_("Hvorfor rettes tallet?"),
        max_length=300,
        help_text=_("Grunden og det gamle tal kan ses af alle."),
        error_messages={"required": _("Skriv grunden. Den står ved siden af det gamle tal.")},
    )

    def __init__(self, row: Observation, *args: Any, **kwargs: Any) -> None:
        stands = {n: getattr(row, n) for n in ("base", "count", "source", "note", "is_derived")}
        stands["value"] = as_text(row.value, row.decimals)
        kwargs["initial"] = stands | kwargs.get("initial", {})
        super().__init__(row.definition, *args, **kwargs)


class StrikeForm(forms.Form):
    """Takes a value away, with the reason."""

    reason = forms.CharField(
        label=_("Hvorfor skal tallet væk?"),
        max_length=300,
        error_messages={"required": _("Skriv grunden. Den står ved siden af det gamle tal.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "strike_%s"
        super().__init__(*args, **kwargs)


class WordForm(OnceForm):
    """What a committee says about an indicator."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, error_messages=STALE)
    unit = forms.ChoiceField(
        label=_("Hvem siger det?"), error_messages={"required": _("Vælg udvalget.")}
    )
    stance = forms.ChoiceField(
        label=_("Hvad slags ord er det?"), choices=Stance.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad udvalget gør med indikatoren.")},
    )  # fmt: skip
    text = text_field(
        _("Udvalgets ord"),
        required=True,
        missing=_("Skriv, hvad udvalget siger, med mindst én sætning."),
    )
    on = day_field(_("Hvornår blev det sagt?"))

    def __init__(
        self, units: list[Unit], word: CommitteeWord | None, *args: Any, **kwargs: Any
    ) -> None:
        if word:
            stands: dict[str, Any] = {
                "version": word.version, "stance": word.stance, "text": word.text, "on": word.on,
            }  # fmt: skip
            kwargs["initial"] = stands | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        offered = [("", _("Vælg")), *((k, u.name) for k, u in self.units.items())]
        self.fields["unit"].choices = offered  # type: ignore[attr-defined]
        self.fields["on"].required = True
        if word:
            del self.fields["unit"]


class ClaimForm(OnceForm):
    """What somebody printed about the indicator, and what is doubtful about it."""

    kind = forms.ChoiceField(
        label=_("Hvad er trykt?"), choices=Claim.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Ordene, som de er trykt"),
        max_length=120,
        help_text=_("For eksempel: ca. 17 år til lighed, eller Fremgang."),
        error_messages={"required": _("Skriv, hvad der er trykt.")},
    )
    years = number_field(
        _("Antal år"), required=False, hint=_("Kun ved år til lighed. Siden regner dem efter.")
    )
    place = forms.CharField(
        label=_("Hvor er det trykt?"),
        max_length=200,
        error_messages={"required": _("Skriv, hvor det er trykt.")},
    )
    doubt = forms.CharField(label=_("Tvivl om det trykte"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """Years need their number."""
        data = super().clean() or {}
        if data.get("kind") == Claim.YEARS and not data.get("years"):
            self.add_error("years", _("Skriv det trykte antal år, for eksempel 17."))
        return data

    def printed(self) -> Printed:
        """What was typed."""
        data = self.cleaned_data
        years = data["years"].value if data["years"] else None
        return Printed(Claim(data["kind"]), data["place"], data["words"], years, data["doubt"])
