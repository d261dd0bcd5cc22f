"""Taps at the desk, for tests about what becomes of them."""

from datetime import date, timedelta

from favn.centre import actions
from favn.people.persons.models import Card
from tests.cast import NOW, TODAY, Cast, new_id


def visits(cast: Cast, number: int, *, on=TODAY, cards: int = 0):
    """`number` visits at Medborgerhuset, the first `cards` of them each with a card of its own."""
    made = []
    with cast.acting(cast.jonas):
        for i in range(number):
            card = None
            if i < cards:
                card = Card.objects.create(organisation=cast.medborgerhuset, issued_at=NOW)
            made.append(
                actions.count_visit(id=new_id(), on=on, hour=13, by=cast.amina, at=NOW, card=card)
            )
    return made


def guidances(cast: Cast, topic: str, number: int, *, on=TODAY):
    """`number` guidances on one topic at Medborgerhuset."""
    with cast.acting(cast.jonas):
        return [
            actions.log_guidance(
                id=new_id(), topic=cast.topics[f"{topic}@medborgerhuset"], on=on, hour=14,
                by=cast.amina, at=NOW,
            )
            for _ in range(number)
        ]  # fmt: skip


YESTERDAY = TODAY - timedelta(days=1)
LAST_MONTH = TODAY - timedelta(days=30)
LAST_YEAR = date(2025, 11, 19)
"""A Wednesday in a year that is over."""
