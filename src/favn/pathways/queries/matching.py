"""Who goes with whom in one network: the pool as the matching reads it, and its answer in words.

Hard rules: a language in common, a time in common, a woman where one is wished for, a certificate
that was seen where one is needed, never oneself, and never two whom a person decided against. Who
has waited longer weighs more; saying one more time to meet never costs a point.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from favn.pathways.choices.mentoring import Gender, Side, Standing
from favn.pathways.choices.pairs import PlanWay, Stage
from favn.pathways.choices.pairs import Ruling as Kind
from favn.pathways.models import Network, Participant, Plan, Ruling, Weighting
from favn.pathways.models.mentoring import OTHER
from favn.pathways.queries import pool, rulings
from favn.pathways.queries.wishes import Wishes, wishes_in
from favn.statistics import matching
from favn.statistics.assignment.coded import Coded
from favn.statistics.matching import Criterion, Giver, Question, Rule, Seeker
from favn.statistics.matching_left import Change, Trials, why_left
from favn.statistics.matching_stable import StablePlan, blocking, stable

RULES = (
    Rule("language", "language"),
    Rule("time", "time"),
    Rule("woman", "woman"),
    Rule("certificate", "certificate"),
    Rule("self", "person", "apart"),
)
CRITERIA: tuple[tuple[str, str, int], ...] = (
    ("trade", "trade", 1),
    ("goal", "goal", 2),
    ("tongue", "tongue", 1),
    ("time", "time", 2),
    ("waited", "waited", 12),
)
"""Criterion, the fact it counts, and how much of it is enough."""
WISH = "wish"
"""The weight of each side that wished for the other."""
KEYS = (*(key for key, _fact, _enough in CRITERIA), WISH)
FIRST_POINTS = {"trade": 6, "goal": 3, "tongue": 2, "time": 1, "waited": 1, WISH: 4}
EACH_PAIR = 40
"""Points of being matched at all: it weighs more than any other single thing."""
MOST_POINTS = 9
MONTHS = tuple(f"{n:02d}" for n in range(1, 13))
MOST_FITS = 12
ALSO_TRIED, MOST_HELP = 40, 3
"""For at most so many who are left it is tried what would help; the rest hear why alone."""
WORTH_TRYING = 4_000_000
"""Mentees times mentors, times those it is tried for: about so much a page may wait for."""


@dataclass(frozen=True, slots=True)
class Pool:
    """What one run was told: the question, and whom it is about."""

    question: Question
    mentees: dict[str, Participant]
    mentors: dict[str, Participant]
    dropped: tuple[tuple[str, str], ...] = ()
    """Locks that cannot stand: one of the two is out or full."""


@dataclass(frozen=True, slots=True)
class LeftBy:
    """A mentee who is left: rule → mentors it takes, how many fit, and what was tried and helps."""

    seeker: str
    blocked: Mapping[str, int]
    possible: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What one run answered, in the way it was asked for, and what each way would cost."""

    pool: Pool
    plan: matching.Plan
    others: Mapping[str, int]
    left: tuple[LeftBy, ...]
    in_order: int
    way: PlanWay = PlanWay.MOST
    compared: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Way → points, pairs, blocking, firsts, wishers; nothing where nobody wished."""


def weighting_now() -> Weighting | None:
    """The newest weights, or None before anybody made any."""
    return Weighting.objects.owned().first()


def weightings() -> list[Weighting]:
    """Every version, the newest first."""
    return list(Weighting.objects.owned())


def criteria_of(points: Mapping[str, int]) -> tuple[Criterion, ...]:
    """The criteria that count anything under these weights."""
    return tuple(
        Criterion(key, fact, points[key], enough) for key, fact, enough in CRITERIA
        if points.get(key, 0) > 0
    )  # fmt: skip


def _spoken(who: Participant) -> list[str]:
    """The languages; one that is on no list is somebody's own, since two need not mean the same."""
    return [f"{code} {who.pk}" if code == OTHER else code for code in who.languages]


def facts_of(who: Participant, today: date) -> dict[str, frozenset[str]]:
    """What somebody says, as the matching reads it; what they do not say fits everybody."""
    said = {
        "language": frozenset(_spoken(who)),
        "tongue": frozenset(code for code in _spoken(who) if code not in ("da", "en")),
        "time": frozenset(who.times),
        "trade": frozenset((who.trade,) if who.trade else ()),
        "goal": frozenset(who.goals),
        "person": frozenset((str(who.person_id),)),
    }
    if who.is_mentor:
        is_seen, is_woman = who.has_certificate(today), who.gender == Gender.WOMAN
        said["woman"] = frozenset(("woman" if is_woman else "other",))
        said["certificate"] = frozenset(("seen" if is_seen else "unseen",))
        said["waited"] = frozenset(MONTHS)
    else:
        said["woman"] = frozenset(("woman",) if who.wants_woman else ())
        said["certificate"] = frozenset(("seen",) if who.needs_certificate else ())
        said["waited"] = frozenset(MONTHS[: max(0, (today - who.waiting_since).days // 30)])
    return said


def seeker_of(mentee: Participant, today: date, wishes: tuple[str, ...] = ()) -> Seeker:
    """A mentee as the matching reads them, with the day they have waited from."""
    return Seeker(str(mentee.pk), facts_of(mentee, today), mentee.waiting_since, wishes)


def two_of(
    mentee: Participant, mentor: Participant, points: Mapping[str, int], wishes: Wishes, today: date
) -> Question:
    """The question of these two alone, under stated weights, with what they wished in a plan."""
    seeker = seeker_of(mentee, today, wishes.get(str(mentee.pk), ()))
    key = str(mentor.pk)
    giver = Giver(key, facts_of(mentor, today), wishes=wishes.get(key, ()))
    return Question(
        (seeker,), (giver,), RULES, criteria_of(points), EACH_PAIR, wished=points.get(WISH, 0)
    )  # fmt: skip


def asked(plan: Plan, today: date) -> Pool:
    """The pool of a plan's network today, with what people decided about it, and what they wish."""
    found = pool_of(plan.network, plan.weighting.points, today, wishes_in(plan))
    locks = _pairs(Ruling.objects.owned().filter(plan=plan, kind=Kind.LOCK, lifted_at=None))
    return with_locks(found, locks)


def pool_of(
    network: Network, points: Mapping[str, int], today: date, wishes: Wishes | None = None
) -> Pool:
    """Everybody who may be put together in a network today; live pairs keep their places."""
    may, wish_of = pool.allowed(today), wishes or {}
    mentees = [one for one in pool.waiting_mentees(network) if one.person_id in may]
    mentors = [(m, n) for m, n in pool.mentors_with_places(network) if m.person_id in may]
    question = Question(
        tuple(seeker_of(one, today, wish_of.get(str(one.pk), ())) for one in mentees),
        tuple(
            Giver(key, facts_of(one, today), places, wishes=wish_of.get(key, ()))
            for one, places in mentors
            for key in (str(one.pk),)
        ),
        RULES,
        criteria_of(points),
        EACH_PAIR,
        wished=points.get(WISH, 0),
    )
    people = {str(one.pk): one for one in mentees}, {str(one.pk): one for one, _n in mentors}
    return Pool(replace(question, forbidden=_forbidden(network, *people)), *people)


def _forbidden(
    network: Network, mentees: Mapping[str, Participant], mentors: Mapping[str, Participant]
) -> frozenset[tuple[str, str]]:
    """Two whom a person decided against, and two who were asked before and it came to nothing.

    They are known as persons, and told as those who are in the pool today.
    """
    seekers = {one.person_id: key for key, one in mentees.items()}
    givers = {one.person_id: key for key, one in mentors.items()}
    apart = rulings.forbidden(network) | rulings.over(network)
    return frozenset((seekers[a], givers[b]) for a, b in apart if a in seekers and b in givers)


def _pairs(rows: Iterable[Ruling]) -> set[tuple[str, str]]:
    return {(str(row.mentee_id), str(row.mentor_id)) for row in rows}


def size_of(network: Network) -> tuple[int, int]:
    """How many mentees wait and how many mentors there are, without reading any of them."""
    rows = pool.here(network).filter(side=Side.MENTOR, standing=Standing.READY)
    return pool.waiting_mentees(network).count(), rows.count()


def with_locks(found: Pool, locks: set[tuple[str, str]]) -> Pool:
    """The same pool with its locks; those that cannot stand are told apart and left out."""
    room = {giver.id: giver.capacity for giver in found.question.givers}
    kept, dropped = set[tuple[str, str]](), []
    for mentee, mentor in sorted(locks):
        if mentee in found.mentees and room.get(mentor, 0) > 0:
            room[mentor] -= 1
            kept.add((mentee, mentor))
        else:
            dropped.append((mentee, mentor))
    free = found.question.forbidden - kept
    question = replace(found.question, locked=frozenset(kept), forbidden=free)
    return replace(found, question=question, dropped=tuple(dropped))


def _untold(_stage: Stage) -> None:
    """Nobody waits to hear how far it is."""


def solved(
    found: Pool, way: PlanWay = PlanWay.MOST, tell: Callable[[Stage], None] = _untold
) -> Run:
    """The plan inside the rules, and why somebody is left over; `tell` hears how far it is.

    By points it is the one with the most; the stable one is where no two would rather have each
    other. Both are worked out where anybody wished, so that each can say what it costs.
    """
    question = found.question
    tell(Stage.BEST)
    best = plan = matching.best(question)
    compared: dict[str, Mapping[str, int]] = {}
    if way == PlanWay.STABLE or _wish_lists(question):
        tell(Stage.STABLE)
        steady = stable(question)
        compared = _compared(question, best, steady)
        plan = best if way == PlanWay.MOST else _as_plan(best, steady)
    tell(Stage.LEFT)
    coded = Coded(question)
    others = {s.id: coded.fitting(n).bit_count() for n, s in enumerate(coded.seekers)}
    left = _left(coded, plan, tries=way == PlanWay.MOST)
    return Run(found, plan, others, left, matching.in_order(question), way, compared)


def _left(coded: Coded, plan: matching.Plan, *, tries: bool) -> tuple[LeftBy, ...]:
    """Why somebody is left; what would help is tried in the plan with the most points alone.

    To try takes longer the larger the pool, so fewer are tried for in a large one.
    """
    question = coded.question
    twos = max(1, len(coded.seekers) * len(coded.givers))
    tried = plan.left[: min(ALSO_TRIED, WORTH_TRYING // twos)] if tries else ()
    trials = Trials(question) if tried else None
    helps = {
        key: why_left(question, plan, key, most=MOST_HELP, trials=trials).changes for key in tried
    }
    return tuple(_left_by(coded, key, helps.get(key, ())) for key in plan.left)


def _left_by(coded: Coded, key: str, changes: tuple[Change, ...]) -> LeftBy:
    """Rule → mentors it takes from somebody's list, as bits count them; and how many fit."""
    place = coded.seeker_at[key]
    seeker, every = coded.seekers[place], len(coded.givers)
    taken = {r.key: every - coded.keeping(r, seeker).bit_count() for r in coded.question.rules}
    blocked = {rule: n for rule, n in taken.items() if n}
    return LeftBy(key, blocked, coded.fitting(place).bit_count(), changes)


def _wish_lists(question: Question) -> int:
    """How many of both sides wish for anybody."""
    asking = sum(bool(one.wishes) for one in question.seekers)
    return asking + sum(bool(one.wishes) for one in question.givers)


def _compared(
    question: Question, best: matching.Plan, steady: StablePlan
) -> dict[str, Mapping[str, int]]:
    """What each way gives: points, pairs, two who would rather have each other, first wishes.

    In a stable plan nobody would, by how it is made; in the other every possible pair is looked at.
    """
    firsts = sum(best.giver_of(s.id) == s.wishes[0] for s in question.seekers if s.wishes)
    of_best = {
        "points": best.total, "pairs": len(best.chosen), "firsts": firsts,
        "blocking": len(blocking(question, best.chosen)), "wishers": steady.wishers,
    }  # fmt: skip
    of_steady = {
        "points": steady.total, "pairs": len(steady.pairs), "firsts": steady.firsts,
        "blocking": 0, "wishers": steady.wishers,
    }  # fmt: skip
    return {PlanWay.MOST: of_best, PlanWay.STABLE: of_steady}


def _as_plan(best: matching.Plan, steady: StablePlan) -> matching.Plan:
    """The stable pairs as a plan, beside the bound that the best one proves."""
    chosen = {pair.seeker: pair.giver for pair in steady.pairs}
    return replace(best, chosen=chosen, total=steady.total)


def gone_since(run: Run, network: Network, today: date) -> list[tuple[str, str]]:
    """(mentee, mentor) of the run's pairs that cannot stand any more: one is out, or full."""
    now = pool_of(network, {}, today)
    room = {giver.id: giver.capacity for giver in now.question.givers}
    gone = []
    for pair in run.plan.pairs:
        if pair.seeker not in now.mentees or room.get(pair.giver, 0) < 1:
            gone.append((pair.seeker, pair.giver))
        else:
            room[pair.giver] -= 1
    return gone


@dataclass(frozen=True, slots=True)
class Fit:
    """One mentor for a mentee: points, reasons, and which rules are in the way."""

    mentor: Participant
    points: int
    reasons: tuple[matching.Reason, ...]
    broken: tuple[str, ...]
    is_forbidden: bool
    places: int


def fits(
    mentee: Participant, points: Mapping[str, int], today: date, wishes: Wishes | None = None
) -> list[Fit]:
    """The twelve mentors nearest to a mentee, those who may stand first, then the near misses."""
    found = pool_of(mentee.network, points, today, wishes)
    question = found.question
    seeker = seeker_of(mentee, today, (wishes or {}).get(str(mentee.pk), ()))
    lines = [
        Fit(
            found.mentors[giver.id],
            matching.points_of(seeker, giver, question),
            matching.reasons_of(seeker, giver, question.criteria, question.wished),
            matching.broken_rules(seeker, giver, question.rules),
            (seeker.id, giver.id) in question.forbidden,
            giver.capacity,
        )
        for giver in question.givers
    ]
    lines.sort(key=lambda fit: (fit.is_forbidden, len(fit.broken), -fit.points))
    return lines[:MOST_FITS]


def broken_now(mentee: Participant, mentor: Participant, today: date) -> tuple[str, ...]:
    """Keys of the rules that these two break today; none where a lock overrules them."""
    if rulings.is_locked(mentee, mentor):
        return ()
    giver = Giver(str(mentor.pk), facts_of(mentor, today))
    return matching.broken_rules(seeker_of(mentee, today), giver, RULES)


def plan_with(pk: UUID) -> Plan | None:
    """One plan of the present tenant."""
    return Plan.objects.owned().select_related("network", "weighting").filter(pk=pk).first()


def draft_of(network: Network) -> Plan | None:
    """The plan one works on in a network, or None."""
    rows = Plan.objects.owned().filter(network=network, state="draft")
    return rows.select_related("network", "weighting").first()
