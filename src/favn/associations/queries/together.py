"""Who works together with whom in the municipality now, and where nobody does.

A tie holds where both sides said yes to an agreement that has not ended; it is on its way where
they have begun. Seen by whoever may read the house's cooperations.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from favn.associations.models import Cooperation, Entry
from favn.associations.queries.sheets import cooperations, sides_of
from favn.people.organisations.models import Unit
from favn.people.organisations.queries import offices

NAMED = 8
"""Associations that are named of each area where nobody works with them."""
Party = Entry | Unit


@dataclass(slots=True)
class Tie:
    """Two parties and what they do together."""

    one: Party
    other: Entry
    rows: list[Cooperation] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether they have an agreement."""
        return any(row.agreed_at for row in self.rows)


@dataclass(slots=True)
class Place:
    """An area: its associations, how many work with somebody, and some of those that do not."""

    key: UUID | None
    name: str
    total: int = 0
    busy: int = 0
    alone: list[tuple[str, str]] = field(default_factory=list)
    """(name, slug) of the first ones by name."""

    @property
    def left(self) -> int:
        """How many more work with nobody."""
        return self.total - self.busy - len(self.alone)


@dataclass(frozen=True, slots=True)
class Together:
    """The whole: ties by the parties' names, offices, and areas, the emptiest first."""

    ties: tuple[Tie, ...]
    offices: tuple[Unit, ...]
    places: tuple[Place, ...]

    @property
    def idle(self) -> list[Unit]:
        """Offices that work with no association."""
        busy = {tie.one.pk for tie in self.ties}
        return [unit for unit in self.offices if unit.pk not in busy]

    @property
    def entries(self) -> list[Entry]:
        """Associations that work with somebody, by name."""
        found = {e.pk: e for tie in self.ties for e in (tie.one, tie.other) if isinstance(e, Entry)}
        return sorted(found.values(), key=lambda entry: entry.name.casefold())

    @property
    def empty(self) -> list[Place]:
        """Areas where no association works with anybody."""
        return [p for p in self.places if p.key and p.total and not p.busy]


def together() -> Together:
    """As it stands now."""
    ties = _ties()
    busy = {party.pk for tie in ties for party in (tie.one, tie.other)}
    return Together(tuple(ties), tuple(offices()), tuple(_places(busy)))


def _ties() -> list[Tie]:
    found: dict[tuple[UUID, UUID], Tie] = {}
    rows = cooperations().filter(ended_on=None)
    rows = rows.prefetch_related("sides__entry__merged_into")
    for row in rows:
        one, other = sorted((_stands(side.party) for side in sides_of(row)), key=_offices_first)
        assert isinstance(other, Entry)  # two offices never make a cooperation of the house
        if one.pk == other.pk:  # two names that somebody found to be one association
            continue
        found.setdefault((one.pk, other.pk), Tie(one, other)).rows.append(row)
    return sorted(found.values(), key=lambda t: (*_offices_first(t.one), t.other.name.casefold()))


def _stands(party: Party) -> Party:
    """An association that was joined with another is that one."""
    return party.stands if isinstance(party, Entry) else party


def _offices_first(party: Party) -> tuple[bool, str]:
    return isinstance(party, Entry), party.name.casefold()


def _places(busy: set[UUID]) -> list[Place]:
    """Every area that has associations, those where fewest work with somebody first."""
    found: dict[UUID | None, Place] = defaultdict(lambda: Place(None, _("Uden område")))
    rows = Entry.objects.present().living().order_by("name", "pk")
    columns = ("pk", "name", "slug", "district_id", "district__name")
    for pk, name, slug, district, called in rows.values_list(*columns).iterator():
        if district not in found:
            found[district] = Place(district, called or _("Uden område"))
        place = found[district]
        place.total += 1
        if pk in busy:
            place.busy += 1
        elif len(place.alone) < NAMED:
            place.alone.append((name, slug))
    return sorted(found.values(), key=lambda p: (p.busy / p.total, -p.total, p.name))
