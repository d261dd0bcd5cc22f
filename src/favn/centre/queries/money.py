"""The money book of one year: its lines, what they come to, and what the takings are by month.

For those with the money in their role, and the house's own alone.
"""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from favn.centre.choices import TAKINGS, MoneyKind, Side, side_of
from favn.centre.models import MoneyLine


@dataclass(frozen=True, slots=True)
class YearBook:
    """Sums in øre: by kind for either side, and the takings of each month by kind."""

    year: int
    income: dict[MoneyKind, int]
    cost: dict[MoneyKind, int]
    takings: dict[int, dict[MoneyKind, int]]

    @property
    def left(self) -> int:
        """Income without cost."""
        return sum(self.income.values()) - sum(self.cost.values())


def lines(year: int) -> QuerySet[MoneyLine]:
    """Every line of a year, also those that are taken out; the latest month first."""
    return MoneyLine.objects.owned().filter(year=year)


def line_with(key: UUID) -> MoneyLine | None:
    """One of the house's own lines, or None."""
    return MoneyLine.objects.owned().filter(pk=key).first()


def book_of(year: int) -> YearBook:
    """What the counted lines of a year come to."""
    sums: defaultdict[MoneyKind, int] = defaultdict(int)
    takings: dict[int, dict[MoneyKind, int]] = {}
    told = lines(year).filter(voided_at=None).values_list("kind", "month", "ore", "is_whole_year")
    for name, month, ore, is_whole_year in told:
        kind = MoneyKind(name)
        sums[kind] += ore
        if kind in TAKINGS and not is_whole_year:
            of_month = takings.setdefault(month, dict.fromkeys(TAKINGS, 0))
            of_month[kind] += ore
    return YearBook(year, _of(Side.IN, sums), _of(Side.OUT, sums), dict(sorted(takings.items())))


def in_both_ways(year: int) -> list[MoneyKind]:
    """The takings that count both by month and for the whole year: perhaps the same money twice."""
    rows = lines(year).filter(voided_at=None, kind__in=TAKINGS).order_by()
    found = set(rows.values_list("kind", "is_whole_year"))
    return [kind for kind in TAKINGS if {(kind, True), (kind, False)} <= found]


def alike(year: int) -> list[MoneyLine]:
    """One of each that counts more than once with the same kind, month, amount and words."""
    seen: defaultdict[tuple[object, ...], list[MoneyLine]] = defaultdict(list)
    for row in lines(year).filter(voided_at=None):
        seen[row.kind, row.month, row.is_whole_year, row.ore, row.note].append(row)
    return [rows[0] for rows in seen.values() if len(rows) > 1]


def _of(side: Side, sums: dict[MoneyKind, int]) -> dict[MoneyKind, int]:
    """The kinds of one side that have something, in their fixed order."""
    return {k: sums[k] for k in MoneyKind if sums.get(k) and side_of(k) == side}


def years() -> list[int]:
    """The years that have lines, the newest first."""
    rows = MoneyLine.objects.owned().order_by("-year").values_list("year", flat=True)
    return list(rows.distinct())


def is_kept(year: int) -> bool:
    """Whether the money of a year is written down here."""
    return lines(year).filter(voided_at=None).exists()
