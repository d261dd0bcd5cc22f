"""The code for a person's own page: given by the staff, opens once, ends after a day."""

import hashlib
import hmac
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from favn.kit import history
from favn.kit.history import Actor
from favn.kit.refusals import Refused, insert, must
from favn.kit.tenancy import current
from favn.kit.tokens import fingerprint
from favn.people.persons import queries, rules
from favn.people.persons.actions.erasing import sweep
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


@transaction.atomic
def give_code(*, id: UUID, person: Person, by: Actor, at: datetime) -> str | None:
    """A code, said once; older unused ones end. The same `id` again is None: it was said already.

    Raises Taken.
    """
    code = new_code(SECRET)
    row = OwnPageCode(id=id, organisation_id=current(), person=person, issued_at=at)
    row.code_hash, row.until = fingerprint(code), at + LIVES
    if insert(row):
        return None
    older = OwnPageCode.objects.owned().filter(person=person, used_at=None).exclude(pk=id)
    older.update(until=at)
    history.note("give-code", row, by=by, at=at)
    return code


def open_own_page(*, typed: str, address: str, at: datetime) -> Person | None:
    """Whose page the code opens, which it does once; None where it opens none.

    A wrong, an ended and a used code look alike. Raises Refused after ten wrong ones from one
    `address` in ten minutes; of the address only a keyed hash is kept, for an hour.
    """
    bucket = _bucket(address, at)
    tried = OwnPageTry.objects.owned().filter(bucket=bucket, at__gt=at - WINDOW).count()
    must(rules.why_not_open(tried, MOST_TRIES))
    with transaction.atomic():
        person = _spent(fingerprint(cleaned_code(typed)), at)
        if person is None:
            sweep(at=at)
            OwnPageTry(organisation_id=current(), bucket=bucket, at=at).save(force_insert=True)
    return person


def _spent(code_hash: str, at: datetime) -> Person | None:
    rows = OwnPageCode.objects.owned().filter(code_hash=code_hash, used_at=None, until__gt=at)
    if not rows.update(used_at=at):
        return None
    row = queries.code_with(code_hash)
    if row is None:
        raise Refused("")
    return row.person.merged_into or row.person


def _bucket(address: str, at: datetime) -> str:
    """Tells one address from another for a day, and nothing about it."""
    words = f"own page|{at.date()}|{address}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), words, hashlib.sha256).hex()[:32]
