"""Forms of signing up as a volunteer, of the talk, the list, and the roles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.centre.actions.role_register import Facts
from favn.centre.actions.volunteers import Signed, Told, Yes
from favn.centre.choices import Came, Item, Stage, StopWhy
from favn.centre.models import Volunteer, VolunteerRole
from favn.centre.queries.volunteers import PATH, PURPOSE
from favn.centre.rules.volunteers import MOST_SHIFTS, MOST_WORDS
from favn.gatherings.choices import Way
from favn.gatherings.forms import VersionForm, several_lines, ticked, whole
from favn.gatherings.forms.joining import contact_of
from favn.kit.fields import OnceForm, chosen, day_field, words
from favn.people.persons.choices import BY_PURPOSE, How


def role_choices(roles: list[VolunteerRole]) -> list[tuple[str, str]]:
    """Roles as a form offers them."""
    return [(role.slug, role.name) for role in roles]


def _several(label: Any, **more: Any) -> forms.MultipleChoiceField:
    said = {"invalid_choice": _("Vælg fra listen.")}
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, error_messages=said,
        **more,
    )  # fmt: skip


class SignUpForm(OnceForm):
    """The public form: a name, one contact way, what one would like, and a yes."""

    name = words(
        _("Navn"), most=80, required=True,
        error_messages={"required": _("Skriv dit navn. Et fornavn er nok.")},
        help_text=_("Et fornavn er nok."),
    )  # fmt: skip
    contact = words(
        _("Mail eller telefon"), most=200, required=True,
        error_messages={"required": _("Skriv en mail eller et telefonnummer.")},
        help_text=_("Én af dem er nok. Vi ringer eller skriver til dig."),
    )  # fmt: skip
    wishes = _several(
        _("Hvad vil du gerne?"), help_text=_("Du behøver ikke vælge. Vi kan tale om det.")
    )
    about = words(
        _("Fortæl kort om dig selv"), most=MOST_WORDS, widget=several_lines(),
        help_text=_("Skriv ikke om sygdom, og skriv ikke CPR-nummer."),
    )  # fmt: skip
    yes = forms.BooleanField(
        label=_("Ja, det må I gerne"),
        error_messages={"required": _("Sæt kryds, hvis vi må. Ellers kan vi ikke svare dig.")},
    )

    def __init__(self, roles: list[VolunteerRole], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wishes"].choices = role_choices(roles)  # type: ignore[attr-defined]
        self.fields["yes"].help_text = str(BY_PURPOSE[PURPOSE].wording)

    def clean_contact(self) -> str:
        """Mail or phone."""
        self.way, contact = contact_of(self.cleaned_data["contact"])
        return contact

    def signed(self, language: str) -> Signed:
        """Who writes."""
        data = self.cleaned_data
        return Signed(
            data["name"], data["contact"], self.way == Way.MAIL, tuple(data["wishes"]),
            data["about"], language,
        )  # fmt: skip


class TakeInForm(forms.Form):
    """Whether whoever wrote was a guest of the house before."""

    was_guest = ticked(_("Personen kom som gæst i huset, før han eller hun skrev"))


class BringInForm(OnceForm):
    """A person of the house becomes a volunteer, with their yes."""

    how = chosen(
        _("Hvordan sagde personen ja?"), [("", _("Vælg")), *((h.value, h.label) for h in
        (How.SPOKEN, How.SIGNED))], required=False,
    )  # fmt: skip
    path = ticked(_("Personen siger også ja til at blive talt med på vejen"))
    was_guest = ticked(_("Personen har været gæst i huset"), initial=True)
    wishes = _several(_("Hvad vil personen gerne?"))
    field_order = ("id", "how", "path", "was_guest", "wishes")

    def __init__(
        self, roles: list[VolunteerRole], *args: Any, says_yes: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wishes"].choices = role_choices(roles)  # type: ignore[attr-defined]
        self.fields["how"].help_text = str(BY_PURPOSE[PURPOSE].wording)
        self.fields["path"].help_text = str(BY_PURPOSE[PATH].wording)
        if says_yes:
            del self.fields["how"], self.fields["path"]

    def yes(self) -> Yes:
        """What they said."""
        how = self.cleaned_data.get("how")
        return Yes(How(how) if how else None, bool(self.cleaned_data.get("path")))


class TalkForm(VersionForm):
    """A day for the talk, and what came of it."""

    called = words(
        _("Kaldes"), most=60, required=True,
        help_text=_("Det navn, de andre læser på vagtplanen. Helst fornavnet."),
    )  # fmt: skip
    talk_on = day_field(_("Samtale aftalt til"), required=False)
    talked_on = day_field(
        _("Talt med den"), required=False,
        help_text=_("Når I har talt sammen, kan den frivillige få en rolle."),
    )  # fmt: skip
    came = chosen(_("Hvordan kom personen til huset?"), Came.choices)
    wishes = _several(_("Vil gerne være"))
    most_shifts = whole(
        _("Vagter om måneden, højst"), least=0, most=MOST_SHIFTS,
        help_text=_("Over det spørger vi ikke den frivillige om at tage andres vagter."),
    )  # fmt: skip
    note = words(
        _("Det, du skal huske"), most=500, widget=several_lines(),
        help_text=_("Låst. Kun projektledere for frivillige læser det. Skriv intet om helbred."),
    )  # fmt: skip

    def __init__(self, roles: list[VolunteerRole], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wishes"].choices = role_choices(roles)  # type: ignore[attr-defined]

    @classmethod
    def start(cls, row: Volunteer) -> dict[str, Any]:
        """What stands."""
        names = ("called", "came", "talk_on", "talked_on", "wishes", "most_shifts", "note",
                 "version")  # fmt: skip
        return {name: getattr(row, name) for name in names}

    def told(self) -> Told:
        """What was typed."""
        data = self.cleaned_data
        return Told(
            data["called"], data["came"], data["talk_on"], data["talked_on"], data["most_shifts"],
            tuple(data["wishes"]), data["note"],
        )  # fmt: skip


class SeenForm(forms.Form):
    """The day something of the list was in place."""

    item = chosen(_("Hvad"), Item.choices)
    on = day_field(_("Dag"))


class LeaveForm(VersionForm):
    """Why somebody stops."""

    why = chosen(_("Hvorfor?"), StopWhy.choices)


class RoleForm(OnceForm):
    """A role in one line."""

    name = words(_("Rolle"), most=80, required=True, help_text=_("For eksempel lektiehjælper."))
    about = words(
        _("Hvad gør man?"), most=160, required=True,
        help_text=_("Én linje, som alle kan læse."),
    )  # fmt: skip
    needs = _several(_("Det skal være på plads først"))
    is_with_children = ticked(
        _("Rollen er sammen med børn"),
        help_text=_("Så kan ingen begynde, før huset har set en børneattest."),
    )
    is_wanted = ticked(_("Vi søger flere"), initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = Item.choices  # type: ignore[attr-defined]

    def facts(self) -> Facts:
        """What was typed."""
        data = self.cleaned_data
        return Facts(
            data["name"], data["about"], tuple(data["needs"]), data["is_with_children"],
            data["is_wanted"],
        )  # fmt: skip


class ReviseRoleForm(RoleForm, VersionForm):
    """The same of one that stands."""

    @classmethod
    def start(cls, row: VolunteerRole) -> dict[str, Any]:
        """What stands."""
        names = ("id", "name", "about", "needs", "is_with_children", "is_wanted", "version")
        return {name: getattr(row, name) for name in names}


class ChoosingForm(forms.Form):
    """Which volunteers a list shows; an unknown value asks for nothing."""

    trin = forms.ChoiceField(
        label=_("Trin"), required=False, choices=[("", _("Alle, der er her")), *Stage.choices]
    )
    rolle = forms.ChoiceField(label=_("Rolle"), required=False)

    def __init__(self, data: Any, roles: list[VolunteerRole]) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.fields["rolle"].choices = [("", _("Alle")), *role_choices(roles)]  # type: ignore[attr-defined]

    def wanted(self) -> tuple[str, str]:
        """Stage, and slug of a role."""
        self.is_valid()
        return self.cleaned_data.get("trin", ""), self.cleaned_data.get("rolle", "")
