"""What is typed about the network: a member association, its leaving, its competences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.actions.competences import Knowing
from favn.associations.actions.network import About
from favn.associations.choices.membership import Way
from favn.associations.models import Competence, NetworkMember, Subject
from favn.kit.fields import STALE, OnceForm, chosen, day_field, words
from favn.people.organisations.models import Organisation
from favn.people.organisations.places import MUNICIPALITIES


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, required=False, error_messages=STALE)


class OwnForm(OnceForm):
    """What an association says of itself."""

    version = _version()
    name = words(
        _("Foreningens navn"), most=160, required=True,
        error_messages={"required": _("Skriv foreningens navn.")},
    )  # fmt: skip
    municipality = chosen(
        _("Kommune"), [("", _("Vælg kommune")), *((name, name) for name in MUNICIPALITIES)]
    )
    about = words(_("Hvad laver I?"), most=1000, widget=forms.Textarea(attrs={"rows": 3}))
    website = forms.URLField(
        label=_("Hjemmeside"), required=False, assume_scheme="https",
        error_messages={"invalid": _("Skriv hele adressen, for eksempel https://forening.dk.")},
    )  # fmt: skip
    contact = words(_("Kontaktperson"), most=120)
    email = forms.EmailField(
        label=_("Mail"), required=False, max_length=200,
        error_messages={"invalid": _("Skriv hele mailadressen, for eksempel navn@forening.dk.")},
    )  # fmt: skip
    phone = words(_("Telefon"), most=30)
    is_public = forms.BooleanField(
        label=_("Alle må se, at foreningen er med i netværket"), required=False
    )

    @classmethod
    def of(cls, row: NetworkMember) -> dict[str, Any]:
        """What the fields hold for a member that stands."""
        contact, email, phone = row.reached_at
        return {
            "id": row.pk, "version": row.version, "name": row.name,
            "municipality": row.municipality, "about": row.about, "website": row.website,
            "is_public": row.is_public, "contact": contact, "email": email, "phone": phone,
            "joined_on": row.joined_on,
        }  # fmt: skip

    def said(self) -> About:
        """What was typed."""
        data = self.cleaned_data
        return About(**{name: data[name] for name in About.__slots__})


class NetworkMemberForm(OwnForm):
    """The network's own staff writes an association in, or anew."""

    joined_on = day_field(_("Med fra"))


class NewNetworkMemberForm(NetworkMemberForm):
    """Also which account's organisation it is, where it has one in Favn."""

    party = chosen(_("Har foreningen sin egen adgang til Favn?"), (), required=False)

    def __init__(self, house: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.filter(is_tenant=True, kind="association").exclude(pk=house.pk)
        self._parties = {str(row.pk): row for row in rows}
        offered = [("", _("Nej")), *((key, row.name) for key, row in self._parties.items())]
        self.fields["party"].choices = offered  # type: ignore[attr-defined]

    def party_chosen(self) -> Organisation | None:
        """The organisation, where one was chosen."""
        return self._parties.get(self.cleaned_data["party"])


class LeaveNetworkForm(forms.Form):
    """When and why an association is a member no more."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    on = day_field(_("Gik ud den"))
    because = words(
        _("Hvorfor"), most=200, required=True,
        error_messages={"required": _("Skriv, hvorfor foreningen gik ud.")},
    )  # fmt: skip


class SubjectForm(OnceForm):
    """A new word of the register."""

    name = words(
        _("Nyt emne"), most=80, required=True, error_messages={"required": _("Skriv emnet.")}
    )


class LookForm(forms.Form):
    """What somebody looks for in the catalogue."""

    q = words(_("Søg"), most=80)
    vej = chosen(_("Hvad"), [("", _("Alt")), *Way.choices], required=False)
    emne = forms.ChoiceField(label=_("Emne"), required=False)

    def __init__(self, data: Any, subjects: list[Subject]) -> None:
        super().__init__(data, auto_id="filter_%s")
        offered = [("", _("Alle emner")), *((row.name, row.name) for row in subjects)]
        self.fields["emne"].choices = offered  # type: ignore[attr-defined]

    def wanted(self) -> tuple[str, str, str]:
        """Words, way and subject; what is unknown asks for nothing."""
        self.is_valid()
        data = self.cleaned_data
        return data.get("q", ""), data.get("vej", ""), data.get("emne", "")


class CompetenceForm(OnceForm):
    """What an association can teach of a subject, or wants to learn."""

    version = _version()
    way = chosen(_("Hvad"), Way.choices, widget=forms.RadioSelect)
    subject = chosen(_("Emne"), ())
    level = words(
        _("Hvor langt er I?"), most=200, help_text=_("For eksempel: Vi har holdt tre kurser.")
    )
    text = words(_("Fortæl lidt mere"), most=1000, widget=forms.Textarea(attrs={"rows": 3}))
    ask = words(
        _("Hvem kan man spørge?"), most=200,
        help_text=_("Navn og mail eller telefon. Kun foreningerne i netværket ser det."),
    )  # fmt: skip

    def __init__(self, subjects: list[Subject], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._subjects = {str(row.pk): row for row in subjects}
        offered = [("", _("Vælg emne")), *((key, row.name) for key, row in self._subjects.items())]
        self.fields["subject"].choices = offered  # type: ignore[attr-defined]

    @classmethod
    def of(cls, row: Competence) -> dict[str, Any]:
        """What stands."""
        return {
            "id": row.pk, "version": row.version, "way": row.way, "subject": str(row.subject_id),
            "level": row.level, "text": row.text, "ask": row.asked,
        }  # fmt: skip

    def knows(self) -> Knowing:
        """What was typed."""
        data = self.cleaned_data
        subject = self._subjects[data["subject"]]
        return Knowing(subject, data["way"], data["level"], data["text"], data["ask"])
