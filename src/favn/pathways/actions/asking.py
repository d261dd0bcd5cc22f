"""Both are asked, each answers, and two who say yes may begin; a no gives both back to the pool."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import clock, history, store
from favn.kit.history import Actor
from favn.kit.refusals import insert, must, standing, taken
from favn.kit.tenancy import current
from favn.pathways.actions.letters import write_to
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.pairs import Letter as Why
from favn.pathways.choices.pairs import Says, State
from favn.pathways.models import (
    FollowUp,
    Milestone,
    Outcome,
    Pair,
    PairSide,
    Participant,
    Plan,
)
from favn.pathways.queries import matching, pairs, pool, rulings, words
from favn.pathways.queries.wishes import wishes_in
from favn.pathways.rules import pairs as rules
from favn.people.persons import actions as persons
from favn.people.persons.rules import tidy, why_not_noted
from favn.statistics.matching import pair_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says to a suggestion."""

    says: Says
    why: str = ""
    words: str = ""


def ask(
    *, id: UUID, mentee: Participant, mentor: Participant, plan: Plan | None, by: Actor,
    at: datetime,
) -> Pair:  # fmt: skip
    """Put two before each other: both get a letter with their own link, once per `id`.

    Whether they may is asked again now, whatever a plan said. Raises Refused, Taken.
    """
    row = Pair(id=id, organisation_id=current(), plan=plan)
    if stands := standing(row):
        return stands
    with transaction.atomic():
        mentee, mentor = _held(mentee, mentor)
        today = clock.local_day(at)
        must(_why_not_two(mentee, mentor) or _why_not(mentee, mentor, today))
        row.network, row.mentee, row.mentor = mentee.network, mentee, mentor
        row.asked_on = today
        row.waited_days = max(0, (today - mentee.waiting_since).days)
        row.points, row.reasons = _reasons(mentee, mentor, plan, at)
        if stands := insert(row):
            return stands
        for side, who in ((Side.MENTEE, mentee), (Side.MENTOR, mentor)):
            own = PairSide(organisation_id=current(), pair=row, participant=who, side=side)
            own.save(force_insert=True)
            write_to(who, row, Why.ASK, at)
        history.note("ask", row, by=by, at=at, changes={"points": [0, row.points]})
    return row


def _held(*both: Participant) -> list[Participant]:
    """Their rows, ours until the end, so that nobody is asked twice at once.

    Held in the order a closing holds them, and read after: where they have gone to another
    network meanwhile, a row joined to the old one would not be found.
    """
    rows = Participant.objects.owned().filter(pk__in=[who.pk for who in both])
    list(rows.order_by("pk").select_for_update(no_key=True).only("pk"))
    now = {who.pk: who for who in rows.select_related("person", "network")}
    return [now[who.pk] for who in both]


def _why_not_two(mentee: Participant, mentor: Participant) -> str | None:
    return rules.why_not_two(
        sides_fit=(mentee.side, mentor.side) == (Side.MENTEE, Side.MENTOR),
        is_one_network=mentee.network_id == mentor.network_id,
    )


def _why_not(mentee: Participant, mentor: Participant, today: date) -> str | None:
    may = pool.allowed(today)
    return rules.why_not_ask(
        mentee=mentee.standing,
        mentor=mentor.standing,
        allowed={mentee.person_id, mentor.person_id} <= may,
        is_paired=not pool.waiting_mentees().filter(pk=mentee.pk).exists(),
        places=pool.places_of(mentor),
        forbidden=rulings.forbidden_why(mentee, mentor),
        broken=" ".join(map(words.broken, matching.broken_now(mentee, mentor, today))),
        is_over=rulings.is_over(mentee, mentor),
    )


def _reasons(
    mentee: Participant, mentor: Participant, plan: Plan | None, at: datetime
) -> tuple[int, list[list[object]]]:
    """Points and reasons under the plan's weights, or today's, as they are this day."""
    weighting = plan.weighting if plan else matching.weighting_now()
    points = weighting.points if weighting else matching.FIRST_POINTS
    wished = wishes_in(plan) if plan else {}
    question = matching.two_of(mentee, mentor, points, wished, clock.local_day(at))
    pair = pair_of(question.seekers[0], question.givers[0], question)
    return pair.points, [[r.key, r.points, list(r.shared)] for r in pair.reasons]


@transaction.atomic
def answer(
    *, pair: Pair, who: Participant, said: Answer, by: Actor, at: datetime, by_staff: bool = False
) -> Pair:
    """One side says yes or no; a no ends it, two yeses let both reach each other. Raises Refused.

    The same answer twice is once. Their own link answers without a version: it is theirs alone.
    """
    row = Pair.objects.owned().select_for_update().get(pk=pair.pk)
    side = PairSide.objects.owned().select_related("participant").get(pair=row, participant=who)
    if side.says == said.says and row.state != State.DECLINED:
        return row
    must(rules.why_not_answer(row.state, side.says))
    may_go_on = rulings.may_go_on(row, clock.local_day(at))
    must(rules.why_not_go_on(said.says, may_go_on=may_go_on))
    must(why_not_noted(said.words))
    if said.says == Says.NO and not said.why:
        must(_("Vælg, hvorfor det ikke passer. Det hjælper koordinatoren til et bedre forslag."))
    side.says, side.answered_at, side.by_staff = said.says, at, by_staff
    side.why, side.words = (said.why, tidy(said.words)) if said.says == Says.NO else ("", "")
    side.save()
    if side.participant.person and not by_staff:
        persons.met(person=side.participant.person, at=at)
    history.note("answer", row, by=by, at=at, changes={str(side.side): ["", str(said.says)]})
    _settle(row, by, at)
    return row


def _settle(row: Pair, by: Actor, at: datetime) -> None:
    """What both answers make of the pair."""
    sides = list(PairSide.objects.owned().filter(pair=row).select_related("participant"))
    says = {side.says for side in sides}
    if Says.NO in says:
        _to(row, State.DECLINED, by, at)
        for side in sides:
            if side.says == Says.YES:
                write_to(side.participant, row, Why.NOT_NOW, at)
    elif says == {Says.YES} and row.state == State.ASKED:
        row.agreed_on = clock.local_day(at)
        _to(row, State.AGREED, by, at)
        for side in sides:
            write_to(side.participant, row, Why.BOTH, at)


def _to(row: Pair, state: State, by: Actor, at: datetime) -> None:
    before, row.state = row.state, state
    row.version += 1
    if state == State.DECLINED:
        row.ended_on = clock.local_day(at)
    row.save()
    history.note("move", row, by=by, at=at, changes={"state": [str(before), str(state)]})


@transaction.atomic
def take_back(*, pair: Pair, version: int, by: Actor, at: datetime) -> Pair:
    """It comes to nothing before they began; both go back to the pool, the mentee's wait unbroken.

    Also where they agreed on a first day and never met: the number is taken back, and nobody is
    asked how it began.
    Whoever had been told is written to. Raises Refused, Conflict.
    """
    row = taken_back(pair, version, by, at)
    for side in PairSide.objects.owned().filter(pair=row).select_related("participant"):
        write_to(side.participant, row, Why.NOT_NOW, at)
    return row


def _uncount(row: Pair, at: datetime) -> None:
    """Who never began is in no number of those who did."""
    for counted in Milestone.objects.owned().filter(pair=row, voided_at=None):
        counted.voided_at = at
        counted.save(update_fields=["voided_at"])
        store.changed(counted)


def taken_back(pair: Pair, version: int, by: Actor, at: datetime) -> Pair:
    """The same without a letter, inside a transaction that writes to them otherwise.

    The questions are held before anybody asks whether one is answered: they go with the pair, and
    an answer given meanwhile must not. What was to be followed up is over.
    """
    row = taken(pair, version)
    asked = Outcome.objects.owned().filter(pair=row)
    list(asked.order_by("pk").select_for_update().only("pk"))
    today, life = clock.local_day(at), pairs.has_life(row)
    must(rules.why_not_take_back(row.state, row.started_on, today, has_life=life))
    row.version -= 1
    _uncount(row, at)
    row.started_on = row.planned_end = None
    asked.delete()
    FollowUp.objects.owned().filter(pair=row, done_at=None).update(done_at=at)
    _to(row, State.DECLINED, by, at)
    return row
