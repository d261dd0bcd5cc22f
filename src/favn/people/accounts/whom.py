"""The one person an address names, written down as looked at before anything is shown."""

from uuid import UUID

from favn.kit.attempts import found
from favn.people.accounts import lookups
from favn.people.accounts.door import MergedAway
from favn.people.persons import queries
from favn.people.persons.models import Person


def the_person(pk: UUID, *, purpose: str = "") -> Person:
    """The person of an address, written down as looked at; foreign and unknown are 404.

    Raises MergedAway where the record stands behind another: the door then shows the same page of
    the one who stands, and lets nobody write on the one who is gone.
    """
    person = found(queries.person_with(pk))
    if person.merged_into is not None:
        raise MergedAway(pk, queries.who_stands(person).pk)
    lookups.note(persons=(person.pk,), purpose=purpose)
    return person


def the_record(pk: UUID) -> Person:
    """As `the_person`, also where the person is erased and only a law keeps their record.

    Raises MergedAway as that one does.
    """
    person = found(queries.record_with(pk))
    if person.merged_into is not None:
        raise MergedAway(pk, queries.who_stands(person).pk)
    lookups.note(persons=(person.pk,))
    return person
