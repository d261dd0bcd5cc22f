"""What the treasurer types: a year's fee, a payment by hand, a file, and whose a payment was."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.associations.choices.membership import Means
from favn.associations.imports.payments import Read, read
from favn.associations.models import Fee, PaymentFile
from favn.associations.rules.fees import CURRENCIES
from favn.associations.rules.payments import Judged
from favn.kit.fields import OnceForm, chosen, day_field, words
from favn.kit.files import LARGEST, Unreadable
from favn.kit.templatetags.kit import number


def _money(label: Any, **more: Any) -> forms.DecimalField:
    wrong = _("Skriv et beløb, for eksempel 200 eller 200,50.")
    return forms.DecimalField(
        label=label, max_digits=8, decimal_places=2, localize=True,
        error_messages=dict.fromkeys(
            ("required", "invalid", "max_digits", "max_decimal_places", "max_whole_digits"), wrong
        ),
        **more,
    )  # fmt: skip


class YearForm(OnceForm):
    """What a year's membership costs, and how it is paid."""

    year = forms.TypedChoiceField(
        label=_("År"), coerce=int, error_messages={"invalid_choice": _("Vælg fra listen.")}
    )
    amount = _money(_("Kontingent"))
    currency = chosen(_("Valuta"), [(c, c) for c in CURRENCIES], initial="DKK")
    due_on = day_field(_("Betales senest"))
    how = words(
        _("Hvor betaler man?"), most=300, required=True,
        help_text=_("For eksempel: MobilePay 12345, eller konto 1234-5678901."),
    )  # fmt: skip

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"year": today.year, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        offered = [(y, str(y)) for y in (today.year - 1, today.year, today.year + 1)]
        self.fields["year"].choices = offered  # type: ignore[attr-defined]


class PaymentForm(OnceForm):
    """Money that came without a file."""

    fee = forms.ChoiceField(label=_("Kontingent for"))
    amount = _money(_("Beløb"))
    paid_on = day_field(_("Kom den"))
    means = chosen(_("Hvordan"), [p for p in Means.choices if p[0] != Means.FILE])

    def __init__(self, fees: Iterable[Fee], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fees = {str(one.pk): one for one in fees}
        offered = [(key, one.year.year) for key, one in self._fees.items()]
        self.fields["fee"].choices = offered  # type: ignore[attr-defined]

    def clean_fee(self) -> Fee:
        """One of the member's own."""
        return self._fees[self.cleaned_data["fee"]]


class BecauseForm(forms.Form):
    """Why; in a few words without names."""

    because = words(
        _("Hvorfor"), most=200, required=True,
        error_messages={"required": _("Skriv hvorfor.")},
    )  # fmt: skip


class PaymentFileForm(forms.Form):
    """One file, read when it is sent."""

    file = forms.FileField(
        label=_("Fil fra betalingstjenesten"),
        help_text=_("CSV eller XLSX med dato, beløb og besked eller navn. Højst 5 MB."),
        error_messages={
            "required": _("Vælg en fil."),
            "empty": _("Filen er tom. Vælg den fil, betalingerne står i."),
            "missing": _("Vælg en fil."),
        },
    )

    def __init__(self, *args: Any, today: date, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today, self._currency = today, currency
        self.read: Read = Read()
        self.sha256 = ""

    def clean_file(self) -> Any:
        """Read it whole; what cannot be read is said beside the field."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError(_("Filen er over 5 MB. Hent et kortere tidsrum."))
        data = sent.read()
        self.sha256 = hashlib.sha256(data).hexdigest()
        try:
            self.read = read(data, today=self._today, currency=self._currency)
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable
        return sent

    def kept(self, organisation_id: UUID) -> PaymentFile:
        """The file as it is kept."""
        return PaymentFile(
            organisation_id=organisation_id, name=self.cleaned_data["file"].name[:200],
            sha256=self.sha256, notes=self.read.notes,
            faults=[list(fault) for fault in self.read.faults],
        )  # fmt: skip


class TakeForm(forms.Form):
    """Whose each doubtful payment is; what is left at “ingen endnu” waits to be placed by hand."""

    seal = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, doubts: Iterable[tuple[UUID, Judged, list[Fee]]], **kw: Any):
        super().__init__(*args, **kw)
        self._names: dict[str, tuple[UUID, dict[str, Fee]]] = {}
        for pk, judged, near in doubts:
            name = f"line_{judged.line.line}"
            options = {str(fee.pk): fee for fee in near}
            self._names[name] = (pk, options)
            self.fields[name] = forms.ChoiceField(
                label=_label(judged), required=False,
                choices=[("", _("Ingen endnu")), *((k, said_of(f)) for k, f in options.items())],
                error_messages={"invalid_choice": _("Vælg fra listen.")},
            )  # fmt: skip

    def placed(self) -> dict[UUID, Fee]:
        """Payment → fee, for the doubts that were settled."""
        data = self.cleaned_data
        chosen_ = (
            (pk, options.get(data.get(name, ""))) for name, (pk, options) in self._names.items()
        )
        return {pk: fee for pk, fee in chosen_ if fee is not None}


def _label(judged: Judged) -> str:
    line = judged.line
    told = " · ".join(part for part in (line.payer, line.message) if part)
    doubt = judged.doubt.label if judged.doubt else ""
    amount = f"{number(float(line.amount), 2)} {line.currency}"
    words_ = {"line": line.line, "amount": amount, "told": told or "–", "doubt": doubt}
    return str(_("Linje %(line)s: %(amount)s · %(told)s. %(doubt)s") % words_)


def said_of(fee: Fee) -> str:
    """A fee as one chooses between several: whose, which year, and how it stands."""
    return f"{fee.member.called} ({fee.member.number}), {fee.year.year}: {fee.state.label}"
