"""The doors of mentoring: who may open its pages, and the one record an address names."""

from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest

from favn.kit import clock, looking
from favn.kit.attempts import Verb, answered, found
from favn.pathways.actions.posting import post_letters
from favn.pathways.models import Network, Pair, Participant, Plan
from favn.pathways.queries import matching, networks, pairs, pool
from favn.people.accounts import mail
from favn.people.accounts.door import requires, site_of
from favn.people.accounts.roles import Area, Level

T = TypeVar("T")
reads = requires(Area.MENTORING, Level.READ, about_persons=True)
writes = requires(Area.MENTORING, Level.WRITE, about_persons=True)


def the_participant(pk: UUID) -> Participant:
    """One of the organisation's own; others are 404."""
    return found(pool.participant_with(pk))


def the_pair(pk: UUID) -> Pair:
    """One of the organisation's own."""
    return found(pairs.pair_with(pk))


def the_plan(pk: UUID) -> Plan:
    """One of the organisation's own."""
    return found(matching.plan_with(pk))


def the_network(pk: UUID) -> Network:
    """One of the organisation's own."""
    return found(networks.network_with(pk))


def chosen_network(request: HttpRequest) -> tuple[Network | None, list[Network]]:
    """The network a page is about, and those there are; the first where none is named."""
    every = networks.open_networks()
    named = {str(one.pk): one for one in every}
    wanted = request.GET.get("netvaerk", "")
    if wanted == "alle":
        return None, every
    return named.get(wanted, every[0] if every else None), every


def post(request: HttpRequest) -> None:
    """Send the letters that were decided. To write to somebody's address is no look at them."""
    with looking.by_themselves():
        post_letters(site=site_of(request), at=clock.now())
        mail.leave(at=clock.now())


def acted(request: HttpRequest, verbs: dict[str, Verb]) -> int:
    """Do what one of several forms on a page asks, and send its letters."""
    return answered(request, verbs, then=post)
