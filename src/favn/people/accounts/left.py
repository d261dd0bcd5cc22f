"""What a room's people carry, so that whoever leads can give on what somebody left behind.

A room says it once; the door lists them all (`FAVN_LEFT_WORK`), and one page shows them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from favn.people.accounts.models import Account
from favn.people.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Carried:
    """One kind of work. Neither a name nor a word of a person is told of it."""

    key: str
    rows: Callable[[], list[Any]]
    """The open ones of those who are not here or not able any more."""
    whose: Callable[[Any], Account]
    """Who left with one of them."""
    told: Callable[[int], str]
    """How many, in words."""
    line: Callable[[Any], str]
    """One of them."""
    takers: Callable[[], list[Account]]
    """Who may take it over, by name."""
    nobody: str | Promise
    """What to say where nobody may."""
    give: Callable[..., int]
    """give(left=, to=, by=, at=): how many were given on. Raises Refused."""
    along: Callable[[], set[UUID]] = set
    """The referrals that go along with it, which nobody is asked to send again."""


@dataclass(frozen=True, slots=True)
class OfTeam:
    """What a room keeps in a team, which must be elsewhere before the team is closed."""

    count: Callable[[Unit], int]
    """How much of it is open."""
    told: Callable[[int], str]
    """How much, in words."""
    follow: Callable[..., int]
    """follow(team=, by=, at=): what belongs to whoever works in another team now goes to theirs."""
