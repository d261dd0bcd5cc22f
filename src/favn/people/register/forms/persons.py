"""A person's own form, where only the name must be filled in, and the small ones beside it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from favn.kit import clock, fields
from favn.kit.fields import STALE, chosen
from favn.people.persons import queries, rules
from favn.people.persons.actions import Wanted
from favn.people.persons.choices import LANGUAGES, Contact, Kin
from favn.people.persons.models import Person, Relation

TONGUES = [("", _("Ikke skrevet")), *LANGUAGES]
NAME = _("Skriv personens navn. Ét navn er nok.")
LINES = forms.Textarea(attrs={"rows": 2})


def words(label: Any, *, most: int = rules.LONGEST_NOTE, **more: Any) -> forms.CharField:
    """A field of text that may be empty; where it must not be, it is a name unless it says else."""
    more["error_messages"] = {"required": NAME} | more.pop("error_messages", {})
    return fields.words(label, most=most, **more)


class PersonForm(forms.Form):
    """Everything about a person. The name is enough; nothing else needs an answer."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    name = words(_("Navn"), most=rules.LONGEST_NAME, required=True, help_text=_("Ét navn er nok."))
    also_known_as = words(
        _("Kaldes også"),
        widget=LINES,
        help_text=_("Andre navne eller stavemåder, ét på hver linje."),
    )
    born = words(_("Født"), most=10, help_text=_("Året er nok: 1987. Skriv ikke CPR-nummer."))
    born_is_guess = forms.BooleanField(label=_("Fødselsåret er et skøn"), required=False)
    language = chosen(_("Taler helst"), TONGUES, required=False)
    more_languages = forms.MultipleChoiceField(
        label=_("Taler også"),
        choices=LANGUAGES,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
        error_messages={"invalid_choice": _("Vælg fra listen.")},
    )
    needs_interpreter = forms.BooleanField(label=_("Har brug for tolk"), required=False)
    interpreter_language = chosen(_("Tolkens sprog"), TONGUES, required=False)
    interpreter_note = words(
        _("Om tolken"), help_text=_("For eksempel: en kvinde, eller ikke fra samme by.")
    )
    phone = words(_("Telefon"), most=40)
    email = words(_("Mail"), most=200)
    address = words(_("Adresse"), most=300, widget=LINES)
    address_is_protected = forms.BooleanField(
        label=_("Adressen er beskyttet"),
        required=False,
        help_text=_("En beskyttet adresse kommer aldrig på lister, breve, filer eller i mails."),
    )
    forget_address = forms.BooleanField(label=_("Slet adressen"), required=False)
    forget_reach = forms.BooleanField(label=_("Slet telefon og mail"), required=False)
    contact = chosen(_("Kontakt"), Contact.choices)
    safe_contact = words(
        _("Pas på ved kontakt"),
        widget=LINES,
        help_text=_("For eksempel: Ring ikke. Skriv kun sms, og nævn ikke huset."),
    )

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        self.person = person
        self.hidden = hidden_of(person) if person else frozenset()
        super().__init__(*args, **kwargs)
        if person is None:
            del self.fields["version"]
        if not (person and person.address):
            del self.fields["forget_address"]
        if not self.hidden & {"phone", "email"}:
            del self.fields["forget_reach"]
        for name in self.hidden:
            self.fields[name].help_text = _(
                "Der står noget, som er skjult. Skriv kun her, hvis det skal være noget andet."
            )
        if self.person and self.person.address_is_protected and "address" in self.hidden:
            self.fields["address"].help_text = _(
                "Der står en beskyttet adresse. Skriv kun her, hvis den skal være en anden."
            )

    @staticmethod
    def start(person: Person) -> dict[str, Any]:
        """What the form shows of a person to begin with."""
        names = ("also_known_as", "name", "born", "born_is_guess", "language", "more_languages",
                 "needs_interpreter", "interpreter_language", "interpreter_note", "phone", "email",
                 "address", "address_is_protected", "contact", "safe_contact",
                 "version")  # fmt: skip
        values = {name: getattr(person, name) for name in names}
        values["born"] = rules.born_to_type(person.born)
        return values | {"id": person.pk} | dict.fromkeys(hidden_of(person), "")

    def clean_name(self) -> str:
        """A name that can be read."""
        name = rules.tidy(self.cleaned_data["name"])
        _must(rules.why_not_named(name))
        return name

    def clean_born(self) -> str:
        """A year or a day, or nothing."""
        try:
            return rules.born(self.cleaned_data["born"], clock.today())
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """No CPR number in any field, said at the field."""
        data = super().clean() or {}
        for name, value in list(data.items()):
            if isinstance(value, str) and (why := rules.why_not_noted(value)):
                self.add_error(name, why)
        return data

    def wanted(self) -> Wanted:
        """What is to stand; what is hidden stays where nothing was typed over it."""
        data = dict(self.cleaned_data)
        forgets = {"address"} if data.pop("forget_address", False) else set()
        forgets |= {"phone", "email"} if data.pop("forget_reach", False) else set()
        for name in ("id", "version"):
            data.pop(name, None)
        for name in self.hidden - forgets:
            data[name] = data[name] or getattr(self.person, name)
        data |= dict.fromkeys(forgets, "")
        data["more_languages"] = tuple(data["more_languages"])
        return Wanted(**data)


def hidden_of(person: Person) -> frozenset[str]:
    """Fields in which something stands that the page does not show: a protected address, and every
    way to reach whoever does not want to be reached.
    """
    is_reached = queries.may_contact(person, on=clock.today())
    names = set() if is_reached else {"phone", "email", "address"}
    names |= {"address"} if person.address_is_protected else set()
    return frozenset(name for name in names if getattr(person, name))


def _must(why: str | None) -> None:
    if why:
        raise forms.ValidationError(why)


class SearchForm(forms.Form):
    """A part of a name, or the code of a card; posted, so that no name stands in an address."""

    q = words(
        _("Navn eller kort"),
        most=200,
        required=True,
        error_messages={"required": _("Skriv en del af navnet, eller scan et kort.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-scan": ""}),
        help_text=_("Skriv en del af navnet, som det lyder, eller scan et kort."),
    )


class RelationForm(forms.Form):
    """Somebody of the household, or a helper."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    name = words(_("Navn"), most=rules.LONGEST_NAME, required=True)
    kind = chosen(_("Hvem er det?"), Kin.choices)
    phone = words(_("Telefon"), most=40)
    lives_along = forms.BooleanField(label=_("Bor sammen med personen"), required=False)
    comes_along = forms.BooleanField(label=_("Kommer med som hjælper"), required=False)
    calls_for = forms.BooleanField(label=_("Ringer på personens vegne"), required=False)
    note = words(_("Bemærkning"), widget=LINES)

    def values(self) -> dict[str, Any]:
        """Field → value."""
        return {name: value for name, value in self.cleaned_data.items() if name != "id"}

    @staticmethod
    def start(relation: Relation) -> dict[str, Any]:
        """What the form shows of a relation to begin with."""
        names = ("name", "kind", "phone", "lives_along", "comes_along", "calls_for", "note")
        return {name: getattr(relation, name) for name in names}


class CardForm(forms.Form):
    """The code of a card that is to lead to a person."""

    code = words(
        _("Kortets kode"),
        most=60,
        required=True,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-scan": ""}),
        error_messages={"required": _("Scan kortet, eller skriv koden.")},
    )


class PurposeForm(forms.Form):
    """What a protected address is needed for."""

    purpose = words(_("Hvad skal du bruge adressen til?"), most=200, required=True, min_length=3)


class OwnCodeForm(forms.Form):
    """The code for one's own page, as the staff gave it."""

    code = words(
        _("Din kode"),
        most=60,
        required=True,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Du har fået den på papir i huset. Den virker én gang."),
        error_messages={"required": _("Skriv koden fra papiret.")},
    )


def not_here() -> str:
    """A wrong, a used and an ended code look alike."""
    return _now("Koden virker ikke. Se efter, om den er skrevet rigtigt, eller få en ny i huset.")
