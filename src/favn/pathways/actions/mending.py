"""A pair that ended on a wrong day has the right one, and what rests on the day follows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from favn.kit import clock, history, store
from favn.kit.history import Actor
from favn.kit.refusals import must, taken
from favn.pathways.choices.outcomes import AFTER_END, OPEN_FOR, QUESTIONS, Moment
from favn.pathways.choices.pairs import Milestone
from favn.pathways.models import Milestone as Counted
from favn.pathways.models import Outcome, OutcomeLink, Pair, Participant
from favn.pathways.queries import mending
from favn.pathways.rules import pairs as rules
from favn.pathways.rules.outcomes import moment_of
from favn.people.persons.rules import tidy, why_not_noted

SAID = (*QUESTIONS, "version", "by_staff", "answered_at")
"""What makes up one answer."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The right day, why the other stood, and whether what does not follow it has been read."""

    on: date
    reason: str
    knows: bool = False


@transaction.atomic
def mend(*, pair: Pair, mended: Mended, version: int, by: Actor, at: datetime) -> Pair:
    """The day a pair ended or broke is another; the earlier one stands in history.

    The mentee's wait, the month it counts in and the questions after it follow. Raises Refused,
    Conflict.
    """
    _hold(pair)
    row = taken(pair, version)
    must(rules.why_not_mend(row.state) or why_not_noted(mended.reason))
    must(mending.why_not_on(row, mended.on, clock.local_day(at)))
    rests = mending.rests_on(row, mended.on)
    must(rules.why_not_unsaid(rests.sent, rests.lost, knows=mended.knows))
    _wait(row, mended.on)
    before, row.ended_on = row.ended_on, mended.on
    row.save()
    _count(Counted.objects.owned().filter(pair=row).exclude(kind=Milestone.STARTED), mended.on)
    _ask(row, mended.on)
    changes = {"ended_on": [str(before), str(mended.on)]}
    history.note("correct", row, by=by, at=at, changes=changes, reason=tidy(mended.reason))
    return row


def _hold(pair: Pair) -> None:
    """All that may be written, in the order others hold it: the mentee's pairs, then the mentee.

    The answers are held too: none is given between what is counted here and what is written.
    """
    every = Pair.objects.owned().filter(mentee_id=pair.mentee_id).order_by("pk")
    list(every.select_for_update().only("pk"))
    mentee = Participant.objects.owned().filter(pk=pair.mentee_id)
    list(mentee.select_for_update(no_key=True).only("pk"))
    asked = Outcome.objects.owned().filter(pair=pair).order_by("pk")
    list(asked.select_for_update().only("pk"))


def _wait(row: Pair, on: date) -> None:
    """Who waited from the day waits from the new one, and so does whom they were asked about."""
    if mending.is_waiting_from(row):
        Participant.objects.owned().filter(pk=row.mentee_id).update(waiting_since=on)
    for one in mending.waited_from(row):
        one.waited_days = mending.waited_since(one, on)
        one.save(update_fields=["waited_days"])
        for counted in Counted.objects.owned().filter(pair=one):
            counted.wait = rules.wait_of(one.waited_days)
            counted.save(update_fields=["wait"])
            store.changed(counted)


def _count(rows: Iterable[Counted], on: date) -> None:
    """Both the month it leaves and the month it comes to are read again."""
    for counted in rows:
        store.changed(counted)
        counted.on_day(on)
        counted.save(update_fields=["year", "month"])
        store.changed(counted)


def _ask(row: Pair, on: date) -> None:
    """Each question has its new day, and each answer stands at the moment it was given in."""
    told = {
        (one.side, moment_of(mending.told_on(one), on)): {name: getattr(one, name) for name in SAID}
        for one in mending.answered(row)
    }
    days = {moment: on + timedelta(days=after) for moment, after in AFTER_END}
    for one in Outcome.objects.owned().filter(pair=row).exclude(moment=Moment.START):
        _move(one, days[Moment(one.moment)])
        for name, value in told.get((one.side, Moment(one.moment)), _nothing(one)).items():
            setattr(one, name, value)
        one.save()


def _nothing(one: Outcome) -> dict[str, object]:
    """No answer, to the words it was asked in."""
    said = dict.fromkeys(QUESTIONS, "")
    return {**said, "version": one.version, "by_staff": False, "answered_at": None}


def _move(one: Outcome, due_on: date) -> None:
    """A letter that asked on a day outside the new ones asked nothing; its link lives as long."""
    one.due_on = due_on
    if one.asked_at and not due_on <= clock.local_day(one.asked_at) <= due_on + OPEN_FOR:
        one.asked_at = one.reminded_on = None
    OutcomeLink.living().filter(outcome=one).update(expires_at=clock.end_of(one.closes_on))
