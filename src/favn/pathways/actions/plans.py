"""Plans: weights in versions, the draft of a network, and what a person decides about two."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import (
    SOMEBODY_WAS_FIRST,
    Conflict,
    Refused,
    insert,
    must,
    standing,
    taken,
)
from favn.kit.tenancy import current
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.pairs import PlanState
from favn.pathways.choices.pairs import Ruling as Kind
from favn.pathways.models import Network, Participant, Plan, Ruling, Weighting
from favn.pathways.queries import matching, pool, rulings
from favn.pathways.queries.matching import FIRST_POINTS, KEYS, MOST_POINTS
from favn.pathways.rules import pairs as rules
from favn.people.persons.rules import tidy, why_not_noted


@transaction.atomic
def weigh(
    *, id: UUID, points: Mapping[str, int], why: str, after: int, by: Actor, at: datetime
) -> Weighting:
    """A new version of the weights, once per `id`; earlier ones stay.

    `after` is the number of the version that was shown, 0 for none. Raises Refused, and Conflict
    where somebody has made another since: nobody's weights are taken back unseen.
    """
    row = Weighting(id=id, organisation_id=current(), why=tidy(why), made_at=at)
    if stands := standing(row):
        return stands
    if sorted(points) != sorted(KEYS) or any(not 0 <= n <= MOST_POINTS for n in points.values()):
        raise Refused(_("Hver vægt er et helt tal fra 0 til %(n)s.") % {"n": MOST_POINTS})
    row.points = {key: points[key] for key in KEYS}
    last = Weighting.objects.owned().aggregate(last=Max("number"))["last"] or 0
    if last != after:
        raise Conflict(SOMEBODY_WAS_FIRST)
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
        id=first, points=FIRST_POINTS, why=_("De første vægte"), after=0, by=by, at=at
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
    must(_why_not_two(plan, mentee, mentor))
    must(rules.why_not_rule(kind, why, places=places) or why_not_noted(why))
    if kind == Kind.LOCK and (stop := rulings.forbidden_why(mentee, mentor)):
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


def _why_not_two(plan: Plan, mentee: Participant, mentor: Participant) -> str | None:
    """Both are of the plan's network, one of each side."""
    return rules.why_not_two(
        sides_fit=(mentee.side, mentor.side) == (Side.MENTEE, Side.MENTOR),
        is_one_network={mentee.network_id, mentor.network_id} == {plan.network_id},
    )


@transaction.atomic
def lift(*, ruling: Ruling, by: Actor, at: datetime) -> Ruling:
    """A decision about two is taken back, and the plan is to be run again; twice is once.

    The draft is held first, as by `decide`: a run that began before is not kept as it is.
    """
    drafts = Plan.objects.owned().filter(network=ruling.network_id, state=PlanState.DRAFT)
    draft = drafts.select_for_update().first()
    row = Ruling.objects.owned().select_for_update().get(pk=ruling.pk)
    if row.lifted_at is None:
        row.lifted_at = at
        row.save(update_fields=["lifted_at"])
        _changed(draft)
        history.note("lift", row, by=by, at=at)
    return row


def _changed(draft: Plan | None) -> None:
    """Whoever looks at a draft, or computes it, finds that it is another one now."""
    if draft:
        draft.version += 1
        draft.save(update_fields=["version"])


@transaction.atomic
def put_away(*, plan: Plan, version: int, by: Actor, at: datetime) -> Plan:
    """The plan has served; the next one begins anew. Raises Conflict."""
    row = taken(plan, version)
    row.state = PlanState.DONE
    row.save(update_fields=["state", "version"])
    history.note("put-away", row, by=by, at=at)
    return row
