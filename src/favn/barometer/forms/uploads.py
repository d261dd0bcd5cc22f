"""Forms of a file: send it in, choose what its columns mean, take it."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from favn.barometer.imports import LARGEST, Choosing, Table, Unreadable, read
from favn.barometer.imports.choosing import SKIP, are_places, groups_dimension, proposed
from favn.barometer.imports.dry import DryRun
from favn.barometer.models import Group, Indicator, Mapping, Upload
from favn.kit.fields import STALE
from favn.people.organisations.places import LEVEL_WORDS


class FileForm(forms.Form):
    """One file, read whole when it comes."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_(
            "XLSX, CSV eller JSON-stat, som statistikken giver dem. Højst 5 MB. Intet skrives, før"
            " du har set, hvad filen gør."
        ),
        error_messages={"required": _("Vælg en fil."), "empty": _("Filen er tom.")},
    )
    table: Table | None = None
    kind = ""
    sha256 = ""

    def clean_file(self) -> Any:
        """Read it. Raises ValidationError with what to do."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError(
                _("Filen er over 5 MB. Hent kun de rækker og år, du skal bruge.")
            )
        data = sent.read()
        try:
            self.kind, self.table = read(sent.name, data)
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable
        self.sha256 = hashlib.sha256(data).hexdigest()
        return sent

    def upload(self, organisation_id: Any) -> Upload:
        """The file as it will be kept, not yet written."""
        table = self.table
        assert table is not None
        return Upload(
            organisation_id=organisation_id, name=self.cleaned_data["file"].name[:200],
            sha256=self.sha256, kind=self.kind, source=table.source[:200],
            title=table.title[:300], unit_words=table.unit_words[:120],
            notes=[note[:300] for note in table.notes[:40]], table=table.as_json(),
        )  # fmt: skip


class ChooseForm(forms.Form):
    """What the file's columns mean. It stands in the address, so that looking writes nothing."""

    indicator = forms.ChoiceField(label=_("Hvilken indikator?"))

    def __init__(
        self,
        table: Table,
        indicators: list[Indicator],
        groups: list[Group],
        mapping: Mapping | None,
        asked: Any,
    ) -> None:
        kept = mapping.choices if mapping else {}
        self.table, self.mapping = table, mapping
        self.start = proposed(table, groups, kept)
        self.named = groups_dimension(table, groups) if self.start.groups else None
        self.rest = [one for one in table.others() if one.name != self.start.groups]
        data = {key: asked.get(key) for key in asked} if asked.get("indicator") else None
        super().__init__(data, auto_id="choose_%s")
        self.asked = asked
        self.fields["indicator"].choices = [(i.slug, i.title) for i in indicators]  # type: ignore[attr-defined]
        self._offer_labels()
        self._offer_levels(kept)

    def _offer_labels(self) -> None:
        """One label of every dimension that is neither time nor groups."""
        for n, one in enumerate(self.rest):
            if len(one.labels) > 1:
                self.fields[f"d{n}"] = forms.ChoiceField(
                    label=one.name,
                    choices=[(label, label) for label in one.labels],
                    initial=self.start.labels[one.name],
                    required=False,
                )

    def _offer_levels(self, kept: dict[str, Any]) -> None:
        """Places of two levels overlap, so one is chosen, or the country beside municipalities."""
        if self.named is None or not are_places(self.named):
            return
        self.fields["level"] = forms.ChoiceField(
            label=_("Hvilke steder?"),
            choices=[("", _("Kommuner og hele landet")), *LEVEL_WORDS.items()],
            initial=kept.get("level", ""),
            required=False,
        )
        self.fields["adds"] = forms.ChoiceField(
            label=_("Steder, som inddelingen mangler"),
            choices=[("", _("Lad dem være")), ("1", _("Opret dem som grupper"))],
            initial=kept.get("adds", ""),
            required=False,
        )

    def _said(self, name: str) -> str:
        field = self.fields.get(name)
        typed = self.asked.get(name)
        return str(typed if typed is not None else (field.initial or "") if field else "")

    def choosing(self) -> Choosing:
        """What was chosen, or is proposed."""
        labels = {
            one.name: self._said(f"d{n}") if f"d{n}" in self.fields else one.labels[0]
            for n, one in enumerate(self.rest)
        }
        labels = {n: self._valid(n, label) for n, label in labels.items()}
        level = self._said("level")
        levels = frozenset({level}) if level in LEVEL_WORDS else self.start.levels
        names = dict(self.mapping.names) if self.mapping else {}
        for n, label in enumerate(self.named.labels if self.named else ()):
            if chosen := self.asked.get(f"n{n}"):
                names[label] = chosen
        return Choosing(self.start.groups, labels, levels, names, self._said("adds") == "1")

    def _valid(self, name: str, label: str) -> str:
        one = next(d for d in self.rest if d.name == name)
        return label if label in one.labels else self.start.labels[name]

    def choices(self) -> dict[str, Any]:
        """What is kept for the source's next file."""
        chosen = self.choosing()
        return {**chosen.labels, "level": self._said("level"), "adds": self._said("adds")}

    def name_fields(self, dry: DryRun, groups: list[Group]) -> None:
        """One field per spelling that nobody knows, with the nearest names first."""
        for label, near in list(dry.unknown.items())[:40]:
            assert self.named is not None
            n = self.named.labels.index(label)
            known = {group.title: str(group.pk) for group in groups}
            first = [(known[title], title) for title in near if title in known]
            offered = [*first, *((key, t) for t, key in known.items() if (key, t) not in first)]
            hint = gettext("Ligner: %(near)s") % {"near": ", ".join(near)} if near else ""
            self.fields[f"n{n}"] = forms.ChoiceField(
                label=gettext("“%(label)s” i filen er") % {"label": label},
                choices=[("", gettext("Vælg")), (SKIP, gettext("Tag den ikke med")), *offered],
                help_text=hint,
                required=False,
            )


class TakeForm(forms.Form):
    """Takes what was seen; corrections and faults must be agreed to."""

    seal = forms.CharField(widget=forms.HiddenInput, error_messages=STALE)

    reason = forms.CharField(
        label=_("Hvorfor rettes de tal, der er anderledes?"),
        max_length=300,
        required=False,
        help_text=_("Lad det stå tomt for at lade de gamle tal stå."),
    )
    without_faults = forms.BooleanField(
        label=_("Tag resten, og lad linjer med fejl eller ukendte navne ude"),
        required=False,
        error_messages={
            "required": _("Sæt flueben for at tage resten, eller ret filen og hent den igen.")
        },
    )

    def __init__(self, dry: DryRun, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "take_%s"
        kwargs["initial"] = {"seal": dry.seal}
        super().__init__(*args, **kwargs)
        if not dry.tally["differs"]:
            del self.fields["reason"]
        if dry.faults or dry.unknown:
            self.fields["without_faults"].required = True
        else:
            del self.fields["without_faults"]
