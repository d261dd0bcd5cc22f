"""A list is sent in, read whole when it comes."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from favn.associations.imports import LARGEST, Sheet, Unreadable, read


class ListForm(forms.Form):
    """One file; nothing is written to the directory before somebody has looked."""

    file = forms.FileField(
        label=_("Regneark"),
        help_text=_(
            "Excel (XLSX) eller CSV med en overskrift over hver kolonne. Højst 5 MB. "
            "En fil fra et andet system må være JSON efter standarden HSDS."
        ),
        error_messages={"required": _("Vælg en fil."), "empty": _("Filen er tom.")},
    )
    sheet: Sheet
    sha256 = ""

    def clean_file(self) -> Any:
        """Read it. Raises ValidationError with what to do."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError(gettext("Filen er over 5 MB. Del den i to."))
        data = sent.read()
        try:
            self.sheet = read(data)
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable
        self.sha256 = hashlib.sha256(data).hexdigest()
        return sent
