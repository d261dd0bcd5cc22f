"""What people put in the box, and what the house says became of it. Nothing is written here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.centre.choices import IdeaState
from favn.centre.models import Idea
from favn.kit.fields import STALE, OnceForm, chosen, words

LONGEST = 2000


class IdeaForm(OnceForm):
    """An idea in whatever language; no name is asked for. `web` is a trap that people never see."""

    language = words(_("Hvilket sprog har du skrevet på?"), most=40)
    words = words(
        _("Din idé"), most=LONGEST, required=True, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Skriv på det sprog, du vil. Skriv ikke navne."),
        error_messages={"required": _("Skriv din idé.")},
    )  # fmt: skip
    field_order = ("id", "words", "language", "web")
    web = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled in what people do not see."""
        return bool(self.cleaned_data.pop("web"))


class SayForm(forms.Form):
    """What became of an idea, on the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    state = chosen(_("Hvad bliver der af den?"), IdeaState.choices, widget=forms.RadioSelect)
    title = words(
        _("Overskrift"), most=120,
        help_text=_("Idéen i få ord, på dansk, uden navne. Den kan alle læse."),
    )  # fmt: skip
    answer = words(_("Jeres svar"), most=500, widget=forms.Textarea(attrs={"rows": 4}))
    is_shown = forms.BooleanField(label=_("Vis overskrift og svar for alle"), required=False)

    def __init__(self, idea: Idea, *args: Any, **kwargs: Any) -> None:
        names = ("version", "state", "title", "answer", "is_shown")
        kwargs["initial"] = {name: getattr(idea, name) for name in names}
        super().__init__(*args, **kwargs)
