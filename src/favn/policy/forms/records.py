"""Turns what people type about outputs, decisions, advice and parties into clean values."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, OnceForm, day_field
from favn.kit.figures import figure_with
from favn.people.organisations.models import Unit
from favn.policy import queries, rules
from favn.policy.actions import Minute
from favn.policy.choices import Outcome, Ruling
from favn.policy.forms.initiatives import year_field
from favn.policy.forms.tree import offer
from favn.policy.forms.words import said
from favn.policy.models import CountDuty, Initiative, Output, Plan, Recommendation
from favn.policy.queries import Ruled
from favn.policy.rules import promises

WHOLE = _("Skriv et helt tal, for eksempel 18.")


def many_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.IntegerField:
    """How many of something."""
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), WHOLE)
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=promises.MOST,
        required=required,
        help_text=hint,
        error_messages=errors,
    )


def must_day(label: Any, sentence: Any) -> forms.DateField:
    """A day that cannot be left out."""
    field = day_field(label)
    field.error_messages["required"] = sentence
    return field


class NumbersField(forms.CharField):
    """Numbers of initiatives with anything between them: “20, 21 og 22”."""

    def to_python(self, value: Any) -> Any:
        """The numbers, each once. Raises ValidationError where there is none."""
        text = super().to_python(value)
        found = re.findall(r"[0-9]+", text or "")
        if any(len(number) > 4 for number in found):
            raise forms.ValidationError(
                _("Et nummer har højst fire cifre. Skriv dem med mellemrum.")
            )
        numbers = list(dict.fromkeys(int(number) for number in found))
        if text and not numbers:
            raise forms.ValidationError(_("Skriv numre på indsatser, for eksempel 20, 21."))
        return numbers


class PromiseForm(OnceForm):
    """So many of something in some years."""

    unit = said(
        _("Hvad loves der?"),
        _("Skriv, hvad der loves, for eksempel workshops."),
        most=60,
        help_text=_("I flertal, for eksempel workshops eller skoler. Hver ting for sig."),
    )
    promised = many_field(
        _("Hvor mange?"), required=False, hint=_("Lad det stå tomt, hvis der ikke er sat et tal.")
    )
    first_year = year_field(_("Første år"))
    last_year = year_field(_("Sidste år"))

    def clean(self) -> dict[str, Any]:
        """The years run forwards."""
        data = super().clean() or {}
        first, last = data.get("first_year"), data.get("last_year")
        if first and last and (sentence := rules.why_not_years(first, last)):
            self.add_error("last_year", sentence)
        return data


class ReviseForm(OnceForm):
    """Another number, with day and reason."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    promised = many_field(_("Hvor mange loves der nu?"))
    on = must_day(_("Hvornår blev det ændret?"), _("Skriv den dag, løftet blev ændret."))
    reason = said(
        _("Hvorfor?"),
        _("Skriv grunden, så man kan forstå det nye tal."),
        most=300,
        help_text=_("Grunden står ved siden af tallet."),
    )

    def __init__(self, output: Output, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": output.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class DeliverForm(OnceForm):
    """So many more, by a day."""

    delivered = many_field(_("Hvor mange blev leveret?"))
    on = must_day(_("Til og med"), _("Skriv den dag, tallet gælder til og med."))
    note = forms.CharField(label=_("Bemærkning"), max_length=200, required=False)


class FollowForm(forms.Form):
    """Which of an association's accepted numbers is the delivery."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    figure = forms.ChoiceField(
        label=_("Tal fra en forening"), error_messages={"required": _("Vælg tallet.")}
    )

    def __init__(self, output: Output, duties: list[CountDuty], *args: Any, **kwargs: Any) -> None:
        kwargs |= {"auto_id": "follow_%s"}
        kwargs["initial"] = {"version": output.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.figures = {
            f"{duty.pk}/{figure}": (duty, figure) for duty in duties for figure in duty.figures
        }
        named = [
            (key, f"{duty.addressed_to.name}: {figure_with(figure).title}")
            for key, (duty, figure) in self.figures.items()
        ]
        offer(self, "figure", [("", _("Vælg et tal")), *named])


class DecisionForm(OnceForm):
    """A committee's decision, what it is about, and what came out of it."""

    body = forms.ChoiceField(
        label=_("Udvalg"), error_messages={"required": _("Vælg det udvalg, der besluttede.")}
    )
    ruling = forms.ChoiceField(
        label=_("Hvad gjorde udvalget?"),
        choices=Ruling.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad udvalget gjorde.")},
    )
    title = said(_("Hvad blev besluttet?"), _("Skriv kort, hvad der blev besluttet."), most=200)
    on = must_day(_("Dag"), _("Skriv dagen for mødet."))
    day_words = forms.CharField(
        label=_("Om dagen"),
        max_length=120,
        required=False,
        help_text=_("Hvis dagen ikke er kendt helt, for eksempel “året er ikke trykt”."),
    )
    about = NumbersField(
        label=_("Handler om indsats"),
        help_text=_("Et eller flere numre, for eksempel 20, 21."),
        error_messages={"required": _("Skriv nummeret på den indsats, beslutningen handler om.")},
    )
    born = NumbersField(
        label=_("Nye indsatser, der kom ud af den"),
        help_text=_("Numre, for eksempel 27, 28, 29."),
        required=False,
    )

    def __init__(self, plan: Plan, *args: Any, ruled: Ruled | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = (_decided(ruled) if ruled else {}) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.bodies = {str(unit.pk): unit for unit in queries.deciders()}
        self.initiatives = {row.number: row for row in queries.live_initiatives(plan)}
        if ruled:  # What stands stays possible, also where it is not offered anew.
            self.bodies.setdefault(str(ruled.decision.body_id), ruled.decision.body)
            self.initiatives |= {row.number: row for row in (*ruled.about, *ruled.born)}
        bodies = [(pk, unit.name) for pk, unit in self.bodies.items()]
        offer(self, "body", [("", _("Vælg et udvalg")), *bodies])

    def clean(self) -> dict[str, Any]:
        """Every number is an initiative of the plan."""
        data = super().clean() or {}
        for name in ("about", "born"):
            unknown = [str(n) for n in data.get(name, ()) if n not in self.initiatives]
            if unknown:
                sentence = _("Planen har ingen indsats %(n)s. Ret nummeret.")
                self.add_error(name, sentence % {"n": ", ".join(unknown)})
        return data

    def minute(self) -> Minute:
        """The decision as typed."""
        data = self.cleaned_data
        body, ruling = self.bodies[data["body"]], Ruling(data["ruling"])
        return Minute(body, ruling, data["on"], data["title"], data["day_words"])

    def chosen(self, name: str) -> list[Initiative]:
        """The initiatives of one side."""
        return [self.initiatives[number] for number in self.cleaned_data[name]]


class ChangeDecisionForm(DecisionForm):
    """Corrects a decision."""

    id = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)


def _decided(ruled: Ruled) -> dict[str, Any]:
    """A decision as its form has it."""
    row = ruled.decision
    found = {name: getattr(row, name) for name in ("ruling", "title", "on", "day_words", "version")}
    sides = {"about": ruled.about, "born": ruled.born}
    numbers = {name: ", ".join(str(i.number) for i in side) for name, side in sides.items()}
    return found | numbers | {"body": str(row.body_id)}


class RecommendForm(OnceForm):
    """What a panel recommends, and to whom."""

    panel = said(_("Hvem anbefaler?"), _("Skriv, hvem der anbefaler."), most=120)
    year = year_field(_("År"))
    text = said(
        _("Anbefaling"),
        _("Skriv, hvad der anbefales."),
        most=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    addressee = forms.ChoiceField(
        label=_("Rettet til"), error_messages={"required": _("Vælg, hvem den er rettet til.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer({str(unit.pk): unit for unit in queries.units()})

    def _offer(self, units: dict[str, Unit]) -> None:
        self.units = units
        named = [(pk, unit.name) for pk, unit in units.items()]
        offer(self, "addressee", [("", _("Vælg en forvaltning eller et udvalg")), *named])


class ChangeAdviceForm(RecommendForm):
    """Corrects what was recommended."""

    id = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)

    def __init__(self, row: Recommendation, *args: Any, **kwargs: Any) -> None:
        written = {name: getattr(row, name) for name in ("panel", "year", "text", "version")}
        written["addressee"] = str(row.addressee_id)
        kwargs |= {"auto_id": "advice_%s", "initial": written | kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self._offer(self.units | {str(row.addressee_id): row.addressee})


class AnswerForm(forms.Form):
    """What became of a recommendation."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    outcome = forms.ChoiceField(
        label=_("Hvad blev der af den?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad der blev af den.")},
    )
    answer = forms.CharField(
        label=_("Med ord"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    initiative = forms.ChoiceField(label=_("Den blev til indsats"), required=False)

    def __init__(self, row: Recommendation, *args: Any, **kwargs: Any) -> None:
        written = {"version": row.version, "outcome": row.outcome, "answer": row.answer}
        written["initiative"] = str(row.initiative_id or "")
        kwargs |= {"auto_id": "answer_%s", "initial": written | kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.initiatives = {str(i.pk): i for i in queries.live_initiatives(row.plan)}
        named = [(pk, str(i)) for pk, i in self.initiatives.items()]
        offer(self, "initiative", [("", _("Ingen indsats")), *named])
