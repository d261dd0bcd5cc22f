"""The code for a person's own page: given by the staff, opens once, ends after a day.

Whoever gives a code sees it. So it opens of the closed words those alone that the giver wrote, and
that it was given and used stands where the person reads who looked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from favn.kit import addresses, history
from favn.kit.history import Actor
from favn.kit.refusals import Refused, insert, must
from favn.kit.tenancy import current
from favn.kit.tokens import fingerprint
from favn.people.persons import queries, rules
from favn.people.persons.actions.erasing import sweep
from favn.people.persons.actions.holding import held
from favn.people.persons.actions.people import met
from favn.people.persons.models import (
    SECRET,
    OwnPageCode,
    OwnPageTry,
    Person,
    cleaned_code,
    new_code,
)

LIVES = timedelta(hours=24)
WINDOW = timedelta(minutes=10)
MOST_TRIES = 10


@dataclass(frozen=True, slots=True)
class OnOwnPage:
    """Whoever is on an own page, as history and the ledger name them; never by name."""

    actor_id: UUID
    actor_label: str


def themselves(person: Person) -> OnOwnPage:
    """The person, who does something on their own page."""
    return OnOwnPage(person.pk, _("Personen selv"))


@dataclass(frozen=True, slots=True)
class Opened:
    """Whose page a code opened, and whose closed words it shows there."""

    person: Person
    given_by: UUID


@transaction.atomic
def give_code(*, id: UUID, person: Person, role: str, by: Actor, at: datetime) -> str | None:
    """A code, said once; the giver's older unused ones end. The same `id` again is None: it was
    said already.

    `role` is the giver's, which the person is told. Raises Refused, Taken.
    """
    held(person)
    code = new_code(SECRET)
    row = OwnPageCode(id=id, organisation_id=current(), person=person, issued_at=at)
    row.given_by_id, row.given_by_role = by.actor_id, role
    row.code_hash, row.until = fingerprint(code), at + LIVES
    if insert(row):
        return None
    older = OwnPageCode.objects.owned().filter(person=person, used_at=None, until__gt=at)
    older.filter(given_by_id=by.actor_id).exclude(pk=id).update(until=at)
    history.note("give-code", person, by=by, at=at)
    return code


def open_own_page(*, typed: str, address: str, at: datetime) -> Opened | None:
    """Whose page the code opens, which it does once and is written down; None where it opens none.

    A wrong, an ended and a used code look alike. Raises Refused after ten wrong ones from one
    `address` in ten minutes; of the address only a keyed hash is kept, for an hour.
    """
    bucket = addresses.bucket("own page", address, at.date())
    tried = OwnPageTry.objects.owned().filter(bucket=bucket, at__gt=at - WINDOW).count()
    must(rules.why_not_open(tried, MOST_TRIES))
    with transaction.atomic():
        opened = _spent(fingerprint(cleaned_code(typed)), at)
        if opened is None:
            sweep(at=at)
            OwnPageTry(organisation_id=current(), bucket=bucket, at=at).save(force_insert=True)
    return opened


def _spent(code_hash: str, at: datetime) -> Opened | None:
    rows = OwnPageCode.objects.owned().filter(code_hash=code_hash, used_at=None, until__gt=at)
    if not rows.update(used_at=at):
        return None
    row = queries.code_with(code_hash)
    if row is None:
        raise Refused("")
    person = queries.who_stands(row.person)
    met(person=person, at=at)
    history.note("open-own-page", person, by=OnOwnPage(person.pk, _("Den, der havde koden")), at=at)
    return Opened(person, row.given_by_id)
