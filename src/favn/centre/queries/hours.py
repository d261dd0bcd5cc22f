"""The hours volunteers gave: of a week, of one person, of a year by role, and who gave none.

Never writes. Numbers that are shown as figures come from the statistics store; what stands here is
one person's own, and the list that the project leader puts right.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet, Sum

from favn.centre.choices import Uncounted
from favn.centre.models import Hours, Volunteer
from favn.centre.rules.shifts import hours_words
from favn.people.persons.models import Person

ABSENCES_KEPT = timedelta(days=92)
OWN_SHOWN = timedelta(days=31)


def hours_between(first: date, last: date) -> QuerySet[Hours]:
    """Every row of a span, counted or not, the newest first."""
    rows = Hours.objects.owned().filter(on__gte=first, on__lte=last)
    return rows.select_related("person", "role").order_by("-on", "role__name", "pk")


def hours_with(pk: UUID) -> Hours | None:
    """One of the present tenant's own."""
    return Hours.objects.owned().select_related("person", "role").filter(pk=pk).first()


def hours_of(who: Volunteer, today: date) -> list[Hours]:
    """What one volunteer may put right: the last month's, the newest first."""
    rows = Hours.objects.owned().filter(person=who.person_id, on__gt=today - OWN_SHOWN)
    return list(rows.select_related("role").order_by("-on"))


@dataclass(frozen=True, slots=True)
class InRole:
    """Minutes of one person in one role in one year."""

    role: str
    minutes: int
    times: int

    @property
    def words(self) -> str:
        """The hours in words."""
        return hours_words(self.minutes)


def year_of(person: Person, year: int) -> list[InRole]:
    """What counts of one person's year by role, the most first."""
    rows = Hours.objects.owned().filter(person=person, year=year, voided_at=None)
    found: dict[str, list[int]] = {}
    for name, minutes in rows.order_by().values_list("role__name", "minutes"):
        found.setdefault(name, []).append(minutes)
    told = [InRole(name, sum(every), len(every)) for name, every in found.items()]
    return sorted(told, key=lambda one: (-one.minutes, one.role))


def years_of(person: Person) -> list[int]:
    """The years somebody gave hours in, the newest first."""
    rows = Hours.objects.owned().filter(person=person, voided_at=None)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def years_with_hours() -> list[int]:
    """The years anybody gave hours in, the newest first."""
    rows = Hours.objects.owned().filter(voided_at=None)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def minutes_of(rows: Iterable[Hours]) -> int:
    """What counts of some rows, together."""
    return sum(row.minutes for row in rows if row.voided_at is None)


def minutes_between(first: date, last: date) -> int:
    """What counts of a span of days, together."""
    rows = Hours.objects.owned().filter(on__gte=first, on__lte=last, voided_at=None)
    return int(rows.aggregate(sum=Sum("minutes"))["sum"] or 0)


def old_absences(at: datetime) -> QuerySet[Hours]:
    """That somebody did not come, three months ago and more."""
    rows = Hours.objects.owned().filter(void=Uncounted.ABSENT, voided_at__isnull=False)
    return rows.filter(on__lt=(at - ABSENCES_KEPT).date())
