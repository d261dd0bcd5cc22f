"""Forms of signing up, of the talk with a coordinator, and of the own page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.gatherings.choices import Way as Contacted
from favn.gatherings.forms import VersionForm, several_lines, ticked, whole
from favn.gatherings.forms.joining import contact_of
from favn.kit.fields import OnceForm, chosen, day_field, words
from favn.pathways.actions.joining import Signed, Wish
from favn.pathways.actions.pool import Told
from favn.pathways.choices.mentoring import Gender, Goal, LeftWhy, Side, Times, Trade
from favn.pathways.models import Network, Participant
from favn.pathways.queries.pool import PURPOSE
from favn.pathways.rules.mentoring import MOST_PLACES, MOST_WORDS
from favn.people.persons.choices import BY_PURPOSE, LANGUAGES

NO_MORE = [("", _("Ikke flere")), *LANGUAGES]
SPOKEN = ("language_1", "language_2", "language_3")


class WishForm(forms.Form):
    """What somebody says of themselves; the side decides what is asked."""

    language_1 = chosen(_("Det sprog, du taler bedst"), [("", _("Vælg sprog")), *LANGUAGES])
    language_2 = chosen(_("Et sprog mere"), NO_MORE, required=False)
    language_3 = chosen(_("Et tredje sprog"), NO_MORE, required=False)
    goals = forms.MultipleChoiceField(
        label=_("Hvad vil du gerne nå?"),
        choices=Goal.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst én ting.")},
    )
    trade = chosen(
        _("Hvilket fag?"), [("", _("Alle fag, eller jeg ved det ikke")), *Trade.choices],
        required=False,
    )  # fmt: skip
    times = forms.MultipleChoiceField(
        label=_("Hvornår kan du mødes?"),
        choices=Times.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Sæt kryds ved alt, der kan lade sig gøre. Du får ikke ringere forslag af det."
        ),
        error_messages={"required": _("Vælg mindst ét tidspunkt.")},
    )
    places = whole(_("Hvor mange vil du følge på én gang?"), least=1, most=MOST_PLACES, initial=1)
    gender = chosen(
        _("Dit køn"), Gender.choices, required=False,
        help_text=_("Vi spørger kun, fordi nogle vil have en kvinde som mentor."),
    )  # fmt: skip
    wants_woman = ticked(_("Jeg vil helst have en mentor, der er kvinde"))
    about = words(
        _("Fortæl kort om dig selv"),
        most=MOST_WORDS,
        widget=several_lines(),
        help_text=_("Den, du bliver foreslået, læser det. Skriv ikke om sygdom eller din sag."),
    )

    def __init__(self, side: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.side = side
        gone = ("wants_woman",) if side == Side.MENTOR else ("places", "gender")
        for name in gone:
            del self.fields[name]
        if side == Side.MENTOR:
            self.fields["goals"].label = _("Hvad kan du hjælpe med?")
            self.fields["trade"].label = _("Hvilket fag kender du?")

    def wish(self) -> Wish:
        """What was typed."""
        data = self.cleaned_data
        spoken = dict.fromkeys(data[name] for name in SPOKEN if data[name])
        return Wish(
            tuple(spoken), tuple(data["times"]), tuple(data["goals"]), data["trade"],
            data.get("places", 1), data.get("gender", ""), data.get("wants_woman", False),
            data["about"],
        )  # fmt: skip


class JoinForm(WishForm, OnceForm):
    """The public form: a name, one contact way, what one wishes, and a yes."""

    name = words(
        _("Navn"), most=80, required=True,
        error_messages={"required": _("Skriv dit navn. Et fornavn er nok.")},
        help_text=_("Et fornavn er nok."),
    )  # fmt: skip
    contact = words(
        _("Mail eller telefon"), most=200, required=True,
        error_messages={"required": _("Skriv en mail eller et telefonnummer.")},
        help_text=_("Med mail kan du svare på forslag selv. Med telefon ringer vi til dig."),
    )  # fmt: skip
    yes = forms.BooleanField(
        label=_("Ja, det må I gerne"),
        error_messages={"required": _("Sæt kryds, hvis vi må. Ellers kan vi ikke hjælpe dig.")},
    )
    field_order = ("id", "name", "contact", *SPOKEN, "goals", "trade", "times")

    def __init__(self, side: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(side, *args, **kwargs)
        self.fields["yes"].help_text = str(BY_PURPOSE[PURPOSE].wording)

    def clean_contact(self) -> str:
        """Mail or phone."""
        self.way, contact = contact_of(self.cleaned_data["contact"])
        return contact

    def signed(self, language: str) -> Signed:
        """Who signs up."""
        data = self.cleaned_data
        is_mail = self.way == Contacted.MAIL
        return Signed(data["name"], data["contact"], is_mail, language)


class EnterForm(WishForm, OnceForm):
    """A person of the house is written in by the staff."""

    network = chosen(_("Netværk"), [])
    field_order = ("id", "network")

    def __init__(self, side: str, *args: Any, networks: list[Network], **kwargs: Any) -> None:
        super().__init__(side, *args, **kwargs)
        self.networks = {str(one.pk): one for one in networks}
        named = [(key, one.name) for key, one in self.networks.items()]
        self.fields["network"].choices = named  # type: ignore[attr-defined]

    def chosen_network(self) -> Network:
        """Which."""
        return self.networks[self.cleaned_data["network"]]


class TalkForm(WishForm, VersionForm):
    """What a coordinator writes down after a short talk."""

    called = words(
        _("Kaldes"), most=60, required=True,
        help_text=_("Det navn, den anden læser. Helst fornavnet."),
    )  # fmt: skip
    talked_on = day_field(
        _("Talt med den"), required=False,
        help_text=_("Når I har talt sammen, er deltageren i puljen."),
    )  # fmt: skip
    needs_certificate = ticked(_("Mentoren skal have en attest, der er set"))
    certificate_seen_on = day_field(
        _("Attest set den"), required=False,
        help_text=_("Gem aldrig attesten. Den gælder her i to år fra den dag."),
    )  # fmt: skip
    note = words(
        _("Det, du skal huske"), most=500, widget=several_lines(),
        help_text=_("Kun koordinatorer læser det. Skriv intet om en sag eller om helbred."),
    )  # fmt: skip

    def __init__(self, side: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(side, *args, **kwargs)
        del self.fields["needs_certificate" if side == Side.MENTOR else "certificate_seen_on"]

    @classmethod
    def start(cls, row: Participant) -> dict[str, Any]:
        """What stands."""
        spoken = dict(zip(SPOKEN, row.languages, strict=False))
        names = ("goals", "trade", "times", "places", "gender", "wants_woman", "about", "called",
                 "note", "needs_certificate", "certificate_seen_on", "version")  # fmt: skip
        return (
            spoken
            | {name: getattr(row, name) for name in names}
            | {"talked_on": row.interviewed_on}
        )

    def told(self) -> Told:
        """What was typed."""
        data = self.cleaned_data
        return Told(
            self.wish(), data["called"], data["talked_on"], data["note"],
            data.get("needs_certificate", False), data.get("certificate_seen_on"),
        )  # fmt: skip


class LeaveForm(VersionForm):
    """Why somebody leaves."""

    why = chosen(_("Hvorfor?"), LeftWhy.choices)


class ChoosingForm(forms.Form):
    """Which participants a list shows; an unknown value asks for nothing."""

    hvem = forms.ChoiceField(
        label=_("Hvem"), required=False, choices=[("", _("Alle")), *Side.choices]
    )
    trin = forms.ChoiceField(label=_("Trin"), required=False)
    netvaerk = forms.ChoiceField(label=_("Netværk"), required=False)

    def __init__(
        self, data: Any, steps: list[tuple[str, Any]], networks: list[tuple[str, str]]
    ) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.fields["trin"].choices = [("", _("Alle")), *steps]  # type: ignore[attr-defined]
        self.fields["netvaerk"].choices = [("", _("Alle")), *networks]  # type: ignore[attr-defined]

    def wanted(self) -> tuple[str, str, str]:
        """Side, standing or state, and network."""
        self.is_valid()
        data = self.cleaned_data
        return data.get("hvem", ""), data.get("trin", ""), data.get("netvaerk", "")
