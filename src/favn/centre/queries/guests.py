"""What a period's visits say of how many different guests came; nobody is named in the answer.

A visit that has let its card go keeps the number by which its year knows the guest. Where a period
holds both kinds, cards are turned into the same numbers, so that nobody counts twice.
"""

from datetime import date
from functools import cache
from uuid import UUID

from favn.centre.models import Visit
from favn.kit.store import hashed, person_key
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
    if all(guest is None for _on, _hour, _card, guest in rows):
        return door_of((on, hour, card) for on, hour, card, _guest in rows)
    key = person_key(organisation_id, period.year)
    number = cache(lambda card: hashed(key, card))
    return door_of(
        (on, hour, number(card) if guest is None else guest) for on, hour, card, guest in rows
    )
