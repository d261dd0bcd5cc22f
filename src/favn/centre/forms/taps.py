"""One tap: what the button says, and on which local day and hour it happened."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from favn.centre.choices import slot_text
from favn.centre.forms.sentences import STALE, of_code, of_list
from favn.kit import clock

OLDEST_QUEUE = timedelta(days=14)
KINDS = ("visit", "participation", "guidance")
CHOOSE_HOUR = _("Vælg, hvornår på dagen det var.")
CARD = of_code(_("Skriv koden, der står på kortet."))


def moment_of_tap(tapped: datetime | None, sent: datetime | None, now: datetime) -> datetime:
    """When the tap happened by our clock, though the device's clock may be a day off.

    The device tells when it was tapped and what its clock says while sending. Only the time
    between the two is believed, never the device's date. Raises ValidationError after 14 days.
    """
    if tapped is None or sent is None:
        return now
    waited = sent - tapped
    if waited > OLDEST_QUEUE:
        raise forms.ValidationError(
            _("Trykket er over 14 dage gammelt og er ikke talt. Registrér det ved skranken.")
        )
    return now - max(waited, timedelta(0))


class InstantField(forms.Field):
    """An instant as devices write it, 2026-11-21T14:05:00.000Z; always with its time zone."""

    default_error_messages = {"invalid": _("Tidspunktet kan ikke læses.")}

    def to_python(self, value: Any) -> datetime | None:
        """An aware moment, or None where nothing was sent."""
        if not value:
            return None
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"]) from error
        if moment.tzinfo is None:
            raise forms.ValidationError(self.error_messages["invalid"])
        return moment


class CardTapForm(forms.Form):
    """The field a hand scanner types into; Enter counts a visit, a + counts on its session."""

    card = forms.CharField(
        label=_("Kort"),
        required=False,
        max_length=40,
        help_text=_("Kun hvis gæsten viser et kort."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages=CARD,
    )


class HourForm(forms.Form):
    """When on a past day it was."""

    hour = forms.TypedChoiceField(
        label=_("Tidspunkt på dagen"),
        coerce=int,
        choices=[(hour, slot_text(hour)) for hour in range(24)],
        initial=12,
        error_messages=of_list(CHOOSE_HOUR),
    )


class DoorHourForm(HourForm):
    """The same above buttons of sessions, which know their own hour."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["hour"].help_text = _(
            "Gælder besøg ved døren. En deltagelse får holdets eget tidspunkt."
        )


class _Shared(dict[str, forms.Field]):
    """Fields of a form that never changes them: used as they are instead of copied each time."""

    def __deepcopy__(self, _memo: Any) -> "_Shared":
        return self


class TapForm(forms.Form):
    """One tap, straight from the page or out of a device's queue.

    A button says `press=participation:<session id>`; `kind` and `target` mean the same. Without
    `on` it is a tap of the moment; with it a late entry, which then needs its hour as well.
    """

    kind = forms.ChoiceField(
        choices=[(kind, kind) for kind in KINDS],
        error_messages=of_list(_("Tryk på knappen for det, der skal tælles.")),
    )
    id = forms.UUIDField(error_messages=STALE)
    target = forms.UUIDField(required=False, error_messages=STALE)
    organisation = forms.UUIDField(required=False, error_messages=STALE)
    on = forms.DateField(required=False, error_messages=STALE)
    hour = forms.IntegerField(
        required=False, min_value=0, max_value=23,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), CHOOSE_HOUR),
    )  # fmt: skip
    card = forms.CharField(required=False, max_length=40, error_messages=CARD)
    tapped_at = InstantField(required=False)
    sent_at = InstantField(required=False)

    def __init__(self, data: Any) -> None:
        fields = data.dict() if hasattr(data, "dict") else dict(data)
        if press := fields.get("press"):
            fields["kind"], _sep, fields["target"] = str(press).partition(":")
        super().__init__(fields)

    def clean(self) -> dict[str, Any]:
        """Work out the local day and hour of the tap."""
        data = super().clean() or {}
        kind = data.get("kind")
        if kind and kind != "visit" and not data.get("target"):
            self.add_error("target", _("Vælg et hold eller et emne."))
        data["late"] = bool(data.get("on"))
        if data["late"] and kind in ("visit", "guidance") and data.get("hour") is None:
            self.add_error("hour", CHOOSE_HOUR)
        if not data["late"]:
            self._of_the_moment(data)
        return data

    def _of_the_moment(self, data: dict[str, Any]) -> None:
        try:
            tapped = moment_of_tap(data.get("tapped_at"), data.get("sent_at"), clock.now())
        except forms.ValidationError as error:
            self.add_error(None, error)
            return
        local = timezone.localtime(tapped)
        data["on"], data["hour"] = local.date(), local.hour


TapForm.base_fields = _Shared(TapForm.base_fields)
