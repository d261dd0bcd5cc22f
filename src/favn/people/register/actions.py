"""Erasing a person with the words others typed to find them."""

from datetime import datetime

from django.db import transaction

from favn.kit.history import Actor
from favn.people.accounts import lookups
from favn.people.persons import actions, queries
from favn.people.persons.choices import Why
from favn.people.persons.models import Erasure, Person


@transaction.atomic
def erase(*, person: Person, why: Why, by: Actor, at: datetime) -> Erasure:
    """Erase a person for good. That somebody looked them up stays; what they typed goes."""
    lookups.forget_criteria(*queries.ids_of(person))
    return actions.erase(person=person, why=why, by=by, at=at)
