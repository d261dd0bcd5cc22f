"""What time it is in Favn: Europe/Copenhagen, and in demo and tests a day one chooses.

Everything that needs "now" asks here, so that FAVN_TODAY moves the whole house at once.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The moment, aware, in local time; with FAVN_TODAY the day is that day, the hour the real."""
    moment = timezone.localtime()
    if settings.TODAY is None:
        return moment
    chosen: date = settings.TODAY
    naive = datetime.combine(chosen, moment.time())
    return timezone.make_aware(naive)


def today() -> date:
    """The local date."""
    return now().date()


def day_of(moment: datetime) -> date:
    """The local date of an aware moment: the moment's own may still be the day before, and on New
    Year's morning the year before.
    """
    return timezone.localtime(moment).date()


@dataclass(frozen=True, slots=True)
class LocalSlot:
    """Where a moment falls in local time: the only parts of it that statistics may keep."""

    year: int
    month: int
    weekday: int
    hour: int


def slot(moment: datetime) -> LocalSlot:
    """Local year, month, ISO weekday (1–7) and hour of an aware moment."""
    local = timezone.localtime(moment)
    return LocalSlot(local.year, local.month, local.isoweekday(), local.hour)


def local_day(moment: datetime) -> date:
    """The local date of an aware moment."""
    return timezone.localtime(moment).date()


def end_of(day: date) -> datetime:
    """The first moment after a local day: what is due on the day comes before it."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
