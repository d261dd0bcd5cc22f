"""Turns what people type about amounts into whole kroner and links between them."""

from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, OnceForm
from favn.policy import queries, rules
from favn.policy.choices import Step
from favn.policy.forms.initiatives import year_field
from favn.policy.forms.tree import offer
from favn.policy.models import Amount, Plan
from favn.policy.rules import money


class KronerField(forms.CharField):
    """“200.000” or “7,3 mio.”."""

    def to_python(self, value: Any) -> Any:
        """Whole kroner. Raises ValidationError with how to write it."""
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        amount = money.kroner(str(text))
        if amount is None:
            raise forms.ValidationError(
                _("Skriv beløbet som hele kroner, for eksempel 200.000, eller som 7,3 mio.")
            )
        if sentence := money.why_not_kroner(amount):
            raise forms.ValidationError(sentence)
        return amount


class AmountForm(OnceForm):
    """An amount of a plan, with its links."""

    title = forms.CharField(
        label=_("Hvad er beløbet?"),
        max_length=160,
        error_messages={"required": _("Skriv, hvad beløbet er, for eksempel Tilskud til kurser.")},
    )
    kroner = KronerField(
        label=_("Beløb i kr."),
        help_text=_("For eksempel 200.000 eller 7,3 mio."),
        error_messages={"required": _("Skriv beløbet.")},
    )
    step = forms.ChoiceField(
        label=_("Hvor langt er pengene?"),
        choices=Step.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, om beløbet er ansøgt, budgetteret eller brugt.")},
    )
    first_year = year_field(_("Første år"))
    last_year = year_field(_("Sidste år"))
    initiative = forms.ChoiceField(label=_("Indsats"), required=False)
    unit = forms.ChoiceField(
        label=_("Pengene kommer fra"),
        required=False,
        help_text=_("Den, der betaler, kan være en anden end den, der ejer indsatsen."),
    )
    pool = forms.CharField(label=_("Pulje"), max_length=120, required=False)
    part_of = forms.ChoiceField(
        label=_("En del af"),
        required=False,
        help_text=_("Så bliver det ikke lagt til oven i det hele."),
    )
    same_as = forms.ChoiceField(
        label=_("Det samme som"),
        required=False,
        help_text=_("Når de samme penge står to steder. De tæller én gang."),
    )
    note = forms.CharField(label=_("Bemærkning"), max_length=300, required=False)

    def __init__(self, plan: Plan, *args: Any, row: Amount | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = (_written(row) if row else {}) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.initiatives = {str(i.pk): i for i in queries.live_initiatives(plan)}
        if row and row.initiative:
            self.initiatives.setdefault(str(row.initiative_id), row.initiative)
        self.units = {str(unit.pk): unit for unit in queries.units()}
        self.amounts = {
            str(a.pk): a for a in queries.amounts_of(plan) if row is None or a.pk != row.pk
        }
        self._offer("initiative", _("Hele planen"), self.initiatives)
        self._offer("unit", _("Ikke oplyst"), self.units)
        told = {pk: f"{a.title} ({number_format(a.kroner)} kr.)" for pk, a in self.amounts.items()}
        self._offer("part_of", _("Intet andet beløb"), told)
        self._offer("same_as", _("Intet andet beløb"), told)

    def _offer(self, name: str, none: Any, records: dict[str, Any]) -> None:
        offer(self, name, [("", none), *((pk, str(row)) for pk, row in records.items())])

    def clean(self) -> dict[str, Any]:
        """The years run forwards."""
        data = super().clean() or {}
        first, last = data.get("first_year"), data.get("last_year")
        if first and last and (sentence := rules.why_not_years(first, last)):
            self.add_error("last_year", sentence)
        return data

    def values(self) -> dict[str, Any]:
        """What was written, the links as records."""
        data = {k: v for k, v in self.cleaned_data.items() if k not in ("id", "version")}
        return data | {
            "initiative": self.initiatives.get(data["initiative"]),
            "unit": self.units.get(data["unit"]),
            "part_of": self.amounts.get(data["part_of"]),
            "same_as": self.amounts.get(data["same_as"]),
        }


class ChangeAmountForm(AmountForm):
    """Corrects an amount."""

    id = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)


class StrikeForm(forms.Form):
    """Takes something out again."""

    reason = forms.CharField(
        label=_("Hvorfor skal det ud?"),
        max_length=300,
        error_messages={"required": _("Skriv grunden. Den gemmes i historikken.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "strike_%s"
        super().__init__(*args, **kwargs)


def _written(row: Amount) -> dict[str, Any]:
    names = ("title", "step", "first_year", "last_year", "pool", "note", "version")
    links = ("initiative_id", "unit_id", "part_of_id", "same_as_id")
    found = {name: getattr(row, name) for name in names}
    found |= {name.removesuffix("_id"): str(getattr(row, name) or "") for name in links}
    return found | {"kroner": number_format(row.kroner, force_grouping=True)}
