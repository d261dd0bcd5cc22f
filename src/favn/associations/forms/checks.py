"""Whom a check asks, a next step, and what became of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say_
from django.utils.translation import gettext_lazy as _

from favn.associations.actions.checks import Start
from favn.associations.actions.steps import Step
from favn.associations.choices.steps import Hand, Side, StepState
from favn.associations.models import District, Entry, NextStep
from favn.associations.rules.mirror import Line
from favn.associations.rules.steps import why_not_start
from favn.kit.fields import STALE, OnceForm, chosen, day_field, words
from favn.people.organisations.models import Unit

EVERY, WRITTEN = "every", "written"
MOST_NAMES = 200_000


class WhomForm(OnceForm):
    """Associations by a list of names, by area, or all of them; and offices."""

    area = chosen(_("Hvilke foreninger?"), (), initial=WRITTEN)
    names = words(
        _("Foreningernes navne"), most=MOST_NAMES, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Én på hver linje, som de står i oversigten."),
    )  # fmt: skip
    units = forms.MultipleChoiceField(
        label=_("Hvilke forvaltninger svarer for kommunen?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Vælg fra listen.")},
    )  # fmt: skip

    def __init__(
        self, entries: list[Entry], units: list[Unit], districts: list[District], *args: Any,
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        self.entries, self.known = entries, {str(unit.pk): unit for unit in units}
        areas = [(str(one.pk), one.name) for one in districts]
        every = say_("Alle foreninger i oversigten (%(n)s)") % {"n": len(entries)}
        offered = [(WRITTEN, say_("Dem, jeg skriver her")), (EVERY, every), *areas]
        self.fields["area"].choices = offered  # type: ignore[attr-defined]
        self.fields["units"].choices = [  # type: ignore[attr-defined]
            (key, unit.name) for key, unit in self.known.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Every name is one association; a wrong line is named."""
        data = super().clean() or {}
        area = data.get("area")
        data["entries"] = self._written(data) if area == WRITTEN else self._in(str(area))
        data["chosen_units"] = [self.known[key] for key in data.get("units", ())]
        return data

    def _in(self, area: str) -> list[Entry]:
        return [one for one in self.entries if area in (EVERY, str(one.district_id))]

    def _written(self, data: dict[str, Any]) -> list[Entry]:
        by_name: dict[str, list[Entry]] = {}
        for one in self.entries:
            for name in {*one.names, one.slug}:
                by_name.setdefault(name.strip().casefold(), []).append(one)
        found, wrong = {}, []
        for line in filter(None, map(str.strip, data.get("names", "").splitlines())):
            same = by_name.get(line.casefold(), [])
            if len(same) == 1:
                found[same[0].pk] = same[0]
            elif same:
                told = {"name": line, "slugs": ", ".join(one.slug for one in same)}
                wrong.append(
                    say_("Flere hedder “%(name)s”. Skriv det, siden hedder: %(slugs)s.") % told
                )
            else:
                wrong.append(say_("“%(name)s” står ikke i oversigten.") % {"name": line})
        if wrong:
            self.add_error("names", wrong[:10])
        return list(found.values())


class StartForm(WhomForm):
    """A new round."""

    field_order = ("id", "title", "last_day", "area", "names", "units", "citizenship")
    title = words(_("Rundens navn"), most=60, required=True)
    last_day = day_field(_("Sidste dag at svare"))
    citizenship = forms.BooleanField(
        label=_("Spørg også foreningerne om aktivt medborgerskab"), required=False
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        needed = why_not_start(is_made=True, theirs=1, ours=0)
        self.fields["units"].required = True
        self.fields["units"].error_messages["required"] = str(needed)

    def start(self) -> Start:
        """What is asked, of whom, until when."""
        data = self.cleaned_data
        return Start(
            data["title"], data["last_day"], data["entries"], data["chosen_units"],
            data["citizenship"],
        )  # fmt: skip


class StepForm(OnceForm):
    """What is to be done, by whom, by when."""

    subject = chosen(_("Emne"), (), required=False)
    what = words(_("Hvad skal gøres?"), most=300, required=True)
    hand = chosen(_("Hvem gør det?"), Hand.choices, initial=Hand.BOTH)
    unit = chosen(_("Hvilken forvaltning?"), (), required=False)
    holder = words(
        _("Hvem helt præcis?"), most=120, help_text=_("Et navn eller en post. Kan stå tom.")
    )
    due_on = day_field(_("Inden"))
    met_on = day_field(
        _("Aftalt på et møde den"), required=False,
        help_text=_("Kun hvis begge sagde ja på mødet. Ellers skal den anden side sige ja her."),
    )  # fmt: skip

    def __init__(
        self, lines: list[Line], units: list[Unit], side: Side, *args: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.known = {str(unit.pk): unit for unit in units}
        none = [("", say_("Intet bestemt"))]
        subjects = [(line.key, line.title) for line in lines]
        offices = [(key, unit.name) for key, unit in self.known.items()]
        self.fields["subject"].choices = [*none, *subjects]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [*none, *offices]  # type: ignore[attr-defined]
        if side == Side.THEIRS:  # Whoever keeps the minutes says what a meeting agreed.
            del self.fields["met_on"]

    def step(self) -> Step:
        """The step as typed."""
        data = self.cleaned_data
        return Step(
            data["what"], Hand(data["hand"]), data["due_on"], data["subject"],
            self.known.get(data["unit"]), data["holder"], data.get("met_on"),
        )  # fmt: skip


class MoveForm(forms.Form):
    """What a step becomes, and what came of it."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    to = chosen(_("Hvor langt er det?"), ())
    said = words(
        _("Hvad kom der ud af det?"), most=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skal skrives, når det er gjort eller opgivet."),
    )  # fmt: skip

    def __init__(self, step: NextStep, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (str(state), state.label) for state in step.moves
        ]

    def to_state(self) -> StepState:
        """The state that was chosen."""
        return StepState(self.cleaned_data["to"])


class PostponeForm(forms.Form):
    """Another day."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    due_on = day_field(_("Ny dag"))
