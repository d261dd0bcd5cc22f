"""A referral to the programme, what is done in a turn, what came of it, and a status meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, OnceForm, chosen, day_field, words
from favn.pathways.choices.programme import SHARED, Doing, Outcome
from favn.pathways.rules.programme import LONGEST_NEXT, LONGEST_WHERE, MOST_HOURS, MOST_YEARS
from favn.people.persons.choices import LANGUAGES

NEW = "new"


def years_field() -> forms.IntegerField:
    """Whole years on benefit; empty where nobody knows."""
    wrong = _("Skriv hele år på ydelse, fra 0 til 50.")
    return forms.IntegerField(
        label=_("Hele år på ydelse ved henvisningen"),
        required=False,
        min_value=0,
        max_value=MOST_YEARS,
        help_text=_("For eksempel 16. Lad feltet være tomt, hvis I ikke ved det."),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class Versioned(forms.Form):
    """A change of what was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)


class ReferForm(OnceForm):
    """A referral that came on paper."""

    place = words(
        _("Hvem henviste personen?"),
        most=120,
        required=True,
        error_messages={"required": _("Skriv, hvilket jobcenter eller sted det er.")},
        help_text=_("For eksempel: Jobcenter Sundhavn."),
    )
    on = day_field(_("Henvist den"))
    years = years_field()


class ReceiveForm(OnceForm):
    """A person whom a job centre handed over in Favn."""

    person = chosen(_("Er personen her allerede?"), (), widget=forms.RadioSelect)
    name = words(
        _("Navn"),
        most=120,
        required=True,
        error_messages={"required": _("Skriv personens navn. Ét navn er nok.")},
    )
    language = chosen(_("Sprog"), [("", _("Ikke oplyst")), *LANGUAGES], required=False)
    on = day_field(_("Henvist den"))
    years = years_field()

    def __init__(self, *args: Any, likes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new = (NEW, _("Nej, opret personen"))
        self.fields["person"].choices = [new, *likes]  # type: ignore[attr-defined]


class StartForm(Versioned):
    """The first day."""

    on = day_field(_("Begyndt den"))


class ReviseForm(Versioned):
    """Years on benefit and hours a week, put right."""

    years = years_field()
    hours = forms.IntegerField(
        label=_("Timer om ugen"),
        required=False,
        min_value=1,
        max_value=MOST_HOURS,
        error_messages={
            name: _("Skriv timer om ugen, fra 1 til 37.")
            for name in ("invalid", "min_value", "max_value")
        },
    )


class SpellForm(OnceForm):
    """A course or a placement."""

    doing = chosen(_("Hvad?"), Doing.choices)
    where = words(
        _("Hvilken virksomhed eller hvilket kursus?"),
        most=LONGEST_WHERE,
        help_text=_("Skal stå ved kursus og praktik i en virksomhed. Skriv intet om helbred."),
    )
    from_on = day_field(_("Fra"))
    to_on = day_field(_("Til"), required=False)


class SpellEndForm(Versioned):
    """The last day of a course or placement."""

    spell = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    on = day_field(_("Sidste dag"))


class OutcomeForm(Versioned):
    """What came of the turn."""

    outcome = chosen(_("Hvad kom der ud af det?"), Outcome.choices, widget=forms.RadioSelect)
    on = day_field(_("Hvilken dag?"))


class WorkForm(Versioned):
    """The first day in work."""

    on = day_field(_("Kom i arbejde den"))


class EndForm(Versioned):
    """The last day."""

    on = day_field(_("Sluttede den"))


class AgainForm(OnceForm, Versioned):
    """The next referral of the same person."""

    on = day_field(_("Henvist igen den"))
    years = years_field()


class MeetingForm(OnceForm):
    """A meeting with a caseworker the person allows to hear how it goes."""

    on = day_field(_("Hvornår?"))
    recipient = chosen(_("Med hvem?"), ())

    def __init__(self, *args: Any, places: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].choices = [(one, one) for one in places]  # type: ignore[attr-defined]


class HoldForm(Versioned):
    """What is told, thing by thing; the paper shows just that."""

    fields_told = forms.MultipleChoiceField(
        label=_("Hvad har personen sagt ja til, at I fortæller?"),
        choices=list(SHARED.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Vælg mindst én ting, som personen har sagt ja til at fortælle."),
            "invalid_choice": _("Et af felterne må ikke gives videre."),
        },
    )
    following = words(
        _("Det næste, I er enige om"),
        most=LONGEST_NEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Læs det højt for personen, før I gemmer. Skriv intet om helbred."),
    )
