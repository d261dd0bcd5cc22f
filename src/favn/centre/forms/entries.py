"""A session outside the timetable, and how a wrong entry is put right."""

from datetime import date, time
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from favn.centre import queries, rules
from favn.centre.choices import Void, slot_text
from favn.centre.forms.sentences import STALE, of_list, of_text
from favn.centre.models import Entry, Guidance, Participation
from favn.kit import clock
from favn.kit.fields import day_field
from favn.kit.templatetags.kit import hour as hour_text

BY_HAND = [choice for choice in Void.choices if choice[0] not in (Void.UNDONE, Void.BATCH)]
HOURS = [(hour, slot_text(hour)) for hour in range(24)]
CHOOSE_SESSION = _("Vælg et hold fra listen.")
REASON_TOO_LONG = _("Begrundelsen er for lang. Skriv højst %(limit_value)d tegn.")
CHOOSE_TOPIC = _("Vælg et emne fra listen.")


def time_field(label: Any) -> forms.TimeField:
    """A time of day."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    wrong = _("Skriv klokkeslættet som timer:minutter, for eksempel 16:30.")
    return forms.TimeField(
        label=label, widget=widget, input_formats=["%H:%M", "%H.%M"],
        error_messages={"required": wrong, "invalid": wrong},
    )  # fmt: skip


def activity_field() -> forms.ChoiceField:
    """One of the activities in use; the form fills in which."""
    gone = _("Aktiviteten er ikke i brug. Vælg en anden fra listen.")
    said = of_list(_("Vælg en aktivitet fra listen."), gone)
    return forms.ChoiceField(label=_("Aktivitet"), error_messages=said)


def ends_after(form: forms.Form, data: dict[str, Any]) -> None:
    """A meeting ends after it starts; otherwise the field `ends` gets the sentence."""
    starts, ends = data.get("starts"), data.get("ends")
    if isinstance(starts, time) and isinstance(ends, time) and ends <= starts:
        form.add_error("ends", _("Holdet slutter, før det begynder. Ret et af tidspunkterne."))


class OtherSessionForm(forms.Form):
    """A session outside the timetable, today or a day that was forgotten."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)
    activity = activity_field()
    on = day_field(_("Dag"))
    starts = time_field(_("Fra"))
    ends = time_field(_("Til"))

    def __init__(self, data: Any = None, *, day: date | None = None) -> None:
        on = (day or clock.today()).isoformat()
        super().__init__(data, initial={"id": uuid4(), "on": on})
        self.activities = {str(a.pk): a for a in queries.activities()}
        field = self.fields["activity"]
        field.choices = [(k, a.name) for k, a in self.activities.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A session ends after it starts."""
        data = super().clean() or {}
        ends_after(self, data)
        return data


class CorrectionForm(forms.Form):
    """Moves an entry to where it belongs, with the reason."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    on = day_field(_("Dag"))
    hour = forms.TypedChoiceField(
        label=_("Tidspunkt"), coerce=int, choices=HOURS,
        error_messages=of_list(_("Vælg et tidspunkt fra listen.")),
    )  # fmt: skip
    target = forms.ChoiceField(
        label=_("Hold"),
        error_messages=of_list(CHOOSE_SESSION, _("Holdet er ikke på den dag. Vælg et af dagens.")),
    )
    reason = forms.CharField(
        label=_("Hvorfor retter du?"), max_length=300, help_text=_("Skriv ikke navne på gæster."),
        error_messages=of_text(_("Skriv kort, hvorfor du retter."), REASON_TOO_LONG),
    )  # fmt: skip

    def __init__(self, entry: Entry, data: Any = None) -> None:
        start = {"version": entry.version, "on": entry.on, "hour": entry.hour}
        super().__init__(data, initial=start | {"target": _target_of(entry)})
        self.entry = entry
        self.targets = _targets(entry, self._day())
        if isinstance(entry, (Guidance, Participation)):
            field = self.fields["target"]
            field.choices = [(str(k), _name(v)) for k, v in self.targets.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["target"]
        if isinstance(entry, Guidance):
            field.label = _("Emne")
            gone = _("Emnet er ikke i brug. Vælg et andet fra listen.")
            field.error_messages |= of_list(CHOOSE_TOPIC, gone)

    def _day(self) -> date:
        """Sessions to choose from are those of the day that was typed.

        Where the entry cannot move to that day its own sessions stay, so that the error stands at
        the day, which is wrong, and not at the session, which is not.
        """
        own = self.entry.on
        try:
            typed = date.fromisoformat(str(self.data.get("on", "")))
        except ValueError:
            return own
        return own if rules.why_not_move(own, typed, today=clock.today()) else typed

    def clean(self) -> dict[str, Any]:
        """Something must differ."""
        data = super().clean() or {}
        if not self.errors and not self.changes():
            self.add_error(None, _("Du har ikke ændret noget. Ret dag, tidspunkt eller hold."))
        return data

    def changes(self) -> dict[str, Any]:
        """Field name → new value, only for what differs."""
        wanted: dict[str, Any] = {"on": self.cleaned_data["on"], "hour": self.cleaned_data["hour"]}
        if target := self.cleaned_data.get("target"):
            name = "topic" if isinstance(self.entry, Guidance) else "session"
            wanted[name] = self.targets[UUID(target)]
        return {n: v for n, v in wanted.items() if getattr(self.entry, n) != v}


def _targets(entry: Entry, day: date) -> dict[UUID, Any]:
    """What the entry may be moved to, by id; a retired topic stays possible where it stands."""
    if isinstance(entry, Guidance):
        return {entry.topic_id: entry.topic} | {topic.pk: topic for topic in queries.topics()}
    if isinstance(entry, Participation):
        return {session.pk: session for session in queries.sessions_on(day)}
    return {}


def _name(target: Any) -> str:
    """A topic's name; a session's activity and hour, because one may meet twice a day."""
    if hasattr(target, "activity"):
        return f"{target.activity.name}, {hour_text(target.starts)}"
    return str(target)


def _target_of(entry: Entry) -> str:
    return str(getattr(entry, "topic_id", None) or getattr(entry, "session_id", ""))


class VoidForm(forms.Form):
    """Takes an entry out of the count."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
    why = forms.ChoiceField(
        label=_("Hvad er der galt?"), choices=BY_HAND,
        error_messages=of_list(_("Vælg fra listen, hvad der er galt.")),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Bemærkning"),
        max_length=300,
        required=False,
        help_text=_("Skriv ikke navne på gæster."),
        error_messages=of_text(
            _("Skriv kort, hvad der er galt."),
            _("Bemærkningen er for lang. Skriv højst %(limit_value)d tegn."),
        ),
    )

    def clean(self) -> dict[str, Any]:
        """“Another reason” says which."""
        data = super().clean() or {}
        if data.get("why") == Void.OTHER and not data.get("note"):
            self.add_error("note", _("Skriv kort, hvad der er galt."))
        return data


class RestoreForm(forms.Form):
    """Counts an entry again."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages=STALE)
