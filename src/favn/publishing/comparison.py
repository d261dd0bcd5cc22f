"""The open year beside the same months of last year: what came in, and the difference in words.

The store knows months and not days, so only months that are over stand in it; a part of a year
is never put beside a whole one. Events only: persons are counted inside one calendar year, and a
second way of cutting the year would let small numbers be worked out of each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from favn.kit import clock, figures
from favn.people.organisations.models import Organisation
from favn.publishing import queries

Link = Callable[[figures.Value, str], str]


@dataclass(frozen=True, slots=True)
class Part:
    """One figure's months of one year that are compared; `first` is where its counting began."""

    value: figures.Value
    total: int
    first: int | None

    @classmethod
    def of(cls, value: figures.Value, last_month: int) -> "Part":
        """January to `last_month` of a figure that was asked by month."""
        counts = {int(row.key): row.value or 0 for row in value.rows}
        whole = {month: n for month, n in counts.items() if month <= last_month}
        first = next((month for month in sorted(whole) if whole[month]), None)
        return cls(value, sum(whole.values()), first)


def beside_last_year(
    organisation: Organisation, year: queries.Year, link: Link
) -> dict[str, Any] | None:
    """What the page of the open year shows: the months, and a row per figure; None elsewhere."""
    today = clock.today()
    if year.number != today.year:
        return None
    last_month = today.month - 1
    if not last_month:
        return {"months": "", "rows": [], "years": []}
    then = queries.monthly_of(organisation, year.number - 1, year.edition)
    pairs = [
        (Part.of(now, last_month), Part.of(then[name], last_month))
        for name, now in year.monthly.items()
    ]
    return {
        "months": months_in_words(today),
        "years": [year.number, year.number - 1],
        "rows": [row_of(now, before, link) for now, before in pairs],
    }


def months_in_words(today: date) -> str:
    """The months of the year that are over: januar, or januar–oktober."""
    first, last = str(MONTHS[1]), str(MONTHS[today.month - 1])
    return first if first == last else f"{first}–{last}"


def row_of(now: Part, then: Part, link: Link) -> dict[str, Any]:
    """A figure's two numbers with the ways into them, and the difference in words."""
    return {
        "unit": now.value.figure.unit,
        "now": shown(now),
        "now_url": link(now.value, "month"),
        "then": shown(then),
        "then_url": link(then.value, "month") if then.first else "",
        "difference": difference(now, then),
    }


def shown(part: Part) -> str:
    """The number; where nothing was entered in all those months, that it was not registered."""
    return number_format(part.total, force_grouping=True) if part.first else _("ikke registreret")


def difference(now: Part, then: Part) -> str:
    """How many more or fewer; a reason where the two cannot be compared."""
    if not now.first or not then.first:
        return "–"
    if then.first > now.first:
        month = MONTHS[then.first]
        return _("kan ikke sammenlignes: talt fra %(month)s sidste år") % {"month": month}
    more = now.total - then.total
    count = number_format(abs(more), force_grouping=True)
    if not more:
        return _("lige mange")
    return (_("%(count)s flere") if more > 0 else _("%(count)s færre")) % {"count": count}
