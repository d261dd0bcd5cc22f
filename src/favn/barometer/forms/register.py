"""Forms of the register: an indicator, how it is counted, its groups, its target."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.barometer import queries
from favn.barometer.actions import Aim, Counting, Facts, Member
from favn.barometer.choices import Data, Measure, Part, Unit, Wish
from favn.barometer.forms import as_text, number_field, text_field, time_field, whole_field
from favn.barometer.models import Definition, Group, Indicator
from favn.kit.fields import STALE, OnceForm, day_field


def _chosen(label: Any, choices: Any, hint: Any = "") -> forms.ChoiceField:
    """A choice that nothing makes for you: each answer changes how the numbers are judged."""
    return _choice(label, [("", _("Vælg")), *choices], hint)


def _choice(label: Any, choices: Any, hint: Any = "") -> forms.ChoiceField:
    wrong = {"required": _("Vælg en af mulighederne."), "invalid_choice": _("Vælg fra listen.")}
    return forms.ChoiceField(label=label, choices=choices, help_text=hint, error_messages=wrong)


class IndicatorForm(OnceForm):
    """What an indicator is, and which way its goal wants it to move."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, error_messages=STALE)
    title = forms.CharField(
        label=_("Hvad følges?"),
        max_length=160,
        help_text=_("For eksempel: Børn i børnehave, 3–5 år."),
        error_messages={"required": _("Skriv, hvad indikatoren følger.")},
    )
    goal = forms.ChoiceField(label=_("Under hvilket mål?"), required=False)
    measure = _choice(_("Hvad ser vi på?"), Measure.choices)
    scheme = forms.ChoiceField(
        label=_("Inddeling i grupper"),
        required=False,
        help_text=_("Lad den stå tom, hvis tallet kun gælder alle."),
    )
    wish = _chosen(_("Hvilken vej vil målet?"), Wish.choices)
    parity = number_field(
        _("Hvornår er to grupper ens?"),
        required=False,
        hint=_(
            "Kun hvor tallet selv er en sammenligning: 0 for en forskel, 100 for procent af en"
            " anden gruppe."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = {str(scheme.pk): scheme for scheme in queries.schemes()}
        offered = [("", _("Ingen inddeling")), *((k, s.title) for k, s in self.schemes.items())]
        self.fields["scheme"].choices = offered  # type: ignore[attr-defined]
        goals = [("", _("Intet mål")), *queries.goals_to_choose()]
        self.fields["goal"].choices = goals  # type: ignore[attr-defined]

    @classmethod
    def of(cls, row: Indicator) -> dict[str, Any]:
        """What the fields hold for an indicator that stands."""
        return {
            "id": row.pk, "version": row.version, "title": row.title, "goal": row.goal_id or "",
            "measure": row.measure, "scheme": row.scheme_id or "", "wish": row.wish,
            "parity": as_text(row.parity),
        }  # fmt: skip

    def facts(self, rank: int = 0) -> Facts:
        """What was typed."""
        data = self.cleaned_data
        parity = data["parity"].value if data["parity"] else None
        return Facts(
            title=" ".join(data["title"].split()),
            goal_id=UUID(data["goal"]) if data["goal"] else None,
            scheme=self.schemes.get(data["scheme"]),
            measure=Measure(data["measure"]),
            wish=Wish(data["wish"]),
            parity=parity,
            rank=rank,
        )


class DefinitionForm(OnceForm):
    """How it is counted; a later version also says what is different."""

    valid_from = day_field(_("Gælder fra"))
    changed = text_field(
        _("Hvad er anderledes?"),
        longest=500,
        required=True,
        hint=_("Det er grunden til bruddet. Den står, hvor nogen vil sammenligne."),
        missing=_("Skriv, hvad der er anderledes. Det er grunden til, at serien får et brud."),
    )
    unit = _chosen(_("Enhed"), Unit.choices, _("En forskel mellem to procenter er procentpoint."))
    says = text_field(
        _("Hvad siger tallet?"),
        required=True,
        hint=_("En sætning: Andelen af børn fra 3 til 5 år, der går i børnehave."),
        missing=_("Skriv, hvad ét tal siger."),
    )
    source = forms.CharField(
        label=_("Kilde"),
        max_length=300,
        error_messages={"required": _("Skriv, hvor tallene kommer fra.")},
    )
    base = forms.CharField(
        label=_("Basis: hvem er det en andel af?"), max_length=300, required=False
    )
    method = text_field(_("Fremgangsmåde"))
    caveats = text_field(_("Forbehold"))
    origin = _chosen(
        _("Hvordan er tallene blevet til?"),
        Data.choices,
        _("Det afgør, hvilken test der må laves."),
    )
    least_change = number_field(
        _("Mindste ændring, der tæller"),
        required=False,
        hint=_("I samme enhed som en forskel. Lad det stå tomt for husets regel."),
    )

    def __init__(self, last: Definition | None, *args: Any, **kwargs: Any) -> None:
        initial = _of_definition(last) if last else {}
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].required = True
        if last is None:
            del self.fields["changed"]

    def counting(self) -> Counting:
        """What was typed."""
        data = {name: self.cleaned_data[name] for name in self.fields if name != "id"}
        least: Any = data.pop("least_change")
        data |= {"unit": Unit(data["unit"]), "data": Data(data.pop("origin"))}
        return Counting(**data, least_change=least.value if least else None)


def _of_definition(last: Definition) -> dict[str, Any]:
    same = ("unit", "says", "source", "base", "method", "caveats")
    found = {n: getattr(last, n) for n in same}
    return found | {"origin": last.data, "least_change": as_text(last.least_change)}


class SchemeForm(OnceForm):
    """A new way to divide."""

    title = forms.CharField(
        label=_("Navn"),
        max_length=160,
        help_text=_("Hvis inddeling det er: Herkomst, som skolerne opgør den."),
        error_messages={"required": _("Skriv, hvad inddelingen hedder.")},
    )
    note = forms.CharField(
        label=_("Hvad må den ikke blandes sammen med?"), max_length=500, required=False
    )


class GroupForm(OnceForm):
    """One more group of a scheme; a band has a lowest and a highest number."""

    scheme = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    title = forms.CharField(
        label=_("Gruppens navn"),
        max_length=120,
        error_messages={"required": _("Skriv, hvad gruppen hedder.")},
    )
    part = _choice(_("Rolle i en sammenligning"), Part.choices, _("Ingen gruppe er den normale."))
    lowest = whole_field(_("Fra"), _("Kun for bånd, for eksempel 15–19 år. Begge tal er med."))
    highest = whole_field(_("Til"))

    def member(self, rank: int) -> Member:
        """What was typed."""
        data = self.cleaned_data
        title = " ".join(data["title"].split())
        return Member(title, Part(data["part"]), rank, data["lowest"], data["highest"])


class TargetForm(OnceForm):
    """What should be reached, and when."""

    on = time_field(_("Hvornår?"))
    value = number_field(_("Mål"))
    group = forms.ChoiceField(label=_("For hvem?"), required=False)
    is_each_period = forms.BooleanField(
        label=_("Så mange hvert år, ikke et niveau, der skal nås én gang"), required=False
    )
    source = forms.CharField(label=_("Hvor er målet sat?"), max_length=300, required=False)

    def __init__(self, groups: list[Group], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(group.pk): group for group in groups}
        offered = [("", _("Alle")), *((key, g.title) for key, g in self.groups.items())]
        self.fields["group"].choices = offered  # type: ignore[attr-defined]

    def aim(self) -> Aim:
        """What was typed."""
        data = self.cleaned_data
        return Aim(
            data["on"].on, data["value"].value, data["on"].precision,
            self.groups.get(data["group"]), data["is_each_period"], data["source"],
        )  # fmt: skip
