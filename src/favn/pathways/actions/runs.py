"""A run of a plan over the whole pool: at once where that is quick, else beside the request.

The search runs outside any transaction. What changed meanwhile is found when its answer is kept,
and then it is run again: without who went out, and with what somebody decided. A run that was
stopped, or that another has taken the place of, writes nothing.
"""

from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, must, taken
from favn.kit.tenancy import current
from favn.pathways.actions.beside import beside
from favn.pathways.choices.pairs import PlanWay, Stage
from favn.pathways.models import Plan, PlanPair
from favn.pathways.queries import matching
from favn.pathways.queries.matching import Run
from favn.pathways.rules import pairs as rules

MOST_RUNS = 3
GONE, DROPPED, CHANGED = "gone", "dropped", "changed"


class Gone(Exception):
    """Somebody of a run went out or was taken while it was computed."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        super().__init__(f"{len(pairs)} pairs of the run cannot stand.")
        self.pairs = pairs


def run(
    *, plan: Plan, version: int, by: Actor, at: datetime, way: PlanWay | None = None
) -> Plan:  # fmt: skip
    """Match the whole pool of the plan's network anew, with today's weights; `way` as before.

    While it is computed the plan says who computes it since when, and no other run begins. Who went
    out meanwhile is told on the plan, and it is run again without them. Raises Refused, and
    Conflict where somebody else changed the plan or computes it.
    """
    begun = _begin(plan, version, by, at)
    try:
        return _computed(begun, way or PlanWay(begun.way), by, at)
    finally:
        _let_go(begun, at)


def run_beside(
    *, plan: Plan, version: int, by: Actor, at: datetime, way: PlanWay | None = None
) -> Plan:  # fmt: skip
    """The same while nobody waits: until its answer comes the plan says how far it is.

    Raises Refused and Conflict where it cannot begin. What stops it later stands on the plan.
    """
    begun = _begin(plan, version, by, at)
    work = partial(answer, begun=begun, way=way or PlanWay(begun.way), by=by, at=at)
    transaction.on_commit(partial(beside, work))
    return begun


def answer(*, begun: Plan, way: PlanWay, by: Actor, at: datetime) -> None:
    """Finish a run that nobody waits for; why it found nothing is written on the plan."""
    try:
        _computed(begun, way, by, at)
    except (Refused, Conflict) as no:
        _let_go(begun, at, str(no))
    except Exception:
        _let_go(begun, at, _("Noget gik galt, mens planen blev regnet. Prøv igen."))
        raise


@transaction.atomic
def stop(*, plan: Plan, version: int, by: Actor, at: datetime) -> Plan:
    """Let a run go, also one that broke off: its answer is not kept. Raises Conflict."""
    row = taken(plan, version)
    row.running_since, row.running_by, row.stage = None, "", ""
    row.save(update_fields=["running_since", "running_by", "stage", "version"])
    history.note("stop", row, by=by, at=at)
    return row


def _let_go(begun: Plan, at: datetime, why: str = "") -> None:
    """The plan is nobody's; where it is somebody else's by now nothing is written."""
    mine = Plan.objects.owned().filter(pk=begun.pk, running_since=at)
    mine.update(running_since=None, running_by="", stage="", stopped=why)


def _computed(begun: Plan, way: PlanWay, by: Actor, at: datetime) -> Plan:
    """Run after run until one still holds when it is kept."""
    today, said, plan = clock.local_day(at), list[list[str]](), begun
    for _time in range(MOST_RUNS):
        plan.weighting = matching.weighting_now() or plan.weighting
        found = _searched(plan, way, today, at)
        try:
            return keep(plan=plan, version=plan.version, found=found, said=said, by=by, at=at)
        except Gone as left:
            said += [[GONE, *pair] for pair in left.pairs]
        except Conflict:
            plan = _still_ours(plan, at)
            said = [line for line in said if line[0] != CHANGED] + [[CHANGED, "", ""]]
    raise Refused(_("Puljen ændrer sig hele tiden lige nu. Vent et øjeblik, og regn igen."))


def _searched(plan: Plan, way: PlanWay, today: date, at: datetime) -> Run:
    """One search over the pool as it is now. Raises Conflict where the run was stopped."""
    tell = partial(_tell, plan, at)
    tell(Stage.POOL)
    asked = matching.asked(plan, today)
    must(rules.why_not_run(len(asked.mentees), len(asked.mentors)))
    found = matching.solved(asked, way, tell)
    tell(Stage.KEEP)
    return found


def _tell(plan: Plan, at: datetime, stage: Stage) -> None:
    """How far it is, for everybody who looks. Raises Conflict where the run was stopped."""
    if not Plan.objects.owned().filter(pk=plan.pk, running_since=at).update(stage=stage):
        raise Conflict(_("Kørslen er stoppet."))


def _still_ours(plan: Plan, at: datetime) -> Plan:
    """The plan as somebody changed it during the run. Raises Refused and Conflict as `_tell`."""
    row = matching.plan_with(plan.pk)
    if row is None or row.running_since != at:
        raise Conflict(_("Kørslen er stoppet."))
    must(None if row.is_draft else _("Planen er lagt væk. Begynd en ny."))
    return row


@transaction.atomic
def _begin(plan: Plan, version: int, by: Actor, at: datetime) -> Plan:
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
    row.stage, row.stopped = Stage.POOL, ""
    row.version += 1
    row.save(update_fields=["running_since", "running_by", "stage", "stopped", "version"])
    return row


@transaction.atomic
def keep(
    *, plan: Plan, version: int, found: Run, said: list[list[str]], by: Actor, at: datetime
) -> Plan:
    """Let a run's answer be the plan's. Raises Conflict, and Gone where it no longer holds."""
    row = taken(plan, version)
    must(None if row.is_draft else _("Planen er lagt væk. Begynd en ny."))
    if since := matching.gone_since(found, row.network, clock.local_day(at)):
        raise Gone(since)
    row.weighting, row.run_at = plan.weighting, at
    row.mentees, row.mentors = len(found.pool.mentees), len(found.pool.mentors)
    row.total, row.in_order = found.plan.total, found.in_order
    row.left = _left(found)
    row.way, row.compared = found.way, dict(found.compared)
    row.running_since, row.running_by, row.stage, row.stopped = None, "", "", ""
    row.said = said + [[DROPPED, *pair] for pair in found.pool.dropped]
    row.save()
    PlanPair.objects.owned().filter(plan=row).delete()
    PlanPair.objects.bulk_create(_rows(row, found), batch_size=500)
    changes = {"pairs": [None, len(found.plan.pairs)], "weights": [None, row.weighting.number]}
    history.note("run", row, by=by, at=at, changes=changes)
    return row


def _left(found: Run) -> list[list[object]]:
    """Who is left, which rules are in the way, and what was tried and would help."""
    return [
        [one.seeker, dict(one.blocked), one.possible,
         [[c.kind, c.giver, c.rule] for c in one.changes]]
        for one in found.left
    ]  # fmt: skip


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
