"""What people type about a member: the form for everybody, the office's card, leaving."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.actions.members import Card
from favn.associations.choices.membership import LeftBecause, MemberKind
from favn.associations.models import Member
from favn.associations.rules.people import why_not_named
from favn.kit.fields import STALE, OnceForm, chosen, day_field, words

NO_MAIL = _("Skriv hele mailadressen, for eksempel navn@eksempel.dk.")


def mail_field(**more: Any) -> forms.EmailField:
    """A mail address."""
    said = {"required": _("Skriv din mail. Kvitteringen og indkaldelsen kommer der."),
            "invalid": NO_MAIL}  # fmt: skip
    return forms.EmailField(label=_("Mail"), max_length=200, error_messages=said, **more)


class CardForm(OnceForm):
    """A name, a mail and how one is a member."""

    name = words(
        _("Navn"), most=120, required=True,
        error_messages={"required": _("Skriv navnet.")},
    )  # fmt: skip
    email = mail_field()
    phone = words(_("Telefon"), most=30, help_text=_("Kun hvis I må ringe."))
    kind = chosen(_("Hvordan er du medlem?"), MemberKind.choices, widget=forms.RadioSelect,
                  initial=MemberKind.ACTIVE)  # fmt: skip

    def clean_name(self) -> str:
        """A name one can call out."""
        name: str = self.cleaned_data["name"]
        if sentence := why_not_named(name):
            raise forms.ValidationError(sentence)
        return name

    def card(self) -> Card:
        """What was typed."""
        data = self.cleaned_data
        return Card(data["name"], data["email"], data["phone"], data["kind"],
                    data.get("news", False))  # fmt: skip


class JoinForm(CardForm):
    """The public form: name, mail, and a yes to stand in the register."""

    phone = words(_("Telefon"), most=30, help_text=_("Du behøver ikke skrive den."))
    news = forms.BooleanField(label=_("Skriv også til mig om arrangementer"), required=False)
    agreed = forms.BooleanField(
        label=_("Ja, foreningen må have mit navn og min mail i sit medlemsregister"),
        error_messages={"required": _("Sæt kryds her. Uden navn og mail kan du ikke være medlem.")},
    )


class MemberForm(CardForm):
    """The office writes a member in, or anew."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, error_messages=STALE)
    kind = chosen(_("Slags medlem"), MemberKind.choices, widget=forms.RadioSelect,
                  initial=MemberKind.ACTIVE)  # fmt: skip
    email = mail_field(required=False, help_text=_("Uden mail får medlemmet ingen påmindelser."))
    joined_on = day_field(_("Medlem fra"))
    news = forms.BooleanField(label=_("Vil have nyt om arrangementer på mail"), required=False)

    @classmethod
    def of(cls, row: Member) -> dict[str, Any]:
        """What the fields hold for a member who stands."""
        return {
            "id": row.pk, "version": row.version, "name": row.called, "email": row.mail,
            "phone": row.telephone, "kind": row.kind, "joined_on": row.joined_on, "news": row.news,
        }  # fmt: skip


class LeaveForm(forms.Form):
    """When and why somebody is a member no more."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    on = day_field(_("Gik ud den"))
    because = chosen(
        _("Hvorfor"), [pair for pair in LeftBecause.choices if pair[0] != LeftBecause.TWICE]
    )


class FindForm(forms.Form):
    """Which members a list shows."""

    q = words(_("Navn, mail eller nummer"), most=80)
    vis = chosen(
        _("Vis"),
        [("", _("Medlemmer nu")), ("aktive", _("Aktive")), ("stoette", _("Støttemedlemmer")),
         ("gaaet", _("Gået ud"))],
        required=False,
    )  # fmt: skip

    def wanted(self) -> tuple[str, str]:
        """The words and the choice; an unknown one asks for nothing."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("vis", "")
