"""What about a person reaches into several rooms: erasing them, and taking a yes back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from favn.kit.history import Actor
from favn.people.accounts import lookups
from favn.people.persons import actions, queries
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Why
from favn.people.persons.models import Consent, Erasure, Merge, Person
from favn.people.referrals import actions as referrals


@transaction.atomic
def erase(*, person: Person, why: Why, by: Actor, at: datetime) -> Erasure:
    """Erase a person for good. That somebody looked them up stays; what they typed goes."""
    lookups.forget_criteria(*queries.ids_of(person))
    return actions.erase(person=person, why=why, by=by, at=at)


@transaction.atomic
def say(*, id: UUID, person: Person, said: Said, by: Actor, at: datetime) -> Consent:
    """A person says yes or no, once per `id`; what another organisation may no longer read ends.

    Raises Refused, Taken.
    """
    line = actions.say(id=id, person=person, said=said, by=by, at=at)
    if said.purpose in {"referral", "contact"}:
        referrals.end_unallowed(person=person, by=by, at=at)
    return line


@transaction.atomic
def merge(*, survivor: Person, by: Actor, at: datetime, **more: Any) -> Merge:
    """Two records become one; a hand-over that the stricter answer does not carry ends.

    `more` is what `persons.actions.merge` takes. Raises Refused, Conflict, Taken.
    """
    row = actions.merge(survivor=survivor, by=by, at=at, **more)
    referrals.end_unallowed(person=survivor, by=by, at=at)
    return row


@transaction.atomic
def take_apart(*, merge: Merge, by: Actor, at: datetime) -> Merge:
    """Two records stand apart again; a hand-over whose yes went with the other one ends.

    Raises Refused.
    """
    row = actions.take_apart(merge=merge, by=by, at=at)
    for person in (row.survivor, row.loser):
        referrals.end_unallowed(person=person, by=by, at=at)
    return row


@transaction.atomic
def revise(*, person: Person, by: Actor, at: datetime, **more: Any) -> Person:
    """Put right what stands; a hand-over that names an address protected by now ends.

    `more` is what `persons.actions.revise` takes. Raises Refused, Conflict, KeyMissing.
    """
    row = actions.revise(person=person, by=by, at=at, **more)
    referrals.end_unallowed(person=row, by=by, at=at)
    return row
