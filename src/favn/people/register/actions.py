"""What about a person reaches into several rooms: erasing, the clocks, and taking a yes back."""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.tenancy import current
from favn.people.accounts import lookups, sessions
from favn.people.persons import actions, queries, walk
from favn.people.persons.actions.consents import Said
from favn.people.persons.choices import Why
from favn.people.persons.models import Consent, Erasure, Merge, Person, RetentionRun
from favn.people.referrals import actions as referrals
from favn.people.register import due


@transaction.atomic
def erase(*, person: Person, why: Why, by: Actor, at: datetime) -> Erasure:
    """Erase a person for good. That somebody looked them up stays; what they typed goes.

    So does what was typed about them and waits behind a locked screen.
    """
    ids = queries.ids_of(person)
    lookups.forget_words(*ids)
    sessions.forget_held(walk.keys_of(*ids))
    return actions.erase(person=person, why=why, by=by, at=at)


@transaction.atomic
def erase_again(*, by: Actor, at: datetime) -> int:
    """After a backup was restored: erase whom it brought back, words and all; how many.

    The file of erasures tells what the database does not know (`persons.erased`).
    """
    actions.carry_over(at=at)
    back = actions.back_again()
    for person in back:
        lookups.forget_words(*queries.ids_of(person))
        actions.erase_again(person=person, by=by, at=at)
    return len(back)


def keep_clocks(*, by: Actor, at: datetime) -> RetentionRun:
    """End what is due in the present organisation; what the day's runs did stands on one row.

    Each person is a transaction of their own, so that a run that was stopped goes on where it was.
    A municipality destroys no person without its archive rule: there they are only proposed.
    """
    done: Counter[str] = Counter(again=erase_again(by=by, at=at))
    done["hand_overs"] += referrals.end_outlived(by=by, at=at)
    for row in due.persons(clock.local_day(at)):
        erase(person=row, why=Why.DUE, by=by, at=at)
        done["persons"] += 1
    for one in due.every_clock():
        done[one.key] += one.end(at)
    return _run(done, by, at)


@transaction.atomic
def _run(done: Counter[str], by: Actor, at: datetime) -> RetentionRun:
    """Today's row, with what this run added to it."""
    on = clock.local_day(at)
    stands = RetentionRun.objects.owned().filter(on=on).first()
    row = stands or RetentionRun(organisation_id=current(), on=on)
    told = Counter(row.done)
    told.update(done)
    row.at, row.by_label = at, by.actor_label
    row.done = {key: number for key, number in told.items() if number}
    row.save()
    if any(done.values()):
        changes = {key: ["", number] for key, number in done.items() if number}
        history.note("retain", row, by=by, at=at, changes=changes)
    return row


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
    for person in filter(None, (row.survivor, row.loser)):
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
