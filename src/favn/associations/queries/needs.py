"""Wishes and suggestions: the house sees all, a party its own and what is meant for it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from favn.associations.choices import Audience
from favn.associations.choices.needs import Way
from favn.associations.models import Entry, Match, Matter, Wish
from favn.people.organisations.models import Unit

BESIDE = ("matter", "entry", "unit", "district")
OF_MATCH = tuple(f"{wish}__{name}" for wish in ("need", "offer") for name in BESIDE)


def matters(*, retired: bool = False) -> list[Matter]:
    """The house's kinds of help, in its order."""
    rows = Matter.objects.owned()
    return list(rows if retired else rows.filter(retired_on=None))


def matter_with(pk: UUID) -> Matter | None:
    """One kind, or None."""
    return Matter.objects.owned().filter(pk=pk).first()


def wishes() -> QuerySet[Wish]:
    """All of the house's, the newest first."""
    return Wish.objects.owned().select_related(*BESIDE)


def live_wishes(today: date) -> QuerySet[Wish]:
    """Those that stand today."""
    return wishes().filter(closed_on=None, expires_on__gte=today)


def faded_wishes(today: date) -> QuerySet[Wish]:
    """Those that ran out and nobody took down."""
    return wishes().filter(closed_on=None, expires_on__lt=today)


def wish_with(pk: UUID) -> Wish | None:
    """One wish, or None."""
    return wishes().filter(pk=pk).first()


def of_party(party: Entry | Unit) -> Q:
    """Rows of a party; of an association also those of entries that were joined with it."""
    if isinstance(party, Entry):
        return Q(entry=party) | Q(entry__merged_into=party)
    return Q(unit=party)


def wishes_of(party: Entry | Unit) -> list[Wish]:
    """A party's own, open ones first."""
    return sorted(wishes().filter(of_party(party)), key=lambda wish: wish.closed_on is not None)


def network_wishes(party: Entry | Unit, today: date) -> QuerySet[Wish]:
    """What other parties show to the network."""
    seen = live_wishes(today).exclude(shown=Audience.OFFICE)
    return seen.exclude(pk__in=Wish.objects.owned().filter(of_party(party)))


def public_wishes(today: date) -> QuerySet[Wish]:
    """What everybody may see."""
    return live_wishes(today).filter(shown=Audience.PUBLIC)


def matches() -> QuerySet[Match]:
    """All suggestions that were made, with both wishes."""
    return Match.objects.owned().select_related(*OF_MATCH, "cooperation")


def match_with(pk: UUID) -> Match | None:
    """One suggestion, or None."""
    return matches().filter(pk=pk).first()


def matches_of(party: Entry | Unit) -> list[Match]:
    """Suggestions put before a party."""
    mine = Wish.objects.owned().filter(of_party(party)).values("pk")
    rows = matches().filter(Q(need__in=mine) | Q(offer__in=mine), set_aside_on=None)
    return list(rows)


def wish_of(match: Match, party: Entry | Unit) -> Wish | None:
    """The party's own wish in a suggestion, or None."""
    keys = {party.pk}
    for wish in (match.need, match.offer):
        if wish.party_id in keys or (wish.entry and wish.entry.merged_into_id in keys):
            return wish
    return None


def counted_by_way(rows: Iterable[Wish]) -> dict[str, int]:
    """How many needs and offers there are among some."""
    ways = [wish.way for wish in rows]
    return {str(way): ways.count(way) for way in Way}
