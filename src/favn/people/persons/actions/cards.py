"""The verbs of cards: a guest who asks gets one, and a lost one stops counting.

A card leads to nobody. Linking it to a name is an act of its own, written down, and undone as
easily: then the card has no name again, and what it counted stays.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import must
from favn.kit.tenancy import current
from favn.people.persons import rules
from favn.people.persons.actions.holding import held
from favn.people.persons.models import Card, Person


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


@transaction.atomic
def link_card(*, card: Card, person: Person, by: Actor, at: datetime) -> Card:
    """From now on the card is this person's, and its visits are theirs. Raises Refused."""
    held(person)
    if Card.objects.owned().filter(pk=card.pk, person=None).update(person=person):
        history.note("link", card, by=by, at=at)
    row = Card.objects.owned().get(pk=card.pk)
    must(rules.why_not_link(row.person_id, person.pk))
    return row


@transaction.atomic
def unlink_card(*, card: Card, by: Actor, at: datetime) -> Card:
    """The card has no name again; its visits stay with the card alone."""
    if Card.objects.owned().filter(pk=card.pk).exclude(person=None).update(person=None):
        history.note("unlink", card, by=by, at=at)
    return Card.objects.owned().get(pk=card.pk)
