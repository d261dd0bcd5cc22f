"""Who has a hand in a municipality's initiatives: one party, all its numbers, plan by plan.

Whoever withdrew is still named where it took part, and is counted in the year it withdrew.
Everybody with the plan in their role sees all of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from favn.people.organisations.models import Organisation
from favn.policy.choices import Hand
from favn.policy.models import Initiative, Part, Plan


@dataclass(frozen=True, slots=True)
class Hold:
    """One initiative with the parts one party has in it."""

    initiative: Initiative
    hands: tuple[Hand, ...]
    former: tuple[Hand, ...] = ()

    @property
    def words(self) -> str:
        """Its parts as people say them."""
        if not self.hands:
            told = ", ".join(str(hand.label) for hand in self.former)
            return _("%(hands)s, har trukket sig") % {"hands": told}
        return ", ".join(str(hand.label) for hand in self.hands)


@dataclass(frozen=True, slots=True)
class Partaker:
    """A party with everything it has a hand in, by number, plan by plan and the newest first."""

    party: Organisation
    plans: tuple[tuple[Plan, tuple[Hold, ...]], ...]

    @property
    def told(self) -> list[tuple[Plan, str]]:
        """Plan by plan, its numbers after each part: “Leverandør: 20, 21”."""
        return [(plan, _told(holds)) for plan, holds in self.plans]

    @property
    def numbers(self) -> int:
        """In how many initiatives it is now, over all plans."""
        return sum(bool(hold.hands) for _plan, holds in self.plans for hold in holds)


def _told(holds: Iterable[Hold]) -> str:
    numbers: dict[str, list[str]] = {}
    for hold in holds:
        numbers.setdefault(hold.words, []).append(str(hold.initiative.number))
    return "; ".join(f"{words}: {', '.join(found)}" for words, found in numbers.items())


def partakers() -> list[Partaker]:
    """Every party of the municipality's plans by name, each once."""
    found = sorted(_hands(), key=lambda hand: hand[0].name.casefold())
    return [_partaker(party, group) for party, group in groupby(found, key=lambda hand: hand[0])]


def partaker_with(pk: UUID) -> Partaker | None:
    """One party with all its numbers; None where it has no hand in any plan of the tenant's."""
    return next((found for found in partakers() if found.party.pk == pk), None)


Row = tuple[Organisation, Initiative, Hand, bool]
"""The party, the initiative, its part, and whether it withdrew."""


def _hands() -> Iterable[Row]:
    parts = Part.objects.owned().select_related("party", "initiative", "initiative__plan")
    yield from (
        (part.party, part.initiative, Hand(part.hand), part.left_on is not None) for part in parts
    )
    funded = Initiative.objects.owned().exclude(funded=None).select_related("plan", "funded")
    yield from ((i.funded, i, Hand.RECEIVER, False) for i in funded if i.funded)


def _partaker(party: Organisation, rows: Iterable[Row]) -> Partaker:
    ordered = sorted(rows, key=lambda row: (-row[1].plan.first_year, row[1].number, row[2]))
    plans = tuple(
        (plan, tuple(_holds(group)))
        for plan, group in groupby(ordered, key=lambda row: row[1].plan)
    )
    return Partaker(party, plans)


def _holds(rows: Iterable[Row]) -> Iterable[Hold]:
    for initiative, group in groupby(rows, key=lambda row: row[1]):
        told = list(group)
        now = tuple(dict.fromkeys(hand for _party, _row, hand, left in told if not left))
        former = tuple(dict.fromkeys(hand for _party, _row, hand, left in told if left))
        yield Hold(initiative, now, former)


def parts_of(initiative: Initiative) -> list[Part]:
    """Who takes part in an initiative now, by part and name."""
    return list(_parts(initiative).filter(left_on=None))


def former_parts_of(initiative: Initiative) -> list[Part]:
    """Who withdrew from it, the latest first."""
    return list(_parts(initiative).exclude(left_on=None).order_by("-left_on", "party__name"))


def _parts(initiative: Initiative) -> QuerySet[Part]:
    return Part.objects.owned().filter(initiative=initiative).select_related("party")


@dataclass(frozen=True, slots=True)
class Turnover:
    """Those of one kind in one year: who signed up, who withdrew, who was there at its end.

    The end of the present year has not come: then it is those who are there today.
    """

    hand: Hand
    year: int
    joined: int
    left: int
    there: int


def turnover(initiative: Initiative, today: date) -> list[Turnover]:
    """Sign-up and withdrawal by kind and year, the newest year first; only where a day is known."""
    every = list(_parts(initiative))
    return [
        _of_year([part for part in every if part.hand == hand], hand, year, today)
        for hand in Hand
        for year in _years_of([part for part in every if part.hand == hand], today)
    ]


def _years_of(parts: list[Part], today: date) -> Iterable[int]:
    """From the first year of which a day is known to the present one."""
    days = [day for part in parts for day in (part.since, part.left_on) if day]
    return reversed(range(min(days).year, today.year + 1)) if days else ()


def _of_year(parts: list[Part], hand: Hand, year: int, today: date) -> Turnover:
    last = min(date(year, 12, 31), today)
    joined = sum(part.since is not None and part.since.year == year for part in parts)
    left = sum(part.left_on is not None and part.left_on.year == year for part in parts)
    there = sum(
        (part.since is None or part.since <= last) and (part.left_on is None or part.left_on > last)
        for part in parts
    )
    return Turnover(hand, year, joined, left, there)


def directory() -> list[Organisation]:
    """Every party that may be chosen, by name."""
    return list(Organisation.objects.order_by("name"))
