"""Who knows an association, and to whom a contact goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import OnceForm, chosen, day_field, words
from favn.people.accounts.models import Account
from favn.people.organisations.models import Unit


class _Colleague(OnceForm):
    """Chooses among colleagues and offices; an office's own people have but their own office."""

    holder = chosen(_("Hvem?"), ())
    unit = chosen(_("Fra hvilken forvaltning?"), ())

    def __init__(self, people: list[Account], units: list[Unit], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = {str(one.pk): one for one in people}
        self.units = {str(one.pk): one for one in units}
        for name, offered in (
            ("holder", [(k, a.name or a.email) for k, a in self.people.items()]),
            ("unit", [(k, u.name) for k, u in self.units.items()]),
        ):
            self.fields[name].choices = [("", _("Vælg")), *offered]  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].initial = str(units[0].pk)

    def whom(self) -> tuple[Account, Unit]:
        """Who was chosen, and their office."""
        data = self.cleaned_data
        return self.people[data["holder"]], self.units[data["unit"]]


class KnowForm(_Colleague):
    """A contact that is written down."""

    since = day_field(_("Siden"))
    about = words(_("Om hvad?"), most=200)


class HandForm(_Colleague):
    """A contact that goes to somebody else."""


class DistrictForm(OnceForm):
    """A part of the municipality and its tile's place."""

    name = words(_("Navn på området"), most=80, required=True)
    row = forms.IntegerField(label=_("Række i tegningen"), min_value=1, max_value=12, initial=1)
    column = forms.IntegerField(label=_("Plads i rækken"), min_value=1, max_value=6, initial=1)
