"""What an association says of its board and statutes, of who it is not, and what it asks for."""

from io import BytesIO
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from favn.associations.actions.errands import Answer, Wish
from favn.associations.actions.freshness import Said
from favn.associations.choices import Audience, Claimed, Decision, ErrandKind, Seat
from favn.associations.models import Errand
from favn.kit.fields import STALE, OnceForm, chosen, day_field, words

MOST_BYTES = 4_000_000
MOST_PAGES, MOST_LETTERS = 60, 100_000


def _text(label: Any, *, most: int = 4000, rows: int = 4, **more: Any) -> forms.CharField:
    return words(label, most=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _mail(label: Any, *, required: bool = False, hint: Any = "") -> forms.EmailField:
    wrong = _("Skriv hele mailadressen, for eksempel navn@forening.dk.")
    return forms.EmailField(
        label=label, required=required, help_text=hint,
        error_messages={"invalid": wrong, "required": wrong},
    )  # fmt: skip


class BoardForm(OnceForm):
    """Somebody who sits in the board."""

    seat = chosen(_("Post"), Seat.choices, initial=Seat.MEMBER)
    name = words(_("Navn"), most=120, required=True)
    since = day_field(_("Siden"))
    shown = chosen(_("Hvem må se navnet?"), Audience.choices, initial=Audience.OFFICE)
    agreed = forms.BooleanField(
        label=_("Personen har selv sagt ja til at blive vist"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """A name is shown to others only where the person agreed."""
        data = super().clean() or {}
        if data.get("shown") not in (None, Audience.OFFICE) and not data.get("agreed"):
            self.add_error("agreed", _("Navnet vises kun, når personen selv har sagt ja."))
        return data


class StatutesForm(OnceForm):
    """The statutes as they were adopted: pasted, or as a PDF."""

    adopted_on = day_field(_("Vedtaget på generalforsamlingen"))
    text = _text(_("Vedtægterne som tekst"), most=MOST_LETTERS, rows=8)
    file = forms.FileField(label=_("Eller som PDF"), required=False)

    def clean_file(self) -> Any:
        """A PDF that can be read and is not too large."""
        file = self.cleaned_data.get("file")
        if file is None:
            return None
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Filen er over 4 MB. Gem den i en mindre udgave."))
        content = file.read()
        if not content.startswith(b"%PDF-"):
            raise forms.ValidationError(_("Filen er ikke en PDF. Gem vedtægterne som PDF."))
        try:
            pages = PdfReader(BytesIO(content)).pages[:MOST_PAGES]
            self.read = "\n".join(page.extract_text() for page in pages)[:MOST_LETTERS]
        except (PyPdfError, ValueError, KeyError, RecursionError) as error:
            raise forms.ValidationError(_("PDF’en kan ikke læses. Gem den igen.")) from error
        self.content = content
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or {}
        if not self.errors and not data.get("text") and not data.get("file"):
            self.add_error("text", _("Sæt teksten ind, eller vælg en PDF."))
        return data


class ClaimForm(OnceForm):
    """What somebody says instead of yes."""

    kind = chosen(_("Hvad er forkert?"), Claimed.choices)
    said = _text(_("Vil du sige mere?"), rows=2)
    new_name = words(_("Navn på den, der er kontakt nu"), most=120)
    new_email = _mail(_("Mail på den, der er kontakt nu"))

    def said_all(self) -> Said:
        """What was said."""
        data = self.cleaned_data
        return Said(Claimed(data["kind"]), data["said"], data["new_name"], data["new_email"])


BEFORE = _("Skal skrives, før I sender.")
"""A draft may lack it."""


class WishForm(OnceForm):
    """What an association asks the municipality for."""

    kind = chosen(_("Hvad søger I?"), ErrandKind.choices, initial=ErrandKind.ADVICE)
    subject = words(_("Med få ord"), most=160, help_text=BEFORE)
    text = _text(_("Hvad skal det bruges til?"), help_text=BEFORE)
    amount = forms.IntegerField(
        label=_("Beløb i kroner"), required=False, min_value=1, max_value=100_000_000,
        help_text=_("Kun hvis I søger penge."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Skriv beløbet i hele kroner.")
        ),
    )  # fmt: skip
    when = words(_("Hvornår?"), most=160, help_text=_("Kun hvis I søger et lokale."))
    persons = forms.IntegerField(
        label=_("Hvor mange personer?"), required=False, min_value=1, max_value=100_000,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Skriv et helt tal.")
        ),
    )  # fmt: skip
    writer = words(_("Dit navn"), most=120)
    email = _mail(_("Mail, vi kan svare på"), hint=BEFORE)

    @classmethod
    def of(cls, errand: Errand) -> dict[str, Any]:
        """What the fields hold for a draft."""
        apart = {"id": errand.pk, "writer": errand.written_by}
        return {
            name: getattr(errand, name) for name in cls.base_fields if name not in apart
        } | apart

    def wish(self) -> Wish:
        """What was typed, also where some of it cannot stand yet."""
        said = {k: v for k, v in self.cleaned_data.items() if k != "id"}
        return Wish(**said)


class StrangerForm(WishForm):
    """The same from somebody without a link: they say which association they are."""

    field_order = ("id", "said_name")
    said_name = words(_("Foreningens navn"), most=160)

    def __init__(self, *args: Any, **more: Any) -> None:
        """There are no drafts without a link: what is needed is needed at once."""
        super().__init__(*args, **more)
        for name, said in (
            ("said_name", _("Skriv foreningens navn.")),
            ("subject", _("Skriv med få ord, hvad det handler om.")),
            ("text", _("Skriv, hvad I beder om, og hvad det skal bruges til.")),
            ("email", _("Skriv en mail, vi kan svare på.")),
        ):
            field = self.fields[name]
            field.required, field.help_text = True, ""
            field.error_messages["required"] = said


class MailForm(OnceForm):
    """Where the answer is mailed."""

    to = forms.EmailField(
        label=_("Mail til den, der spurgte"),
        error_messages={
            "required": _("Skriv en mail. Har de ingen, så ring til dem."),
            "invalid": _("Skriv hele mailadressen, for eksempel navn@forening.dk."),
        },
    )


class AnswerForm(forms.Form):
    """What the office answers."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    decision = chosen(_("Afgørelse"), [("", _("Vælg")), *Decision.choices])
    answer = _text(
        _("Svar til foreningen"),
        required=True,
        error_messages={"required": _("Skriv svaret til foreningen.")},
    )
    reason = _text(_("Begrundelse"), help_text=_("Skal skrives ved nej og delvist."))
    follow_up_on = day_field(_("Følg op"), required=False)

    def said(self) -> Answer:
        """What was answered."""
        data = self.cleaned_data
        decision = Decision(data["decision"])
        return Answer(decision, data["answer"], data["reason"], data["follow_up_on"])
