"""Which associations were in the network in a year, and may this one come or go?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from favn.associations.choices.membership import Standing

AHEAD = 1
"""Years after the present one that are written now, so that a new year begins with its members."""


@dataclass(frozen=True, slots=True)
class Span:
    """One association's time in the network; `left_on` is the first day it is a member no more."""

    key: UUID
    place: str
    joined_on: date
    left_on: date | None


@dataclass(frozen=True, slots=True)
class Counted:
    """One association in one year: when in it, how it stands, and whether it names its place."""

    key: UUID
    year: int
    month: int
    place: str
    standing: Standing
    is_first: bool


def counted(spans: Iterable[Span], year: int) -> Iterator[Counted]:
    """Who is counted in a year: a member on its last day. The earliest of each place names it."""
    last = date(year, 12, 31)
    places: set[str] = set()
    there = (s for s in spans if s.joined_on <= last and (s.left_on is None or s.left_on > last))
    for span in sorted(there, key=lambda one: (one.joined_on, one.key)):
        is_new = span.joined_on.year == year
        yield Counted(
            span.key, year, span.joined_on.month if is_new else 1, span.place,
            Standing.NEW if is_new else Standing.STAYED, span.place not in places,
        )  # fmt: skip
        places.add(span.place)


def years_of(spans: Iterable[Span], today: date) -> range:
    """Every year that has members, and the next."""
    first = min((span.joined_on.year for span in spans), default=today.year)
    return range(first, today.year + AHEAD + 1)


def why_not_joined(name: str, joined_on: date, today: date) -> str | None:
    """An association has a name, and has come."""
    if sum(sign.isalpha() for sign in name) < 2:
        return _("Skriv foreningens navn, som den selv skriver det.")
    if joined_on > today:
        return _("Dagen er ikke kommet endnu. Skriv den dag, foreningen kom med.")
    return None


def why_not_left(joined_on: date, left_on: date, today: date, because: str) -> str | None:
    """Nobody leaves before they came; and the network wants to know why."""
    if left_on <= joined_on:
        return _("Foreningen kom først med bagefter. Skriv en senere dag.")
    if left_on > today:
        return _("Dagen er ikke kommet endnu. Skriv den dag, foreningen gik ud.")
    if not because.strip():
        return _("Skriv, hvorfor foreningen gik ud. Det hjælper næste gang.")
    return None
