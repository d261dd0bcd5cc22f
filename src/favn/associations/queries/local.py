"""Local networks: their members and how to reach them, their gatherings, and what they make.

Seen by whoever reads the directory; an association sees those it is in, and of the other members
what they show to associations.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from favn.associations.models import (
    Entry,
    LocalGathering,
    LocalMember,
    LocalNetwork,
    Venture,
)
from favn.associations.queries.meetings import Way, invitation_id, standing
from favn.associations.queries.sameness import family
from favn.gatherings.models import Gathering, Meeting, Presence
from favn.gatherings.queries import invitations_of
from favn.people.accounts.models import Membership
from favn.people.accounts.roles import Area, Level


def networks() -> QuerySet[LocalNetwork]:
    """All of the house's; those that meet first, by name.

    `size` counts each association once, also where two names of it came in before they were
    joined. `is_kept`: whether the colleague who is asked is still here.
    """
    whose = Coalesce("members__entry__merged_into", "members__entry")
    now = Count(whose, filter=Q(members__left_on=None), distinct=True)
    here = Membership.objects.owned().filter(account=OuterRef("keeper"), account__is_active=True)
    rows = LocalNetwork.objects.owned().select_related("unit", "keeper")
    told = rows.annotate(size=now, is_kept=Exists(here))
    return told.order_by(F("ended_on").desc(nulls_first=True), "name")


def network_with(pk: UUID) -> LocalNetwork | None:
    """One of them."""
    return networks().filter(pk=pk).first()


def networks_of(entry: Entry) -> list[LocalNetwork]:
    """Those an association is in now, under every name it had."""
    mine = LocalMember.objects.owned().filter(entry__in=family(entry), left_on=None)
    return list(networks().filter(pk__in=mine.values("network"), ended_on=None))


def members_of(row: LocalNetwork) -> list[LocalMember]:
    """Who is in it now, by name."""
    rows = LocalMember.objects.owned().filter(network=row, left_on=None)
    return list(rows.select_related("entry__party", "entry__merged_into", "entry__district"))


def gone_from(row: LocalNetwork) -> list[LocalMember]:
    """Who has left, the last first."""
    rows = LocalMember.objects.owned().filter(network=row).exclude(left_on=None)
    return list(rows.select_related("entry__merged_into").order_by("-left_on"))


def member_with(row: LocalNetwork, pk: UUID) -> LocalMember | None:
    """One who is in it now."""
    return next((member for member in members_of(row) if member.pk == pk), None)


def offered_to(row: LocalNetwork) -> list[Entry]:
    """Living associations that are not in it."""
    inside = LocalMember.objects.owned().filter(network=row, left_on=None)
    whose = inside.values(stands=Coalesce("entry__merged_into", "entry"))
    return list(Entry.objects.present().living().exclude(pk__in=whose).defer("contact_name"))


@dataclass(frozen=True, slots=True)
class Seen:
    """A member: at how many of the network's meetings it was seen since it joined, and the last."""

    member: LocalMember
    entry: Entry
    came: int
    of: int
    last_on: date | None


def seen_in(row: LocalNetwork) -> list[Seen]:
    """Every association in it with how it has come, once under the name that stands; a meeting
    counts once somebody said it was held.
    """
    held, every = _held(row), defaultdict[UUID, list[LocalMember]](list)
    here = _who_came(held)
    for member in members_of(row):
        every[member.association.pk].append(member)
    return [_seen(members, held, here) for members in every.values()]


def _held(row: LocalNetwork) -> list[Meeting]:
    own = LocalGathering.objects.owned().filter(network=row).values("gathering")
    return list(Meeting.objects.owned().filter(gathering__in=own).exclude(held_at=None))


def _who_came(held: list[Meeting]) -> dict[UUID, set[UUID]]:
    """Meeting → keys of the invitations and parties somebody came for."""
    rows = Presence.objects.owned().filter(meeting__in=held, voided_at=None)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for meeting, invitation, party in rows.values_list("meeting", "invitation", "party"):
        found[meeting] |= {key for key in (invitation, party) if key}
    return found


def _seen(members: list[LocalMember], held: list[Meeting], here: dict[UUID, set[UUID]]) -> Seen:
    first = min(member.joined_on for member in members)
    since = [meeting for meeting in held if meeting.on >= first]
    entry = members[0].association
    known = {one.pk: one for one in (entry, *(member.entry for member in members))}
    days = [
        meeting.on
        for meeting in since
        if here[meeting.pk] & _keys(meeting.gathering_id, known.values())
    ]
    return Seen(members[0], entry, len(days), len(since), max(days, default=None))


def _keys(gathering: UUID, entries: Iterable[Entry]) -> set[UUID]:
    """What somebody of an association comes under, asked by whichever of its names."""
    asked = {invitation_id(gathering, entry.pk) for entry in entries}
    return asked | {entry.party_id for entry in entries if entry.party_id}


@dataclass(frozen=True, slots=True)
class Gathered:
    """One of the network's gatherings: when, by whom, how many were asked, said yes, and came."""

    gathering: Gathering
    on: date | None
    hosts: tuple[str, ...]
    asked: int
    yes: int
    came: int | None
    word: str
    look: str


def gathered(row: LocalNetwork, now: datetime) -> list[Gathered]:
    """All of them, the newest day first."""
    links = LocalGathering.objects.owned().filter(network=row)
    links = links.select_related("gathering__kind", "gathering__host")
    links = links.prefetch_related("gathering__meetings", "gathering__co_hosts__party")
    every = [_gathered(link.gathering, now) for link in links]
    return sorted(every, key=lambda one: one.on or date.min, reverse=True)


def _gathered(row: Gathering, now: datetime) -> Gathered:
    meetings = [meeting for meeting in row.meetings.all() if not meeting.is_off]
    is_held = any(meeting.held_at for meeting in meetings)
    invited = invitations_of(row)
    came = Presence.objects.owned().filter(meeting__gathering=row, voided_at=None).count()
    has_begun = any(meeting.starts_at <= now for meeting in meetings)
    word, look = standing(is_off=row.is_off, is_held=is_held, has_begun=has_begun)
    return Gathered(
        row, min((m.on for m in meetings), default=None),
        (row.host.name, *(one.party.name for one in row.co_hosts.all())), len(invited),
        sum(one.answer == "yes" for one in invited), came if is_held else None, word, look,
    )  # fmt: skip


def ventures_of(row: LocalNetwork) -> list[Venture]:
    """What the network makes together, the newest first."""
    rows = (
        Venture.objects.owned().filter(network=row).select_related("entry__merged_into", "network")
    )
    beside = ("gathering__meetings", "shared_at")
    return list(rows.select_related("gathering").prefetch_related(*beside))


def venture_with(row: LocalNetwork, pk: UUID) -> Venture | None:
    """One of them."""
    return next((venture for venture in ventures_of(row) if venture.pk == pk), None)


@dataclass(frozen=True, slots=True)
class Raised:
    """Kroner asked of funds in one year, those that came, and those nobody has answered yet."""

    year: int
    asked: int
    got: int
    waits: int


def raised(rows: list[Venture]) -> list[Raised]:
    """What was asked of funds by the year of asking, the newest first; an answer belongs to the
    year it was asked for, whenever it comes.
    """
    by_year: dict[int, list[Venture]] = defaultdict(list)
    for row in rows:
        if row.applied_on:
            by_year[row.applied_on.year].append(row)
    return [
        Raised(
            year,
            sum(row.asked_kroner or 0 for row in asked),
            sum(row.got_kroner or 0 for row in asked),
            sum(row.asked_kroner or 0 for row in asked if row.got_kroner is None),
        )
        for year, asked in sorted(by_year.items(), reverse=True)
    ]


def about_gathering(row: Gathering) -> list[Way]:
    """The network a gathering is of; the gathering's page asks."""
    link = LocalGathering.objects.owned().filter(gathering=row).select_related("network").first()
    if link is None:
        return []
    text = _("Hører til netværket “%(name)s”") % {"name": link.network.name}
    return [(text, "associations:local-network", (link.network_id,), Area.DIRECTORY, Level.READ)]
