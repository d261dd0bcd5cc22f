"""A scheme, its groups, and a contact in the words of its kind."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import OnceForm, chosen, day_field, words
from favn.pathways.choices.schemes import Ending, Kind, Step, Words
from favn.pathways.forms.programme import Versioned
from favn.pathways.models import GuideGroup, GuideScheme
from favn.pathways.rules.schemes import LONGEST


class SchemeForm(OnceForm):
    """A new scheme."""

    name = words(
        _("Hvad hedder ordningen?"),
        most=120,
        required=True,
        error_messages={"required": _("Skriv, hvad ordningen hedder.")},
    )
    kind = chosen(_("Hvad er det for en?"), Kind.choices, widget=forms.RadioSelect)


class GroupForm(OnceForm):
    """A local group."""

    name = words(
        _("Hvad hedder gruppen?"),
        most=60,
        required=True,
        error_messages={"required": _("Skriv, hvad gruppen hedder.")},
    )


class ContactForm(OnceForm):
    """A new contact; it asks only for what the scheme's kind may hold."""

    on = day_field(_("Kontakt den"))
    group = chosen(_("Lokal gruppe"), (), required=False)
    who = words(_("Den ene"), most=LONGEST)
    whom = words(_("Den anden"), most=LONGEST)

    def __init__(
        self, *args: Any, scheme: GuideScheme, groups: list[GuideGroup], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(one.pk): one for one in groups}
        named = [(key, one.name) for key, one in self.groups.items()]
        self.fields["group"].choices = [("", _("Ingen")), *named]  # type: ignore[attr-defined]
        said = scheme.words
        self.fields["who"].label, self.fields["whom"].label = str(said.who), str(said.whom)
        if not groups:
            del self.fields["group"]
        if not said.is_two:
            del self.fields["who"]

    def chosen_group(self) -> GuideGroup | None:
        """The chosen group, or none."""
        return self.groups.get(self.cleaned_data.get("group", ""))


class StepForm(Versioned):
    """One step on."""

    to = chosen(_("Hvor langt er det nået?"), (), widget=forms.RadioSelect)
    on = day_field(_("Hvilken dag?"))

    def __init__(self, *args: Any, steps: list[tuple[Step, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = steps  # type: ignore[attr-defined]


class DaysForm(Versioned):
    """The days of a contact as they were, in the words of its kind."""

    contacted = day_field(_("Kontakt den"))
    agreed = day_field(_("Aftalt den"), required=False)
    started = day_field(_("Begyndt den"), required=False)

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step, said in words.steps.items():
            self.fields[step.value].label = str(said)

    @property
    def days(self) -> dict[Step, date | None]:
        """Step → its day, or None."""
        return {step: self.cleaned_data[step.value] for step in Step}


class MatchEndForm(Versioned):
    """How it ended."""

    ending = chosen(_("Hvordan sluttede det?"), Ending.choices, widget=forms.RadioSelect)
    on = day_field(_("Hvilken dag?"))
