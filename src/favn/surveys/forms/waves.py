"""What staff type about a wave: when, whom, and the letters."""

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext as say_
from django.utils.translation import gettext_lazy as _

from favn.kit.fields import STALE, OnceForm, day_field, words
from favn.surveys.actions import Addressee
from favn.surveys.forms.sheets import TITLE, RevisionForm

LAST_DAY = _("Sidste dag at svare")


def _whom(required: bool) -> forms.CharField:
    return words(
        _("Hvem skal svare?"),
        most=400_000,
        required=required,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Én på hver linje: navn; e-mail. Uden e-mail giver du selv linket."),
        error_messages={"required": _("Skriv mindst én, der skal svare.")},
    )


class AddresseesForm(OnceForm):
    """One addressee on each line."""

    whom = _whom(required=True)

    def clean_whom(self) -> list[Addressee]:
        """Those to ask; every wrong line is named by its number."""
        found, wrong = [], []
        for number, line in enumerate(self.cleaned_data["whom"].splitlines(), start=1):
            name, _sign, mail = (part.strip() for part in line.partition(";"))
            if not line.strip():
                continue
            if sentence := _why_not(name, mail):
                wrong.append(say_("Linje %(n)s: %(why)s") % {"n": number, "why": sentence})
            found.append(Addressee(name=name, mail=mail))
        if wrong:
            raise forms.ValidationError(wrong[:10])
        return found


def _why_not(name: str, mail: str) -> str:
    if not name or len(name) > TITLE:
        return say_("Skriv et navn på højst 120 tegn først på linjen.")
    if not mail:
        return ""
    try:
        validate_email(mail)
    except forms.ValidationError:
        return say_("“%(mail)s” er ikke en e-mail.") % {"mail": mail}
    return ""


class OpenWaveForm(AddresseesForm):
    """A new wave of the version that is published."""

    title = words(
        _("Rundens navn"),
        most=TITLE,
        required=True,
        help_text=_("Fx “Ressourcetjek 2026”. Det står øverst i brevet."),
        error_messages={"required": _("Giv runden et navn.")},
    )
    last_day = day_field(LAST_DAY, help_text=_("Der kan svares hele dagen, til midnat."))

    field_order = ("title", "last_day", "whom")


class ExtendForm(RevisionForm):
    """A later last day."""

    last_day = day_field(LAST_DAY)


class AddressForm(forms.Form):
    """Another address of one who is asked."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    mail = forms.EmailField(
        label=_("E-mail"),
        max_length=200,
        error_messages={
            "required": _("Skriv en e-mail."),
            "invalid": _("Mailadressen ser forkert ud. Skriv den som navn@eksempel.dk."),
        },
    )


class AskedForm(forms.Form):
    """Something about one of those who are asked."""

    asked = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
