"""Plans: weights in versions, a run over the whole pool, and what a person decides about two.

The search runs outside the transaction, so that nobody waits for it; what changed meanwhile is
found when its answer is kept, and then it is run again without.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing, taken
from favn.kit.tenancy import current
from favn.pathways.choices.pairs import PlanState, PlanWay
from favn.pathways.choices.pairs import Ruling as Kind
from favn.pathways.models import Network, Participant, Plan, PlanPair, Ruling, Weighting
from favn.pathways.queries import matching, pool
from favn.pathways.queries.matching import FIRST_POINTS, KEYS, MOST_POINTS, Run
from favn.pathways.rules import pairs as rules
from favn.people.persons.rules import tidy, why_not_noted

MOST_RUNS = 3
GONE, DROPPED = "gone", "dropped"


class Gone(Exception):
    """Somebody of a run went out or was taken while it was computed."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        super().__init__(f"{len(pairs)} pairs of the run cannot stand.")
        self.pairs = pairs


@transaction.atomic
def weigh(*, id: UUID, points: Mapping[str, int], why: str, by: Actor, at: datetime) -> Weighting:
    """A new version of the weights, once per `id`; earlier ones stay. Raises Refused."""
    row = Weighting(id=id, organisation_id=current(), why=tidy(why), made_at=at)
    if stands := standing(row):
        return stands
    if sorted(points) != sorted(KEYS) or any(not 0 <= n <= MOST_POINTS for n in points.values()):
        raise Refused(_("Hver vægt er et helt tal fra 0 til %(n)s.") % {"n": MOST_POINTS})
    row.points = {key: points[key] for key in KEYS}
    last = Weighting.objects.owned().aggregate(last=Max("number"))["last"] or 0
    row.number, row.made_by = last + 1, by.actor_label
    if stands := insert(row):
        return stands
    history.note("weigh", row, by=by, at=at, changes={"points": [None, row.points]})
    return row


@transaction.atomic
def begin(*, id: UUID, network: Network, by: Actor, at: datetime) -> Plan:
    """The network's draft, or a new one, once per `id`; the first one makes the first weights."""
    row = Plan(id=id, organisation_id=current(), network=network, made_at=at)
    if stands := standing(row) or matching.draft_of(network):
        return stands
    must(_("Netværket er lukket.") if network.is_closed else None)
    first = uuid_of(id)
    row.weighting = matching.weighting_now() or weigh(
        id=first, points=FIRST_POINTS, why=_("De første vægte"), by=by, at=at
    )
    last = Plan.objects.owned().filter(network=network).aggregate(last=Max("number"))["last"] or 0
    row.number, row.made_by = last + 1, by.actor_label
    if stands := insert(row):
        return stands
    history.note("begin", row, by=by, at=at, changes={"number": [0, row.number]})
    return row


def uuid_of(plan: UUID) -> UUID:
    """The key of the weights that a first plan makes along."""
    return UUID(int=plan.int ^ 1)


def run(
    *, plan: Plan, version: int, by: Actor, at: datetime, way: PlanWay | None = None
) -> Plan:  # fmt: skip
    """Match the whole pool of the plan's network anew, with today's weights; `way` as before.

    While it is computed the plan says who computes it since when, and no other run begins. Who went
    out meanwhile is told on the plan, and it is run again without them. Raises Refused, and
    Conflict where somebody else changed the plan or computes it, also during the run.
    """
    begun = _begin_run(plan, version, by, at)
    begun.weighting = matching.weighting_now() or begun.weighting
    try:
        return _computed(begun, way or PlanWay(begun.way), by, at)
    finally:
        mine = Plan.objects.owned().filter(pk=plan.pk, running_since=at)
        mine.update(running_since=None, running_by="")


def _computed(plan: Plan, way: PlanWay, by: Actor, at: datetime) -> Plan:
    """Run after run until one still holds when it is kept."""
    today, gone = clock.local_day(at), list[tuple[str, str]]()
    for _time in range(MOST_RUNS):
        asked = matching.asked(plan, today)
        must(rules.why_not_run(len(asked.mentees), len(asked.mentors)))
        found = matching.solved(asked, way)
        try:
            return keep(plan=plan, version=plan.version, found=found, gone=gone, by=by, at=at)
        except Gone as left:
            gone += left.pairs
    raise Refused(_("Puljen ændrer sig hele tiden lige nu. Vent et øjeblik, og regn igen."))


@transaction.atomic
def _begin_run(plan: Plan, version: int, by: Actor, at: datetime) -> Plan:
    """Write down who computes, so that everybody sees it and nobody begins another run."""
    rows = Plan.objects.owned().select_for_update(of=("self",))
    row = rows.select_related("network", "weighting").get(pk=plan.pk)
    if row.is_running(at):
        told = {"who": row.running_by}
        raise Conflict(
            _("%(who)s regner planen lige nu. Vent et øjeblik, og se siden igen.") % told
        )
    if row.version != version:
        raise Conflict(_("En anden har ændret planen. Se, hvad der står nu, og regn igen."))
    must(None if row.is_draft else _("Planen er lagt væk. Begynd en ny."))
    row.running_since, row.running_by = at, by.actor_label
    row.version += 1
    row.save(update_fields=["running_since", "running_by", "version"])
    return row


@transaction.atomic
def keep(
    *, plan: Plan, version: int, found: Run, gone: list[tuple[str, str]], by: Actor, at: datetime
) -> Plan:
    """Let a run's answer be the plan's. Raises Conflict, and Gone where it no longer holds."""
    row = taken(plan, version)
    must(None if row.is_draft else _("Planen er lagt væk. Begynd en ny."))
    if since := matching.gone_since(found, row.network, clock.local_day(at)):
        raise Gone(since)
    row.weighting, row.run_at = plan.weighting, at
    row.mentees, row.mentors = len(found.pool.mentees), len(found.pool.mentors)
    row.total, row.in_order = found.plan.total, found.in_order
    row.left = [
        [one.seeker, dict(one.blocked), one.possible,
         [[c.kind, c.giver, c.rule] for c in one.changes]]
        for one in found.left
    ]  # fmt: skip
    row.way, row.compared = found.way, dict(found.compared)
    row.running_since, row.running_by = None, ""
    row.said = [[GONE, *pair] for pair in gone] + [[DROPPED, *p] for p in found.pool.dropped]
    row.save()
    PlanPair.objects.owned().filter(plan=row).delete()
    PlanPair.objects.bulk_create(_rows(row, found), batch_size=500)
    changes = {"pairs": [None, len(found.plan.pairs)], "weights": [None, row.weighting.number]}
    history.note("run", row, by=by, at=at, changes=changes)
    return row


def _rows(plan: Plan, found: Run) -> list[PlanPair]:
    """The run's pairs as rows."""
    return [
        PlanPair(
            organisation_id=current(),
            plan=plan,
            mentee=found.pool.mentees[pair.seeker],
            mentor=found.pool.mentors[pair.giver],
            points=pair.points,
            reasons=[[r.key, r.points, list(r.shared)] for r in pair.reasons],
            broken=list(pair.broken),
            is_locked=pair.locked,
            others=max(0, found.others[pair.seeker] - 1),
        )
        for pair in found.plan.pairs
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """What a person decides about two, and why."""

    kind: Kind
    mentee: Participant
    mentor: Participant
    why: str


@transaction.atomic
def decide(*, id: UUID, plan: Plan, version: int, said: Said, by: Actor, at: datetime) -> Ruling:
    """Lock two together in this plan, or forbid them in every plan, once per `id`.

    A new lock takes the place of the mentee's old one. The plan is to be run again. Raises Refused,
    Conflict, Taken.
    """
    kind, mentee, mentor, why = said.kind, said.mentee, said.mentor, said.why
    row = Ruling(id=id, organisation_id=current(), network=plan.network, kind=kind)
    if stands := standing(row):
        return stands
    locks = Ruling.objects.owned().filter(plan=plan, kind=Kind.LOCK, lifted_at=None)
    places = pool.places_of(mentor) - locks.filter(mentor=mentor).exclude(mentee=mentee).count()
    must(rules.why_not_rule(kind, why, places=places) or why_not_noted(why))
    if kind == Kind.LOCK and (stop := matching.forbidden_why(mentee, mentor)):
        raise Refused(_("De to må ikke sættes sammen: %(why)s") % {"why": stop})
    taken(plan, version).save(update_fields=["version"])
    row.plan = plan if kind == Kind.LOCK else None
    row.mentee, row.mentor, row.why = mentee, mentor, tidy(why)
    row.at, row.by = at, by.actor_label
    if stands := insert(row):
        return stands
    old = locks.filter(mentee=mentee).exclude(pk=row.pk)
    (old if kind == Kind.LOCK else old.filter(mentor=mentor)).update(lifted_at=at)
    history.note(str(kind), row, by=by, at=at)
    return row


@transaction.atomic
def lift(*, ruling: Ruling, by: Actor, at: datetime) -> Ruling:
    """A decision about two is taken back; twice is once."""
    row = Ruling.objects.owned().select_for_update().get(pk=ruling.pk)
    if row.lifted_at is None:
        row.lifted_at = at
        row.save(update_fields=["lifted_at"])
        history.note("lift", row, by=by, at=at)
    return row


@transaction.atomic
def put_away(*, plan: Plan, version: int, by: Actor, at: datetime) -> Plan:
    """The plan has served; the next one begins anew. Raises Conflict."""
    row = taken(plan, version)
    row.state = PlanState.DONE
    row.save(update_fields=["state", "version"])
    history.note("put-away", row, by=by, at=at)
    return row
