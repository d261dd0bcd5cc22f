"""What rests on the day a pair ended: numbers that left the house, waits and answers. Never writes.

A pair is counted in the month it ended; whoever waited again waits from that day; and both are
asked how it goes so many days after it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from favn.kit import clock
from favn.kit.models import Release
from favn.pathways.choices.outcomes import Moment
from favn.pathways.choices.pairs import OVER, Milestone, State
from favn.pathways.models import Outcome, Pair
from favn.pathways.queries.pairs import last_met_on
from favn.pathways.rules import pairs as rules
from favn.pathways.rules.outcomes import moment_of
from favn.statistics.figures import MONTH, Period


@dataclass(frozen=True, slots=True)
class Rests:
    """What another day does not reach: numbers that were sent, and answers it leaves homeless."""

    sent: list[str]
    """What each number was sent or frozen for, the newest first, each once."""
    lost: int
    """Answers that tell of no moment after the new day, or of one that a newer one tells of."""

    @property
    def is_nothing(self) -> bool:
        """Whether all of it follows the new day."""
        return not self.sent and not self.lost


def why_not_on(pair: Pair, on: date, today: date) -> str | None:
    """A day between the beginning and today, after what is written of the two; else a sentence."""
    return rules.why_not_end_on(
        on, pair.started_on, today, last_met_on(pair)
    ) or rules.why_not_mend_on(on, pair.ended_on, _next_asked_on(pair))


def rests_on(pair: Pair, on: date) -> Rests:
    """The same for a pair that has ended, were its day `on` instead."""
    sent = _sent(pair, on)
    for one in waited_from(pair):
        before, after = (rules.wait_of(n) for n in (one.waited_days, waited_since(one, on)))
        sent += _waits(one) if before != after else []
    sent.sort(key=lambda row: row.released_at, reverse=True)
    said = answered(pair)
    stands = {(row.side, now) for row in said if (now := moment_of(told_on(row), on))}
    return Rests(list(dict.fromkeys(row.purpose for row in sent)), len(said) - len(stands))


def _released(kind: str) -> QuerySet[Release]:
    """What left the house of pairs that began, ended or broke."""
    return Release.objects.owned().filter(figure=f"pathways.pairs_{kind}")


def _sent(pair: Pair, on: date) -> list[Release]:
    """What left the house of the periods that a day leaves or comes to."""
    left, comes = _periods(pair.ended_on), _periods(on)
    rows = _released(pair.state).filter(period__in=left | comes)
    moves = left != comes
    return [row for row in rows if row.period in left ^ comes or (moves and row.by == MONTH)]


def _waits(pair: Pair) -> list[Release]:
    """What left the house of how long those had waited who began when a pair did."""
    rows = _released(Milestone.STARTED).filter(by="wait")
    return list(rows.filter(period__in=_periods(pair.started_on)))


def _periods(day: date | None) -> set[str]:
    """The year, the quarter and the month of a day, as the ledger writes them."""
    if day is None:
        return set()
    quarter = Period(day.year, "quarter", (day.month + 2) // 3)
    return {str(Period(day.year)), str(quarter), str(Period(day.year, "month", day.month))}


def waited_from(pair: Pair) -> list[Pair]:
    """Suggestions to the same mentee whose wait was counted from the day a pair ended."""
    rows = Pair.objects.owned().filter(mentee_id=pair.mentee_id, asked_on__gte=pair.ended_on)
    rows = rows.exclude(pk=pair.pk).order_by("asked_on", "pk")
    return [row for row in rows if row.asked_on - timedelta(row.waited_days) == pair.ended_on]


def waited_since(pair: Pair, on: date) -> int:
    """Days from `on` to the day a pair was asked."""
    return max(0, (pair.asked_on - on).days)


def is_waiting_from(pair: Pair) -> bool:
    """Whether the mentee's wait is counted from the day this pair ended, and from no later one."""
    later = Pair.objects.owned().filter(mentee_id=pair.mentee_id, ended_on__gte=pair.ended_on)
    ended = later.filter(state__in=OVER).exclude(state=State.DECLINED).exclude(pk=pair.pk)
    return pair.mentee.waiting_since == pair.ended_on and not ended.exists()


def _next_asked_on(pair: Pair) -> date | None:
    """When the mentee was next asked about somebody, after a pair began."""
    rows = Pair.objects.owned().filter(mentee_id=pair.mentee_id, asked_on__gt=pair.started_on)
    return rows.exclude(pk=pair.pk).order_by("asked_on").values_list("asked_on", flat=True).first()


def answered(pair: Pair) -> list[Outcome]:
    """What both have said of how it goes since a pair ended, in the order they said it."""
    rows = Outcome.objects.owned().filter(pair=pair).exclude(moment=Moment.START)
    return list(rows.exclude(answered_at=None).order_by("answered_at"))


def told_on(row: Outcome) -> date:
    """The local day of an answer; the day it was asked for where nobody has answered."""
    return clock.local_day(row.answered_at) if row.answered_at else row.due_on
