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

    Without a name: a card blocked in the period may have become any card given out later. With
    one, all but one of somebody's cards are.
    """
    whose = [card.person_id for card in cards if card.person_id]
    bare = [card for card in cards if card.person_id is None]
    last = (period.year, max(period.months))
    lost = [
        moment for card in bare
        if (moment := card.retired_at) and _month(moment) <= last
    ]  # fmt: skip
    new = [card for card in bare if lost and card.issued_at >= min(lost)]
    return min(len(lost), len(new)) + len(whose) - len(set(whose))


def _month(moment: datetime) -> tuple[int, int]:
    day = clock.local_day(moment)
    return day.year, day.month
