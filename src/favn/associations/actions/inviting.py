"""A gathering for named parties alone: made, announced, and each of them invited, in one step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.db import transaction

from favn.associations.queries.meetings import invitation_id
from favn.gatherings import actions as gatherings
from favn.gatherings import queries
from favn.gatherings.actions import Asked, Facts, Hours
from favn.gatherings.choices import FIRST_KINDS, Audience
from favn.gatherings.models import Gathering, Kind
from favn.kit.history import Actor
from favn.kit.tenancy import current
from favn.people.organisations.models import Organisation

Invited = tuple[UUID, Asked]


@dataclass(frozen=True, slots=True)
class Planned:
    """When and where people meet, and what about."""

    on: date
    starts: time
    ends: time
    place: str = ""
    online_link: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class What:
    """What people meet for; `kind` is the slug of a kind of gathering."""

    kind: str
    title: str
    purpose: str
    co_hosts: tuple[Organisation, ...] = ()


@transaction.atomic
def gather(
    *, id: UUID, what: What, planned: Planned, invited: Iterable[Invited], by: Actor, at: datetime
) -> Gathering:
    """A gathering that its invited can answer, once per `id`; letters leave with the next post.

    `invited` has the key of each party along, so that who came is known when names are erased.
    Raises Refused where the day has gone or no place is named.
    """
    facts = Facts(
        kind=_kind(what.kind, by, at), title=what.title[:120], purpose=what.purpose[:200],
        host=Organisation.objects.get(pk=current()), text=planned.about, place=planned.place,
        online_link=planned.online_link, audience=Audience.INVITED, co_hosts=what.co_hosts,
    )  # fmt: skip
    hours = Hours(planned.on, planned.starts, planned.ends)
    row = gatherings.make(id=id, facts=facts, hours=hours, by=by, at=at)
    row = gatherings.announce(gathering=row, by=by, at=at)
    for key, asked in invited:
        gatherings.invite(id=invitation_id(id, key), gathering=row, asked=asked, by=by, at=at)
    return row


def _kind(slug: str, by: Actor, at: datetime) -> Kind:
    """The organisation's kind of that name; made where it has none, retired or not."""
    gatherings.first_kinds(by=by, at=at)
    found = next((k for k in queries.kinds(with_retired=True) if k.slug == slug), None)
    name = str(dict(FIRST_KINDS)[slug])
    return found or gatherings.add_kind(
        id=uuid5(current(), f"kind/{slug}"), slug=slug, name=name, by=by, at=at
    )
