"""Schemes, their groups and contacts, and how a year's contacts stand. Nothing here writes.

Seen by whoever reads schemes. A contact with a person of the house is shown by name only there.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from favn.pathways.choices.schemes import Step
from favn.pathways.models import Following, GuideGroup, GuideScheme
from favn.pathways.queries.programme import consent_to
from favn.pathways.rules import programme as of_persons
from favn.people.persons.models import Person
from favn.people.persons.queries import ids_of
from favn.statistics import funnel
from favn.statistics.funnel import Place, Standing
from favn.statistics.reasons import Refused as NoShare


def schemes() -> list[GuideScheme]:
    """The present organisation's schemes, by name."""
    return list(GuideScheme.objects.owned().filter(retired_at=None))


def scheme_with(pk: UUID) -> GuideScheme | None:
    """One of them; foreign and unknown are None."""
    return GuideScheme.objects.owned().filter(pk=pk).first()


def named_schemes() -> list[GuideScheme]:
    """Those that follow a person of the house."""
    return [one for one in schemes() if one.words.is_named]


def groups_of(scheme: GuideScheme) -> list[GuideGroup]:
    """A scheme's local groups, by name."""
    return list(GuideGroup.objects.owned().filter(scheme=scheme))


def match_with(pk: UUID) -> Following | None:
    """One contact of the present organisation."""
    rows = Following.objects.owned().select_related("scheme", "group", "person", "owner")
    return rows.filter(pk=pk).first()


def matches_of(scheme: GuideScheme, year: int) -> QuerySet[Following]:
    """A year's contacts: those that have not ended first, the newest of them on top."""
    rows = Following.objects.owned().filter(scheme=scheme, year=year)
    rows = rows.select_related("group", "person", "owner")
    return rows.order_by(F("ended_on").asc(nulls_first=True), "-contacted_on", "pk")


def matches_about(person: Person) -> list[Following]:
    """Every match of a person, the newest first."""
    rows = Following.objects.owned().filter(person__in=ids_of(person))
    return list(rows.select_related("scheme", "owner").order_by("-contacted_on"))


def days_of(match: Following) -> dict[Step, date | None]:
    """Step → the day it was taken, or None."""
    return {
        Step.CONTACTED: match.contacted_on,
        Step.AGREED: match.agreed_on,
        Step.STARTED: match.started_on,
    }


def why_not_follow(person: Person, on: date) -> str | None:
    """A person is followed into a company while they say yes to the programme."""
    allowed = consent_to(person, on) is not None
    return of_persons.why_not_write(ended=False, allowed=allowed)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many came how far: of everybody contacted, so each holds the ones after it."""

    contacted: int
    agreed: int
    started: int
    ended: int

    @property
    def steps(self) -> tuple[tuple[Step, int], ...]:
        """The steps in order with their numbers."""
        return (
            (Step.CONTACTED, self.contacted),
            (Step.AGREED, self.agreed),
            (Step.STARTED, self.started),
        )


COUNTED = {
    "contacted": Count("pk"),
    "agreed": Count("pk", filter=Q(reached__in=(Step.AGREED, Step.STARTED))),
    "started": Count("pk", filter=Q(reached=Step.STARTED)),
    "ended": Count("pk", filter=~Q(ended_on=None)),
}


def tally(scheme: GuideScheme, year: int) -> Tally:
    """A year's contacts of one scheme."""
    rows = Following.objects.owned().filter(scheme=scheme, year=year)
    return Tally(**rows.order_by().aggregate(**COUNTED))


def carried_into(scheme: GuideScheme, year: int) -> int:
    """How many contacts of the year before go on. Older ones are lists nobody ends any more."""
    return Following.objects.owned().filter(scheme=scheme, year=year - 1, ended_on=None).count()


def years_of(scheme: GuideScheme) -> list[int]:
    """The years it has contacts in, the newest first."""
    rows = Following.objects.owned().filter(scheme=scheme).order_by()
    return sorted(rows.values_list("year", flat=True).distinct(), reverse=True)


@dataclass(frozen=True, slots=True)
class GroupStands:
    """A group beside the whole scheme: its share that began, and whether chance explains it."""

    group: GuideGroup
    contacted: int
    started: int
    place: Place

    @property
    def stands_out(self) -> bool:
        """Whether it lies outside both pairs of limits."""
        return self.place.standing is Standing.BEYOND_ALARM


def groups_beside(scheme: GuideScheme, year: int) -> list[GroupStands]:
    """Each group's share of contacts that began, beside the scheme's own as the target.

    Limits are those of `statistics.funnel`: where 95 and 99.8 percent of groups of that size would
    lie if all were alike. Groups without a contact, and a scheme of one group, are beside nothing.
    """
    rows = Following.objects.owned().filter(scheme=scheme, year=year).exclude(group=None).order_by()
    counted = list(rows.values("group").annotate(n=COUNTED["contacted"], hits=COUNTED["started"]))
    base, hits = sum(row["n"] for row in counted), sum(row["hits"] for row in counted)
    if len(counted) < 2 or not base:
        return []
    known = {group.pk: group for group in groups_of(scheme)}
    found = [
        GroupStands(known[row["group"]], row["n"], row["hits"], place)
        for row in counted
        if (place := _place(row["hits"], row["n"], hits / base)) is not None
    ]
    return sorted(found, key=lambda one: (-one.place.share, one.group.name))


def _place(hits: int, base: int, target: float) -> Place | None:
    try:
        return funnel.place(hits, base, target)
    except NoShare:
        return None
