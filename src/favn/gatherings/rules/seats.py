"""Who gets a seat: in order of sign-up, the first in the line who fits what is free.

Somebody who brings three does not keep one free seat empty, and keeps the place in the line. A
freed seat is offered until a moment, and goes on to the next when nobody said yes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

MOST_PERSONS = 10
OFFER_LASTS = timedelta(hours=48)
MOST_TRIES = 20
WINDOW = timedelta(minutes=10)


class InLine(Protocol):
    """A sign-up, as far as seats care."""

    @property
    def persons(self) -> int:
        """How many seats it wants."""
        ...


L = TypeVar("L", bound=InLine)


def free(seats: int | None, taken: int) -> int | None:
    """How many seats nobody has; None where there is room for all."""
    return None if seats is None else max(0, seats - taken)


def fits(persons: int, left: int | None) -> bool:
    """Whether so many can sit down."""
    return left is None or persons <= left


def moves_up(left: int | None, waiting: Iterable[L]) -> Iterator[L]:
    """Who of the line gets a seat now, first come first; those who do not fit stay."""
    for one in waiting:
        if fits(one.persons, left):
            left = None if left is None else left - one.persons
            yield one


def over(seats: int | None, holding: Sequence[L]) -> list[L]:
    """Who no longer has room after the seats were lowered: the last who came. In order."""
    if seats is None:
        return []
    taken, late = sum(one.persons for one in holding), []
    for one in reversed(holding):
        if taken <= seats:
            break
        taken -= one.persons
        late.append(one)
    return late[::-1]


def offer_ends(at: datetime, begins: datetime | None) -> datetime:
    """Until when an offer stands: two days, and no longer than until it begins."""
    ends = at + OFFER_LASTS
    return min(ends, begins) if begins else ends


def why_not_persons(persons: int) -> str | None:
    """One form takes a family or a board, not a bus."""
    if not 1 <= persons <= MOST_PERSONS:
        return _("Skriv et antal fra 1 til %(most)s. Er I flere, så ring til os.") % {
            "most": MOST_PERSONS
        }
    return None


def why_not_try(tried: int) -> str | None:
    """A machine that sends form after form is stopped; a family at one table is not."""
    if tried >= MOST_TRIES:
        return _("Der er sendt mange tilmeldinger herfra. Vent ti minutter, og prøv igen.")
    return None
