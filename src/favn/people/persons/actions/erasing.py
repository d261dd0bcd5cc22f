"""A person is erased for good: every row about them, or what is left of it is nobody's number.

Rows that statistics count stay without any way to the person, so that published numbers hold. One
line stays: that somebody was erased, when and why. It tells a restored backup whom to erase again.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from favn.kit import history, walk
from favn.kit.history import Actor
from favn.kit.models import History
from favn.kit.tenancy import current
from favn.people.persons import finding, queries
from favn.people.persons.actions.holding import held
from favn.people.persons.choices import Why
from favn.people.persons.models import Erasure, OwnPageTry, Person

TRIES_KEPT_HOURS = 1


@transaction.atomic
def erase(*, person: Person, why: Why, by: Actor, at: datetime) -> Erasure:
    """Erase a person, and the records that were merged into them. There is no way back.

    Raises Refused where somebody else erased them first, or they stand behind another.
    """
    held(person)
    ids = queries.ids_of(person)
    row = Erasure(organisation_id=current(), person_id=person.pk, at=at, why=why)
    row.by_id, row.by_label = by.actor_id, by.actor_label
    _forget_history(ids)
    row.tally = _erase(ids)
    row.save(force_insert=True)
    for gone in ids[1:]:
        Erasure(
            organisation_id=current(), person_id=gone, at=at, why=why,
            by_id=by.actor_id, by_label=by.actor_label,
        ).save(force_insert=True)  # fmt: skip
    history.note("erase", row, by=by, at=at, changes={"why": ["", str(why)]})
    transaction.on_commit(finding.forget_all)
    return row


def _erase(ids: tuple[UUID, ...]) -> dict[str, int]:
    Person.objects.owned().filter(pk__in=ids).update(merged_into=None)
    return walk.erase(*ids)


def _forget_history(ids: tuple[UUID, ...]) -> None:
    """Reasons are free words; what was done stays, the words about an erased person go."""
    rows = [pk for path in walk.paths() for pk in path.of(*ids).values_list("pk", flat=True)]
    for first in range(0, len(rows), walk.AT_ONCE):
        here = History.objects.owned().filter(record_id__in=rows[first : first + walk.AT_ONCE])
        here.update(reason="")


@transaction.atomic
def erase_again(*, by: Actor, at: datetime) -> int:
    """After a backup was restored: erase those who were erased since. The answer is how many.

    The lines of erasures must have been carried over from before the restore.
    """
    gone = Erasure.objects.owned().values_list("person_id", flat=True)
    back = list(Person.objects.owned().filter(pk__in=list(gone)))
    for person in back:
        _erase(queries.ids_of(person))
        history.note("erase", person, by=by, at=at)
    transaction.on_commit(finding.forget_all)
    return len(back)


def sweep(*, at: datetime) -> None:
    """Take away what has served: wrong codes of an hour ago."""
    before = at.timestamp() - TRIES_KEPT_HOURS * 3600
    OwnPageTry.objects.owned().filter(at__lt=datetime.fromtimestamp(before, tz=at.tzinfo)).delete()
