"""The network's members, their places and their competences.

The network's own staff sees all of it. A member association sees the other members' names, places
and competences, and of itself everything. Everybody else sees what members show.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from favn.associations.choices.membership import Way
from favn.associations.models import Competence, NetworkLink, NetworkMember, Subject
from favn.associations.models.network import NetworkQuerySet
from favn.associations.rules.catalogue import answers, stems
from favn.associations.rules.network import Span
from favn.gatherings.models import Meeting
from favn.kit import clock
from favn.people.organisations.models import Organisation
from favn.people.organisations.places import MUNICIPALITIES


def members() -> NetworkQuerySet:
    """The tenant's network by name, those that left too."""
    return NetworkMember.objects.present()


def member_with(pk: UUID) -> NetworkMember | None:
    """One of them."""
    return members().filter(pk=pk).first()


def spans() -> list[Span]:
    """Everybody's time in the network."""
    rows = members().values_list("pk", "municipality", "joined_on", "left_on")
    return [Span(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Tile:
    """One municipality as a tile: `level` 1 is many members, 5 is one."""

    title: str
    level: int
    word: str
    n: int


def tiles(rows: list[NetworkMember], word: str, words: str) -> list[Tile]:
    """The municipalities that have members, most members first."""
    found = Counter(row.municipality for row in rows)
    in_order = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        Tile(place, max(1, 6 - n), (word if n == 1 else words) % {"n": n}, n)
        for place, n in in_order
    ]


def unreached() -> int:
    """How many of the 98 municipalities have no member."""
    return len(MUNICIPALITIES) - members().living().values("municipality").distinct().count()


def memberships_of(house: Organisation) -> QuerySet[NetworkMember]:
    """The networks a signed-in organisation is a member of: rows of others that are about it."""
    return NetworkMember.objects.filter(party=house, left_on=None).select_related("organisation")


def links_of(member: NetworkMember) -> QuerySet[NetworkLink]:
    """A member's link that works, if it has one."""
    return NetworkLink.living().filter(member=member, expires_at__gt=clock.now())


# Meetings

MEETS = ("netvaerksmoede", "seminar", "webinar")
"""Kinds of gatherings that are the network's own."""


def meetings_in(year: int) -> list[Meeting]:
    """What the network held in a year, with its host and, as `heads`, how many came."""
    rows = Meeting.objects.owned().filter(year=year, gathering__kind__slug__in=MEETS)
    came = Count("presences", filter=Q(presences__voided_at=None))
    held = rows.exclude(held_at=None).annotate(heads=came)
    return list(held.select_related("gathering__kind", "gathering__host").order_by("on"))


def hosted_last() -> dict[UUID, date]:
    """Party → the last day it was host of one of the network's meetings, alone or along.

    What is planned, and what was called off as a whole, has not been held by anybody.
    """
    rows = Meeting.objects.owned().filter(gathering__kind__slug__in=MEETS).exclude(held_at=None)
    pairs = [
        *rows.values_list("gathering__host_id", "on"),
        *rows.exclude(gathering__co_hosts=None).values_list("gathering__co_hosts__party_id", "on"),
    ]
    last: dict[UUID, date] = {}
    for party, on in pairs:
        last[party] = max(on, last.get(party, on))
    return last


# Competences


def subjects() -> QuerySet[Subject]:
    """The register of subjects, without those that are retired."""
    return Subject.objects.owned().filter(is_retired=False)


def competences() -> QuerySet[Competence]:
    """Every line of those that are members now."""
    rows = Competence.objects.owned().filter(member__left_on=None)
    return rows.select_related("member", "subject")


def competences_of(member: NetworkMember) -> QuerySet[Competence]:
    """One association's lines."""
    return Competence.objects.owned().filter(member=member).select_related("subject")


def competence_with(pk: UUID, member: NetworkMember) -> Competence | None:
    """One line of an association's own."""
    return competences_of(member).filter(pk=pk).first()


def found_in(words: str, way: str, subject: str) -> list[Competence]:
    """Lines in which every word stands, by stem and inside compounds."""
    rows = competences()
    rows = rows.filter(way=way) if way in Way.values else rows
    rows = rows.filter(subject__name=subject) if subject else rows
    wanted = stems(words)
    listed = rows.order_by("subject__name", "way", "member__name")
    return [one for one in listed if answers(wanted, _texts(one))]


def _texts(one: Competence) -> tuple[str, ...]:
    return one.subject.name, one.level, one.text, one.member.name, one.member.municipality


@dataclass(frozen=True, slots=True)
class Balance:
    """One subject: who teaches it and who wants to learn it."""

    subject: str
    teach: int
    learn: int

    @property
    def is_gap(self) -> bool:
        """Whether somebody wants to learn what nobody teaches."""
        return bool(self.learn) and not self.teach


def balance() -> list[Balance]:
    """Subjects by how many want to learn them; what nobody teaches stands first."""
    found = Counter((one.subject.name, one.way) for one in competences())
    names = sorted({name for name, _way in found})
    rows = [Balance(n, found[n, Way.TEACH], found[n, Way.LEARN]) for n in names]
    return sorted(rows, key=lambda row: (not row.is_gap, -row.learn, row.subject))


def matches_for(member: NetworkMember) -> list[tuple[Competence, list[Competence]]]:
    """What an association wants to learn, each with the others that teach it."""
    every = list(competences())
    wanted = [c for c in every if c.member_id == member.pk and c.way == Way.LEARN]
    return [
        (one, [c for c in every if c.way == Way.TEACH and c.subject_id == one.subject_id
               and c.member_id != member.pk])
        for one in wanted
    ]  # fmt: skip


def shown_to_all(day: date) -> list[NetworkMember]:
    """Members that want to be named to everybody."""
    return list(network_for_all(day))


def network_for_all(day: date) -> NetworkQuerySet:
    """The same as a question that was not asked yet."""
    return members().on(day).filter(is_public=True)
