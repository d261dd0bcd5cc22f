"""Which visits and participations still lead to a card although their thirteen months are over."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from favn.centre.models import Participation, Visit
from favn.kit import clock
from favn.people.persons.models import Card

WITH_CARD_MONTHS = 13
WITH_CARD: tuple[type[Visit] | type[Participation], ...] = (Visit, Participation)


def kept_since(at: datetime) -> date:
    """The first day whose visits lead to their card still."""
    return clock.months_before(clock.local_day(at), WITH_CARD_MONTHS)


def old_visits(at: datetime) -> QuerySet[Any]:
    """Visits that are to let their card go."""
    return Visit.objects.owned().filter(on__lt=kept_since(at), card__isnull=False).order_by()


def old_participations(at: datetime) -> QuerySet[Any]:
    """Participations that are to let their card go."""
    rows = Participation.objects.owned().filter(on__lt=kept_since(at), card__isnull=False)
    return rows.order_by()


def cards_of_nothing(at: datetime) -> QuerySet[Card]:
    """Cards without a visit in thirteen months: a guest who comes again gets a new one."""
    rows = Card.objects.owned().filter(issued_at__date__lt=kept_since(at))
    for model in WITH_CARD:
        rows = rows.exclude(Exists(model.objects.owned().filter(card=OuterRef("pk"))))
    return rows


def leads_to_a_card(year: int) -> bool:
    """Whether any row of a year does."""
    return any(
        model.objects.owned().filter(year=year, card__isnull=False).exists() for model in WITH_CARD
    )
