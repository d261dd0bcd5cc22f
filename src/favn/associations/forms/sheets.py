"""A sheet with one field a subject, where each remembers which text it was written on top of."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.choices.cooperation import HINTS, Subject
from favn.associations.models import Entry
from favn.associations.models.cooperation import subject_words
from favn.associations.queries.sheets import Sheet
from favn.kit.fields import STALE, chosen, words
from favn.people.organisations.models import Unit


class WhoForm(forms.Form):
    """Who writes, for those who come by a link; others are known."""

    def __init__(self, *args: Any, asks_name: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_name:
            self.fields["who"] = words(_("Hvem skriver?"), most=80, required=True)

    def who(self) -> str:
        """The name that was typed, or nothing."""
        return str(self.cleaned_data.get("who", ""))


class SheetForm(WhoForm):
    """One column: each subject has a text, and the number of the text it was shown on.

    A subject that came after the page was opened is not in what the page sends, and is left alone.
    """

    def __init__(
        self,
        subjects: Iterable[str],
        sheet: Sheet,
        *args: Any,
        titles: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data if self.is_bound else None
        self.subjects = [s for s in subjects if sent is None or f"number_{key_of(s)}" in sent]
        for subject in self.subjects:
            key = key_of(subject)
            title = (titles or {}).get(subject) or subject_words(subject)
            is_line = subject in Subject.values
            hint = HINTS[Subject(subject)] if is_line else _("Hvad mener I med ordet?")
            self.fields[f"text_{key}"] = words(
                title, most=4000, widget=forms.Textarea(attrs={"rows": 3}), help_text=hint,
                initial=sheet.text(subject),
            )  # fmt: skip
            self.fields[f"number_{key}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=sheet.number(subject), error_messages=STALE
            )

    def texts(self) -> dict[str, tuple[int, str]]:
        """Subject → (number shown, text typed)."""
        said = self.cleaned_data
        keys = {subject: key_of(subject) for subject in self.subjects}
        return {s: (said[f"number_{key}"], said[f"text_{key}"]) for s, key in keys.items()}

    def typed_over(self, sent: "SheetForm") -> None:
        """Show what was typed in another copy of the form, on top of the texts that stand now."""
        for subject, (_number, text) in sent.texts().items():
            self.fields[f"text_{key_of(subject)}"].initial = text

    def pair(self, subject: str) -> tuple[Any, Any]:
        """A subject's field and its hidden number, to be placed by hand."""
        key = key_of(subject)
        return self[f"text_{key}"], self[f"number_{key}"]


def key_of(subject: str) -> str:
    """A subject as part of a field's name: words have spaces and signs of their own."""
    return subject.encode().hex()


class WordForm(forms.Form):
    """One more word to explain."""

    word = words(_("Ord, I vil forklare hver for sig"), most=60)


class BeginForm(forms.Form):
    """Two parties who found each other without a suggestion."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    title = words(_("Hvad handler samarbejdet om?"), most=120, required=True)
    matter = chosen(_("Slags"), ())
    office = chosen(_("Forvaltning"), (), required=False)
    first = chosen(_("Forening"), ())
    second = chosen(
        _("Den anden forening"), (), required=False,
        help_text=_("Kun hvis to foreninger samarbejder uden en forvaltning."),
    )  # fmt: skip

    def __init__(self, *args: Any, matters: Any, offices: Any, entries: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.parties: dict[str, Entry | Unit] = {str(p.pk): p for p in (*offices, *entries)}
        self.matters = {str(row.pk): row for row in matters}
        none = ("", _("Ingen"))
        named = [(str(row.pk), row.name) for row in entries]
        offered: dict[str, list[tuple[str, Any]]] = {
            "matter": [(key, row.name) for key, row in self.matters.items()],
            "office": [none, *((str(unit.pk), unit.name) for unit in offices)],
            "first": named,
            "second": [none, *named],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Exactly one partner beside the first association."""
        said = super().clean() or {}
        partners = [said.get(name) for name in ("office", "second") if said.get(name)]
        if len(partners) != 1:
            raise forms.ValidationError(
                _("Vælg enten en forvaltning eller en forening som den anden part.")
            )
        return said | {"partner": partners[0]}
