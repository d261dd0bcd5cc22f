"""What somebody sends about a paper: the file itself, and afterwards which lines to take and how.

A line that is not ticked may stand unfinished; a ticked one must have number, title and office.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE
from favn.people.organisations.models import Unit
from favn.people.organisations.queries import offices
from favn.policy import imports
from favn.policy.actions.papers import Choice
from favn.policy.imports import Doubt, Paper, Planned, Unreadable
from favn.policy.imports.reader import LONGEST_TITLE
from favn.policy.models.papers import Effect


class PaperForm(forms.Form):
    """A committee paper, and the year it tells of."""

    file = forms.FileField(
        label=_("Papiret"),
        help_text=_("DOCX, PDF med tekst eller ren tekst, højst 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt"}),
        error_messages={
            "required": _("Vælg den fil, papiret står i."),
            "empty": _("Filen er tom. Vælg den fil, papiret står i."),
        },
    )
    year = forms.IntegerField(
        label=_("År, som papiret gør status for"),
        min_value=2000,
        max_value=2100,
        required=False,
        help_text=_("Lad det stå tomt, hvis papiret selv nævner året."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            _("Skriv året med fire tal, for eksempel 2025."),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "paper_%s")
        super().__init__(*args, **kwargs)
        self.paper: Paper | None = None

    def clean(self) -> dict[str, Any]:
        """Read it; the field says why where it cannot be read."""
        data = super().clean() or {}
        file = data.get("file")
        if file is None:
            return data
        try:
            self.paper = imports.read_paper(file.name, file.read(imports.LARGEST + 1))
        except Unreadable as error:
            self.add_error("file", str(error))
            return data
        data["year"] = data.get("year") or self.paper.year
        if data["year"] is None and "year" not in self.errors:
            self.add_error("year", _("Papiret nævner ikke selv året. Skriv det her."))
        return data


@dataclass(frozen=True, slots=True)
class Row:
    """One line on the page: what it would do, and its fields."""

    planned: Planned
    sentences: list[str]
    take: BoundField
    title: BoundField
    seen: BoundField
    number: BoundField | None
    owner: BoundField | None

    @property
    def is_wrong(self) -> bool:
        """Whether one of its folded fields must be mended."""
        return any(field and field.errors for field in (self.title, self.number, self.owner))

    @property
    def is_first(self) -> bool:
        """Whether it stands among those to look at first."""
        return self.is_wrong or bool(self.take.errors) or not self.planned.is_clear


class _WhenTaken:
    """A field that must be filled in, but only on a line that is ticked."""

    required: bool

    def clean(self, value: Any) -> Any:
        """As the field's own, without asking for a value; the form asks where it is needed."""
        self.required = False
        try:
            return super().clean(value)  # type: ignore[misc]
        finally:
            self.required = True


class _Title(_WhenTaken, forms.CharField): ...


class _Office(_WhenTaken, forms.ChoiceField): ...


class _Number(_WhenTaken, forms.IntegerField): ...


class TakeForm(forms.Form):
    """Every line of a paper that would do something, each with its own fields by rank."""

    use_required_attribute = False

    def __init__(self, planned: list[Planned], *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "line_%s"
        super().__init__(*args, **kwargs)
        self.planned = [one for one in planned if not one.does_nothing]
        self.units: dict[str, Unit] = {str(unit.pk): unit for unit in offices()}
        unknown = [p.line.office for p in self.planned if _office_is_asked(p) and p.line.office]
        self.asked = {name: f"office_{n}" for n, name in enumerate(dict.fromkeys(unknown), 1)}
        for name, key in self.asked.items():
            lines = sum(p.line.office == name for p in self.planned if _office_is_asked(p))
            self.fields[key] = self._office(
                _("Hvem er “%(name)s”?") % {"name": name}, _("Linjer: %(n)s.") % {"n": lines}
            )
        for one in self.planned:
            self._add(one)

    def _add(self, one: Planned) -> None:
        rank, number = one.line.rank, one.line.number
        named = number if number is not None else "–"
        self.fields[f"seen_{rank}"] = forms.IntegerField(
            widget=forms.HiddenInput, min_value=0, initial=one.seen, error_messages=STALE
        )
        self.fields[f"take_{rank}"] = forms.BooleanField(
            label=_named(one),
            required=False,
            initial=one.is_clear,
        )
        same = one.effect == Effect.SAME and one.stands is not None
        self.fields[f"title_{rank}"] = _Title(
            label=_("Titel på %(number)s") % {"number": named},
            initial=one.stands.title if same and one.stands else one.line.title,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        if number is None or _has(one, Doubt.NUMBER_TWICE):
            self.fields[f"number_{rank}"] = _number(number)
        if _office_is_asked(one) and not one.line.office:
            self.fields[f"owner_{rank}"] = self._office(_("Forvaltning"), "")

    def _office(self, label: Any, hint: Any) -> forms.ChoiceField:
        choices = [("", _("Vælg en forvaltning")), *((k, u.name) for k, u in self.units.items())]
        return _Office(label=label, help_text=hint, choices=choices)

    @property
    def office_fields(self) -> list[BoundField]:
        """One question for each office the paper names and the house does not know."""
        return [self[key] for key in self.asked.values()]

    @property
    def rows(self) -> list[Row]:
        """Every line with its fields, in the order of the paper."""
        return [self._row(one) for one in self.planned]

    def _row(self, one: Planned) -> Row:
        rank = one.line.rank
        return Row(
            one,
            [imports.said(doubt) for doubt in one.doubts if doubt.kind != Doubt.UNKNOWN_OFFICE],
            self[f"take_{rank}"],
            self[f"title_{rank}"],
            self[f"seen_{rank}"],
            self._maybe(f"number_{rank}"),
            self._maybe(f"owner_{rank}"),
        )

    def _maybe(self, name: str) -> BoundField | None:
        return self[name] if name in self.fields else None

    def clean(self) -> dict[str, Any]:
        """Every ticked line has a number of its own, a title that fits, and an office."""
        data = super().clean() or {}
        taken = list(self._taken(data))
        numbers = Counter(self._number_of(one, data) for one in taken)
        for one in taken:
            rank, number = one.line.rank, self._number_of(one, data)
            if number is None or numbers[number] > 1:
                self._wrong(rank, _("Skriv et nummer, som ingen anden valgt linje har."))
            if sentence := _why_not_title(_one_line(data.get(f"title_{rank}"))):
                self.add_error(f"title_{rank}", sentence)
            if _office_is_asked(one) and self._owner_of(one, data) is None:
                name = self.asked.get(one.line.office) or f"owner_{rank}"
                if name not in self.errors:
                    self.add_error(name, _("Vælg den forvaltning, der ejer indsatsen."))
        return data

    def _wrong(self, rank: int, sentence: Any) -> None:
        name = f"number_{rank}" if f"number_{rank}" in self.fields else f"take_{rank}"
        if name not in self.errors:
            self.add_error(name, sentence)

    def _taken(self, data: dict[str, Any]) -> Iterator[Planned]:
        return (one for one in self.planned if data.get(f"take_{one.line.rank}"))

    def _number_of(self, one: Planned, data: dict[str, Any]) -> int | None:
        name = f"number_{one.line.rank}"
        return data.get(name) if name in self.fields else one.line.number

    def _owner_of(self, one: Planned, data: dict[str, Any]) -> Unit | None:
        key = self.asked.get(one.line.office) or f"owner_{one.line.rank}"
        return one.owner or self.units.get(data.get(key) or "")

    def choices(self) -> list[Choice]:
        """The ticked lines as they were seen and corrected."""
        data = self.cleaned_data
        found = []
        for one in self._taken(data):
            rank, number = one.line.rank, self._number_of(one, data)
            title, seen = _one_line(data[f"title_{rank}"]), data[f"seen_{rank}"]
            found.append(Choice(one.line, number or 0, title, self._owner_of(one, data), seen))
        return found


def _named(one: Planned) -> str:
    """A line as people speak of it."""
    number = "–" if one.line.number is None else one.line.number
    return f"{number}. {one.line.title or _('Uden titel')}"


def _office_is_asked(one: Planned) -> bool:
    """A new initiative needs an owner that the paper does not tell by its exact name."""
    return one.stands is None and one.owner is None


def _has(one: Planned, kind: Doubt) -> bool:
    return any(doubt.kind == kind for doubt in one.doubts)


def _number(initial: int | None) -> forms.IntegerField:
    wrong = _("Skriv nummeret som et helt tal fra 1 til 9999.")
    return _Number(
        label=_("Nummer"),
        min_value=1,
        max_value=9999,
        initial=initial,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _why_not_title(title: str) -> Any:
    if not title:
        return _("Skriv, hvad indsatsen hedder.")
    if len(title) > LONGEST_TITLE:
        return _("Titlen må højst have 200 tegn. Forkort den.")
    return None
