"""May a session of the week be changed, or the house be closed? A sentence, or nothing."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.centre.rules.desk import Held

LONGEST = timedelta(days=92)
"""A house that is closed for longer ends its times in the week instead."""


class Closed(Protocol):
    """Days on which the house is closed."""

    first_on: date
    last_on: date
    note: str


def why_not_plan(session: Held, *, today: date) -> str | None:
    """What has been is corrected under the entries, not in the plan."""
    if session.on < today:
        return _("Dagen er gået. Ret det, der blev talt, under Indtastninger.")
    return None


def why_not_call_off(session: Held, counted: int, *, today: date) -> str | None:
    """A session that somebody took part in was held."""
    if sentence := why_not_plan(session, today=today):
        return sentence
    if session.off_at:
        return _("Holdet er allerede aflyst.")
    if counted:
        return ngettext(
            "Der er talt %(n)s deltager på holdet, så det blev holdt. Tag tallet ud først, hvis det"
            " er forkert.",
            "Der er talt %(n)s deltagere på holdet, så det blev holdt. Tag tallene ud først, hvis"
            " de er forkerte.",
            counted,
        ) % {"n": counted}
    return None


def why_not_move_within(session: Held, meets_already: bool, *, today: date) -> str | None:
    """A session that was called off meets at no time; two of one activity never at the same."""
    if sentence := why_not_plan(session, today=today):
        return sentence
    if session.off_at:
        return _("Holdet er aflyst. Tag aflysningen tilbage først.")
    if meets_already:
        return _("Holdet mødes allerede på det tidspunkt. Vælg et andet.")
    return None


def why_not_open(closure: Closed | None) -> str | None:
    """In a closed house nothing of the timetable meets."""
    if closure:
        return _(
            "Huset holder lukket den dag: %(note)s Mødtes holdet alligevel, så skriv det i Ugen,"
            " og tæl igen."
        ) % {"note": closure.note}
    return None


def why_not_close(
    first_on: date, last_on: date, others: Iterable[Closed], *, today: date
) -> str | None:
    """Closed days lie ahead, in order, within three months, and are said once."""
    if last_on < first_on:
        return _("Den sidste dag ligger før den første. Ret en af dem.")
    if last_on < today:
        return _("Dagene er gået. Vælg dage, der ikke er forbi.")
    if last_on - first_on > LONGEST:
        return _("Det er over tre måneder. Slut holdenes tider i ugeplanen i stedet.")
    if any(o.first_on <= last_on and first_on <= o.last_on for o in others):
        return _("Huset er allerede lukket nogle af dagene. Fjern de lukkedage først.")
    return None
