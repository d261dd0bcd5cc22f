"""The verbs of a person and of those around them: written down, put right, moved a step."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Conflict, insert, must, standing
from favn.kit.store import privacy
from favn.kit.tenancy import current
from favn.people.persons import queries, rules, walk
from favn.people.persons.actions.holding import held
from favn.people.persons.choices import Contact, Tier
from favn.people.persons.models import Person, Relation

R = TypeVar("R", Person, Relation)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to stand about a person; everything but the name may be left out."""

    name: str
    also_known_as: str = ""
    born: str = ""
    born_is_guess: bool = False
    phone: str = ""
    email: str = ""
    address: str = ""
    address_is_protected: bool = False
    contact: str = Contact.CALL
    safe_contact: str = ""
    language: str = ""
    more_languages: tuple[str, ...] = field(default=())
    needs_interpreter: bool = False
    interpreter_language: str = ""
    interpreter_note: str = ""

    def tidied(self) -> dict[str, Any]:
        """Field → value as it is kept. Raises Refused."""
        given = {part.name: getattr(self, part.name) for part in fields(self)}
        texts = {name: rules.tidy(v) for name, v in given.items() if isinstance(v, str)}
        must(rules.why_not_named(texts["name"]) or rules.why_not_noted(*texts.values()))
        return given | texts | {"more_languages": list(self.more_languages)}


@transaction.atomic
def add_person(*, id: UUID, wanted: Wanted, by: Actor, at: datetime) -> Person:
    """Somebody gets a name here, once per `id`. Raises Refused, Taken, KeyMissing.

    A form that is sent again after the person was erased writes nobody: the next night would erase
    them again, as somebody whom a backup brought back.
    """
    person = Person(id=id, organisation_id=current(), **wanted.tidied())
    person.created_at, person.last_contact_on = at, at.date()
    if stands := standing(person):
        return stands
    must(rules.why_not_again(erased=queries.is_erased(id)))
    if stands := insert(person):
        return stands
    history.note("add", person, by=by, at=at, changes={"tier": ["card", Tier.NAMED]})
    return person


@transaction.atomic
def revise(*, person: Person, version: int, wanted: Wanted, by: Actor, at: datetime) -> Person:
    """Put right what stands. Raises Refused, Conflict, KeyMissing."""
    row = _changed(person, version, wanted.tidied(), by=by, at=at)
    met(person=row, at=at)
    return row


def met(*, person: Person, at: datetime) -> None:
    """Somebody was in contact with them: their time begins anew. Nothing else changes."""
    was_here(person.pk, on=at.date())


def was_here(person: UUID, *, on: date) -> None:
    """As `met`, where one has a person's key and the day: a guest showed their card."""
    rows = Person.objects.owned().filter(pk=person, last_contact_on__lt=on)
    rows.update(last_contact_on=on)


@transaction.atomic
def tell_of_contact(*, person: Person, by: Actor, at: datetime) -> None:
    """Somebody tells that there was contact, of which nothing stands here. Raises Refused."""
    held(person)
    met(person=person, at=at)
    history.note("contact", person, by=by, at=at)


def _changed(row: R, version: int, to: dict[str, Any], *, by: Actor, at: datetime) -> R:
    """Write what differs, once somebody has seen what stands; history names the fields."""
    _take(row, version)
    named: list[str] = sorted(name for name, value in to.items() if getattr(row, name) != value)
    for name in named:
        setattr(row, name, to[name])
    row.version = version + 1
    row.save(update_fields=[*named, "version"])
    if isinstance(row, Relation):
        _touch(row.person)
    history.note("revise", row, by=by, at=at, changes={"fields": named} if named else {})
    return row


def _take(row: R, version: int) -> None:
    """The row is ours until the end of the transaction, as it was seen. Raises Conflict."""
    rows: Any = type(row)._default_manager
    if not rows.owned().filter(pk=row.pk, version=version).update(version=version + 1):
        raise Conflict(
            _(
                "En anden har rettet personen, siden du åbnede siden. Se, hvad der står nu,"
                " og ret igen."
            )
        )


def _touch(person: Person) -> None:
    """Let the search read a person again."""
    person.save(update_fields=["touched_at"])


# Steps


@transaction.atomic
def raise_to_case(*, person: Person, by: Actor, at: datetime) -> Person:
    """From a name to a case, once they said yes to it. Raises Refused."""
    held(person)
    row = Person.objects.owned().get(pk=person.pk)
    allowed = queries.consent_stands(row, "case", on=at.date())
    must(rules.why_not_raise(row.tier, may_write_case=allowed))
    return _step(row, Tier.CASE, "raise", by=by, at=at)


@transaction.atomic
def lower(*, person: Person, by: Actor, at: datetime) -> Person:
    """From a case back to a name, where nothing stands in the case. Raises Refused."""
    held(person)
    row = Person.objects.owned().get(pk=person.pk)
    must(rules.why_not_lower(row.tier, rows=case_rows(row)))
    return _step(row, Tier.NAMED, "lower", by=by, at=at)


def case_rows(person: Person) -> int:
    """How many rows stand about a person that only a case may hold."""
    every = walk.tally(*queries.ids_of(person))
    return sum(number for path, number in every if privacy(path.model, "tier") == Tier.CASE)


def _step(row: Person, to: str, verb: str, *, by: Actor, at: datetime) -> Person:
    before, row.tier = row.tier, to
    row.version += 1
    row.save(update_fields=["tier", "version"])
    history.note(verb, row, by=by, at=at, changes={"tier": [before, to]})
    return row


# Those around


@transaction.atomic
def add_relation(
    *, id: UUID, person: Person, to: dict[str, Any], other: Person | None, by: Actor, at: datetime
) -> Relation:
    """Somebody of the household, or a helper; once per `id`. Raises Refused, Taken."""
    row = Relation(id=id, organisation_id=current(), person=person, other=other)
    held(person)
    for name, value in _around(to).items():
        setattr(row, name, value)
    if stands := standing(row):
        return stands
    if stands := insert(row):
        return stands
    _touch(person)
    history.note("add", row, by=by, at=at, changes={"kind": ["", row.kind]})
    return row


@transaction.atomic
def revise_relation(
    *, relation: Relation, version: int, to: dict[str, Any], by: Actor, at: datetime
) -> Relation:
    """Put right what stands about somebody around. Raises Refused, Conflict."""
    return _changed(relation, version, _around(to), by=by, at=at)


def _around(to: dict[str, Any]) -> dict[str, Any]:
    tidied = {n: rules.tidy(v) if isinstance(v, str) else v for n, v in to.items()}
    texts = (value for value in tidied.values() if isinstance(value, str))
    must(rules.why_not_named(tidied["name"]) or rules.why_not_noted(*texts))
    return tidied


@transaction.atomic
def end_relation(*, relation: Relation, by: Actor, at: datetime) -> Relation:
    """They are around no more; that they were stays until the person is erased."""
    if relation.ended_on is None:
        relation.ended_on = at.date()
        relation.save(update_fields=["ended_on"])
        _touch(relation.person)
        history.note("end", relation, by=by, at=at)
    return relation
