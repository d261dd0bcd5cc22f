"""Turns what a reader of a public plan asks for in the address into clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.policy.choices import Status
from favn.policy.forms.tree import offer
from favn.policy.models import Goal
from favn.policy.queries import Published, Wanted

LONGEST_SEARCH = 80


class PublicFilterForm(forms.Form):
    """Which initiatives to show; only what occurs in the plan can be chosen."""

    q = forms.CharField(label=_("Søg"), required=False, max_length=LONGEST_SEARCH)
    forvaltning = forms.ChoiceField(label=_("Ejer"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    maal = forms.ChoiceField(label=_("Mål"), required=False)

    def __init__(self, data: Any, shown: Published, goals: list[Goal]) -> None:
        super().__init__(data, auto_id="filter_%s")
        owners = {line.initiative.owner for line in shown.lines if line.initiative.owner}
        told = {line.told.status for line in shown.lines}
        named = sorted((unit.name, str(unit.pk)) for unit in owners)
        self._offer("forvaltning", [(pk, name) for name, pk in named])
        self._offer("status", [(s.value, s.label) for s in Status if s in told])
        self._offer("maal", [(str(goal.pk), str(goal)) for goal in goals])
        if not goals:
            del self.fields["maal"]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        offer(self, name, [("", _("Alle")), *choices])

    def wanted(self) -> tuple[Wanted, str]:
        """What was asked for, and the words; an unknown value asks for nothing."""
        self.is_valid()
        data = self.cleaned_data
        wanted = Wanted(data.get("forvaltning", ""), data.get("status", ""), data.get("maal", ""))
        return wanted, data.get("q", "")
