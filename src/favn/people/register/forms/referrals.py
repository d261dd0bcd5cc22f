"""To whom a person is sent on and why, how far it came, and what crosses to another house."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, chosen, words
from favn.people.accounts.models import Account
from favn.people.organisations.models import Organisation
from favn.people.referrals import queries, rules
from favn.people.referrals.actions import Offer
from favn.people.referrals.choices import FIELDS, NotSo, State, Way

WHY = _("Skriv kort, hvad der er brug for hjælp til.")
LINES = forms.Textarea(attrs={"rows": 4})


def _reason(label: Any, help_text: Any = "") -> forms.CharField:
    return words(
        label,
        most=rules.LONGEST,
        required=True,
        widget=LINES,
        help_text=help_text,
        error_messages={"required": WHY},
    )


class InsideForm(forms.Form):
    """To a colleague, at once."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    to = chosen(_("Hvem tager over?"), ())
    reason = _reason(
        _("Hvad er der brug for hjælp til?"), _("Kollegaen læser det. Skriv kun det nødvendige.")
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(who.pk): who for who, _role in queries.colleagues(account)}
        named = [(str(w.pk), f"{w.name}, {role}") for w, role in queries.colleagues(account)]
        self.fields["to"].choices = [("", _("Vælg en kollega")), *named]  # type: ignore[attr-defined]

    def offer(self) -> Offer:
        """What was typed."""
        data = self.cleaned_data
        return Offer(Way.INSIDE, data["reason"], self.colleagues[data["to"]])


class PlaceForm(forms.Form):
    """Out of the house, to a place the person has said yes to."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    place = chosen(_("Hvilket sted?"), ())
    reason = _reason(_("Hvad er der brug for hjælp til?"), _("Det kommer på papiret."))

    def __init__(self, *args: Any, places: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(place, place) for place in places]  # type: ignore[attr-defined]

    def offer(self) -> Offer:
        """What was typed."""
        return Offer(Way.OUT, self.cleaned_data["reason"], place=self.cleaned_data["place"])


class FromForm(forms.Form):
    """In from outside: who sent the person, and who here takes over."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    place = words(
        _("Hvem sendte personen hertil?"),
        most=120,
        required=True,
        error_messages={"required": _("Skriv, hvilket sted det er.")},
        help_text=_("For eksempel: Psykiatrisk skadestue, Jobcenter Sundhavn."),
    )
    reason = _reason(_("Hvad beder de om?"))

    def offer(self, to: Account) -> Offer:
        """What was typed; whoever writes it down takes over."""
        return Offer(Way.IN, self.cleaned_data["reason"], to, self.cleaned_data["place"])


class HandOverForm(forms.Form):
    """What another organisation may read, field by field."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    to = chosen(_("Hvilken forening?"), ())
    agreed = forms.MultipleChoiceField(
        label=_("Hvad har personen sagt ja til, at de må se?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Vælg mindst ét felt, som personen har sagt ja til."),
            "invalid_choice": _("Et af felterne må ikke gives videre."),
        },
        help_text=_("En adresse gives aldrig videre."),
    )
    errand = _reason(_("Hvad ønsker personen hjælp til?"), _("Læs det højt, før du sender."))

    def __init__(self, *args: Any, others: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.pk): one for one in others}
        self.fields["to"].choices = [(key, one.name) for key, one in self.others.items()]  # type: ignore[attr-defined]
        self.fields["agreed"].choices = list(FIELDS.items())  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """How far it came; where nothing came of it, why."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, error_messages=STALE)
    to = chosen(_("Hvor langt er det nået?"), (), widget=forms.RadioSelect)
    not_so = chosen(
        _("Hvis det ikke blev til noget: hvorfor?"),
        [("", _("Ikke udfyldt")), *NotSo.choices],
        required=False,
    )

    def __init__(self, *args: Any, steps: tuple[State, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(step.value, step.label) for step in steps]  # type: ignore[attr-defined]
