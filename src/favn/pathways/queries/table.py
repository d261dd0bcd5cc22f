"""The coordinator's table: what asks for a person first, in one network or in all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from favn.pathways.choices.mentoring import Standing
from favn.pathways.choices.pairs import LIVE, State
from favn.pathways.models import Application, FollowUp, Network, Pair, Participant, Plan, PlanPair
from favn.pathways.queries import letters, matching, pairs, pool, rulings, unanswered, words
from favn.pathways.queries.pairs import Asked, Silent
from favn.pathways.queries.pool import Waiting
from favn.pathways.rules.pairs import waited

SHOWN, MOST = 6, 12
"""So many of each stand on the table; the rest is one press away."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two of the newest plan who may be asked, and why."""

    row: PlanPair
    why: list[str]
    in_the_way: list[str]
    broken_since: str = ""
    """Why they can no longer be asked, where something has changed since the run."""

    @property
    def may_be_asked(self) -> bool:
        """Whether nothing has changed."""
        return not self.broken_since


@dataclass(frozen=True, slots=True)
class Table:
    """All of it; lists are cut to what fits, the numbers beside them are whole."""

    network: Network | None
    waiting: list[Waiting]
    waiting_in_all: int
    median: int | None
    places: int
    plan: Plan | None
    suggestions: list[Suggestion]
    suggestions_in_all: int
    asked: list[Asked]
    unanswered: int
    silent: list[Silent]
    silent_in_all: int
    owed: list[FollowUp]
    gone: list[Pair]
    ending: list[Pair]
    withdrawn: list[Participant]
    to_tell: int
    """Whom no letter reached about their network that closed."""
    to_call: int
    """Who has not said how it goes, and is to be called."""
    applications: list[Application]
    applications_in_all: int
    to_meet: list[Participant]
    running: int

    @property
    def median_told(self) -> str:
        """How long half of those who wait have waited at least, in words."""
        return waited(self.median or 0)


def table(today: date, network: Network | None) -> Table:
    """What stands today, in one network or in all."""
    waits = pool.waiting_mentees(network)
    plan = matching.draft_of(network) if network else None
    may = _open(plan, today) if plan else []
    open_ = pairs.open_pairs(network)
    silent = pairs.silent_pairs(today, network)
    new = pool.applications().filter(network=network) if network else pool.applications()
    return Table(
        network=network,
        waiting=_said_of(plan, pool.lined_up(list(waits[: SHOWN + 2]), today), set(may)),
        waiting_in_all=waits.count(),
        median=pool.median_wait(network, today),
        places=pool.places_left(network),
        plan=plan,
        suggestions=_suggested(may[:SHOWN]),
        suggestions_in_all=len(may),
        asked=pairs.asked(today, network, most=MOST),
        unanswered=open_.filter(state=State.ASKED).count(),
        silent=pairs.silent(today, network, most=MOST),
        silent_in_all=silent.count(),
        owed=list(pairs.owed(today, network)[:MOST]),
        gone=list(pairs.gone(network)[:MOST]),
        ending=list(pairs.ending_soon(today, network)[:MOST]),
        withdrawn=pool.withdrawn(today, network),
        to_tell=letters.to_tell().count(),
        to_call=unanswered.to_call(today).count(),
        applications=list(new[:SHOWN]),
        applications_in_all=new.count(),
        to_meet=list(pool.signed(network)[:SHOWN]),
        running=pairs.running(today, network).count(),
    )


def _said_of(plan: Plan | None, rows: list[Waiting], may: set[UUID]) -> list[Waiting]:
    """Those who wait, each with what the plan says of them; nothing before it was run."""
    if plan is None or plan.run_at is None:
        return rows
    found = {row.mentee_id: row for row in planned(plan).filter(mentee__in=[w.who for w in rows])}
    left = {mentee for mentee, _blocked, _possible, _changes in plan.left}
    return [
        replace(one, said=_of_plan(found.get(one.who.pk), may, is_left), is_left=is_left)
        for one in rows
        for is_left in (str(one.who.pk) in left,)
    ]


def _of_plan(row: PlanPair | None, may: set[UUID], is_left: bool) -> str:
    if row is None:
        return words.left() if is_left else words.not_counted()
    return words.suggested(row.mentor.name) if row.pk in may else words.not_counted()


def _open(plan: Plan, today: date) -> list[UUID]:
    """Keys of the plan's pairs who may be asked today, the best first.

    Only what decides is read of each, so that a plan of thousands costs no more than a list.
    """
    lines = _lines(plan)
    since = changed_since(plan, lines, today)
    return [one.pk for one in lines if one.pk not in since]


def _suggested(keys: list[UUID]) -> list[Suggestion]:
    """A few of a plan's pairs in words, in the order of their keys."""
    needs = ("mentee__person", "mentor__person")
    rows = PlanPair.objects.owned().select_related(*needs).in_bulk(keys)
    return [_suggestion(rows[key], "") for key in keys]


def planned(plan: Plan) -> QuerySet[PlanPair]:
    """Every pair of the last run, locked ones first, then the best."""
    rows = PlanPair.objects.owned().filter(plan=plan)
    return rows.select_related("mentee__person", "mentor__person").order_by(
        "-is_locked", "-points", "pk"
    )


def planned_with(pk: UUID) -> PlanPair | None:
    """One pair of a plan, with all that asking them needs."""
    needs = ("plan__weighting", "mentee__person", "mentee__network", "mentor__person")
    return PlanPair.objects.owned().select_related(*needs).filter(pk=pk).first()


def suggestions(rows: Iterable[PlanPair], since: dict[UUID, str]) -> list[Suggestion]:
    """Pairs of a plan in words; `since` is what `changed_since` found."""
    return [_suggestion(row, since.get(row.pk, "")) for row in rows]


def _suggestion(row: PlanPair, since: str) -> Suggestion:
    in_the_way = [words.broken(key) for key in row.broken]
    why = words.reasons(row.mentee, row.mentor, row.reasons)
    return Suggestion(row, why, in_the_way, _since(since))


def _since(key: str) -> str:
    return str(words.SINCE[key]) if key else ""


class Line(NamedTuple):
    """What decides whether two of a plan can still be asked."""

    pk: UUID
    mentee: UUID
    mentor: UUID
    standings: tuple[str, str]
    persons: tuple[UUID | None, UUID | None]
    places: int


def line_of(row: PlanPair) -> Line:
    """The same of a pair that is shown."""
    two = row.mentee, row.mentor
    return Line(
        row.pk, row.mentee_id, row.mentor_id, (two[0].standing, two[1].standing),
        (two[0].person_id, two[1].person_id), row.mentor.places,
    )  # fmt: skip


def _lines(plan: Plan) -> list[Line]:
    """Every pair of a plan, the best first, without opening anybody."""
    names = ("pk", "mentee_id", "mentor_id", "mentee__standing", "mentor__standing",
             "mentee__person_id", "mentor__person_id", "mentor__places")  # fmt: skip
    rows = planned(plan).select_related(None).values_list(*names)
    return [Line(pk, a, b, (s, t), (p, q), n) for pk, a, b, s, t, p, q, n in rows]


def changed_since(plan: Plan, lines: Iterable[Line], today: date) -> dict[UUID, str]:
    """Planned pair → why it cannot be asked now: asked already, out, paused, full, a yes gone.

    Or they are kept apart: a person decided so since, or they were asked and it is over.
    """
    may = pool.allowed(today)
    live = Pair.objects.owned().filter(state__in=LIVE).order_by()
    paired = set(live.values_list("mentee_id", flat=True))
    taken = Counter(live.values_list("mentor_id", flat=True))
    apart = rulings.apart_in(plan)
    found = {}
    for one in lines:
        if one.mentee in paired:
            found[one.pk] = "asked"
        elif Standing.LEFT in one.standings:
            found[one.pk] = "left"
        elif one.standings != (Standing.READY, Standing.READY):
            found[one.pk] = "paused"
        elif not set(one.persons) <= may:
            found[one.pk] = "no"
        elif taken[one.mentor] >= one.places:
            found[one.pk] = "full"
        elif why := apart.get(one.persons):
            found[one.pk] = why
    return found


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A mentee the plan has no mentor for: why, and what was tried and would help."""

    mentee: Participant
    why: list[str]
    helps: list[str]


def left_over(plan: Plan, first: int, last: int) -> list[LeftOver]:
    """Those left by the last run, from one place in the list to another."""
    lines = plan.left[first:last]
    ids = {m for m, _b, _p, changes in lines} | {c[1] for line in lines for c in line[3]}
    people = {str(p.pk): p for p in pool.participants().filter(pk__in=ids)}
    return [
        LeftOver(
            people[mentee],
            _why(people[mentee], blocked, possible, plan.mentors),
            [words.change(kind, rule, people[who]) for kind, who, rule in changes if who in people],
        )
        for mentee, blocked, possible, changes in lines
        if mentee in people
    ]


def _why(mentee: Participant, blocked: dict[str, int], possible: int, mentors: int) -> list[str]:
    """Why nobody was found, the rule that takes most first."""
    if not mentors:
        return [words.nobody()]
    if possible:
        return [words.taken(possible)]
    ranked = sorted(blocked.items(), key=lambda pair: (-pair[1], pair[0]))
    lines = [words.ruled_out(key, n, mentors, mentee) for key, n in ranked]
    return lines or [words.all_declined()]


def emptied(plan: Plan) -> list[str]:
    """Rules that alone empty somebody's list, the worst first, in words."""
    counted: Counter[str] = Counter()
    for _mentee, blocked, _possible, _changes in plan.left:
        counted.update(key for key, n in blocked.items() if plan.mentors and n == plan.mentors)
    return [words.emptied(key, n) for key, n in counted.most_common()]


def said(plan: Plan) -> list[str]:
    """What happened during the last run, in words."""
    ids = {pk for line in plan.said for pk in line[1:] if pk}
    names = {str(p.pk): p.name for p in pool.participants().filter(pk__in=ids)}
    return [words.said(what, names.get(a, "?"), names.get(b, "?")) for what, a, b in plan.said]
