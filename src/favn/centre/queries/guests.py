"""What a period's visits say of how many different guests came; nobody is named in the answer.

A visit that has let its card go keeps the number by which its year knows the guest. Where a period
holds both kinds, cards are turned into the same numbers, so that nobody counts twice.
"""

from datetime import date, datetime
from functools import cache
from uuid import UUID

from favn.centre.models import Visit
from favn.kit import clock
from favn.kit.store import hashed, person_key
from favn.people.persons.models import Card
from favn.statistics.figures import Period
from favn.statistics.visitors import Door, door_of

Row = tuple[date, int, UUID | None, int | None]
"""Day, hour, card and the year's number of the guest."""


def at_the_door(organisation_id: UUID, period: Period) -> Door:
    """The present tenant's visits of a month, quarter or year; `organisation_id` is the tenant's.

    Counts the same cards as the figure `centre.guests`.
    """
    visits = Visit.objects.counted().filter(year=period.year, month__in=period.months).order_by()
    rows: list[Row] = list(visits.values_list("on", "hour", "card_id", "guest"))
    key = person_key(organisation_id, period.year)
    number = cache(lambda card: hashed(key, card))
    is_mixed = any(guest is not None for _on, _hour, _card, guest in rows)
    known = number if is_mixed else _as_it_is
    told = [(on, hour, known(card) if guest is None else guest) for on, hour, card, guest in rows]
    shown = {who for _on, _hour, who in told}
    cards = [card for card in Card.objects.owned() if known(card.pk) in shown]
    return door_of(told, replaced=_replaced(cards, period))


def _as_it_is(card: UUID | None) -> UUID | None:
    return card


def _replaced(cards: list[Card], period: Period) -> int:
    """How many of the cards shown may be a guest's second one.

    A card blocked in the period may have become any card given out later, unless both have a name:
    then all but one of somebody's cards are. Whoever has a name is one guest at least.
    """
    whose = [card.person_id for card in cards if card.person_id]
    last = (period.year, max(period.months))
    lost = [card for card in cards if card.retired_at and _month(card.retired_at) <= last]
    first = min((card.retired_at for card in lost if card.retired_at), default=None)
    new = [card for card in cards if first and card.issued_at >= first]
    pairs = min(_bare(lost), len(new)) + min(len(lost) - _bare(lost), _bare(new))
    several = min(pairs, len(lost), len(new)) + len(whose) - len(set(whose))
    return min(several, len(cards) - max(len(set(whose)), min(1, len(cards))))


def _bare(cards: list[Card]) -> int:
    """Those without a name."""
    return sum(card.person_id is None for card in cards)


def _month(moment: datetime) -> tuple[int, int]:
    day = clock.local_day(moment)
    return day.year, day.month
