"""Who waits for what: what associations wait for here, and what the house waits for from them.

Seen by whoever keeps the directory.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from favn.associations.models import AskLink, CheckRound, Entry, Nudge
from favn.associations.queries import checks, errands, freshness, meetings, steps
from favn.kit import clock
from favn.kit.workdays import ONE_DAY
from favn.people.accounts.choices import ON_ITS_WAY, Reached
from favn.surveys import queries as surveys
from favn.surveys.models import Asked, Letter, Wave

SHOWN = 50
"""So many of each are named; the rest are a number."""


def our_move(now: datetime) -> dict[str, int]:
    """What others wait for here: the name of the pile → how many."""
    today = now.date()
    return {
        "errands": errands.waiting().count(),
        "follow": errands.to_follow(today).count(),
        "unreached": errands.unreached().count(),
        "claims": freshness.waiting_claims().count(),
        "steps": len(steps.late(today)),
        "meets": len(meetings.not_said(now)),
    }


def written_today(now: datetime) -> set[str]:
    """Addresses that got a letter about either today; nobody gets two a day, whatever they owe."""
    morning = clock.end_of(now.date() - ONE_DAY)
    answers = Letter.objects.owned().filter(made_at__gte=morning, reached__in=ON_ITS_WAY)
    asks = AskLink.objects.owned().filter(made_at__gte=morning, reached__in=ON_ITS_WAY)
    return {row.sent_to for rows in (answers, asks) for row in rows}


def to_confirm(now: datetime) -> QuerySet[Entry]:
    """Entries that can be asked now whether they are right; the longest unconfirmed first."""
    return freshness.askable(now.date(), now).exclude(email__in=written_today(now))


def without_mail(now: datetime) -> QuerySet[Entry]:
    """Entries that should be asked and have no address: they must be called."""
    return freshness.due_entries(now.date()).filter(email="")


def open_waves(now: datetime) -> list[tuple[CheckRound, Wave]]:
    """Waves of resource checks that can still be answered."""
    rows = [row for row in checks.rounds() if not row.is_closed]
    return [(r, w) for r in rows for w in r.waves if not w.is_closed and now < w.deadline]


def to_answer(wave: Wave, now: datetime) -> list[Asked]:
    """Who has sent nothing in a wave, has an address, and has got no letter today.

    Addresses are sealed, so they are compared here and not in the database.
    """
    written = {"", *written_today(now)}
    rows: QuerySet[Asked] = surveys.standings(wave, "missing")
    rows = rows.exclude(pk__in=checks.spoken_for(wave))
    return [asked for asked in rows if asked.mail not in written]


def can_be_reminded(now: datetime, most: int) -> int:
    """How many addresses a press would write to; `most` of each sort."""
    waves = [to_answer(wave, now)[:most] for _round, wave in open_waves(now)]
    mails = {asked.mail for rows in waves for asked in rows}
    return len(mails | {entry.email for entry in to_confirm(now)[:most]})


@dataclass(frozen=True, slots=True)
class Owed:
    """One wave as the page shows it: who is missing, the first of them by name."""

    round: CheckRound
    wave: Wave
    missing: tuple[checks.Owing, ...]
    count: int


def owed_answers(now: datetime) -> list[Owed]:
    """Every open wave with somebody missing."""
    found = (_owed(row, wave) for row, wave in open_waves(now))
    return [one for one in found if one.missing]


def _owed(row: CheckRound, wave: Wave) -> Owed:
    missing = [asked for asked in checks.owing(wave) if not asked.is_sent]
    return Owed(row, wave, tuple(checks.told(missing[:SHOWN])), len(missing))


def last_press() -> list[Nudge]:
    """Who was reminded by the last press, and what became of each; those that failed first."""
    rows = Nudge.objects.owned()
    last = rows.first()
    if last is None:
        return []
    told: Iterable[Nudge] = rows.filter(press=last.press).select_related("entry")
    return sorted(told, key=lambda row: (row.reached == Reached.SENT, row.name.casefold()))
