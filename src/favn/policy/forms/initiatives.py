"""What people type about a plan, its offices and its initiatives. Nothing is written here."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, OnceForm, day_field
from favn.policy import queries, rules
from favn.policy.models import Initiative, Plan
from favn.policy.rules import tree


def year_field(label: Any) -> forms.IntegerField:
    """A year as people write it."""
    wrong = _("Skriv året med fire tal, for eksempel 2026.")
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(label=label, min_value=2000, max_value=2100, error_messages=errors)


class PlanForm(OnceForm):
    """Opens a plan: what it is called, and its years."""

    title = forms.CharField(
        label=_("Planens titel"),
        max_length=160,
        error_messages={"required": _("Skriv, hvad planen hedder.")},
    )
    first_year = year_field(_("Første år"))
    last_year = year_field(_("Sidste år"))

    def clean(self) -> dict[str, Any]:
        """It ends in the year it begins, or later."""
        data = super().clean() or {}
        if data.get("first_year") and data.get("last_year"):
            sentence = rules.why_not_years(data["first_year"], data["last_year"])
            if sentence:
                self.add_error("last_year", sentence)
        return data


class OfficeForm(OnceForm):
    """Adds an office by name."""

    name = forms.CharField(
        label=_("Forvaltningens navn"),
        max_length=120,
        error_messages={"required": _("Skriv navnet, for eksempel Kulturforvaltningen.")},
    )


class InitiativeForm(forms.Form):
    """What the plan says about an initiative; its number has a page of its own."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    title = forms.CharField(
        label=_("Titel"),
        max_length=200,
        error_messages={"required": _("Skriv, hvad indsatsen hedder.")},
    )
    summary = forms.CharField(
        label=_("Hvad går indsatsen ud på?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    target_group = forms.CharField(label=_("Målgruppe"), max_length=200, required=False)
    goal = forms.ChoiceField(label=_("Mål"), required=False)
    owner = forms.ChoiceField(
        label=_("Forvaltning"),
        help_text=_("Den ejer indsatsen, og dens medarbejdere ser indsatsens optællinger."),
        error_messages={"required": _("Vælg den forvaltning, der ejer indsatsen.")},
    )
    starts_on = day_field(_("Begynder"), required=False)
    ends_on = day_field(
        _("Slutter"),
        help_text=_("Lad den stå tom, hvis indsatsen ikke har en slutdag."),
        required=False,
    )
    funded = forms.ChoiceField(
        label=_("Forening, der får støtte"),
        required=False,
        help_text=_("Kun foreninger, der selv bruger Favn, står på listen."),
    )

    def __init__(
        self, *args: Any, row: Initiative | None = None, plan: Plan | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("auto_id", "initiative_%s")
        kwargs["initial"] = (_written(row) if row else {}) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.owners = {str(unit.pk): unit for unit in queries.units()}
        self.parties = {str(party.pk): party for party in queries.associations()}
        plan = row.plan if row else plan
        self.years = (plan.first_year, plan.last_year) if plan else None
        self.goals = {str(goal.pk): goal for goal in queries.goals_of(plan)} if plan else {}
        if row and row.owner:  # What stands stays possible, also where it is not offered anew.
            self.owners.setdefault(str(row.owner_id), row.owner)
        if row and row.funded:
            self.parties.setdefault(str(row.funded_id), row.funded)
        self.fields["owner"].required = row is None or row.owner is not None
        self._offer("owner", _("Vælg en forvaltning eller et udvalg"), self.owners)
        self._offer("funded", _("Ingen"), self.parties)
        self._offer("goal", _("Intet mål"), self.goals)
        if not self.goals:
            del self.fields["goal"]

    def _offer(self, name: str, none: Any, records: Mapping[str, Any]) -> None:
        choices = [("", none), *((key, str(record)) for key, record in records.items())]
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        data = super().clean() or {}
        if sentence := rules.why_not_period(data.get("starts_on"), data.get("ends_on")):
            self.add_error("ends_on", sentence)
        for name in ("starts_on", "ends_on"):
            years = self.years
            if years and (sentence := tree.why_not_far((data.get(name),), years)):
                self.add_error(name, sentence)
        return data

    def values(self) -> dict[str, Any]:
        """What was written, office and association as records."""
        data = {k: v for k, v in self.cleaned_data.items() if k not in ("id", "version")}
        return data | {
            "owner": self.owners.get(data["owner"]),
            "funded": self.parties.get(data["funded"]),
            "goal": self.goals.get(data.get("goal", "")),
        }


class NewInitiativeForm(OnceForm, InitiativeForm):
    """A new line of the plan, with its number; the next free one is proposed."""

    version = None  # type: ignore[assignment]
    number = forms.IntegerField(
        label=_("Nummer"),
        min_value=1,
        max_value=9999,
        help_text=_("Et nummer, som en anden indsats har haft, bliver ikke brugt igen."),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Skriv nummeret som et helt tal fra 1 til 9999."),
        ),
    )
    field_order = ("number",)

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"number": queries.next_number(plan), **kwargs.get("initial", {})}
        super().__init__(*args, plan=plan, **kwargs)


def _written(row: Initiative) -> dict[str, Any]:
    """What an initiative's form starts from."""
    return {
        "version": row.version,
        "title": row.title,
        "summary": row.summary,
        "target_group": row.target_group,
        "goal": str(row.goal_id or ""),
        "owner": str(row.owner_id or ""),
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "funded": str(row.funded_id or ""),
    }
