"""What an association says about itself, as a form: the same for the office and for the chair."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.actions import Profile
from favn.associations.choices import LANGUAGES, Activity, Audience, Target
from favn.associations.models import District, Entry
from favn.kit.fields import STALE, OnceForm, chosen, words


def _text(label: Any, *, most: int = 2000, hint: Any = "") -> forms.CharField:
    return words(label, most=most, help_text=hint, widget=forms.Textarea(attrs={"rows": 3}))


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    wrong = {"invalid_choice": _("Vælg fra listen.")}
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=wrong,
    )  # fmt: skip


REACHED = ("contact_name", "email", "phone")
"""Whom one reaches is changed by the office, or by an account; a link may be in wrong hands."""


class EntryForm(OnceForm):
    """One association. Only the name must be there."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, error_messages=STALE)
    name = words(_("Foreningens navn"), most=160, required=True)
    other_names = _text(_("Andre navne"), hint=_("Ét på hver linje: forkortelser, gamle navne."))
    purpose = _text(_("Formål"), hint=_("Hvad foreningen er til for, i et par sætninger."))
    doings = _text(_("Hvad laver I?"))
    activities = _several(_("Aktiviteter"), Activity.choices)
    targets = _several(_("Hvem er foreningen for?"), Target.choices)
    languages = _several(_("Sprog, der tales"), LANGUAGES)
    district = chosen(_("Bydel eller område"), (), required=False)
    meets_at = words(_("Hvor mødes I?"), most=160)
    address = words(_("Adresse"), most=160)
    postcode = forms.RegexField(
        r"^\d{4}$",
        label=_("Postnummer"),
        required=False,
        error_messages={"invalid": _("Et postnummer har fire cifre.")},
    )
    town = words(_("By"), most=80)
    rooms_wanted = _text(_("Lokaler, I mangler"), hint=_("Hvornår, hvor tit og til hvor mange."))
    cvr = words(_("CVR-nummer"), most=12, help_text=_("Ikke alle foreninger har et."))
    founded = forms.IntegerField(
        label=_("Stiftet (år)"), required=False, min_value=1600, max_value=2100,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Skriv årstallet med fire cifre.")
        ),
    )  # fmt: skip
    website = forms.URLField(
        label=_("Hjemmeside"), required=False, assume_scheme="https",
        error_messages={"invalid": _("Skriv hele adressen, for eksempel https://forening.dk.")},
    )  # fmt: skip
    contact_name = words(_("Kontaktperson"), most=120)
    email = forms.EmailField(
        label=_("Mail"), required=False,
        error_messages={"invalid": _("Skriv hele mailadressen, for eksempel navn@forening.dk.")},
    )  # fmt: skip
    phone = words(_("Telefon"), most=30)
    contact_shown = chosen(
        _("Hvem må se kontaktperson, mail og telefon?"),
        Audience.choices,
        initial=Audience.OFFICE,
    )
    is_public = forms.BooleanField(
        label=_("Foreningen vil vises i den offentlige oversigt"), required=False
    )

    def __init__(self, entry: Entry | None, *args: Any, by_link: bool = False, **more: Any) -> None:
        if entry is not None:
            more["initial"] = self.of(entry) | more.get("initial", {})
        super().__init__(*args, **more)
        self._entry, self._by_link = entry, by_link
        if by_link:
            for name in REACHED:
                del self.fields[name]
        self._districts = {str(row.pk): row for row in District.objects.owned()}
        offered = [("", _("Ikke valgt")), *((k, d.name) for k, d in self._districts.items())]
        self.fields["district"].choices = offered  # type: ignore[attr-defined]

    @classmethod
    def of(cls, entry: Entry) -> dict[str, Any]:
        """What the fields hold for an entry that stands."""
        apart = {"id": entry.pk, "version": entry.version, "district": entry.district_id}
        apart["contact_name"] = entry.reached_at
        said = {name: getattr(entry, name) for name in cls.base_fields if name not in apart}
        return said | apart

    def clean_cvr(self) -> str:
        """Without the spaces people write in it."""
        return "".join(self.cleaned_data["cvr"].split())

    def profile(self) -> Profile:
        """What was typed."""
        said = {k: v for k, v in self.cleaned_data.items() if k not in ("id", "version")}
        for name in ("activities", "targets", "languages"):
            said[name] = tuple(said[name])
        said["district"] = self._districts.get(said["district"])
        if self._by_link and self._entry is not None:
            said |= {name: getattr(self._entry, name) for name in REACHED[1:]}
            said["contact_name"] = self._entry.reached_at
        return Profile(**said)
