"""An association comes into the network, says something about itself, leaves, and gets a link."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from favn.associations.models import MembershipYear, NetworkLink, NetworkMember
from favn.associations.queries import network as queries
from favn.associations.rules import network as rules
from favn.kit import clock, history, store
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.tenancy import current
from favn.people.accounts import links
from favn.people.accounts.choices import Ended
from favn.people.organisations.actions import add_party
from favn.people.organisations.models import Organisation

"""A little over a year, so that a link lives from one yearly meeting to the next."""
SEALED = ("contact", "email", "phone")


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a member association. `municipality` is one of the 98 as they are spelled."""

    name: str
    municipality: str
    about: str = ""
    website: str = ""
    is_public: bool = False
    contact: str = ""
    email: str = ""
    phone: str = ""

    def values(self) -> dict[str, Any]:
        """Field → value as a row holds it."""
        return {name: getattr(self, name) for name in self.__slots__}


@transaction.atomic
def join_network(
    *, id: UUID, about: About, joined_on: date, by: Actor, at: datetime,
    party: Organisation | None = None,
) -> NetworkMember:  # fmt: skip
    """A new member association, once per `id`. Raises Refused, Taken."""
    row = NetworkMember(
        id=id, organisation_id=current(), party=party, joined_on=joined_on, **about.values()
    )
    if stands := standing(row):
        return stands
    must(rules.why_not_joined(about.name, joined_on, at.date()))
    row.party = party or _party(id, about.name)
    if stands := insert(row):
        return stands
    history.note("add", row, by=by, at=at, changes={"name": ["", row.name]})
    recount(today=at.date())
    return row


def _party(id: UUID, name: str) -> Organisation | None:
    """Its party of the shared directory, so that it can be host and guest of meetings.

    Never an organisation with accounts of its own: that one is chosen, not guessed by its name.
    """
    found = add_party(id=uuid5(id, "party"), name=" ".join(name.split())[:120])
    return None if found.is_tenant else found


@transaction.atomic
def change_member(
    *, member: NetworkMember, version: int, about: About, joined_on: date | None = None,
    by: Actor, at: datetime, confirms: bool = False,
) -> NetworkMember:  # fmt: skip
    """Say something else about an association; with `confirms` it says so itself.

    Raises Refused, Conflict.
    """
    row = _held(member)
    joined_on = joined_on or row.joined_on
    now = dict(zip(SEALED, row.reached_at, strict=True))
    before = {name: now[name] if name in now else getattr(row, name) for name in about.values()}
    changed = {n: v for n, v in about.values().items() if before[n] != v}
    if row.version != version and changed:
        raise Conflict(_("En anden har rettet foreningen imens. Se, hvad der står nu."))
    must(rules.why_not_joined(about.name, joined_on, at.date()))
    told = {n: [before[n], v] for n, v in changed.items() if n not in SEALED}
    if joined_on != row.joined_on:
        changed["joined_on"] = joined_on
        told["joined_on"] = [str(row.joined_on), str(joined_on)]
    for name, value in changed.items():
        setattr(row, name, value)
    row.confirmed_at = at if confirms else row.confirmed_at
    row.version += bool(changed)
    row.save()
    history.note(
        "confirm" if confirms and not changed else "change", row, by=by, at=at, changes=told
    )
    recount(today=at.date())
    return row


@transaction.atomic
def leave_network(
    *, member: NetworkMember, version: int, on: date, because: str, by: Actor, at: datetime
) -> NetworkMember:
    """An association is a member no more; its links end. Raises Refused, Conflict."""
    row = _held(member)
    if row.left_on == on:
        return row
    if row.version != version:
        raise Conflict(_("En anden har rettet foreningen imens. Se, hvad der står nu."))
    must(rules.why_not_left(row.joined_on, on, at.date(), because))
    row.left_on, row.left_because = on, because.strip()
    row.version += 1
    row.save(update_fields=["left_on", "left_because", "version"])
    links.end(NetworkLink.living().filter(member=row), Ended.WITHDRAWN, at=at)
    history.note("leave-member", row, by=by, at=at, changes={"left_on": ["", str(on)]})
    recount(today=at.date())
    return row


@transaction.atomic
def return_to_network(
    *, member: NetworkMember, version: int, by: Actor, at: datetime
) -> NetworkMember:
    """Take a leaving back. Raises Conflict."""
    row = _held(member)
    if row.left_on is None:
        return row
    if row.version != version:
        raise Conflict(_("En anden har rettet foreningen imens. Se, hvad der står nu."))
    before, row.left_on, row.left_because = row.left_on, None, ""
    row.version += 1
    row.save(update_fields=["left_on", "left_because", "version"])
    history.note("come-back", row, by=by, at=at, changes={"left_on": [str(before), ""]})
    recount(today=at.date())
    return row


@transaction.atomic
def make_link(
    *, id: UUID, member: NetworkMember, by: Actor, at: datetime
) -> tuple[NetworkLink, str]:
    """A new link and its secret, said once; older ones end. "" where the same `id` came before.

    Raises Refused for an association that left.
    """
    must(_("Foreningen er ikke med mere.") if member.left_on else None)
    row = NetworkLink(id=id, organisation_id=current(), member=member)
    if stands := standing(row):
        return stands, ""
    return row, links.give(row, by=by, at=at)


def withdraw_link(*, member: NetworkMember, by: Actor, at: datetime) -> int:
    """Make what the association was given worthless, such as one that went astray."""
    return links.withdraw(NetworkLink.living().filter(member=member), by=by, at=at)


def keep_up(*, today: date) -> bool:
    """Write the coming year where a network has been left alone since the last; whether it did."""
    ahead = MembershipYear.objects.owned().filter(year=today.year + rules.AHEAD)
    if ahead.exists() or not queries.members().living().exists():
        return False
    with transaction.atomic():
        recount(today=today)
    return True


def recount(*, today: date | None = None) -> None:
    """Write what is counted anew, and mark every month that is different now."""
    every, tenant = queries.spans(), current()
    rows = MembershipYear.objects.owned()
    months = set(rows.values_list("year", "month"))
    rows.delete()
    for year in rules.years_of(every, today or clock.today()):
        for one in rules.counted(every, year):
            MembershipYear(
                id=uuid4(), organisation_id=tenant, member_id=one.key, year=year,
                month=one.month, municipality=one.place, standing=one.standing,
                is_first="yes" if one.is_first else "no",
            ).save(force_insert=True)  # fmt: skip
            months.add((year, one.month))
    store.mark_months(MembershipYear._meta.label_lower, tenant, sorted(months))


def _held(member: NetworkMember) -> NetworkMember:
    return NetworkMember.objects.owned().select_for_update().get(pk=member.pk)
