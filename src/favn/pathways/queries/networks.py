"""The present tenant's local networks, their partners, and what each has running."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, QuerySet, When

from favn.pathways.choices.mentoring import NetworkState, Side, Standing
from favn.pathways.choices.pairs import LIVE, RUNNING
from favn.pathways.models import Milestone, Network, Pair, Participant, Partner
from favn.pathways.queries import pool


def networks() -> QuerySet[Network]:
    """Every network, those that are closed last."""
    is_closed = Case(When(state=NetworkState.CLOSED, then=1), default=0)
    return Network.objects.owned().order_by(is_closed, "name")


def open_networks() -> list[Network]:
    """Those that are not closed, by name."""
    return list(networks_for_all().order_by("name"))


def network_with(pk: UUID) -> Network | None:
    """One of the present tenant's own."""
    return networks().select_related("heir").filter(pk=pk).first()


def by_slug(slug: str) -> Network | None:
    """One by the name in a public address."""
    return networks().filter(slug=slug).first()


def networks_for_all() -> QuerySet[Network]:
    """Where somebody may sign up; an organisation's public menu asks."""
    return networks().exclude(state=NetworkState.CLOSED)


def partners_of(network: Network) -> list[Partner]:
    """Those it works with now."""
    rows = Partner.objects.owned().filter(network=network, ended_on=None)
    return list(rows.select_related("party"))


def partner_with(pk: UUID, network: Network) -> Partner | None:
    """One partner of a network."""
    return Partner.objects.owned().filter(pk=pk, network=network).first()


@dataclass(frozen=True, slots=True)
class Load:
    """What runs in a network: pairs, those on the way to begin, and who waits or is free."""

    network: Network
    running: int
    asked: int
    waiting: int
    mentors: int


def loads(today: date) -> list[Load]:
    """Every network with what runs in it, in four questions however many there are."""
    pairs = Pair.objects.owned().order_by()
    running = _by_network(pairs.filter(state__in=RUNNING, started_on__lte=today))
    live = _by_network(pairs.filter(state__in=LIVE))
    people = Participant.objects.owned().order_by().exclude(standing=Standing.LEFT)
    waiting = _by_network(pool.waiting_mentees().order_by())
    mentors = _by_network(people.filter(side=Side.MENTOR))
    return [
        Load(
            n,
            running.get(n.pk, 0),
            live.get(n.pk, 0) - running.get(n.pk, 0),
            waiting.get(n.pk, 0),
            mentors.get(n.pk, 0),
        )
        for n in networks()
    ]


def years(today: date) -> list[int]:
    """Years in which pairs began, ended or broke, and this one; the newest first."""
    rows = Milestone.objects.owned().filter(voided_at=None).order_by()
    return sorted({today.year, *rows.values_list("year", flat=True).distinct()}, reverse=True)


def _by_network(rows: QuerySet[Pair] | QuerySet[Participant]) -> dict[UUID, int]:
    found: dict[UUID, int] = dict(rows.values_list("network").annotate(n=Count("pk")))
    return found
