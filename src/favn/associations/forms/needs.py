"""A need or an offer, a kind of help, and an answer to a suggestion, as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.actions.needs import Wanted
from favn.associations.choices import LANGUAGES, Audience, Target
from favn.associations.choices.needs import Reply, Times, Way
from favn.associations.models import District, Matter, Wish
from favn.kit.fields import STALE, OnceForm, chosen, day_field, words
from favn.people.organisations.models import Unit

SEEN_BY = (
    (Audience.PUBLIC, _("Alle")),
    (Audience.NETWORK, _("Foreningerne i netværket og kommunen")),
    (Audience.OFFICE, _("Kun kommunen og den, I bliver foreslået")),
)


def _several(label: Any, choices: Any, hint: Any) -> forms.MultipleChoiceField:
    wrong = {"invalid_choice": _("Vælg fra listen.")}
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=wrong, help_text=hint,
    )  # fmt: skip


class WishForm(OnceForm):
    """One need or offer. What is left open fits everything."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, error_messages=STALE)
    way = chosen(_("Hvad vil I?"), Way.choices, widget=forms.RadioSelect, initial=Way.NEED)
    matter = chosen(_("Hvad handler det om?"), ())
    title = words(_("Skriv det kort"), most=120, required=True,
                  help_text=_("For eksempel: Køkken til 30 om lørdagen."))  # fmt: skip
    text = words(_("Mere om det"), most=2000, widget=forms.Textarea(attrs={"rows": 3}))
    district = chosen(_("Hvor?"), (), required=False)
    times = _several(_("Hvornår?"), Times.choices, _("Sæt ingen, hvis alle tider passer."))
    languages = _several(_("På hvilke sprog?"), LANGUAGES, _("Sæt ingen, hvis alle passer."))
    targets = _several(_("For hvem?"), Target.choices, _("Sæt ingen, hvis det er for alle."))
    capacity = forms.IntegerField(
        label=_("Hvor mange kan I hjælpe på én gang?"), initial=1, min_value=1, max_value=50,
        help_text=_("Et behov er altid 1."),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Skriv et tal fra 1 til 50.")
        ),
    )  # fmt: skip
    expires_on = day_field(_("Gælder til og med"))
    shown = chosen(_("Hvem må se det?"), SEEN_BY, initial=Audience.NETWORK)

    def __init__(self, *args: Any, offices: list[Unit] = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **kwargs)
        self._offices = {str(unit.pk): unit for unit in offices}
        rows = Matter.objects.owned().filter(retired_on=None)
        self._matters = {str(row.pk): row for row in rows}
        kept = self.initial.get("matter")
        for row in Matter.objects.owned().filter(pk=kept) if kept else ():
            self._matters.setdefault(str(row.pk), row)
        self._districts = {str(row.pk): row for row in District.objects.owned()}
        self._offer("matter", [(key, m.name) for key, m in self._matters.items()])
        anywhere = ("", _("Hele kommunen"))
        self._offer("district", [anywhere, *((k, d.name) for k, d in self._districts.items())])
        if len(self._offices) > 1:
            offered = [(key, unit.name) for key, unit in self._offices.items()]
            self.fields["office"] = chosen(_("For hvilken forvaltning?"), offered)
            self.order_fields(["id", "version", "office"])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def of(cls, wish: Wish) -> dict[str, Any]:
        """What the fields hold for a wish that stands."""
        apart = {"id": wish.pk, "version": wish.version}
        apart |= {"district": str(wish.district_id or ""), "matter": str(wish.matter_id)}
        return {n: getattr(wish, n) for n in cls.base_fields if n not in apart} | apart

    def office(self) -> Unit | None:
        """The office it is for, where there was a choice or only one."""
        if "office" in self.fields:
            return self._offices.get(self.cleaned_data["office"])
        return next(iter(self._offices.values()), None)

    def wanted(self) -> Wanted:
        """What was typed."""
        said = {k: v for k, v in self.cleaned_data.items() if k not in ("id", "version", "office")}
        for name in ("languages", "times", "targets"):
            said[name] = tuple(said[name])
        said["matter"] = self._matters[said["matter"]]
        said["district"] = self._districts.get(said["district"])
        return Wanted(**said)


class CloseForm(forms.Form):
    """Take a wish down."""

    why = words(_("Hvorfor?"), most=300, help_text=_("For eksempel: Vi fandt et lokale."))


class KindForm(OnceForm):
    """One more kind of help."""

    name = words(_("Navn på slagsen"), most=80, required=True)


class ReplyForm(forms.Form):
    """Whether one wants to talk about a suggestion."""

    says = chosen(
        _("Vil I tale om det?"), [(r.value, r.label) for r in (Reply.YES, Reply.NO)],
        widget=forms.RadioSelect,
    )  # fmt: skip
    why = words(_("Hvorfor ikke?"), most=300,
                help_text=_("Skal skrives, hvis I siger nej. Den anden ser det."))  # fmt: skip


class AsideForm(OnceForm):
    """Two that are not to be suggested."""

    why = words(_("Hvorfor skal de to ikke foreslås?"), most=300, required=True)
