"""What a person is told about themselves: all that is stored, and who looked. Never writes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.templatetags.kit import when
from favn.people.accounts import lookups
from favn.people.accounts.roles import BY_KEY
from favn.people.persons import queries, rules, walk
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
    return when(value) if isinstance(value, date) else rules.born_in_words(str(value))


def stored(person: Person, *, words_of: Iterable[UUID] = ()) -> list[Part]:
    """All that is stored of a person in every room, their own record first.

    Of the closed words those of the accounts `words_of` are shown; of the others, that they exist.
    """
    ids, writers = queries.ids_of(person), frozenset(words_of)
    until, counted = walk.held(*ids)
    by_law = {path.name for path, _number in counted}
    return [
        Part(path.name, rows, _law(until) if until and path.name in by_law else "")
        for path, rows in walk.extract(*ids, words_of=writers)
    ]


def has_closed(parts: list[Part]) -> bool:
    """Whether something among them is told to be there and not shown."""
    said = str(walk.CLOSED)
    return any(said == value for part in parts for row in part.rows for value in row.values())


def _law(until: date) -> str:
    return _(
        "Det, en sundhedsfaglig har skrevet, skal gemmes til %(day)s. Det kræver loven, også når"
        " alt andet om dig er slettet. Så slettes det."
    ) % {"day": when(until)}


def extract(person: Person) -> list[Part]:
    """All that is stored, and who looked, as the staff print it: closed words stay closed."""
    parts = stored(person)
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


@dataclass(frozen=True, slots=True)
class CodeSaid:
    """A code for the own page as the person is told of it: by which role, and when it was used."""

    given_at: datetime
    role: str
    used_at: datetime | None


def codes(person: Person) -> list[CodeSaid]:
    """Every code that was given for a person's own page, the newest first."""
    return [
        CodeSaid(row.issued_at, _role(row.given_by_role), row.used_at)
        for row in queries.codes_of(person)
    ]


def _role(key: str) -> str:
    return str(BY_KEY[key].name) if key in BY_KEY else key


def looks(person: Person) -> list[LookSaid]:
    """Who looked, day by day, newest first; what somebody was refused is no look."""
    rows = lookups.shown_of(*queries.ids_of(person))
    counted = Counter(
        (clock.day_of(row.at), row.role, str(row.get_kind_display()), row.purpose or "")
        for row in rows
    )
    return [
        LookSaid(on, _role(role), kind, purpose, times)
        for (on, role, kind, purpose), times in sorted(
            counted.items(), key=lambda pair: pair[0], reverse=True
        )
    ]
