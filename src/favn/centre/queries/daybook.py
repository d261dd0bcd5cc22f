"""The day book and who is in the house; for those at the desk, and the house's own alone."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from favn.centre.models import DayPage, InHouse, Visit
from favn.kit import clock

KEPT_MONTHS = 13


def page_of(on: date) -> DayPage | None:
    """A day's page, or None."""
    return DayPage.objects.owned().filter(on=on).first()


def page_before(on: date) -> DayPage | None:
    """The last page before a day, which may have handed something on."""
    return DayPage.objects.owned().filter(on__lt=on).first()


def days_written(before: date, most: int = 14) -> list[date]:
    """The days that have a page, the latest first."""
    rows = DayPage.objects.owned().filter(on__lte=before)
    return list(rows.values_list("on", flat=True)[:most])


def old_pages(at: datetime) -> QuerySet[DayPage]:
    """Pages whose thirteen months are over."""
    return DayPage.objects.owned().filter(on__lt=clock.months_before(clock.day_of(at), KEPT_MONTHS))


@dataclass(frozen=True, slots=True)
class Present:
    """Who chose to be seen today, by name, how many they are, and the visits that were counted."""

    seen: tuple[InHouse, ...]
    visits: int

    @property
    def persons(self) -> int:
        """How many those on the list are together."""
        return sum(row.persons for row in self.seen)


def present(today: date) -> Present:
    """Today's list; what a night has not taken yet is not shown either."""
    rows = sorted(InHouse.objects.owned().filter(on=today), key=lambda row: row.name.casefold())
    return Present(tuple(rows), Visit.objects.counted().on_day(today).count())


def guest_with(key: UUID, today: date) -> InHouse | None:
    """One of today's on the list, or None."""
    return InHouse.objects.owned().filter(pk=key, on=today).first()


def left_over(at: datetime) -> QuerySet[InHouse]:
    """The names of days that are over."""
    return InHouse.objects.owned().filter(on__lt=clock.day_of(at))
