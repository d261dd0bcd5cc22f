"""May a grant, a promise or a report to a funder be written so? And spans of whole months."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from favn.statistics.figures import Period

MOST_ORE = 100_000_000_000
"""A milliard kroner: more is a slip of the hand."""
LONGEST = timedelta(days=366 * 15)
Month = tuple[int, int]
"""A year and a month of it."""


def why_not_ore(ore: int) -> str | None:
    """A grant is some money."""
    if 0 < ore <= MOST_ORE:
        return None
    return _("Skriv et beløb over nul og højst en milliard kroner.")


def why_not_days(first_on: date, last_on: date) -> str | None:
    """A grant runs from one day to a later one."""
    if last_on < first_on:
        return _("Den sidste dag ligger før den første. Byt om på dem.")
    if last_on - first_on > LONGEST:
        return _("Perioden er over femten år. Se efter, om årstallene er rigtige.")
    return None


def why_not_promise(target: int, due_on: date, first_on: date) -> str | None:
    """A promised number is to be reached on a day after the grant has begun."""
    if target < 1:
        return _("Skriv et tal, der er større end nul.")
    if due_on < first_on:
        return _("Dagen ligger, før bevillingen begynder.")
    return None


def why_not_owe(period: Period, first_on: date, last_on: date) -> str | None:
    """A report is about a time that the grant covers some of."""
    first, last = first_day(period), last_day(period)
    if first <= last_on and first_on <= last:
        return None
    return _("Bevillingen dækker ikke noget af %(period)s. Vælg en periode, den dækker.") % {
        "period": period
    }


def why_not_remove_owed(*, is_opened: bool) -> str | None:
    """What somebody has begun to write is not taken away under them."""
    if not is_opened:
        return None
    return _("Rapporten er begyndt og kan ikke tages ud. Ret titlen, eller skriv den færdig.")


def why_not_question(words: str, others: Iterator[str]) -> str | None:
    """One question stands once."""
    if words.strip().casefold() in {other.strip().casefold() for other in others}:
        return _("Det spørgsmål står her allerede. Brug det, så svaret kun skrives én gang.")
    return None


def first_day(period: Period) -> date:
    """The first day of a period."""
    return date(period.year, period.months[0], 1)


def last_day(period: Period) -> date:
    """The last day of a period."""
    year, month = after((period.year, period.months[-1]))
    return date(year, month, 1) - timedelta(days=1)


def after(month: Month) -> Month:
    """The next month."""
    return (month[0] + 1, 1) if month[1] == 12 else (month[0], month[1] + 1)


def before(period: Period) -> Period:
    """The same part of the year before."""
    return Period(period.year - 1, period.kind, period.number)


def covering(first: Month, last: Month) -> list[Period]:
    """The fewest years, quarters and months that make up a span of whole months, in order.

    Every month of the span lies in exactly one of them; none where the span is empty. What special
    events there were is told for years and quarters, so long parts are better than short ones.
    """
    found: list[Period] = []
    while first <= last:
        found.append(_longest(first, last))
        first = after((found[-1].year, found[-1].months[-1]))
    return found


def _longest(first: Month, last: Month) -> Period:
    """The longest period that begins with a month and ends no later than another."""
    year, month = first
    quarter, place = divmod(month - 1, 3)
    if month == 1 and (year, 12) <= last:
        return Period(year)
    if place == 0 and (year, month + 2) <= last:
        return Period(year, "quarter", quarter + 1)
    return Period(year, "month", month)


def counted_span(first_on: date, until: date) -> tuple[Month, Month]:
    """The whole months from the day a grant began until a day: the store knows no days."""
    return (first_on.year, first_on.month), (until.year, until.month)
