"""How a number is quoted: its period, how far it was counted, and where it is found again."""

from calendar import monthrange
from datetime import date

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from favn.kit import clock, figures
from favn.kit.models import Release
from favn.publishing.queries import Reading
from favn.statistics.figures import Address, Period


def citation(reading: Reading) -> str:
    """How to quote the number so that it can be found and checked again."""
    known = {
        "title": figures.figure_with(reading.address.figure).title,
        "who": reading.organisation.name,
        "period": covered(reading),
        "value": cited_value(reading),
        "address": reading.address,
        "snapshot": reading.snapshot[:12],
    }
    if (entry := reading.released) is None:
        text = _("%(title)s, %(who)s, %(period)s: %(value)s. Favn, %(address)s, %(snapshot)s.")
        return text % known
    text = _("%(title)s, %(who)s, %(period)s: %(value)s. %(purpose)s, %(day)s. Favn, %(address)s.")
    return text % {
        **known,
        "purpose": entry.purpose,
        "day": date_format(published_on(entry), "j. F Y"),
    }


def covered(reading: Reading) -> str:
    """The period, and how far it was counted where it was not over at the time."""
    name = period_name(reading.address)
    until = counted_until(reading)
    if until >= last_day(reading.address.period):
        return name
    return _("%(period)s, foreløbigt til og med %(day)s") % {
        "period": name,
        "day": date_format(until, "j. F Y"),
    }


def counted_until(reading: Reading) -> date:
    """The last day in the number: until it was published or sent, else until today."""
    if reading.released is not None:
        return published_on(reading.released)
    return reading.sent.through if reading.sent is not None else clock.today()


def last_day(period: Period) -> date:
    """The last day of a period."""
    return date(period.year, period.months[-1], monthrange(period.year, period.months[-1])[1])


def published_on(entry: Release) -> date:
    """The day a number was made public."""
    return timezone.localtime(entry.released_at).date()


def cited_value(reading: Reading) -> str:
    """The number in the citation, or what stands there instead."""
    if reading.total is not None:
        return number_format(reading.total, force_grouping=True)
    if reading.released and reading.released.cells:
        return _("fordelt efter %(by)s") % {"by": figures.dimension_name(reading.released.by)}
    return _("holdt tilbage")


def period_name(address: Address) -> str:
    """2023, or 4. kvartal 2026, or november 2026."""
    period = address.period
    if period.kind == "quarter":
        return _("%(number)s. kvartal %(year)s") % {"number": period.number, "year": period.year}
    if period.kind == "month":
        return f"{MONTHS[period.number]} {period.year}"
    return str(period.year)
