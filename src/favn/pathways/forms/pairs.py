"""Forms of answers, meetings, plans, pairs and networks."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.gatherings.forms import VersionForm, several_lines, ticked, whole
from favn.gatherings.forms.inviting import PartyForm
from favn.kit.fields import STALE, OnceForm, chosen, day_field, words
from favn.pathways.actions.asking import Answer
from favn.pathways.actions.networks import Signups
from favn.pathways.actions.pairs import Terms
from favn.pathways.choices.mentoring import NetworkState, PartnerRole
from favn.pathways.choices.outcomes import SHEETS, Said
from favn.pathways.choices.pairs import WHEN_BROKEN, WHEN_ENDED, Ending, NoWhy, Says, State, Way
from favn.pathways.models import Network, Outcome
from favn.pathways.queries import words as told
from favn.pathways.queries.matching import KEYS, MOST_POINTS
from favn.pathways.rules.mentoring import MOST_WORDS


class AnswerForm(forms.Form):
    """A no has a reason, and words if one likes; a yes needs no form."""

    why = chosen(_("Hvorfor ikke?"), [("", _("Vælg")), *NoWhy.choices])
    words = words(
        _("Vil du sige mere?"), most=MOST_WORDS, widget=several_lines(),
        help_text=_("Kun koordinatoren læser det."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].error_messages["required"] = _(
            "Vælg, hvorfor det ikke passer. Det hjælper koordinatoren til et bedre forslag."
        )

    def answer(self, says: Says) -> Answer:
        """What was said."""
        return Answer(says, self.cleaned_data["why"], self.cleaned_data["words"])


class MetForm(OnceForm):
    """A day they met, and how."""

    on = day_field(_("Hvornår mødtes I?"))
    way = chosen(_("Hvordan?"), Way.choices, widget=forms.RadioSelect, initial=Way.TOGETHER)


class OutcomeForm(forms.Form):
    """The questions of one moment, in the words of one side, as the row was asked them."""

    def __init__(self, row: Outcome, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question, label in SHEETS[row.version][row.side].items():
            self.fields[question] = chosen(
                label, Said.choices, required=False, widget=forms.RadioSelect
            )


class CallForm(OnceForm):
    """Somebody wants the coordinator to call."""

    words = words(
        _("Hvad drejer det sig om?"), most=MOST_WORDS, widget=several_lines(),
        help_text=_("Du kan lade det stå tomt."),
    )  # fmt: skip


class RulingForm(OnceForm):
    """Why a person decides about two."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = words(
        _("Hvorfor?"), most=300, required=True,
        error_messages={"required": _("Skriv kort, hvorfor. Det står ved forslaget.")},
    )  # fmt: skip


class WeightsForm(OnceForm):
    """Points for each thing that counts; 0 is left out. `version`: which weights were shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)

    def __init__(self, *args: Any, points: Mapping[str, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in KEYS:
            start = (points or {}).get(key, 0)
            self.fields[key] = whole(told.criterion(key), most=MOST_POINTS, initial=start)
        self.fields["why"] = words(_("Hvorfor ændrer du dem?"), most=300)

    def points(self) -> dict[str, int]:
        """Criterion → points."""
        return {key: self.cleaned_data[key] for key in KEYS}


class TermsForm(VersionForm):
    """What two agree on when they begin."""

    started_on = day_field(_("De begynder den"))
    planned_end = day_field(
        _("De slutter den"), required=False, help_text=_("Ofte et halvt til et helt år.")
    )
    every_weeks = whole(_("De mødes hver … uge"), least=1, most=8, initial=2)
    mentee_expects = words(_("Menteen forventer"), most=MOST_WORDS, widget=several_lines())
    mentor_expects = words(_("Mentoren forventer"), most=MOST_WORDS, widget=several_lines())

    def terms(self) -> Terms:
        """What was typed."""
        data = self.cleaned_data
        return Terms(
            data["started_on"], data["planned_end"], data["every_weeks"], data["mentee_expects"],
            data["mentor_expects"],
        )  # fmt: skip


class FinishForm(VersionForm):
    """How a pair ends, why, and when."""

    ending = chosen(
        _("Hvad skete der?"),
        [
            ("", _("Vælg")),
            (_("Afsluttet"), [(e.value, e.label) for e in WHEN_ENDED]),
            (_("Afbrudt"), [(e.value, e.label) for e in WHEN_BROKEN]),
        ],
    )
    on = day_field(_("Hvilken dag?"))

    def to(self) -> State:
        """Ended, or broken."""
        is_end = Ending(self.cleaned_data["ending"]) in WHEN_ENDED
        return State.ENDED if is_end else State.BROKEN


class MendForm(VersionForm):
    """The day a pair truly ended, and why it stood wrong."""

    on = day_field(_("Hvilken dag sluttede de?"))
    reason = words(
        _("Hvorfor retter du?"), most=300, required=True, help_text=_("Skriv ikke navne."),
        error_messages={"required": _("Skriv kort, hvorfor du retter.")},
    )  # fmt: skip
    knows = ticked(_("Ret dagen alligevel"))


class FollowUpForm(OnceForm):
    """What was said, or a day to call on."""

    words = words(
        _("Hvad aftalte I?"), most=MOST_WORDS, required=True, widget=several_lines(),
        help_text=_("Skriv intet om en sag eller om helbred."),
    )  # fmt: skip
    due_on = day_field(
        _("Ring igen den"), required=False, help_text=_("Tomt, hvis du har talt med dem nu.")
    )


class NetworkForm(OnceForm):
    """A new local network."""

    name = words(_("Netværkets navn"), most=80, required=True)
    city = words(_("By"), most=80, required=True)


class NetworkStateForm(VersionForm):
    """What the network can take on."""

    state = chosen(_("Netværket er"), [
        (s.value, s.label) for s in NetworkState if s != NetworkState.CLOSED
    ])  # fmt: skip
    why = words(_("Hvorfor?"), most=300, help_text=_("Alle kan læse det."))
    silent_weeks = whole(_("Et par er stille efter … uger uden møde"), least=1, most=26)


class CloseForm(VersionForm):
    """Who takes over when a network closes, and what becomes of those nobody has taken in."""

    ENDS = "ends"
    heir = chosen(_("Hvem tager over?"), [])
    signups = chosen(_("Hvad sker der med de nye tilmeldinger?"), [])
    why = words(_("Hvorfor lukker det?"), most=300, required=True)

    def __init__(self, *args: Any, others: list[Network], signups: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.pk): one for one in others}
        named = [(key, one.name) for key, one in self.others.items()]
        ends = (self.ENDS, _("Ingen: makkerskaberne sluttes, og alle går ud"))
        self.fields["heir"].choices = [("", _("Vælg")), *named, ends]  # type: ignore[attr-defined]
        moved = [(key, _("De flyttes til %(name)s") % {"name": name}) for key, name in named]
        told = (self.ENDS, _("De får besked om, at netværket er lukket, og slettes"))
        choices = [("", _("Vælg")), *moved, told]
        self.fields["signups"].choices = choices  # type: ignore[attr-defined]
        if not signups:
            del self.fields["signups"]

    def said_of_signups(self, site: str) -> Signups:
        """What becomes of them; nothing where there are none."""
        said = self.cleaned_data.get("signups", "")
        return Signups(self.others.get(said), said == self.ENDS, site)

    def chosen_heir(self) -> Network | None:
        """Which network."""
        return self.others.get(self.cleaned_data["heir"])

    @property
    def ends_all(self) -> bool:
        """Whether nobody takes over."""
        return bool(self.cleaned_data["heir"] == self.ENDS)


class PartnerForm(PartyForm, OnceForm):
    """A party of the directory, and what it is to the network."""

    role = chosen(_("Hvad er de?"), PartnerRole.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].required = True
