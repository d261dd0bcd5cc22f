"""Forms of the public pages: signing up, changing one's own sign-up, answering an invitation."""

import re
from dataclasses import replace
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from favn.gatherings.actions import Wish
from favn.gatherings.choices import Answer, Way
from favn.gatherings.forms import VersionForm, ticked, whole
from favn.gatherings.models import Gathering, Invitation
from favn.gatherings.rules.children import PARENT_YES
from favn.gatherings.rules.seats import MOST_PERSONS
from favn.kit.fields import OnceForm, chosen, words
from favn.people.persons.choices import LANGUAGES

PHONE = re.compile(r"\+?[\d\s().-]{8,20}")


def contact_of(typed: str) -> tuple[Way, str]:
    """Mail or phone, and the address cleaned. Raises ValidationError."""
    text = typed.strip()
    if "@" in text:
        try:
            validate_email(text)
        except forms.ValidationError as error:
            raise forms.ValidationError(
                _("Mailadressen ser forkert ud. Skriv den som navn@eksempel.dk.")
            ) from error
        return Way.MAIL, text
    if PHONE.fullmatch(text) and sum(c.isdigit() for c in text) >= 8:
        return Way.PHONE, " ".join(text.split())
    raise forms.ValidationError(_("Skriv en mail eller et telefonnummer med mindst otte tal."))


class SignUpForm(OnceForm):
    """A name, one contact way, how many, and what one needs."""

    name = words(
        _("Navn"),
        most=80,
        required=True,
        error_messages={"required": _("Skriv dit navn. Et fornavn er nok.")},
        help_text=_("Et fornavn er nok."),
    )
    contact = words(
        _("Mail eller telefon"),
        most=200,
        required=True,
        error_messages={"required": _("Skriv en mail eller et telefonnummer.")},
        help_text=_("Én af dem er nok. Med mail får du et link, hvor du kan ændre og melde fra."),
    )
    persons = whole(_("Hvor mange kommer I?"), least=1, most=MOST_PERSONS, initial=1)
    needs_interpreter = ticked(_("Jeg har brug for tolk"))
    language = forms.ChoiceField(
        label=_("Hvilket sprog?"), required=False, choices=[("", _("Vælg sprog")), *LANGUAGES]
    )
    access = words(
        _("Er der noget, vi skal sørge for?"),
        most=200,
        help_text=_("For eksempel en rampe eller en plads tæt på. Skriv kun det, vi skal bruge."),
    )

    def clean_contact(self) -> str:
        """Mail or phone."""
        self.way, contact = contact_of(self.cleaned_data["contact"])
        return contact

    def wish(self) -> Wish:
        """What was typed."""
        data = self.cleaned_data
        return Wish(
            data["name"], self.way, data["contact"], data["persons"], data["needs_interpreter"],
            data["language"] if data["needs_interpreter"] else "", data["access"],
        )  # fmt: skip


class OfChildren(forms.Form):
    """Whose children they are, which, and that a parent says yes."""

    children = words(
        _("Børnenes fornavne og alder"), most=200, required=True,
        help_text=_("For eksempel: Ali 8 år, Sara 10 år."),
        error_messages={"required": _("Skriv, hvad børnene hedder, og hvor gamle de er.")},
    )  # fmt: skip
    parent_yes = forms.BooleanField(
        label=PARENT_YES,
        error_messages={"required": _("En forælder skal sige ja, før børnene kan være med.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Forælderens navn")
        self.fields["persons"].label = _("Hvor mange børn?")
        self.fields["contact"].label = _("Telefon eller mail, vi kan nå forælderen på")

    def wish(self) -> Wish:
        """What was typed, with the words that were said yes to."""
        said: Wish = super().wish()  # type: ignore[misc]
        data = self.cleaned_data
        return replace(said, children=data["children"], parent_yes=str(PARENT_YES))


class ChildSignUpForm(OfChildren, SignUpForm):
    """A parent signs children up."""

    field_order = [
        "name", "contact", "persons", "children", "access", "needs_interpreter", "language",
        "parent_yes",
    ]  # fmt: skip


class PersonsForm(VersionForm):
    """How many come after all."""

    persons = whole(_("Hvor mange kommer I?"), least=1, most=MOST_PERSONS)


def sign_up_form(row: Gathering, data: Any = None) -> SignUpForm:
    """The form of a gathering: a parent's, where it is for children."""
    return ChildSignUpForm(data) if row.for_children else SignUpForm(data)


class CodeForm(forms.Form):
    """The code of one's own sign-up."""

    code = words(
        _("Din kode"),
        most=60,
        required=True,
        help_text=_("16 tegn, som du fik, da du meldte dig til."),
        error_messages={"required": _("Skriv koden.")},
    )


class AnswerForm(VersionForm):
    """Yes, no or maybe, who comes, and how many."""

    answer = chosen(_("Kommer I?"), Answer.choices, widget=forms.RadioSelect)
    persons = whole(_("Hvor mange kommer I?"), least=1, most=MOST_PERSONS, required=False)
    who_comes = words(
        _("Hvem kommer?"), most=300, help_text=_("Navne eller roller. Du kan vente med det.")
    )

    @classmethod
    def of(cls, row: Invitation) -> dict[str, Any]:
        """What stands."""
        return {
            "version": row.version, "answer": row.answer, "persons": row.persons or 1,
            "who_comes": row.who_comes,
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A yes says how many."""
        data: dict[str, Any] = self.cleaned_data
        if data.get("answer") == Answer.YES and "persons" in data and not data["persons"]:
            self.add_error("persons", _("Skriv, hvor mange I kommer."))
        return data


class WhatsOnForm(forms.Form):
    """Which gatherings to show; only what occurs can be chosen."""

    uge = forms.ChoiceField(label=_("Hvornår"), required=False)
    omraade = forms.ChoiceField(label=_("Hvor"), required=False)
    sprog = forms.ChoiceField(label=_("Sprog"), required=False)

    def __init__(self, data: Any, areas: list[str], languages: list[str]) -> None:
        super().__init__(data, auto_id="filter_%s")
        named = dict(LANGUAGES)
        weeks = [("", _("Alt, der kommer")), ("denne", _("Denne uge")), ("naeste", _("Næste uge"))]
        self._offer("uge", weeks)
        self._offer("omraade", [("", _("Alle steder")), *((area, area) for area in areas)])
        spoken = [(code, named[code]) for code in languages if code in named]
        self._offer("sprog", [("", _("Alle sprog")), *spoken])
        for name, known in (("omraade", areas), ("sprog", languages)):
            if not known:
                del self.fields[name]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> tuple[str, str, str]:
        """Week, area and language; an unknown value asks for nothing."""
        self.is_valid()
        data = self.cleaned_data
        return data.get("uge", ""), data.get("omraade", ""), data.get("sprog", "")
