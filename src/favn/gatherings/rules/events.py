"""May this gathering be announced, changed, cancelled, or joined now?"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Protocol

from django.utils.translation import gettext as _

from favn.gatherings.choices import Audience, State
from favn.kit.templatetags.kit import long_day
from favn.kit.workdays import ONE_DAY


class Event(Protocol):
    """A gathering, as far as these rules care."""

    state: str
    audience: str
    place: str
    online_link: str
    takes_signups: bool
    opens_on: date | None
    closes_on: date | None

    @property
    def opens_at(self) -> datetime | None:
        """From when one may sign up."""
        ...

    @property
    def closes_at(self) -> datetime | None:
        """From when it is too late."""
        ...


class Time(Protocol):
    """A meeting, as far as these rules care."""

    on: date
    cancelled_at: datetime | None
    held_at: datetime | None

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        ...


def why_not_change(state: str) -> str | None:
    """What was cancelled stays as it was told."""
    if state == State.CANCELLED:
        return _("Arrangementet er aflyst. Lav et nyt ud fra det i stedet.")
    return None


def why_not_days(opens_on: date | None, closes_on: date | None) -> str | None:
    """A sign-up opens before it closes."""
    if opens_on and closes_on and closes_on < opens_on:
        return _("Tilmeldingen lukker, før den åbner. Ret en af dagene.")
    return None


def why_not_hours(starts: time, ends: time) -> str | None:
    """A meeting takes some time; one that goes past midnight ends on the next day."""
    if starts == ends:
        return _("Mødet slutter, når det begynder. Ret en af tiderne.")
    return None


def why_not_move(before: datetime, after: datetime, now: datetime) -> str | None:
    """What is still to come is not moved to a day that has gone; what has been may be put right."""
    if before > now >= after:
        return _("Dagen er gået. Vælg en dag, der kommer.")
    return None


def why_not_announce(event: Event, meetings: Sequence[Time], now: datetime) -> str | None:
    """Whoever reads it must know when and where."""
    if event.state != State.DRAFT:
        return _("Arrangementet er allerede annonceret eller aflyst.")
    if not any(m.cancelled_at is None and m.starts_at > now for m in meetings):
        return _("Skriv først en dag, der ikke er gået.")
    if not event.place and not event.online_link:
        return _("Skriv først, hvor det foregår: et sted eller et link.")
    return None


def why_not_cancel(state: str, reason: str) -> str | None:
    """Nobody is told off without a reason."""
    if state == State.CANCELLED:
        return _("Arrangementet er allerede aflyst.")
    if state == State.HELD:
        return _("Arrangementet er holdt og kan ikke aflyses.")
    return None if reason.strip() else _("Skriv, hvorfor det er aflyst. Alle tilmeldte får det.")


def why_not_call_off(meeting: Time, held: datetime | None, reason: str) -> str | None:
    """One time of several is called off, with its reason, before it is held."""
    if meeting.cancelled_at:
        return _("Mødegangen er allerede aflyst.")
    if held:
        return _("Mødegangen er holdt og kan ikke aflyses.")
    return None if reason.strip() else _("Skriv, hvorfor mødegangen er aflyst.")


def why_not_join(event: Event, meetings: Sequence[Time], now: datetime) -> str | None:
    """Why nobody can sign up now, in a sentence for whoever wants to."""
    if event.state == State.CANCELLED:
        return _("Arrangementet er aflyst.")
    if event.state != State.ANNOUNCED:
        return _("Man kan ikke melde sig til nu.")
    if not event.takes_signups:
        return _("Du behøver ikke melde dig til. Kom bare.")
    if not any(m.cancelled_at is None and m.starts_at > now for m in meetings):
        return _("Arrangementet er begyndt eller slut, så tilmeldingen er lukket.")
    return _why_not_now(event, now)


def _why_not_now(event: Event, now: datetime) -> str | None:
    if event.opens_at and event.opens_on and now < event.opens_at:
        return _("Tilmeldingen åbner %(day)s.") % {"day": long_day(event.opens_on)}
    if event.closes_at and event.closes_on and now >= event.closes_at:
        return _("Tilmeldingen lukkede %(day)s ved midnat.") % {"day": long_day(event.closes_on)}
    return None


def why_not_answer(event: Event, meetings: Sequence[Time], now: datetime) -> str | None:
    """Who came is not written over by what somebody says after; who was told off owes nothing."""
    if event.state == State.CANCELLED:
        return _("Arrangementet er aflyst.")
    times = [meeting for meeting in meetings if meeting.cancelled_at is None]
    if times and all(meeting.held_at or meeting.starts_at <= now for meeting in times):
        return _("Arrangementet er begyndt eller slut, så det kan ikke ændres her. Sig det til os.")
    return None


def why_not_nudge(event: Event, meetings: Sequence[Time], now: datetime) -> str | None:
    """Nobody is asked whether they come where nothing is to come."""
    is_ahead = any(m.cancelled_at is None and m.starts_at > now for m in meetings)
    if event.state == State.ANNOUNCED and is_ahead:
        return None
    return _("Der er ikke mere at svare på. Arrangementet er aflyst, begyndt eller slut.")


def why_not_by_oneself(audience: str) -> str | None:
    """Some are only for those who were asked."""
    if audience == Audience.PUBLIC:
        return None
    return _("Arrangementet er kun for inviterede. Brug linket i din invitation.")


def why_not_hold(meeting: Time, now: datetime) -> str | None:
    """What has not begun cannot have been held."""
    if meeting.cancelled_at:
        return _("Mødegangen er aflyst.")
    if meeting.on > now.date():
        return _("Mødegangen er ikke holdt endnu. Den er %(day)s.") % {"day": long_day(meeting.on)}
    return None


def why_not_heads(count: int) -> str | None:
    """A count of people."""
    if not 0 <= count <= 5000:
        return _("Skriv et antal fra 0 til 5.000.")
    return None


def erased_from(last: date, days: int) -> date:
    """The first day on which the words of sign-ups are gone."""
    return last + ONE_DAY * days
