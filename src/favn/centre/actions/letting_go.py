"""The verb that ends the way from a visit to its card, and keeps every number as it was.

A year counts each guest once, so something must go on telling guests of one year apart. That is
the keyed hash the statistics store already knows them by; it now stands on the row in place of the
card. When a whole year has let go, its key is destroyed, and no card leads to a hash any more.
"""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from favn.centre.queries import letting_go as queries
from favn.kit import store
from favn.kit.tenancy import acting_for, current


@transaction.atomic
def let_go(rows: Any, at: datetime) -> int:
    """Let these visits or participations of the present tenant go; the answer is how many.

    Once more it does nothing. The store holds the same afterwards, so no month is read again.
    """
    house = current()
    done = 0
    pairs = rows.values_list("card_id", "year").distinct()
    for card, year in list(pairs):
        number = store.hashed(store.person_key(house, year), card)
        done += rows.filter(card_id=card, year=year).update(card=None, guest=number)
    transaction.on_commit(partial(_forget_year_keys, house, at))
    return done


def _forget_year_keys(house: UUID, at: datetime) -> None:
    """Destroy the keys of years in which no row leads to a card, or may any more."""
    first_kept = queries.kept_since(at).year
    with acting_for(house):
        for year in store.years_with_key(house):
            if year < first_kept and not queries.leads_to_a_card(year):
                store.forget_key(house, year)
