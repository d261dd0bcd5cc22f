"""May a duty be planned, a half hour given away, a check written now?"""

from collections.abc import Iterable
from datetime import date, time

from django.utils.translation import gettext as _

from favn.centre.choices import Booking

KEPT_YEARS = {"nurse": 5, "doctor": 10}
"""How long a record is kept from its last note, by the role that wrote it.

Autorisationsloven § 25 and the order on patient records under it: at least 10 years for doctors, 5
for the other authorised health persons.
"""


def kept_until(on: date, roles: Iterable[str]) -> date:
    """Until when a note of that day is kept: the longest of the writer's roles, or 5 years."""
    years = max((KEPT_YEARS.get(role, 5) for role in roles), default=5)
    last = date(on.year + years, on.month, 28) if (on.month, on.day) == (2, 29) else None
    return last or on.replace(year=on.year + years)


def why_not_plan(on: date, starts: time, ends: time, *, today: date) -> str | None:
    """A duty lies ahead and holds at least half an hour."""
    if on < today:
        return _("Dagen er gået. Vælg en dag, der kommer.")
    if (ends.hour * 60 + ends.minute) - (starts.hour * 60 + starts.minute) < 30:
        return _("Vagten skal vare mindst en halv time.")
    return None


def why_not_overlap(starts: time, ends: time, others: Iterable[tuple[time, time]]) -> str | None:
    """Nobody is on duty twice at once."""
    if any(starts < end and start < ends for start, end in others):
        return _("Du har allerede en vagt på det tidspunkt.")
    return None


def why_not_give(starts: time, free: Iterable[time], *, is_past: bool) -> str | None:
    """A half hour that is ahead and not given to anybody else."""
    if is_past:
        return _("Tiden er gået. Vælg en anden.")
    if starts not in set(free):
        return _("Tiden er optaget. Vælg en anden.")
    return None


def why_not_end(state: str, to: str, *, has_begun: bool) -> str | None:
    """What became of an appointment is said once, and that nobody came not before it begins."""
    if state != Booking.BOOKED:
        return _("Aftalen er allerede afsluttet.")
    if to == Booking.NO_SHOW and not has_begun:
        return _("Tiden er ikke kommet endnu. Har personen meldt afbud, så tryk Aflys tiden.")
    return None


def why_not_hold(topics: int) -> str | None:
    """A check says what it was about."""
    return None if topics else _("Vælg mindst ét emne.")


def why_not_touch(*, gone: bool) -> str | None:
    """A duty that was removed in another window holds no half hours."""
    return _("Vagten er fjernet imens. Hent siden igen.") if gone else None


def why_not_take(*, is_here: bool) -> str | None:
    """Only the hours of a colleague who left are taken over."""
    return _("Kollegaen har selv vagten. Hent siden igen.") if is_here else None


def why_not_remove(given: int) -> str | None:
    """A duty with appointments stays until they are cancelled."""
    if given:
        return _("Der er aftaler i vagten. Aflys dem først.")
    return None
