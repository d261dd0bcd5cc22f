"""Turns what people type about a report into clean values. Nothing is written here."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from favn.kit import clock
from favn.kit.fields import STALE, OnceForm
from favn.kit.models import EditionName
from favn.people.organisations.models import Organisation, Unit
from favn.publishing.choices import ChapterBy, ReportKind
from favn.publishing.models import Chapter, Report
from favn.publishing.queries import PLACE, Choice, Offer
from favn.publishing.queries.offered import BARS, MEAN, NUMBER, TABLE, Pairs

LONGEST = 50_000
SHAPE_NAMES = {
    NUMBER: _("Et tal: i en sætning, eller stort på sin egen linje"),
    TABLE: _("En tabel"),
    BARS: _("Søjler"),
    MEAN: _("Gennemsnittet"),
}
NAMES = _("Skriv ikke navne på gæster.")


def _title() -> forms.CharField:
    return forms.CharField(
        label=_("Rapportens titel"),
        max_length=160,
        error_messages={"required": _("Skriv, hvad rapporten hedder.")},
    )


def _year() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Hvilket år handler den om?"),
        min_value=1,
        max_value=9999,
        error_messages={"required": _("Skriv året med fire cifre.")},
    )


def _for_whom() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Hvem er tallene til?"),
        widget=forms.RadioSelect,
        choices=EditionName.choices,
        help_text=_(
            "Huset selv ser alle tal præcist. I de to andre udgaver holdes små tal om mennesker"
            " tilbage. En offentlig udgave kan læses af alle, når den er frosset."
        ),
    )


def _heading() -> forms.CharField:
    return forms.CharField(
        label=_("Overskrift"),
        max_length=160,
        error_messages={"required": _("Skriv kapitlets overskrift.")},
    )


def _author() -> forms.CharField:
    return forms.CharField(
        label=_("Hvem skriver?"),
        max_length=120,
        required=False,
        help_text=_("En person, en forvaltning eller et udvalg. Det står under overskriften."),
    )


def _whose() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Hvem skal skrive kapitlet?"),
        required=False,
        help_text=_("Forvaltningens egne folk kan så skrive i det, og kun i det."),
    )


def _offer(form: Any, units: Sequence[Unit]) -> None:
    """The house's own parts to choose from; the field is gone where there are none."""
    form.units = {str(unit.pk): unit for unit in units}
    if not units:
        form.fields["unit"].widget = forms.HiddenInput()
    choices = [(key, unit.name) for key, unit in form.units.items()]
    form.fields["unit"].choices = [("", _("Redaktøren selv")), *choices]


class NewReportForm(OnceForm):
    """A report's name, year, kind and readers."""

    kind = forms.ChoiceField(label=_("Hvad skal du skrive?"), widget=forms.RadioSelect)
    title = _title()
    year = _year()
    by = forms.ChoiceField(
        label=_("Hvem skal have et kapitel?"),
        widget=forms.RadioSelect,
        choices=ChapterBy.choices,
        initial=ChapterBy.OFFICE,
        required=False,
    )
    edition = _for_whom()

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        own = ReportKind.STATUS if organisation.is_municipality else ReportKind.YEAR
        last_year = clock.today().year - 1
        first = {"kind": own, "year": last_year, "edition": EditionName.PUBLIC}
        kwargs["initial"] = first | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        may = (own, ReportKind.LETTER, ReportKind.OTHER)
        kind.choices = [(k.value, k.label) for k in may]
        if not organisation.is_municipality:
            del self.fields["by"]


class ReportForm(forms.Form):
    """What the report is called, which year, and for whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    title = _title()
    year = _year()
    edition = _for_whom()

    def __init__(self, report: Report, *args: Any, **kwargs: Any) -> None:
        names = ("version", "title", "year", "edition")
        now = {name: getattr(report, name) for name in names}
        kwargs["initial"] = now | kwargs.get("initial", {})
        kwargs["auto_id"] = "report_%s"
        super().__init__(*args, **kwargs)


class ChapterForm(forms.Form):
    """One chapter, on the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    title = _heading()
    author = _author()
    text = forms.CharField(
        label=_("Tekst"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=NAMES,
    )

    def __init__(self, chapter: Chapter, *args: Any, **kwargs: Any) -> None:
        names = ("version", "title", "author", "text")
        now = {name: getattr(chapter, name) for name in names}
        kwargs["initial"] = now | kwargs.get("initial", {})
        kwargs["auto_id"] = f"c{chapter.pk.hex[:8]}_%s"
        super().__init__(*args, **kwargs)


class NewChapterForm(OnceForm):
    """A new chapter's heading and author."""

    title = _heading()
    author = _author()
    unit = _whose()

    def __init__(self, units: Sequence[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, units)

    def clean_unit(self) -> Unit | None:
        """The office or committee itself."""
        return self.units.get(self.cleaned_data["unit"])  # type: ignore[attr-defined,no-any-return]


class GiveForm(forms.Form):
    """To whom a chapter is given."""

    unit = _whose()

    def __init__(self, units: Sequence[Unit], chapter: Chapter, *args: Any, **kw: Any) -> None:
        kw["initial"] = {"unit": str(chapter.unit_id or "")}
        kw["auto_id"] = f"give{chapter.pk.hex[:8]}_%s"
        super().__init__(*args, **kw)
        _offer(self, units)

    def clean_unit(self) -> Unit | None:
        """The office or committee itself."""
        return self.units.get(self.cleaned_data["unit"])  # type: ignore[attr-defined,no-any-return]


class FreezeForm(OnceForm):
    """Freezes the report as it was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, error_messages=STALE)


class AnswerForm(OnceForm):
    """Why what the check warns about is right."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=32, error_messages=STALE)
    answer = forms.CharField(
        label=_("Det er rigtigt, fordi …"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        help_text=_("Svaret følger med udgaven, og kun huset kan læse det."),
        error_messages={"required": _("Skriv, hvorfor det er rigtigt.")},
    )

    def __init__(self, key: str, said: str, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": key, "answer": said}
        kwargs["auto_id"] = f"answer{key[:8]}_%s"
        super().__init__(*args, **kwargs)


class PlaceForm(forms.Form):
    """Which number, of when, parted how, in which shape. Sent by GET; every step shows the value.

    What does not fit the number that is chosen falls back to its first: a new number may be chosen
    without clearing the rest.
    """

    tal = forms.ChoiceField(label=_("Hvilket tal?"), required=False)
    periode = forms.ChoiceField(label=_("Hvornår?"), required=False)
    efter = forms.ChoiceField(label=_("Delt efter"), required=False)
    kun = forms.ChoiceField(label=_("Kun for"), required=False)
    form = forms.ChoiceField(label=_("Hvordan skal det se ud?"), required=False)

    def __init__(self, offers: Sequence[Offer], asked: Mapping[str, str]) -> None:
        self.offer = next((o for o in offers if o.key == asked.get("tal")), None)
        self.by = self._one_of([("", _("I alt"))], "efter", asked, lambda o: o.parts)
        self.period = self._one_of([], "periode", asked, lambda o: o.periods)
        self.unit = self._one_of([("", _("Hele kommunen"))], "kun", asked, lambda o: o.units)
        self.shape = self._one_of([], "form", asked, self._shapes)
        said = {"tal": asked.get("tal", ""), "periode": self.period, "efter": self.by}
        super().__init__(initial={**said, "kun": self.unit, "form": self.shape}, auto_id="sæt_%s")
        self._fill(offers)

    def _shapes(self, offer: Offer) -> Pairs:
        return tuple((name, str(SHAPE_NAMES[name])) for name in offer.shapes(self.by))

    def _one_of(
        self, first: list[tuple[str, Any]], name: str, asked: Mapping[str, str], told: Any
    ) -> str:
        """What was asked where it fits the number; else the first of what does."""
        pairs = [*first, *(told(self.offer) if self.offer else ())]
        self.pairs = {**getattr(self, "pairs", {}), name: pairs}
        known = [key for key, _words in pairs]
        wanted = asked.get(name, "")
        return wanted if wanted in known else (known[0] if known else "")

    def _fill(self, offers: Sequence[Offer]) -> None:
        groups: dict[str, list[tuple[str, str]]] = {}
        for offer in offers:
            groups.setdefault(offer.group, []).append((offer.key, offer.title))
        self.fields["tal"].choices = [("", _("Vælg et tal")), *groups.items()]  # type: ignore[attr-defined]
        for name, pairs in self.pairs.items():
            if len(pairs) < 2:
                del self.fields[name]
            else:
                self.fields[name].choices = pairs  # type: ignore[attr-defined]

    @property
    def place(self) -> str:
        """What is put into the text; empty until a number is chosen."""
        if self.offer is None:
            return ""
        address = self.offer.address(self.period, self.by, self.unit)
        return f"{{{{{address}{'' if self.shape == NUMBER else f' | {self.shape}'}}}}}"


class InsertForm(forms.Form):
    """Puts a place last in a chapter, on the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    place = forms.CharField(widget=forms.HiddenInput, max_length=300, error_messages=STALE)

    def clean_place(self) -> str:
        """One place in braces and nothing else."""
        place: str = self.cleaned_data["place"]
        if not PLACE.fullmatch(place):
            raise forms.ValidationError(_("Vælg tallet igen."))
        return place


class NumbersForm(forms.Form):
    """The year in numbers: which of the house's own stand first in the chapter."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    chosen = forms.MultipleChoiceField(
        label=_("Årets tal"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Vælg højst ti. De kommer til at stå øverst i kapitlet, i den her rækkefølge."),
    )

    def __init__(
        self, choices: Sequence[Choice], chapter: Chapter, *args: Any, **kwargs: Any
    ) -> None:
        paragraphs = {part.strip() for part in chapter.text.split("\n\n")}
        now = [choice.place for choice in choices if choice.place in paragraphs]
        kwargs["initial"] = {"version": chapter.version, "chosen": now} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(c.place, _named(c)) for c in choices]  # type: ignore[attr-defined]


def _named(choice: Choice) -> str:
    value = _("holdt tilbage") if choice.value is None else number_format(
        choice.value, force_grouping=True
    )  # fmt: skip
    return f"{choice.title}: {value}" + (f" ({choice.group})" if choice.group else "")
