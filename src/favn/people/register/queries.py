"""What a person is told about themselves: all that is stored, and who looked. Never writes."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from favn.kit import walk
from favn.people.accounts import lookups
from favn.people.accounts.roles import BY_KEY
from favn.people.persons import queries
from favn.people.persons.models import Person


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of row, in words: caption → value, row by row."""

    title: str
    rows: list[dict[str, Any]]


def stored(person: Person) -> list[Part]:
    """All that is stored of a person in every room, their own record first."""
    ids = queries.ids_of(person)
    return [Part(path.name, rows) for path, rows in walk.extract(*ids)]


def extract(person: Person) -> list[Part]:
    """All that is stored, and who looked."""
    parts = stored(person)
    looked = [
        {_("Hvornår"): one.at, _("Hvem"): one.role, _("Hvad"): one.kind, _("Til hvad"): one.purpose}
        for one in looks(person)
    ]
    return [*parts, Part(_("Hvem har set på dig"), looked)] if looked else parts


@dataclass(frozen=True, slots=True)
class LookSaid:
    """One look-up as the person is told of it: a role of the house, not a name."""

    at: str
    role: str
    kind: str
    purpose: str


def looks(person: Person, most: int = 500) -> list[LookSaid]:
    """Who looked, newest first; what somebody was refused is no look."""
    rows = lookups.lookups_of(*queries.ids_of(person)).filter(status__lt=400)[:most]
    return [
        LookSaid(
            f"{row.at:%Y-%m-%d %H:%M}",
            str(BY_KEY[row.role].name) if row.role in BY_KEY else row.role,
            str(row.get_kind_display()),
            row.purpose,
        )
        for row in rows
    ]
