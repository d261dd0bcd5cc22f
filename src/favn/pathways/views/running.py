"""A plan that is being computed: begun by a press, told step by step, stopped by another."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import asked_version
from favn.pathways.actions import runs
from favn.pathways.choices.pairs import PlanWay, Stage
from favn.pathways.models import Plan
from favn.pathways.queries import matching
from favn.pathways.rules.pairs import takes_long
from favn.pathways.views.doors import the_plan
from favn.people.accounts.door import Request, requires
from favn.people.accounts.roles import Area, Level


def begun(request: Request, plan: Plan, version: int) -> str:
    """Run a plan as a form asks: a small pool at once, a large one while the page is elsewhere."""
    named = request.POST.get("way", "")
    way = PlanWay(named) if named in PlanWay.values else None
    verb = runs.run_beside if takes_long(*matching.size_of(plan.network)) else runs.run
    done = verb(plan=plan, version=version, by=request.account, at=clock.now(), way=way)
    if done.running_since:
        return _("Planen bliver regnet nu. Du kan gøre noget andet imens.")
    return _("Planen er regnet med vægtene nr. %(n)s.") % {"n": done.weighting.number}


def stopped(request: Request, plan: Plan) -> str:
    """Let a run go; the plan is as it was before."""
    version, at = asked_version(request), clock.now()
    runs.stop(plan=plan, version=version, by=request.account, at=at)
    return _("Kørslen er stoppet. Planen er, som den var.")


def steps(plan: Plan) -> list[dict[str, Any]]:
    """The steps of a run, with those that are done and the one it is at."""
    every = list(Stage)
    here = every.index(Stage(plan.stage)) if plan.stage else 0
    return [
        {"title": stage.label, "is_done": n < here, "is_now": n == here}
        for n, stage in enumerate(every)
    ]


@requires(Area.MENTORING, Level.READ)
def running(request: Request, pk: UUID) -> HttpResponse:
    """How far a run is, for a page that looks again by itself; no person is opened."""
    plan = the_plan(pk)
    if not plan.is_running(clock.now()):
        return JsonResponse({"html": ""})
    told = render_to_string("kit/steps.html", {"steps": steps(plan)}, request)
    return JsonResponse({"html": told})
