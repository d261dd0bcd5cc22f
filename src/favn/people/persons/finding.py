"""Finds persons by name in memory: encrypted names are opened once for each process, never written.

The first search of an organisation opens all its names; later ones read again only what was touched
since. Two processes never differ for longer than one search, and what is gone is found no more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from django.utils import timezone

from favn.kit.encryption import EncryptedTextField, words_of
from favn.kit.tenancy import current
from favn.people.persons.models import Person, Relation
from favn.statistics.agreement import Described
from favn.statistics.linkage import Candidate, Register

OVERLAP = timedelta(minutes=1)
"""A transaction may commit a moment after the time it wrote; so much is read twice."""
MANY = 5
AT_ONCE = 500
OPENED = ("name", "also_known_as", "born", "phone", "email")


@dataclass(slots=True)
class _Known:
    """One organisation's names in this process."""

    register: Register[UUID] = field(default_factory=Register)
    touched: dict[UUID, datetime] = field(default_factory=dict)
    read_at: datetime | None = None
    lock: Lock = field(default_factory=Lock)


_known: dict[UUID, _Known] = {}


def candidates(described: Described, *, without: Iterable[UUID] = ()) -> list[Candidate[UUID]]:
    """At most five of the present tenant's persons whom somebody may be. Raises KeyMissing."""
    known = _fresh()
    with known.lock:
        return known.register.candidates(described, most=MANY, without=without)


def search(text: str, *, most: int = 20) -> list[Candidate[UUID]]:
    """The present tenant's persons by name, other names, household and helpers; the best first.

    Raises KeyMissing.
    """
    known = _fresh()
    with known.lock:
        return known.register.search(text, most=most)


def described(person: Person) -> Described:
    """What the search knows of a person who is open before us."""
    names = (person.name, *person.also_known_as.splitlines())
    return Described(names, person.born, person.phone, person.email, person.born_is_guess)


def forget_all() -> None:
    """Let go of every name in this process, such as after an erasure."""
    _known.clear()


def _fresh() -> _Known:
    """The present tenant's register, with everything committed before this call."""
    organisation = current()
    known = _known.setdefault(organisation, _Known())
    with known.lock:
        _read_touched(known, organisation)
        number = Person.objects.present().count()
        if len(known.register.entries) != number:
            _drop_gone(known)
            if len(known.register.entries) != number:  # Somebody committed after the overlap.
                known.read_at = None
                _read_touched(known, organisation)
    return known


def _read_touched(known: _Known, organisation: UUID) -> None:
    """Open those who were touched since, and each state of a person once."""
    now = timezone.now()
    for keys in _touched(known):
        rows = Person.objects.owned().order_by()
        rows = rows if keys is None else rows.filter(pk__in=keys)
        wanted = ("pk", "touched_at", "merged_into", "held_until", "born_is_guess", *OPENED)
        around = _around(keys, organisation)
        for pk, at, merged_into, held_until, guess, *sealed in rows.values_list(*wanted):
            known.touched[pk] = at
            if merged_into or held_until:
                known.register.drop(pk)
                continue
            said = _opened(pk, organisation, sealed)
            names = (said["name"], *said["also_known_as"].splitlines(), *around.get(pk, ()))
            told = Described(names, said["born"], said["phone"], said["email"], guess)
            known.register.put(pk, told)
    known.read_at = now


def _touched(known: _Known) -> Iterator[list[UUID] | None]:
    """Keys to read, some at a time; None for everybody."""
    if known.read_at is None:
        yield None
        return
    rows = Person.objects.owned().filter(touched_at__gt=known.read_at - OVERLAP).order_by()
    moved = [pk for pk, at in rows.values_list("pk", "touched_at") if known.touched.get(pk) != at]
    for first in range(0, len(moved), AT_ONCE):
        yield moved[first : first + AT_ONCE]


def _opened(pk: UUID, organisation: UUID, sealed: list[str | None]) -> dict[str, str]:
    return {
        name: words_of(text, _field(Person, name), pk, organisation) if text else ""
        for name, text in zip(OPENED, sealed, strict=True)
    }


def _around(keys: list[UUID] | None, organisation: UUID) -> dict[UUID, list[str]]:
    """Person → names of the household and helpers who are around them now."""
    rows = Relation.objects.owned().filter(ended_on=None).order_by()
    rows = rows if keys is None else rows.filter(person__in=keys)
    found: dict[UUID, list[str]] = {}
    for pk, person, sealed in rows.values_list("pk", "person", "name"):
        name = words_of(sealed, _field(Relation, "name"), pk, organisation)
        found.setdefault(person, []).append(name)
    return found


def _field(model: type[Person] | type[Relation], name: str) -> EncryptedTextField:
    field_ = model._meta.get_field(name)
    assert isinstance(field_, EncryptedTextField)
    return field_


def _drop_gone(known: _Known) -> None:
    present = set(Person.objects.present().order_by().values_list("pk", flat=True))
    for pk in known.register.entries.keys() - present:
        known.register.drop(pk)
