"""May anyone enter or change this now? Each answers with a sentence, or with nothing.

Rules stand below the models, so they say what they need of a record instead of naming its class.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils.translation import gettext as _

OLDEST = timedelta(days=400)
"""Late entries reach back into last year, no further; what lies before it is often printed."""
UNDO_FOR = timedelta(minutes=15)
"""After that the entry is corrected with a reason instead."""
NIGHT_ENDS = 4
"""Until this hour a page that stood open over midnight still counts for the evening before."""
EASY_PINS = ("0123456789", "9876543210")


class Held(Protocol):
    """A meeting on a day; called off where `off_at` says when, and `note` why."""

    on: date
    off_at: datetime | None
    note: str


class Voidable(Protocol):
    """A row that may be out of the count."""

    voided_at: datetime | None


class Undoable(Protocol):
    """A file that may have been taken back."""

    undone_at: datetime | None


class Retirable(Protocol):
    """Something that may be out of use."""

    retired_at: datetime | None


class Span(Protocol):
    """A place in the week that may have an end."""

    first_on: date
    last_on: date | None


def day_before(day: date) -> date:
    """Yesterday, seen from a day."""
    return day - timedelta(days=1)


def is_long_past(on: date, today: date) -> bool:
    """Whether a day lies before last year, or further back than late entries may reach."""
    return on.year < today.year - 1 or on < today - OLDEST


def why_not_look(on: date, *, today: date) -> str | None:
    """A day that has not begun has nothing to show."""
    if on > today:
        return _("Dagen ligger i fremtiden. Vælg i dag eller en dag, der har været.")
    return None


def why_not_enter(on: date, *, today: date) -> str | None:
    """An entry belongs to a day that has begun and is not long past."""
    if sentence := why_not_look(on, today=today):
        return sentence
    if is_long_past(on, today):
        return _("Dagen er over et år gammel. Gamle år indlæses fra en fil.")
    return None


def why_not_add(meets_already: bool) -> str | None:
    """An activity meets once at a time; a second button for it would split the count."""
    if meets_already:
        return _("Holdet står der allerede på det tidspunkt. Tæl på det, eller vælg en anden tid.")
    return None


def why_not_change(on: date, *, today: date, with_old: bool) -> str | None:
    """Numbers of closed years may be printed; only who may see all of them changes them."""
    if is_long_past(on, today) and not with_old:
        return _("Dagen ligger så langt tilbage, at kun den daglige leder kan rette den.")
    return None


def why_not_move(before: date, after: date, *, today: date) -> str | None:
    """An entry moves to a day one may enter, and an old one only within its own year."""
    if after <= today and after.year == before.year:
        return None
    return why_not_enter(after, today=today)


def why_not_on(session: Held, on: date) -> str | None:
    """A participation belongs to the session's own day."""
    if session.on != on:
        return _("Holdet mødtes en anden dag. Vælg et hold fra den dag, du registrerer.")
    return why_not_count(session)


def why_not_tap(session: Held, on: date, hour: int) -> str | None:
    """A tap belongs to a session of its own day; a page left open since yesterday is refused."""
    if session.on == on or (session.on == day_before(on) and hour < NIGHT_ENDS):
        return why_not_count(session)
    return _("Siden er fra en anden dag. Åbn I dag igen, og tæl der.")


def why_not_count(session: Held) -> str | None:
    """Nobody takes part in what was called off; where it met all the same, the week is wrong."""
    if session.off_at:
        return _(
            "Holdet er aflyst: %(note)s Mødtes det alligevel, så tag aflysningen tilbage i Ugen,"
            " og tæl igen."
        ) % {"note": session.note}
    return None


def why_not_void(entry: Voidable) -> str | None:
    """What is already out of the count stays as it is."""
    if entry.voided_at:
        return _("Indtastningen er allerede taget ud af optællingen.")
    return None


def why_not_take_back(batch: Undoable) -> str | None:
    """A file is taken back once."""
    if batch.undone_at:
        return _("Filen er allerede taget tilbage.")
    return None


def why_not_restore(entry: Voidable) -> str | None:
    """Only what was taken out can be counted again."""
    if not entry.voided_at:
        return _("Indtastningen tæller allerede med.")
    return None


def why_not_undo(counted_at: datetime | None, now: datetime) -> str | None:
    """Undo is for one's own last tap; `counted_at` is None where somebody else counted."""
    if counted_at is None:
        return _("Du kan kun fortryde det, du selv har talt.")
    if now - counted_at > UNDO_FOR:
        return _("Det er for længe siden til at fortryde. Ret det under Indtastninger.")
    return None


def why_not_named(name: str, others: Iterable[str]) -> str | None:
    """Two with the same name cannot be told apart on a button."""
    if name.casefold() in {other.casefold() for other in others}:
        return _("Navnet er i brug. Vælg et andet, eller tag det gamle i brug igen.")
    return None


def why_not_retire(slots: Iterable[Span], *, today: date) -> str | None:
    """What still stands in the timetable is ended there first."""
    if any(slot.last_on is None or slot.last_on >= today for slot in slots):
        return _("Aktiviteten står i ugeplanen. Slut dens tider først.")
    return None


def why_not_use(record: Retirable) -> str | None:
    """What is out of use gets no new times."""
    if record.retired_at:
        return _("Den er taget ud af brug. Tag den i brug igen først.")
    return None


def why_not_end(slot: Span, last_on: date) -> str | None:
    """A time in the week ends after it began."""
    if last_on < slot.first_on:
        return _("Tiden begyndte senere. Vælg en dag, der ikke ligger før den første.")
    return None


def why_not_pin(pin: str) -> str | None:
    """Four to six digits that are not the first ones anybody tries."""
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 6):
        return _("Vagtkoden skal være fire til seks cifre.")
    if len(set(pin)) == 1 or any(pin in easy for easy in EASY_PINS):
        return _("Vagtkoden er for let at gætte. Vælg en anden.")
    return None
