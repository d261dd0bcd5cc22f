"""What somebody looks for among the errands, and what is written of an advice session."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.actions.advice import Session
from favn.associations.choices import AdviceSubject, ErrandKind
from favn.kit import clock
from favn.kit.fields import OnceForm, chosen, day_field, words

LONGEST = 80


class FindErrandForm(forms.Form):
    """Words of its subject or of the association, and what it asks for."""

    q = forms.CharField(label=_("Søg"), required=False, max_length=LONGEST)
    slags = forms.ChoiceField(
        label=_("Søger"), required=False, choices=[("", _("Alle")), *ErrandKind.choices]
    )
    vis = forms.CharField(required=False, widget=forms.HiddenInput)

    def asked(self) -> tuple[str, str]:
        """Words and kind; what is wrong asks for nothing."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("slags", "")


class AdviceForm(OnceForm):
    """One advice session with an association."""

    on = day_field(_("Hvilken dag?"))
    subject = chosen(_("Om hvad?"), [("", _("Vælg")), *AdviceSubject.choices])
    about = words(
        _("Hvad talte I om?"), most=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv om foreningen, ikke om enkelte personer."),
    )  # fmt: skip
    next_step = words(_("Hvad gør foreningen nu?"), most=300)

    def __init__(self, *args: Any, **more: Any) -> None:
        more["initial"] = {"on": clock.today(), **more.get("initial", {})}
        super().__init__(*args, **more)

    def clean_on(self) -> date:
        """A day that has been."""
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("Dagen er ikke kommet endnu."))
        return on

    def session(self) -> Session:
        """What was written."""
        data = self.cleaned_data
        return Session(data["on"], data["subject"], data["about"], data["next_step"])


class StrikeForm(forms.Form):
    """Why a session does not count."""

    advice = forms.UUIDField(widget=forms.HiddenInput)
    because = words(_("Hvorfor skal det ikke tælle?"), most=200, required=True)
