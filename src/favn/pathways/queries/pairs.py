"""Pairs: those who were asked, those who meet, those who are silent. Never writes."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Prefetch, Q, QuerySet, When
from django.db.models.functions import Coalesce, Greatest

from favn.pathways.choices.mentoring import Standing
from favn.pathways.choices.pairs import LIVE, RUNNING, Milestone, Says, State
from favn.pathways.models import (
    FollowUp,
    Letter,
    Meeting,
    Network,
    Outcome,
    Pair,
    PairSide,
    Participant,
)
from favn.pathways.models import Milestone as Counted
from favn.pathways.rules.pairs import ANSWER_DAYS, silent_days


def pairs(network: Network | None = None) -> QuerySet[Pair]:
    """Every pair with both persons, of one network or of all."""
    rows = Pair.objects.owned().select_related("network", "mentee__person", "mentor__person")
    return rows.filter(network=network) if network else rows


def with_sides(rows: QuerySet[Pair]) -> QuerySet[Pair]:
    """The same with what both sides said."""
    sides = PairSide.objects.owned().select_related("participant__person")
    return rows.prefetch_related(Prefetch("sides", sides))


def running(today: date, network: Network | None = None) -> QuerySet[Pair]:
    """Pairs that have begun and are not over; who begins on a later day is not among them."""
    return pairs(network).filter(state__in=RUNNING, started_on__lte=today)


def begun_uncounted(today: date) -> QuerySet[Pair]:
    """Pairs whose first day has come since they were agreed on, and that nobody has counted."""
    counted = Counted.objects.owned().filter(kind=Milestone.STARTED).values("pair")
    return running(today).exclude(pk__in=counted)


def pair_with(pk: UUID) -> Pair | None:
    """One pair of the present tenant."""
    return with_sides(pairs()).filter(pk=pk).first()


def pairs_of(who: Participant) -> QuerySet[Pair]:
    """Somebody's pairs, the newest first."""
    rows = pairs().filter(mentor=who) if who.is_mentor else pairs().filter(mentee=who)
    return with_sides(rows)


def with_pairs(rows: list[Participant]) -> list[tuple[Participant, Pair | None]]:
    """Each with the pair a mentee is asked for or in; None for a mentor and for who waits."""
    live = {row.mentee_id: row for row in pairs().filter(mentee__in=rows, state__in=LIVE)}
    return [(one, live.get(one.pk)) for one in rows]


def side_of(pair: Pair, who: Participant) -> PairSide:
    """One's own side of a pair."""
    return next(side for side in pair.sides.all() if side.participant_id == who.pk)


def meetings_of(pair: Pair) -> list[Meeting]:
    """When they met, the latest first."""
    return list(Meeting.objects.owned().filter(pair=pair, voided_at=None))


def last_met_on(pair: Pair) -> date | None:
    """The last day a meeting is written for."""
    rows = Meeting.objects.owned().filter(pair=pair, voided_at=None).order_by("-on")
    return rows.values_list("on", flat=True).first()


def has_life(pair: Pair) -> bool:
    """Whether two have met, or one of them has said how it goes."""
    told = Outcome.objects.owned().filter(pair=pair).exclude(answered_at=None)
    return bool(meetings_of(pair)) or told.exists()


def meeting_with(pk: UUID, pair: Pair) -> Meeting | None:
    """One meeting of a pair."""
    return Meeting.objects.owned().filter(pk=pk, pair=pair, voided_at=None).first()


def follow_ups_of(pair: Pair) -> list[FollowUp]:
    """What the coordinator wrote or promised, the newest first."""
    rows = FollowUp.objects.owned().filter(pair=pair)
    return list(rows.select_related("pair__mentee", "pair__mentor"))


def follow_up_with(pk: UUID) -> FollowUp | None:
    """One of the present tenant's."""
    rows = FollowUp.objects.owned().filter(pk=pk)
    return rows.select_related("pair__mentee", "pair__mentor").first()


def owed(today: date, network: Network | None = None) -> QuerySet[FollowUp]:
    """Calls that are due, or were asked for, the oldest first."""
    rows = FollowUp.objects.owned().filter(done_at=None, due_on__lte=today)
    rows = rows.filter(pair__network=network) if network else rows
    both = ("pair__mentee__person", "pair__mentor__person", "pair__network")
    return rows.select_related(*both).order_by("due_on", "at")


def letters_of(pair: Pair) -> list[Letter]:
    """What was written about a pair, the newest first."""
    rows = Letter.objects.owned().filter(pair=pair).order_by("-decided_at")
    return list(rows.select_related("participant__person"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A suggestion that both, or one, have not settled: what each says, and for how long."""

    pair: Pair
    sides: list[PairSide]
    days: int

    @property
    def may_begin(self) -> bool:
        """Whether both said yes, so that the coordinator is who has something to do."""
        return self.pair.state == State.AGREED

    @property
    def is_late(self) -> bool:
        """Whether an answer has been missing for longer than they were given."""
        return self.pair.state == State.ASKED and self.days > ANSWER_DAYS


def open_pairs(network: Network | None = None) -> QuerySet[Pair]:
    """Suggestions that are open: first where both said yes, then those asked longest ago."""
    rows = pairs(network).filter(state__in=(State.AGREED, State.ASKED))
    is_asked = Case(When(state=State.AGREED, then=0), default=1)
    return rows.order_by(is_asked, "asked_on", "pk")


def asked(today: date, network: Network | None = None, most: int | None = None) -> list[Asked]:
    """The same with what each side says, at most so many."""
    rows = with_sides(open_pairs(network))[:most]
    return [Asked(row, list(row.sides.all()), (today - row.asked_on).days) for row in rows]


@dataclass(frozen=True, slots=True)
class Silent:
    """A pair nobody has heard from, and for how many days."""

    pair: Pair
    days: int

    @property
    def weeks(self) -> int:
        """The same in whole weeks."""
        return self.days // 7


HEARD_ON = Greatest(Coalesce("last_met_on", "started_on"), Coalesce("resumed_on", "started_on"))
"""The last sign of life, as `Pair.quiet_since`."""


def silent_pairs(today: date, network: Network | None = None) -> QuerySet[Pair]:
    """Running pairs without a meeting for longer than their network allows, the longest first."""
    rows = pairs(network).filter(state=State.STARTED)
    heard = rows.annotate(heard_on=HEARD_ON)
    weeks = Network.objects.owned().order_by().values_list("silent_weeks", flat=True).distinct()
    is_silent = Q(pk=None)
    for most in weeks:
        is_silent |= Q(network__silent_weeks=most, heard_on__lt=today - timedelta(weeks=most))
    return heard.filter(is_silent).order_by("heard_on", "pk")


def silent(today: date, network: Network | None = None, most: int | None = None) -> list[Silent]:
    """The same with for how long, at most so many."""
    return [Silent(row, _silence(row, today)) for row in silent_pairs(today, network)[:most]]


def _silence(row: Pair, today: date) -> int:
    """Days without a sign of life, where they are too many; else 0."""
    since = row.quiet_since
    return silent_days(since, today, row.network.silent_weeks) if since else 0


def gone(network: Network | None = None) -> QuerySet[Pair]:
    """Pairs that are not over although one of the two is out."""
    rows = pairs(network).filter(state__in=LIVE)
    is_out = Q(mentee__standing=Standing.LEFT) | Q(mentor__standing=Standing.LEFT)
    return rows.filter(is_out)


def ending_soon(today: date, network: Network | None = None) -> QuerySet[Pair]:
    """Running pairs whose planned end is past or within a fortnight, the first one first."""
    rows = pairs(network).filter(state__in=(State.STARTED, State.PAUSED))
    until = today + timedelta(days=14)
    return rows.filter(planned_end__lte=until).order_by("planned_end")


def unanswered(pair: Pair) -> list[PairSide]:
    """The sides that have not said yes or no."""
    return [side for side in pair.sides.all() if side.says == Says.WAITING]
