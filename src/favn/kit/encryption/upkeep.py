"""Looking after keys: the first one, which rows a key still opens, and writing rows anew."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from favn.kit.encryption import keys
from favn.kit.encryption.field import EncryptedTextField, Sealed, encrypted_fields
from favn.kit.tenancy import acting_for

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class KeyState:
    """One key as the host sees it: its age, whether it is used now, and the texts it opens."""

    id: str
    made_on: date | None
    is_present: bool
    texts: int


def first_key(organisations: list[UUID], on: date) -> bool:
    """Make a key where there is none and nothing is encrypted; whether one was made.

    Where texts stand that no key here opens, none is made: the right file must come back.
    """
    if keys.place().exists() or any(_texts(one) for one in organisations):
        return False
    keys.add_key(on)
    return True


def states(organisations: list[UUID]) -> list[KeyState]:
    """Every key of the ring, and every key that texts need and the ring lacks."""
    needed: Counter[str] = Counter()
    for organisation in organisations:
        needed += _texts(organisation)
    ring = keys.ring() if keys.place().exists() else keys.Ring("", {})
    known = [
        KeyState(key.id, key.made_on, key.id == ring.present, needed[key.id])
        for key in sorted(ring.keys.values(), key=lambda key: key.made_on)
    ]
    lost = sorted(needed.keys() - ring.keys.keys())
    return [*known, *(KeyState(one, None, False, needed[one]) for one in lost)]


def reseal(organisations: list[UUID]) -> int:
    """Write every row anew that an older key sealed; the answer is how many rows."""
    done = 0
    for organisation in organisations:
        with acting_for(organisation):
            for model, fields in _models():
                done += _reseal(model, fields)
    return done


def _reseal(model: type[models.Model], fields: list[EncryptedTextField]) -> int:
    present = keys.ring().present
    names = [field.attname for field in fields]
    rows = _rows(model).values_list("pk", *names).iterator(chunk_size=AT_ONCE)
    older = [pk for pk, *texts in rows if any(t and t.key_id != present for t in texts)]
    for first in range(0, len(older), AT_ONCE):
        with transaction.atomic():
            for row in _rows(model).filter(pk__in=older[first : first + AT_ONCE]):
                for name in names:
                    getattr(row, name)
                row.save(update_fields=names)
    return len(older)


def _texts(organisation: UUID) -> Counter[str]:
    """Key → how many texts of one organisation it sealed."""
    found: Counter[str] = Counter()
    with acting_for(organisation):
        for model, fields in _models():
            rows = _rows(model).values_list(*(field.attname for field in fields))
            for texts in rows.iterator(chunk_size=AT_ONCE):
                found.update(text.key_id for text in texts if isinstance(text, Sealed))
    return found


def _models() -> Iterator[tuple[type[models.Model], list[EncryptedTextField]]]:
    for model in apps.get_models():
        if fields := encrypted_fields(model):
            yield model, fields


def _rows(model: type[models.Model]) -> Any:
    manager: Any = model._default_manager
    return manager.owned().order_by("pk")
