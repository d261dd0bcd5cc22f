"""A local network begins and ends, associations join and leave it, it meets, it makes something."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from favn.associations.actions.inviting import Planned, What, gather
from favn.associations.actions.meetings import entry_asked
from favn.associations.models import Entry, LocalGathering, LocalMember, LocalNetwork, Venture
from favn.associations.queries import local as queries
from favn.associations.queries.sameness import family
from favn.associations.rules import local as rules
from favn.gatherings.models import Gathering
from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, Refused, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts.models import Account
from favn.people.organisations.models import Unit

FESTIVAL = "fest"
"""The kind of gathering that associations hold along with the house."""


@dataclass(frozen=True, slots=True)
class Circle:
    """What a network is: its name, what it is for, which office brings it together, whom to ask."""

    name: str
    purpose: str
    unit: Unit
    keeper: Account | None


@transaction.atomic
def begin_network(*, id: UUID, circle: Circle, on: date, by: Actor, at: datetime) -> LocalNetwork:
    """A new network, once per `id`. Raises Refused where the name stands already, Taken."""
    row = LocalNetwork(id=id, organisation_id=current(), begun_on=on)
    _fill(row, circle)
    if stands := standing(row):
        return stands
    must(_why_not_named(row))
    if stands := insert(row):
        return stands
    history.note("begin-network", row, by=by, at=at, changes={"name": ["", row.name]})
    return row


def _fill(row: LocalNetwork, circle: Circle) -> None:
    row.name, row.purpose = " ".join(circle.name.split()), circle.purpose.strip()
    row.unit, row.keeper = circle.unit, circle.keeper


def _why_not_named(row: LocalNetwork) -> str | None:
    rows = LocalNetwork.objects.owned().filter(name=row.name).exclude(pk=row.pk)
    return _("Der er allerede et netværk, der hedder sådan.") if rows.exists() else None


@transaction.atomic
def change_network(
    *, network: LocalNetwork, version: int, circle: Circle, by: Actor, at: datetime
) -> LocalNetwork:
    """Write it anew, also when a colleague takes over. Raises Refused, Conflict."""
    row = _held(network, version)
    before = row.name
    _fill(row, circle)
    must(_why_not_named(row))
    row.version += 1
    row.save()
    history.note("change", row, by=by, at=at, changes={"name": [before, row.name]})
    return row


def _held(network: LocalNetwork, version: int) -> LocalNetwork:
    row = LocalNetwork.objects.owned().select_for_update().get(pk=network.pk)
    if row.version != version:
        raise Conflict(_("En anden har rettet netværket imens. Se det nye, og ret igen."))
    return row


@transaction.atomic
def end_network(
    *, network: LocalNetwork, version: int, on: date | None, by: Actor, at: datetime
) -> LocalNetwork:
    """It meets no more; or, with None, it meets again. Raises Refused, Conflict."""
    row = _held(network, version)
    if on and row.ended_on:
        raise Refused(_("Netværket er lukket. Begynd det igen først."))
    before, row.ended_on = row.ended_on, on
    row.version += 1
    row.save(update_fields=["ended_on", "version"])
    changes = {"ended_on": [str(before or ""), str(on or "")]}
    history.note("end" if on else "come-back", row, by=by, at=at, changes=changes)
    return row


@transaction.atomic
def join(
    *, network: LocalNetwork, entries: Iterable[Entry], on: date, by: Actor, at: datetime
) -> int:
    """Associations come in; those that are in stay as they are. How many are new; or Refused."""
    inside = {member.association.pk for member in queries.members_of(network)}
    new = [entry for entry in entries if entry.pk not in inside]
    for entry in new:
        must(rules.why_not_join(network.ended_on is not None, entry.closed_on is not None,
                                entry.name))  # fmt: skip
        row = LocalMember(organisation_id=current(), network=network, entry=entry, joined_on=on)
        row.save(force_insert=True)
        history.note("join-network", row, by=by, at=at, changes={"entry": ["", entry.name]})
    return len(new)


@transaction.atomic
def leave(*, member: LocalMember, on: date, by: Actor, at: datetime) -> LocalMember:
    """An association is in no more, under any name; it stays at the meetings it came to.

    Raises Refused.
    """
    row = LocalMember.objects.owned().select_for_update().get(pk=member.pk)
    if row.left_on:
        return row
    names = family(member.association)
    rows = LocalMember.objects.owned().filter(network=row.network_id, left_on=None)
    if any(on < one.joined_on for one in rows.filter(entry__in=names)):
        raise Refused(_("Foreningen kan ikke gå ud, før den kom med."))
    rows.filter(entry__in=names).update(left_on=on)
    row.left_on = on
    history.note("leave-network", row, by=by, at=at, changes={"left_on": ["", str(on)]})
    return row


@transaction.atomic
def meet(
    *, id: UUID, network: LocalNetwork, kind: str, title: str, planned: Planned,
    venture: Venture | None, by: Actor, at: datetime,
) -> Gathering:  # fmt: skip
    """Everybody in it is invited to a gathering that the house leads, once per `id`.

    Whoever has closed is not asked. At a festival the associations that have accounts stand as
    holding it along. Raises Refused.
    """
    row = LocalGathering(id=id, organisation_id=current(), network=network)
    if stands := standing(row):
        return stands.gathering
    every = [seen.entry for seen in queries.seen_in(network)]
    entries = [entry for entry in every if entry.closed_on is None]
    must(rules.why_not_gather(network.ended_on is not None, len(entries)))
    along = tuple(e.party for e in entries if e.party) if kind == FESTIVAL else ()
    row.gathering = gather(
        id=uuid5(id, "gathering"), what=What(kind, title, network.purpose, along), planned=planned,
        invited=[(e.pk, entry_asked(e)) for e in entries], by=by, at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    if venture:
        waiting = Venture.objects.owned().filter(pk=venture.pk, gathering=None)
        waiting.update(gathering=row.gathering, version=F("version") + 1)
    history.note("meet", network, by=by, at=at, changes={"on": ["", str(planned.on)]})
    return row.gathering


@dataclass(frozen=True, slots=True)
class Plan:
    """What is made together; `entry` leads it, the house where it is None."""

    kind: str
    title: str
    entry: Entry | None = None
    plan: str = ""
    planned_on: date | None = None
    fund: str = ""
    asked_kroner: int | None = None
    applied_on: date | None = None
    got_kroner: int | None = None
    gathering: Gathering | None = None
    shared_at: Gathering | None = None
    came_of_it: str = ""


@transaction.atomic
def add_venture(
    *, id: UUID, network: LocalNetwork, plan: Plan, by: Actor, said_by: str, at: datetime
) -> Venture:
    """Something to make together, once per `id`. Raises Refused, Taken."""
    row = Venture(id=id, organisation_id=current(), network=network, made_at=at, made_by=said_by)
    if stands := standing(row):
        return stands
    must(_("Netværket er lukket.") if network.ended_on else None)
    _write(row, plan, at)
    if stands := insert(row):
        return stands
    history.note("plan", row, by=by, at=at, changes={"title": ["", row.title]})
    return row


def _write(row: Venture, plan: Plan, at: datetime) -> None:
    must(rules.why_not_venture(plan.kind, plan.fund, plan.asked_kroner, plan.applied_on,
                               plan.got_kroner, at.date()))  # fmt: skip
    for field in fields(Plan):
        setattr(row, field.name, getattr(plan, field.name))
    must(rules.why_not_share(row.held_on) if plan.shared_at else None)


@transaction.atomic
def change_venture(
    *, venture: Venture, version: int, plan: Plan, by: Actor, at: datetime
) -> Venture:
    """Write it anew as it goes on. Raises Refused, and Conflict where another wrote meanwhile."""
    row = Venture.objects.owned().select_for_update(of=("self",)).get(pk=venture.pk)
    if row.version != version:
        raise Conflict(_("En anden har skrevet imens. Se, hvad der står nu, og gem igen."))
    before = row.state
    _write(row, plan, at)
    row.version += 1
    row.save()
    history.note("change", row, by=by, at=at, changes={"state": [str(before), str(row.state)]})
    return row
