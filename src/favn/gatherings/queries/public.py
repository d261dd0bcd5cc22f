"""What everybody may see: what is on, when, and whether there is room."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet, Sum

from favn.gatherings.choices import HOLDS
from favn.gatherings.models import Gathering, Meeting
from favn.gatherings.rules import seats as rule
from favn.kit.tenancy import acting_for
from favn.people.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Shown:
    """One meeting on the public list."""

    meeting: Meeting
    gathering: Gathering
    free: int | None
    taken: int

    @property
    def is_full(self) -> bool:
        """Whether nobody more can sit down."""
        return self.free == 0

    @property
    def is_nearly_full(self) -> bool:
        """Few seats left: at most five, and at most a fifth of all."""
        seats = self.gathering.seats
        return bool(self.free and seats and self.free <= min(5, max(1, seats // 5)))

    @property
    def is_off(self) -> bool:
        """Whether it was called off, alone or with the whole."""
        return self.meeting.is_off or self.gathering.is_off


def gatherings_for_all() -> QuerySet[Gathering]:
    """What the present tenant has that everybody may find."""
    return Gathering.objects.open_to_all()


def houses_with_gatherings() -> list[Organisation]:
    """The organisations where something is on for everybody; anybody may know which."""
    return [h for h in Organisation.objects.filter(is_tenant=True) if _has_some(h)]


def _has_some(house: Organisation) -> bool:
    with acting_for(house.pk):
        return gatherings_for_all().exists()


def shown_to_all(
    first: date, last: date | None = None, *, area: str = "", language: str = ""
) -> list[Shown]:
    """The public meetings from one day to another (both included), by time."""
    meetings = Meeting.objects.owned().filter(on__gte=first, gathering__in=gatherings_for_all())
    if last:
        meetings = meetings.filter(on__lte=last)
    if area:
        meetings = meetings.filter(gathering__area=area)
    taken = Sum("gathering__signups__persons", filter=Q(gathering__signups__state__in=HOLDS))
    rows = meetings.select_related("gathering__kind", "gathering__host").annotate(taken=taken)
    rows = rows.order_by("on", "starts", "gathering__title")
    return [_shown(row) for row in rows if not language or language in row.gathering.languages]


def _shown(row: Meeting) -> Shown:
    taken = row.taken or 0  # type: ignore[attr-defined]
    return Shown(row, row.gathering, rule.free(row.gathering.seats, taken), taken)


def is_filled(shown: list[Shown]) -> tuple[list[str], list[str]]:
    """The areas and languages that occur, to choose between."""
    areas = sorted({one.gathering.area for one in shown if one.gathering.area})
    spoken = sorted({code for one in shown for code in one.gathering.languages})
    return areas, spoken


def calendar_rows(now: datetime) -> Iterator[Gathering]:
    """The public gatherings a subscriber should have: from 60 days back, with their meetings."""
    recent = date.fromordinal(now.date().toordinal() - 60)
    meetings = Prefetch("meetings", Meeting.objects.owned())
    rows = Gathering.objects.open_to_all().filter(meetings__on__gte=recent).distinct()
    yield from rows.select_related("kind", "host").prefetch_related(meetings)
