"""What is typed about an assembly: when and where, an item, votes, an election, the minutes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.actions.agenda import Point
from favn.associations.choices.membership import ItemKind
from favn.associations.models import AgendaItem, Assembly, Candidate, Voter
from favn.associations.queries.assemblies import SEATS_ELECTED
from favn.kit.fields import STALE, OnceForm, chosen, day_field, words


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, required=False, error_messages=STALE)


class AssemblyForm(OnceForm):
    """When and where."""

    version = _version()
    title = words(
        _("Hvad hedder mødet?"), most=120, required=True,
        error_messages={"required": _("Skriv, hvad mødet hedder.")},
    )  # fmt: skip
    starts_at = forms.DateTimeField(
        label=_("Begynder"), widget=forms.DateTimeInput(),
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Vælg dag og klokkeslæt.")
        ),
    )  # fmt: skip
    place = words(_("Hvor"), most=200, required=True, error_messages={"required": _("Skriv hvor.")})
    is_extraordinary = forms.BooleanField(
        label=_("Det er en ekstraordinær generalforsamling"), required=False
    )

    @classmethod
    def of(cls, row: Assembly) -> dict[str, Any]:
        """What stands."""
        names = [name for name in cls.base_fields if name != "id"]
        return {"id": row.pk} | {name: getattr(row, name) for name in names}

    def starts(self) -> datetime:
        """The moment it begins."""
        moment: datetime = self.cleaned_data["starts_at"]
        return moment


class ItemForm(OnceForm):
    """One item of the agenda, or a proposal somebody sent in."""

    kind = chosen(_("Slags punkt"), ItemKind.choices)
    title = words(
        _("Hvad hedder punktet?"), most=160, required=True,
        error_messages={"required": _("Skriv punktet.")},
    )  # fmt: skip
    text = words(_("Forslaget eller baggrunden"), most=4000,
                 widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    seat = chosen(
        _("Valg til"), [("", "–"), *((s.value, s.label) for s in SEATS_ELECTED)], required=False,
        help_text=_("Kun ved valg."),
    )  # fmt: skip
    seats = forms.IntegerField(
        label=_("Antal pladser"), min_value=1, max_value=20, initial=1, required=False,
        help_text=_("Kun ved valg."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Skriv et tal fra 1 til 20.")
        ),
    )  # fmt: skip
    proposed_by = words(_("Forslag fra"), most=120, help_text=_("Kun for forslag fra medlemmer."))
    received_on = day_field(_("Hvornår kom forslaget?"), required=False)

    def clean(self) -> dict[str, Any]:
        """A proposal has a day it came; an election has a seat."""
        data: dict[str, Any] = self.cleaned_data
        if data.get("proposed_by") and not data.get("received_on"):
            self.add_error("received_on", _("Skriv, hvornår forslaget kom."))
        if data.get("kind") == ItemKind.ELECTION and not data.get("seat"):
            self.add_error("seat", _("Vælg, hvilken post der er valg til."))
        return data

    def point(self) -> Point:
        """What was typed."""
        data = self.cleaned_data
        return Point(
            data["kind"], data["title"], data["text"], data["seat"], data["seats"] or 1,
            data["proposed_by"], data["received_on"],
        )  # fmt: skip


class CallForm(forms.Form):
    """The notice leaves; where it is too late, somebody says so and does it all the same."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    although_late = forms.BooleanField(
        label=_("Indkald alligevel. Det kommer til at stå i referatet."), required=False
    )

    def __init__(self, told_late: str | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if told_late is None:
            del self.fields["although_late"]


class StepForm(forms.Form):
    """A step that needs nothing typed."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)


class LeadersForm(StepForm):
    """Who leads the meeting, who writes."""

    led_by = words(_("Dirigent"), most=120)
    written_by = words(_("Referent"), most=120)


def _votes(label: Any, *, required: bool = True) -> forms.IntegerField:
    wrong = _("Skriv et helt tal, 0 eller mere.")
    return forms.IntegerField(
        label=label, min_value=0, max_value=100_000, required=required,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )  # fmt: skip


class VoteForm(StepForm):
    """Votes for, against and blank."""

    yes = _votes(_("For"))
    no = _votes(_("Imod"))
    blank = _votes(_("Blanke"))

    @classmethod
    def of(cls, row: AgendaItem) -> dict[str, Any]:
        """What stands."""
        return {"version": row.version, "yes": row.votes_for, "no": row.votes_against,
                "blank": row.votes_blank}  # fmt: skip


class CandidateForm(OnceForm):
    """Somebody stands for election."""

    name = words(
        _("Kandidat"), most=120, required=True, error_messages={"required": _("Skriv navnet.")}
    )


class ElectionForm(StepForm):
    """Votes by candidate, and who was elected."""

    def __init__(self, candidates: list[Candidate], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keys = {str(one.pk): one.pk for one in candidates}
        for one in candidates:
            self.fields[f"votes_{one.pk}"] = _votes(
                _("Stemmer: %(name)s") % {"name": one.called}, required=False
            )
            self.initial.setdefault(f"votes_{one.pk}", one.votes)
        self.fields["elected"] = forms.MultipleChoiceField(
            label=_("Hvem blev valgt?"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(str(one.pk), one.called) for one in candidates],
            initial=[str(one.pk) for one in candidates if one.is_elected],
            error_messages={"invalid_choice": _("Vælg fra listen.")},
        )  # fmt: skip

    def votes(self) -> dict[UUID, int | None]:
        """Candidate → votes, None where it was not voted."""
        return {pk: self.cleaned_data[f"votes_{key}"] for key, pk in self._keys.items()}

    def elected(self) -> frozenset[UUID]:
        """Who was elected."""
        return frozenset(self._keys[key] for key in self.cleaned_data["elected"])


class MinutesForm(StepForm):
    """What was said."""

    minutes = words(_("Referat"), most=20_000, widget=forms.Textarea(attrs={"rows": 8}))


class NameForm(forms.Form):
    """Whom one looks for on a list."""

    q = words(_("Navn"), most=80)

    def wanted(self) -> str:
        """The words."""
        self.is_valid()
        found: str = self.cleaned_data.get("q", "")
        return found


class ProxyForm(forms.Form):
    """Who votes for whom."""

    giver = forms.ChoiceField(label=_("Fuldmagt fra"))
    holder = forms.ChoiceField(label=_("Stemmer for vedkommende"), required=False)

    def __init__(self, voters: list[Voter], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._voters = {str(one.pk): one for one in voters}
        away = [(k, v.member.called) for k, v in self._voters.items() if not v.is_here]
        here = [(k, v.member.called) for k, v in self._voters.items() if v.is_here]
        wrong = {"invalid_choice": _("Fremmødet er ændret imens. Vælg igen.")}
        self.fields["giver"].choices = away  # type: ignore[attr-defined]
        self.fields["holder"].choices = [("", _("Ingen")), *here]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages.update(wrong)

    def pair(self) -> tuple[Voter, Voter | None]:
        """Giver and holder."""
        data = self.cleaned_data
        return self._voters[data["giver"]], self._voters.get(data["holder"])
