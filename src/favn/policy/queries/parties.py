"""Who has a hand in a municipality's initiatives: one party, all its numbers, plan by plan.

Everybody with the plan in their role sees all of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from favn.people.organisations.models import Organisation
from favn.policy.choices import Hand
from favn.policy.models import Initiative, Part, Plan


@dataclass(frozen=True, slots=True)
class Hold:
    """One initiative with the parts one party has in it."""

    initiative: Initiative
    hands: tuple[Hand, ...]

    @property
    def words(self) -> str:
        """Its parts as people say them."""
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
        """In how many initiatives, over all plans."""
        return sum(len(holds) for _plan, holds in self.plans)


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


Row = tuple[Organisation, Initiative, Hand]


def _hands() -> Iterable[Row]:
    parts = Part.objects.owned().select_related("party", "initiative", "initiative__plan")
    yield from ((part.party, part.initiative, Hand(part.hand)) for part in parts)
    funded = Initiative.objects.owned().exclude(funded=None).select_related("plan", "funded")
    yield from ((i.funded, i, Hand.RECEIVER) for i in funded if i.funded)


def _partaker(party: Organisation, rows: Iterable[Row]) -> Partaker:
    ordered = sorted(rows, key=lambda row: (-row[1].plan.first_year, row[1].number, row[2]))
    plans = tuple(
        (plan, tuple(_holds(group)))
        for plan, group in groupby(ordered, key=lambda row: row[1].plan)
    )
    return Partaker(party, plans)


def _holds(rows: Iterable[Row]) -> Iterable[Hold]:
    for initiative, group in groupby(rows, key=lambda row: row[1]):
        yield Hold(initiative, tuple(dict.fromkeys(hand for _party, _row, hand in group)))


def parts_of(initiative: Initiative) -> list[Part]:
    """Who takes part in an initiative, by part and name."""
    return list(Part.objects.owned().filter(initiative=initiative).select_related("party"))


def directory() -> list[Organisation]:
    """Every party that may be chosen, by name."""
    return list(Organisation.objects.order_by("name"))
