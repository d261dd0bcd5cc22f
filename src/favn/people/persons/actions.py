"""The verbs of cards: a guest who asks gets one, and a lost one stops counting."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.tenancy import current
from favn.people.persons.models import Card


def issue_card(*, id: UUID, by: Actor, at: datetime) -> Card | None:
    """A new card without a name; the same id again gives the card that stands.

    None where the id belongs to a card of another organisation. History names neither the card's
    code nor anything that leads to a guest.
    """
    card = Card(id=id, organisation_id=current(), issued_at=at)
    try:
        with transaction.atomic():
            card.save(force_insert=True)
            history.note("issue", card, by=by, at=at)
    except IntegrityError:
        return Card.objects.owned().filter(pk=id).first()
    return card


@transaction.atomic
def retire_card(*, card: Card, by: Actor, at: datetime) -> Card:
    """A lost card counts no longer; the guest gets a new one and a new life in the numbers."""
    if card.retired_at is None:
        card.retired_at = at
        card.save(update_fields=["retired_at"])
        history.note("retire", card, by=by, at=at)
    return card
