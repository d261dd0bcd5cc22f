"""What a person is told about themselves: all that is stored, and who looked. Never writes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from favn.kit import clock, walk
from favn.kit.templatetags.kit import when
from favn.people.accounts import lookups
from favn.people.accounts.roles import BY_KEY
from favn.people.persons import queries
from favn.people.persons.choices import LANGUAGES
from favn.people.persons.models import Person

TONGUES = dict(LANGUAGES)


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of row: caption → value, row by row."""

    title: str
    rows: list[dict[str, Any]]
    law: str = ""
    """What a law says about how long they are kept, where one does."""

    def in_words(self) -> list[list[tuple[str, str]]]:
        """The rows as people read them: yes and no, days and hours in full."""
        return [[(_capital(name), words(value)) for name, value in r.items()] for r in self.rows]


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"


def words(value: Any) -> str:
    """One value as people read it."""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list):
        return ", ".join(str(TONGUES.get(one, one)) for one in value)
    return when(value) if isinstance(value, date) else str(value)


def stored(person: Person, *, to_staff: bool = False) -> list[Part]:
    """All that is stored of a person in every room, their own record first."""
    ids = queries.ids_of(person)
    until, counted = walk.held(*ids)
    held = {path.name for path, _number in counted}
    return [
        Part(path.name, rows, _law(until) if until and path.name in held else "")
        for path, rows in walk.extract(*ids, to_staff=to_staff)
    ]


def _law(until: date) -> str:
    return _(
        "Det, en sundhedsfaglig har skrevet, skal gemmes til %(day)s. Det kræver loven, også når"
        " alt andet om dig er slettet. Så slettes det."
    ) % {"day": when(until)}


def extract(person: Person) -> list[Part]:
    """All that is stored, and who looked, as the staff print it: closed words stay closed."""
    parts = stored(person, to_staff=True)
    looked = [
        {
            _("Hvornår"): one.on,
            _("Hvem"): one.role,
            _("Hvad"): one.kind,
            _("Antal"): one.times,
            _("Til hvad"): one.purpose or "–",
        }
        for one in looks(person)
    ]
    return [*parts, Part(_("Hvem har set på dig"), looked)] if looked else parts


@dataclass(frozen=True, slots=True)
class LookSaid:
    """Look-ups of one day as the person is told of them: a role of the house, not a name."""

    on: date
    role: str
    kind: str
    purpose: str
    times: int


def looks(person: Person) -> list[LookSaid]:
    """Who looked, day by day, newest first; what somebody was refused is no look."""
    rows = lookups.shown_of(*queries.ids_of(person))
    counted = Counter(
        (clock.day_of(row.at), row.role, str(row.get_kind_display()), row.purpose or "")
        for row in rows
    )
    return [
        LookSaid(on, str(BY_KEY[role].name) if role in BY_KEY else role, kind, purpose, times)
        for (on, role, kind, purpose), times in sorted(
            counted.items(), key=lambda pair: pair[0], reverse=True
        )
    ]
