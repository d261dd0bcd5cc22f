"""Forms of invitations, the door, the kind call, and the course."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.gatherings import queries
from favn.gatherings.actions import Asked, Called, Plan
from favn.gatherings.choices import Help, Reached, Way
from favn.gatherings.forms import VersionForm, several_lines, whole
from favn.gatherings.forms.joining import OfChildren, SignUpForm, contact_of
from favn.gatherings.models import Completed, Gathering, Run
from favn.kit.fields import STALE, OnceForm, chosen, day_field, words
from favn.people.organisations.models import Organisation


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


class PartyForm(forms.Form):
    """An organisation of the shared directory."""

    party = forms.ChoiceField(
        label=_("Forening"),
        required=False,
        error_messages={
            "invalid_choice": _("Vælg fra listen."),
            "required": _("Vælg en forening."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {str(party.pk): party for party in queries.parties()}
        named = [(key, party.name) for key, party in self.parties.items()]
        _offer(self, "party", [("", _("Ingen valgt")), *named])

    def chosen_party(self) -> Organisation | None:
        """Which."""
        return self.parties.get(self.cleaned_data["party"])


class JoinForm(PartyForm):
    """Which party takes part."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].required = True


class InviteForm(PartyForm, OnceForm):
    """Who is asked, and where they are reached."""

    name = words(_("Kontaktperson"), most=80)
    contact = words(
        _("Mail eller telefon"),
        most=200,
        help_text=_("Med en mail får de et svarlink. Ellers ringer du selv."),
    )
    field_order = ["party", "name", "contact"]

    def clean_contact(self) -> str:
        """Mail, phone or nothing."""
        typed: str = self.cleaned_data["contact"]
        self.way = Way.PHONE
        if typed:
            self.way, typed = contact_of(typed)
        return typed

    def asked(self) -> Asked:
        """What was typed."""
        data = self.cleaned_data
        is_mail = self.way == Way.MAIL
        return Asked(
            self.chosen_party(), data["name"], data["contact"] if is_mail else "",
            "" if is_mail else data["contact"],
        )  # fmt: skip


class WalkInForm(SignUpForm):
    """Somebody who came without a sign-up, and gives a name."""

    contact = words(_("Mail eller telefon"), most=200)
    field_order = ["name", "contact", "persons"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("needs_interpreter", "language", "access"):
            del self.fields[name]

    def clean_contact(self) -> str:
        """Mail, phone or nothing."""
        self.way = Way.PHONE
        return super().clean_contact() if self.cleaned_data["contact"] else ""

    def clean(self) -> dict[str, Any]:
        """Nothing more is asked at the door."""
        return self.cleaned_data | {"needs_interpreter": False, "language": "", "access": ""}


class ChildWalkInForm(OfChildren, WalkInForm):
    """A child who came without a sign-up, with the parent on the phone or at the door."""

    field_order = ["name", "contact", "persons", "children", "parent_yes"]


def walk_in_form(row: Gathering, data: Any = None) -> WalkInForm:
    """The form of a gathering's door: with a parent's yes, where it is for children."""
    return ChildWalkInForm(data) if row.for_children else WalkInForm(data)


class HeadsForm(forms.Form):
    """So many came without a sign-up."""

    heads = whole(_("Uden tilmelding, i alt"))
    shown = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)


class PlanCallForm(forms.Form):
    """Who calls, and by when."""

    about = forms.UUIDField(widget=forms.HiddenInput)
    due_on = day_field(_("Ring senest"))
    who = words(_("Hvem ringer?"), most=120)


class CallForm(VersionForm):
    """How a call went."""

    reached = chosen(_("Hvordan gik det?"), Reached.choices, widget=forms.RadioSelect)
    said = words(
        _("Hvad blev der sagt?"),
        most=500,
        widget=several_lines(),
        help_text=_("Kun det, der hjælper jer til at mødes. Skriv ikke om helbred og familie."),
    )
    offered = chosen(_("Hvad tilbød du?"), Help.choices)
    offered_text = words(_("Mere om hjælpen"), most=300)
    again_on = day_field(
        _("Ring igen"), required=False, help_text=_("Lad det stå tomt, når opkaldet er slut.")
    )

    def called(self) -> tuple[Called, date | None]:
        """What was typed."""
        data = self.cleaned_data
        told = Called(
            Reached(data["reached"]), data["said"], Help(data["offered"]), data["offered_text"]
        )
        return told, data["again_on"]


class CourseForm(OnceForm):
    """A course with its subjects."""

    title = words(
        _("Kursets navn"), most=120, required=True, error_messages={"required": _("Skriv et navn.")}
    )
    purpose = words(_("Hvad er det til for?"), most=300)
    subjects = words(
        _("Emner"),
        most=2000,
        required=True,
        widget=several_lines(rows=8),
        help_text=_("Ét emne på hver linje, i den rækkefølge de tages."),
        error_messages={"required": _("Skriv mindst ét emne, et på hver linje.")},
    )


class SubjectForm(OnceForm):
    """One more subject."""

    title = words(
        _("Emne"), most=120, required=True, error_messages={"required": _("Skriv et emne.")}
    )


class RunFields(forms.Form):
    """What a run is."""

    title = words(
        _("Holdets navn"), most=120, required=True, error_messages={"required": _("Skriv et navn.")}
    )
    begins_on = day_field(_("Begynder"))
    gathering = chosen(_("Arrangement med mødegangene"), [], required=False)

    def __init__(self, gatherings: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gatherings = {str(row.pk): row for row in gatherings}
        named = [(key, row.title) for key, row in self.gatherings.items()]
        _offer(self, "gathering", [("", _("Intet arrangement")), *named])


class RunForm(RunFields, OnceForm):
    """One time a course is given."""


class ChangeRunForm(RunFields, VersionForm):
    """One that stands."""

    @classmethod
    def of(cls, row: Run) -> dict[str, Any]:
        """What stands."""
        names = ("title", "begins_on", "version")
        stands = {name: getattr(row, name) for name in names}
        return stands | {"gathering": str(row.gathering_id or "")}


class CompleteForm(VersionForm):
    """A subject is done, and what came out of it."""

    on = day_field(_("Gennemført"))
    plan = words(_("Planen"), most=4000, widget=several_lines())
    plan_link = forms.URLField(
        label=_("Link til planen"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("Skriv hele adressen, for eksempel https://eksempel.dk.")},
    )

    @classmethod
    def of(cls, row: Completed | None, today: date) -> dict[str, Any]:
        """What stands."""
        if row is None:
            return {"version": 0, "on": today}
        names = ("version", "on", "plan", "plan_link")
        return {name: getattr(row, name) for name in names}

    def made(self) -> Plan:
        """What was typed."""
        return Plan(self.cleaned_data["plan"], self.cleaned_data["plan_link"])
