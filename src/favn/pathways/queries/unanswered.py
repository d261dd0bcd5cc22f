"""Who is to be asked how it goes, who is to be reminded, and whom the coordinator calls.

Only those who say yes to being asked are written to; whoever cannot be reached by mail, or has not
answered a week after the reminder, stands on the coordinator's list until the question closes.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from favn.kit import clock
from favn.pathways.choices.mentoring import LeftWhy, Side
from favn.pathways.choices.outcomes import CALL_AFTER, REMIND_AFTER
from favn.pathways.models import Letter, Outcome
from favn.pathways.queries import pool
from favn.pathways.queries.outcomes import BOTH, open_now
from favn.people.accounts.choices import Post


def waiting(today: date) -> QuerySet[Outcome]:
    """Open questions nobody has answered, of those who may be asked, the oldest first."""
    may = pool.allowed(today)
    both = Q(side=Side.MENTEE) | Q(pair__mentee__person__in=may)
    rows = open_now(today).filter(answered_at=None, participant__person__in=may)
    back = Q(participant__left_why=LeftWhy.CONSENT) | Q(pair__mentee__left_why=LeftWhy.CONSENT)
    return rows.filter(both).exclude(back).order_by("due_on", "pk")


def to_ask(today: date) -> list[Outcome]:
    """Those whose day has come and whom nobody has written to."""
    return list(waiting(today).filter(asked_at=None).select_related(*BOTH))


def to_remind(at: datetime) -> list[Outcome]:
    """Those who were asked a fortnight ago and have not answered; each is reminded once."""
    rows = waiting(clock.local_day(at)).filter(asked_at__lte=at - REMIND_AFTER, reminded_on=None)
    return list(rows.select_related(*BOTH))


def to_call(today: date) -> QuerySet[Outcome]:
    """Whom no letter reaches, and who has not answered a week after the reminder."""
    letters = Letter.objects.owned().filter(outcome=OuterRef("pk"))
    unsent = letters.filter(state__in=(Post.NO_ADDRESS, Post.FAILED))
    late = Q(reminded_on__lte=today - CALL_AFTER)
    return waiting(today).filter(late | Exists(unsent))


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who has not answered: who, about what, and what was written to them."""

    row: Outcome
    letters: list[Letter]


def told(rows: list[Outcome]) -> list[Missing]:
    """The same rows with their letters, in one question more however many there are."""
    found: dict[object, list[Letter]] = {}
    for letter in Letter.objects.owned().filter(outcome__in=rows).order_by("decided_at"):
        found.setdefault(letter.outcome_id, []).append(letter)
    return [Missing(row, found.get(row.pk, [])) for row in rows]
