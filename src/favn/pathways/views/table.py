"""The coordinator's table: who waits, who might go together, who is silent, and what both said."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import DONE, Verb, asked_id, found
from favn.pathways.actions import asking, pairs, plans
from favn.pathways.models import Network
from favn.pathways.queries import networks
from favn.pathways.queries.pairs import follow_up_with
from favn.pathways.queries.table import planned_with
from favn.pathways.queries.table import table as stands
from favn.pathways.views.doors import acted, chosen_network, reads
from favn.pathways.views.running import begun
from favn.people.accounts.door import Request
from favn.people.accounts.roles import Area, Level


def may_write(request: Request) -> bool:
    """Whether the role may put two together."""
    return request.membership.may(Area.MENTORING, Level.WRITE)


@reads
def table(request: Request) -> HttpResponse:
    """Everything that asks for a person, in one network or in all."""
    network, every = chosen_network(request)
    status = 200
    if request.method == "POST":
        verbs: dict[str, Verb] = {
            "ask": lambda: ask_planned(request),
            "plan": lambda: _planned(request),
            "called": lambda: _called(request),
        }
        status = acted(request, verbs) if may_write(request) else 403
        if status == DONE:
            return redirect(request.get_full_path())
    told = stands(clock.today(), network)
    context = {
        "table": told,
        "is_running": bool(told.plan and told.plan.is_running(clock.now())),
        "tabs": _tabs(network, every),
        "networks": every,
        "has_closed": networks.networks().count() > len(every),
        "may_write": may_write(request),
        "new_id": uuid4,
        "house": request.organisation,
        "year": clock.today().year,
    }
    return render(request, "pathways/table.html", context, status=status)


def _tabs(network: Network | None, every: list[Network]) -> list[dict[str, object]]:
    """One for each network, and one for all; none where there is only one."""
    here = reverse("pathways:table")
    if len(every) < 2:
        return []
    one_each = [
        {"title": n.name, "url": f"{here}?netvaerk={n.pk}", "is_here": network == n} for n in every
    ]
    return [*one_each, {"title": _("Alle"), "url": f"{here}?netvaerk=alle", "is_here": not network}]


def ask_planned(request: Request) -> str:
    """Put two of a plan before each other."""
    row = found(planned_with(asked_id(request, "row")))
    pair = asking.ask(
        id=asked_id(request, "id"), mentee=row.mentee, mentor=row.mentor, plan=row.plan,
        by=request.account, at=clock.now(),
    )  # fmt: skip
    return _("%(mentee)s og %(mentor)s er spurgt.") % {
        "mentee": pair.mentee.name, "mentor": pair.mentor.name,
    }  # fmt: skip


def _planned(request: Request) -> str:
    """Begin a plan for a network, and run it."""
    network = found(networks.network_with(asked_id(request, "network")))
    key, at = asked_id(request, "id"), clock.now()
    plan = plans.begin(id=key, network=network, by=request.account, at=at)
    return begun(request, plan, plan.version)


def _called(request: Request) -> str:
    row = found(follow_up_with(asked_id(request, "row")))
    pairs.called(follow_up=row, by=request.account, at=clock.now())
    return _("Det er gjort.")
