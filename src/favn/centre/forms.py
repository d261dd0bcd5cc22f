"""Turns what a device or a person sends into clean values. Nothing is written here."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from favn.centre import queries
from favn.centre.choices import Void
from favn.centre.models import Entry, Guidance, Participation
from favn.kit import clock

CLOCK_SLACK = timedelta(minutes=2)
OLDEST_QUEUE = timedelta(days=14)


def moment_of_tap(tapped: datetime | None, sent: datetime | None, now: datetime) -> datetime:
    """When the tap happened by our clock, though the device's clock may be a day off.

    The device tells when it was tapped and what its clock says while sending; the difference
    between the two is trusted, the device's date is not.
    """
    if tapped is None:
        return now
    waited = (sent - tapped) if sent else timedelta(0)
    offset = (now - sent) if sent else timedelta(0)
    if abs(offset) <= CLOCK_SLACK and sent:
        return min(tapped, now)
    waited = min(max(waited, timedelta(0)), OLDEST_QUEUE)
    return now - waited


class TapForm(forms.Form):
    """One tap, straight from the page or out of a device's queue."""

    kind = forms.ChoiceField(choices=[(k, k) for k in ("visit", "participation", "guidance")])
    id = forms.UUIDField()
    target = forms.UUIDField(required=False)
    on = forms.DateField(required=False)
    hour = forms.IntegerField(required=False, min_value=0, max_value=23)
    card = forms.CharField(required=False, max_length=40)
    tapped_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%fZ"])
    sent_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%fZ"])

    def clean(self) -> dict[str, Any]:
        """Work out the local day and hour of the tap."""
        data = super().clean() or {}
        if data.get("kind") != "visit" and not data.get("target"):
            self.add_error("target", _("Vælg et hold eller et emne."))
        tapped = _utc(self.data.get("tapped_at"))
        local = timezone.localtime(moment_of_tap(tapped, _utc(self.data.get("sent_at")), clock.now()))
        data["on"] = data.get("on") or local.date()
        if data.get("hour") is None:
            data["hour"] = local.hour
        return data


def _utc(text: Any) -> datetime | None:
    """An instant as devices write it, 2026-11-21T14:05:00.000Z, or None."""
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


class OtherSessionForm(forms.Form):
    """A session outside the timetable, today or a day that was forgotten."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    activity = forms.ChoiceField(label=_("Aktivitet"))
    on = forms.DateField(label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}))
    starts = forms.TimeField(
        label=_("Fra"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    ends = forms.TimeField(
        label=_("Til"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"id": uuid4(), "on": clock.today().isoformat()})
        super().__init__(*args, **kwargs)
        self.activities = {str(a.pk): a for a in queries.activities()}
        field = self.fields["activity"]
        field.choices = [(k, a.name) for k, a in self.activities.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A session ends after it starts."""
        data = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if isinstance(starts, time) and isinstance(ends, time) and ends <= starts:
            self.add_error("ends", _("Holdet slutter, før det begynder. Ret et af tidspunkterne."))
        return data


class CorrectionForm(forms.Form):
    """Moves an entry to where it belongs, with the reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(
        label=_("Dag"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    hour = forms.TypedChoiceField(
        label=_("Tidspunkt"), coerce=int, choices=[(h, f"{h:02}–{h + 1:02}") for h in range(24)]
    )
    target = forms.ChoiceField(label=_("Hold"), required=False)
    reason = forms.CharField(
        label=_("Hvorfor retter du?"), max_length=300, help_text=_("Skriv ikke navne på gæster.")
    )

    def __init__(self, entry: Entry, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": entry.version, "on": entry.on, "hour": entry.hour}
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.targets = _targets(entry, self._day())
        field = self.fields["target"]
        if not self.targets:
            del self.fields["target"]
            return
        field.choices = [(str(k), str(v)) for k, v in self.targets.items()]  # type: ignore[attr-defined]
        field.label = _("Emne") if isinstance(entry, Guidance) else _("Hold")
        field.initial = _target_of(entry)

    def _day(self) -> date:
        """Sessions to choose from are those of the day that was typed."""
        try:
            return date.fromisoformat(str(self.data.get("on", "")))
        except ValueError:
            return self.entry.on

    def changes(self) -> dict[str, Any]:
        """Field name → new value, only for what differs."""
        wanted: dict[str, Any] = {"on": self.cleaned_data["on"], "hour": self.cleaned_data["hour"]}
        if target := self.cleaned_data.get("target"):
            name = "topic" if isinstance(self.entry, Guidance) else "session"
            wanted[name] = self.targets[UUID(target)]
        return {n: v for n, v in wanted.items() if getattr(self.entry, n) != v}


def _targets(entry: Entry, day: date) -> dict[UUID, Any]:
    if isinstance(entry, Guidance):
        return {topic.pk: topic for topic in queries.topics()}
    if isinstance(entry, Participation):
        return {session.pk: session for session in queries.sessions_on(day)}
    return {}


def _target_of(entry: Entry) -> str:
    return str(getattr(entry, "topic_id", None) or getattr(entry, "session_id", ""))


class VoidForm(forms.Form):
    """Takes an entry out of the count."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.ChoiceField(label=_("Hvad er der galt?"), choices=Void.choices[1:])
    reason = forms.CharField(label=_("Bemærkning"), max_length=300, required=False)
