"""What people type into the money book. Nothing is written here."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from favn.centre.choices import TAKINGS, MoneyKind, Side, side_of
from favn.centre.models import MoneyLine
from favn.kit import clock
from favn.kit.fields import STALE, KronerField, OnceForm, chosen, in_kroner, words

WHOLE_YEAR = ("", _("Hele året"))


def _kinds() -> list[tuple[Any, Any]]:
    """Takings first, for they are written down most often; then the rest of either side."""
    first = [(k.value, k.label) for k in TAKINGS]
    rest = [k for k in MoneyKind if k not in TAKINGS]
    income = [(k.value, k.label) for k in rest if side_of(k) == Side.IN]
    cost = [(k.value, k.label) for k in rest if side_of(k) == Side.OUT]
    return [(_("Salg"), first), (_("Andre indtægter"), income), (_("Udgifter"), cost)]


class NewLineForm(OnceForm):
    """An amount of a month or a year."""

    kind = chosen(_("Hvad er det?"), [])
    year = forms.IntegerField(
        label=_("År"), min_value=1, max_value=9999,
        error_messages={"required": _("Skriv året med fire cifre.")},
    )  # fmt: skip
    month = chosen(_("Måned"), [], required=False)
    ore = KronerField(_("Beløb i kroner"))
    note = words(
        _("Bemærkning"), most=160, help_text=_("For eksempel bilagets nummer. Ingen navne.")
    )

    def __init__(self, year: int, *args: Any, **kwargs: Any) -> None:
        today = clock.today()
        month = str(today.month) if year == today.year else "12"
        kwargs["initial"] = {"year": year, "month": month} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _kinds()  # type: ignore[attr-defined]
        months = [(str(number), name) for number, name in MONTHS.items()]
        self.fields["month"].choices = [*months, WHOLE_YEAR]  # type: ignore[attr-defined]

    def clean_month(self) -> int | None:
        """The month's number; None for the whole year."""
        return int(self.cleaned_data["month"]) if self.cleaned_data["month"] else None


class _Reasoned(forms.Form):
    """Something that is done on the version that was shown, for a reason."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=STALE)
    reason = words(
        _("Hvorfor?"), most=200, required=True,
        error_messages={"required": _("Skriv hvorfor, så andre kan forstå det.")},
    )  # fmt: skip


class CorrectLineForm(_Reasoned):
    """Another amount or other words."""

    ore = KronerField(_("Beløb i kroner"))
    note = words(_("Bemærkning"), most=160)
    field_order = ("version", "ore", "note", "reason")

    def __init__(self, line: MoneyLine, *args: Any, **kwargs: Any) -> None:
        now = {"version": line.version, "ore": in_kroner(line.ore), "note": line.note}
        kwargs |= {"initial": now, "auto_id": "correct_%s"}
        super().__init__(*args, **kwargs)


class VoidLineForm(_Reasoned):
    """Out of the sums, or back into them."""

    def __init__(self, line: MoneyLine, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"initial": {"version": line.version}, "auto_id": "void_%s"}
        super().__init__(*args, **kwargs)
