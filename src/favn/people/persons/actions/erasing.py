"""A person is erased for good: every row about them, or what is left of it is nobody's number.

Rows that statistics count stay without any way to the person, so that published numbers hold. What
a law keeps (the record of a health check) stays with the name alone until its day. One line stays:
that somebody was erased, when and why. It also stands in a file apart from the database, so that a
restored backup can be told whom to erase again.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from favn.kit import clock, history
from favn.kit.history import Actor
from favn.kit.models import History
from favn.kit.tenancy import current
from favn.people.persons import erased, finding, queries, walk
from favn.people.persons.actions.holding import held
from favn.people.persons.choices import Why
from favn.people.persons.models import Erasure, Person


@transaction.atomic
def erase(*, person: Person, why: Why, by: Actor, at: datetime) -> Erasure:
    """Erase a person, and the records that were merged into them. There is no way back.

    Where a law keeps part of it, the line says until when, and the record is found no more.
    Raises Refused where somebody else erased them first, or they stand behind another.
    """
    held(person)
    ids = queries.ids_of(person)
    until = _until(ids, clock.local_day(at))
    row = Erasure(person_id=person.pk, held_until=until)
    row.tally = _erase(ids, until)
    for line in (row, *(Erasure(person_id=gone) for gone in ids[1:])):
        line.organisation_id, line.at, line.why = current(), at, why
        line.by_id, line.by_label = by.actor_id, by.actor_label
        line.save(force_insert=True)
        transaction.on_commit(lambda line=line: erased.keep([line]))  # type: ignore[misc]
    history.note("erase", row, by=by, at=at, changes={"why": ["", str(why)]})
    transaction.on_commit(finding.forget_all)
    return row


def _until(ids: tuple[UUID, ...], today: date) -> date | None:
    """Until when a law keeps something; None where none does any more."""
    until, _counted = walk.held(*ids)
    return until if until and until > today else None


def _erase(ids: tuple[UUID, ...], until: date | None) -> dict[str, int]:
    _forget_history(ids)
    Person.objects.owned().filter(pk__in=ids).update(merged_into=None)
    done = walk.erase(*ids, spare=ids[0] if until else None)
    Person.objects.owned().filter(pk=ids[0]).update(held_until=until)
    return done


def _forget_history(ids: tuple[UUID, ...]) -> None:
    """Reasons are free words; what was done stays, the words about an erased person go."""
    rows = walk.keys_of(*ids)
    for first in range(0, len(rows), walk.AT_ONCE):
        here = History.objects.owned().filter(record_id__in=rows[first : first + walk.AT_ONCE])
        here.update(reason="")


def back_again() -> list[Person]:
    """Persons who stand here although a line says that they were erased."""
    lines = list(Erasure.objects.owned())
    ended = {line.person_id for line in lines if line.held_until is None}
    held = {line.person_id for line in lines} - ended
    rows = Person.objects.owned().filter(pk__in=ended | held).order_by()
    return [person for person in rows if person.pk in ended or person.held_until is None]


@transaction.atomic
def erase_again(*, person: Person, by: Actor, at: datetime) -> None:
    """Erase somebody whom a restored backup brought back, with the words of their history."""
    ids = queries.ids_of(person)
    _erase(ids, _until(ids, clock.local_day(at)))
    history.note("erase", person, by=by, at=at)
    transaction.on_commit(finding.forget_all)


@transaction.atomic
def carry_over(*, at: datetime) -> int:
    """Write into the database the lines of erasures that only the file apart has: how many.

    And the other way round, where the machine stopped between the two. Lines that have served leave
    the file first, and are not written back.
    """
    erased.drop_before(queries.erasures_kept_since(at))
    stands = {(line.person_id, line.at): line for line in Erasure.objects.owned()}
    told = {(line.person_id, line.at): line for line in erased.lines(current())}
    missing = [line for key, line in told.items() if key not in stands]
    for line in missing:
        line.save(force_insert=True)
    served = set(queries.old_erasures(at).values_list("person_id", "at"))
    erased.keep([line for key, line in stands.items() if key not in told and key not in served])
    return len(missing)


def sweep(*, at: datetime) -> None:
    """Take away what has served: wrong codes of an hour ago."""
    queries.old_tries(at).delete()
