"""A questionnaire as a file: sent in, and what it is to become."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import chosen, words
from favn.surveys.choices import Asks
from favn.surveys.forms.sheets import TITLE, purpose_field
from favn.surveys.imports import LARGEST, Read, Unreadable, read
from favn.surveys.models import Questionnaire


class FileForm(forms.Form):
    """One file; nothing is written before somebody has looked."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Et regneark (XLSX) efter XLSForm. Højst 5 MB."),
        error_messages={"required": _("Vælg en fil."), "empty": _("Filen er tom.")},
    )
    read: Read
    sha256 = ""

    def clean_file(self) -> Any:
        """Read it. Raises ValidationError with what to do."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError(gettext("Filen er over 5 MB. Del den i to."))
        data = sent.read()
        try:
            self.read = read(data, sent.name)
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable
        self.sha256 = hashlib.sha256(data).hexdigest()
        return sent


class TakeForm(forms.Form):
    """What the file becomes as a questionnaire of its own."""

    title = words(
        _("Spørgeskemaets navn"), most=TITLE, required=True,
        error_messages={"required": _("Giv spørgeskemaet et navn.")},
    )  # fmt: skip
    purpose = purpose_field()
    asks = chosen(
        _("Hvem svarer?"),
        Asks.choices,
        widget=forms.RadioSelect,
        help_text=_("Svarer mennesker hver for sig, bliver små tal holdt tilbage."),
    )


class IntoForm(forms.Form):
    """Which questionnaire's draft it goes into."""

    into = chosen(
        _("Spørgeskema"),
        (),
        help_text=_("Et spørgsmål med samme navn er det samme spørgsmål. Kladden bliver skrevet om;"
                    " det udgivne bliver stående."),
    )  # fmt: skip

    def __init__(self, rows: Iterable[Questionnaire], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in rows}
        field: Any = self.fields["into"]
        field.choices = [("", _("Vælg")), *((key, row.title) for key, row in self.rows.items())]

    def questionnaire(self) -> Questionnaire:
        """The one that was chosen."""
        return self.rows[self.cleaned_data["into"]]
