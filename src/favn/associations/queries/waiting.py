"""Who waits for what: what associations wait for here, and what the house waits for from them.

Seen by whoever keeps the directory.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from favn.associations.models import CheckRound, Entry, Nudge
from favn.associations.queries import checks, errands, freshness, meetings, steps
from favn.kit import clock
from favn.kit.workdays import ONE_DAY
from favn.people.accounts.choices import Reached
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


def to_confirm(now: datetime) -> QuerySet[Entry]:
    """Entries that can be asked now whether they are right; the longest unconfirmed first."""
    return freshness.askable(now.date(), now)


def without_mail(now: datetime) -> QuerySet[Entry]:
    """Entries that should be asked and have no address: they must be called."""
    return freshness.due_entries(now.date()).filter(email="")


def open_waves(now: datetime) -> list[tuple[CheckRound, Wave]]:
    """Waves of resource checks that can still be answered."""
    rows = [row for row in checks.rounds() if not row.is_closed]
    return [(r, w) for r in rows for w in r.waves if not w.is_closed and now < w.deadline]


def to_answer(wave: Wave, now: datetime) -> QuerySet[Asked]:
    """Who has sent nothing in a wave, has an address, and has got no letter today."""
    morning = clock.end_of(now.date() - ONE_DAY)
    today = Letter.objects.owned().filter(
        asked=OuterRef("pk"), reached=Reached.SENT, made_at__gte=morning
    )
    rows: QuerySet[Asked] = surveys.standings(wave, "missing")
    return rows.exclude(mail="").exclude(Exists(today))


@dataclass(frozen=True, slots=True)
class Owed:
    """One wave as the page shows it: who is missing, who can be reminded now, who has no mail."""

    round: CheckRound
    wave: Wave
    missing: tuple[checks.Owing, ...]
    can: int
    unreachable: tuple[str, ...]


def owed_answers(now: datetime) -> list[Owed]:
    """Every open wave with somebody missing."""
    found = (_owed(row, wave, now) for row, wave in open_waves(now))
    return [one for one in found if one.missing]


def _owed(row: CheckRound, wave: Wave, now: datetime) -> Owed:
    missing = tuple(one for one in checks.owing(wave) if one.owes)
    silent = tuple(one.asked.name for one in missing if not one.asked.mail)
    return Owed(row, wave, missing[:SHOWN], to_answer(wave, now).count(), silent)


def last_press() -> list[Nudge]:
    """Who was reminded by the last press, and what became of each; those that failed first."""
    rows = Nudge.objects.owned()
    last = rows.first()
    if last is None:
        return []
    told: Iterable[Nudge] = rows.filter(press=last.press).select_related("entry")
    return sorted(told, key=lambda row: (row.reached == Reached.SENT, row.name.casefold()))
