"""A pair begins, meets, pauses, breaks or ends; who is left goes back to the pool."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from favn.kit import clock, history, store
from favn.kit.history import Actor
from favn.kit.refusals import insert, must, standing, taken
from favn.kit.tenancy import current
from favn.pathways.actions.letters import write_to
from favn.pathways.actions.outcomes import ask_after, ask_at_start
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.pairs import RUNNING, Ending, Milestone, Says, State, Way
from favn.pathways.choices.pairs import Letter as Why
from favn.pathways.models import FollowUp, Meeting, Pair, PairSide, Participant
from favn.pathways.models import Milestone as Counted
from favn.pathways.queries import pairs, pool, rulings
from favn.pathways.rules import pairs as rules
from favn.people.persons import actions as persons
from favn.people.persons.rules import tidy, why_not_noted

CALL_WITHIN = timedelta(days=3)
TOLD: dict[str, str] = {Side.MENTOR: "by_mentor", Side.MENTEE: "by_mentee"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What two agree on when they begin; each side's expectations in their own words."""

    started_on: date
    planned_end: date | None
    every_weeks: int
    mentee_expects: str = ""
    mentor_expects: str = ""


@transaction.atomic
def start(*, pair: Pair, terms: Terms, version: int, by: Actor, at: datetime) -> Pair:
    """They begin, with what each expects written down. Raises Refused, Conflict."""
    row = taken(pair, version)
    today = clock.local_day(at)
    must(rules.why_not_move(row.state, State.STARTED))
    forbidden = rulings.forbidden_why(row.mentee, row.mentor)
    must(rules.why_not_begin(both_allow=pool.both_allow(row, today), forbidden=forbidden))
    must(rules.why_not_start(terms.started_on, row.asked_on, today))
    must(rules.why_not_end_plan(terms.planned_end, terms.started_on))
    must(why_not_noted(terms.mentee_expects, terms.mentor_expects))
    row.started_on, row.planned_end = terms.started_on, terms.planned_end
    row.every_weeks = terms.every_weeks
    said = {Side.MENTEE: terms.mentee_expects, Side.MENTOR: terms.mentor_expects}
    for side in PairSide.objects.owned().filter(pair=row).select_related("participant"):
        side.expects = tidy(said[Side(side.side)])
        side.save(update_fields=["expects"])
        write_to(side.participant, row, Why.BEGUN, at)
    _count_begun(row, today)
    ask_at_start(row, terms.started_on)
    return _to(row, State.STARTED, by, at)


@transaction.atomic
def count_begun(*, pairs: Iterable[Pair], at: datetime) -> int:
    """Those whose first day has come are counted from that day; how many. Twice is once."""
    today = clock.local_day(at)
    rows = Pair.objects.owned().filter(pk__in=[one.pk for one in pairs], state__in=RUNNING)
    return sum(_count_begun(row, today) for row in rows.order_by("pk").select_for_update())


def _count_begun(row: Pair, today: date) -> bool:
    """A pair with a day ahead is no pair that began, and a number is never ahead of its day."""
    counted = Counted.objects.owned().filter(pair=row, kind=Milestone.STARTED)
    if not row.started_on or not rules.is_begun(row.started_on, today) or counted.exists():
        return False
    _count(row, Milestone.STARTED, row.started_on)
    return True


def _count(row: Pair, kind: Milestone, on: date) -> None:
    """One row that statistics count, in the transaction that makes it true."""
    counted = Counted(organisation_id=current(), pair=row, network_id=row.network_id, kind=kind)
    counted.wait, counted.ending = rules.wait_of(row.waited_days), row.ending
    counted.on_day(on)
    counted.save(force_insert=True)
    store.changed(counted)


def _to(row: Pair, state: State, by: Actor, at: datetime, reason: str = "") -> Pair:
    before, row.state = row.state, state
    row.save()
    changes = {"state": [str(before), str(state)]}
    if reason:
        changes["ending"] = ["", reason]
    history.note("move", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def pause(*, pair: Pair, version: int, by: Actor, at: datetime) -> Pair:
    """They hold a break; nobody reminds them until they go on. Raises Refused, Conflict."""
    row = taken(pair, version)
    must(rules.why_not_move(row.state, State.PAUSED))
    must(rules.why_not_before(row.started_on, clock.local_day(at)))
    row.paused_on = clock.local_day(at)
    return _to(row, State.PAUSED, by, at)


@transaction.atomic
def go_on(*, pair: Pair, version: int, by: Actor, at: datetime) -> Pair:
    """They will meet again; the silence is counted from today, and no meeting is made up.

    Raises Refused, Conflict.
    """
    row = taken(pair, version)
    must(rules.why_not_move(row.state, State.STARTED))
    row.paused_on, row.reminded_on = None, None
    row.resumed_on = clock.local_day(at)
    return _to(row, State.STARTED, by, at)


@transaction.atomic
def finish(
    *, pair: Pair, to: State, ending: Ending, on: date, version: int, by: Actor, at: datetime
) -> Pair:
    """Ended as agreed, or broken; a mentee who stays in the pool waits again from that day.

    Raises Refused, Conflict.
    """
    row = taken(pair, version)
    must(rules.why_not_move(row.state, to) or rules.why_not_end(to, ending))
    today = clock.local_day(at)
    must(rules.why_not_before(row.started_on, today))
    must(rules.why_not_end_on(on, row.started_on, today, pairs.last_met_on(row)))
    return end(row, to, ending, on, by, at)


def end(row: Pair, to: State, ending: Ending, on: date, by: Actor, at: datetime) -> Pair:
    """Inside a transaction that holds the row and has asked whether it may."""
    _count_begun(row, clock.local_day(at))  # Where no round has come by since their first day.
    row.ended_on, row.ending, row.paused_on = on, ending, None
    Participant.objects.owned().filter(pk=row.mentee_id).update(waiting_since=on)
    if to == State.ENDED:
        for who in (row.mentee, row.mentor):
            write_to(who, row, Why.ENDED, at)
    FollowUp.objects.owned().filter(pair=row, done_at=None).update(done_at=at)
    _count(row, Milestone.ENDED if to == State.ENDED else Milestone.BROKEN, on)
    ask_after(row, on)
    return _to(row, to, by, at, reason=str(ending))


@transaction.atomic
def met(
    *, id: UUID, pair: Pair, on: date, way: Way, told_by: str, by: Actor, at: datetime
) -> Meeting:
    """They met; told by one side, by both, or to the coordinator, one day is one meeting.

    `told_by` is a side, or "" for the staff. Raises Refused, Taken.
    """
    kept = _held(pair.pk)
    must(rules.why_not_met(on, kept.started_on, kept.ended_on, clock.local_day(at)))
    same = Meeting.objects.owned().filter(pair=kept, on=on, voided_at=None).first()
    row = same or Meeting(id=id, organisation_id=current(), pair=kept, on=on, way=way, told_at=at)
    setattr(row, TOLD.get(told_by, "by_staff"), True)
    if same:
        row.save()
    elif stands := insert(row):
        return stands
    else:
        history.note("met", kept, by=by, at=at, changes={"on": ["", on.isoformat()]})
    if kept.last_met_on is None or on > kept.last_met_on:
        kept.last_met_on, kept.reminded_on = on, None
        kept.save(update_fields=["last_met_on", "reminded_on"])
    return row


def _held(pair: UUID) -> Pair:
    """A pair as it stands now, ours until the end."""
    return Pair.objects.owned().select_for_update().get(pk=pair)


@transaction.atomic
def void(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """It was written down wrongly; the pair's last meeting is the one before. Twice is once."""
    _held(meeting.pair_id)  # Whoever writes another meeting meanwhile is waited for.
    row = Meeting.objects.owned().select_for_update().get(pk=meeting.pk)
    if row.voided_at is None:
        row.voided_at = at
        row.save(update_fields=["voided_at"])
        left = Meeting.objects.owned().filter(pair_id=row.pair_id, voided_at=None).first()
        rows = Pair.objects.owned().filter(pk=row.pair_id)
        rows.update(last_met_on=left.on if left else None)
        history.note("void", row, by=by, at=at)
    return row


@transaction.atomic
def unsay_meeting(*, meeting: Meeting, who: Participant, at: datetime) -> Meeting:
    """One of the two wrote it by mistake, and nobody else has told of it. Raises Refused."""
    row = Meeting.objects.owned().select_for_update().get(pk=meeting.pk)
    must(rules.why_not_unsay_meeting(is_mine_alone=row.is_told_by_alone(who.side)))
    return void(meeting=row, by=who, at=at)


@transaction.atomic
def follow_up(
    *, id: UUID, pair: Pair, words: str, due_on: date | None, by: Actor, at: datetime
) -> FollowUp:
    """The coordinator was in touch, or will be on a day. Raises Refused, Taken."""
    row = FollowUp(id=id, organisation_id=current(), pair=pair, at=at, by=by.actor_label)
    if stands := standing(row):
        return stands
    must(why_not_noted(words))
    row.words, row.due_on, row.done_at = tidy(words), due_on, None if due_on else at
    if stands := insert(row):
        return stands
    history.note("follow-up", row, by=by, at=at)
    if due_on is None:
        for who in (pair.mentee, pair.mentor):
            if who.person:
                persons.met(person=who.person, at=at)
    return row


@transaction.atomic
def ask_for_call(*, id: UUID, pair: Pair, who: Participant, words: str, at: datetime) -> FollowUp:
    """One of the two wants the coordinator to call; within three days. Raises Refused, Taken."""
    row = FollowUp(id=id, organisation_id=current(), pair=pair, at=at, by=who.actor_label)
    if stands := standing(row):
        return stands
    must(rules.why_not_call(_held(pair.pk).state) or why_not_noted(words))
    row.words, row.asked_by = tidy(words), who.side
    row.due_on = clock.local_day(at) + CALL_WITHIN
    return insert(row, lambda r: history.note("ask-call", r, by=who, at=at)) or row


@transaction.atomic
def called(*, follow_up: FollowUp, by: Actor, at: datetime) -> FollowUp:
    """What was due is done; twice is once."""
    row = FollowUp.objects.owned().select_for_update().get(pk=follow_up.pk)
    if row.done_at is None:
        row.done_at = at
        row.save(update_fields=["done_at"])
        history.note("called", row, by=by, at=at)
    return row


@dataclass(frozen=True, slots=True)
class Done:
    """What one nightly round decided."""

    silent: int
    nudged: int


@transaction.atomic
def nightly(*, at: datetime, asked: list[Pair], quiet: list[Pair]) -> Done:
    """Remind those who have not answered, once, and both of a silent pair, once a silence.

    `asked` and `quiet` are what the queries found today.
    """
    today, nudged = clock.local_day(at), 0
    for pair in asked:
        for side in PairSide.objects.owned().filter(pair=pair, reminded_on=None, says=Says.WAITING):
            side.reminded_on = today
            side.save(update_fields=["reminded_on"])
            write_to(side.participant, pair, Why.NUDGE, at)
            nudged += 1
    for pair in quiet:
        Pair.objects.owned().filter(pk=pair.pk).update(reminded_on=today)
        for who in (pair.mentee, pair.mentor):
            write_to(who, pair, Why.SILENT, at, once=str(pair.quiet_since))
    return Done(len(quiet), nudged)
