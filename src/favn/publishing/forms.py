"""Turns what people type about a report into clean values. Nothing is written here."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.kit import clock
from favn.kit.models import EditionName
from favn.people.organisations.models import Organisation
from favn.publishing.choices import ReportKind
from favn.publishing.models import Chapter, Report

LONGEST = 50_000
RELOAD = {"required": _("Siden er for gammel. Åbn den igen."), "invalid": _("Åbn siden igen.")}
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


class OnceForm(forms.Form):
    """A form that makes one thing however often it is sent."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=RELOAD)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        kwargs["initial"] = {"id": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class NewReportForm(OnceForm):
    """A report's name, year, kind and readers."""

    kind = forms.ChoiceField(label=_("Hvad skal du skrive?"), widget=forms.RadioSelect)
    title = _title()
    year = _year()
    edition = _for_whom()

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        own = ReportKind.STATUS if organisation.is_municipality else ReportKind.YEAR
        last_year = clock.today().year - 1
        first = {"kind": own, "year": last_year, "edition": EditionName.PUBLIC}
        kwargs["initial"] = first | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(k.value, k.label) for k in (own, ReportKind.OTHER)]


class ReportForm(forms.Form):
    """What the report is called, which year, and for whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=RELOAD)
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

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=RELOAD)
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


class FreezeForm(OnceForm):
    """Freezes the report as it stands."""
