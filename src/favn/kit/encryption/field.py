"""A text field that is sealed when its row is saved, and opened when somebody reads it.

What the database holds: `v1.key id.base64(nonce, text, tag)`. Saving other fields of a row needs no
key; opening one tells the log of look-ups whose record it was (`kit.looking`), unless the field
says that its words are nobody's record there.
"""

import base64
import json
import os
import re
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import Count
from django.db.models.expressions import Col, Ref
from django.db.models.query_utils import DeferredAttribute

from favn.kit import looking
from favn.kit.encryption.keys import KeyUnknown, Ring, cipher, ring

VERSION = "v1"
NONCE = 12
KEY_ID = re.compile(r"[0-9a-f]{8}")


class Unreadable(ValueError):
    """A sealed text was changed, or moved to another row, column or organisation."""


class Sealed(str):
    """Text as the database holds it; it never passes for the words themselves."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<sealed>"

    @property
    def key_id(self) -> str:
        """The key it was sealed with."""
        return self.split(".", 2)[1] if self.count(".") == 2 else ""


class SealedAttribute(DeferredAttribute):
    """Opens the text the first time it is read; what nobody reads stays sealed."""

    field: "EncryptedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        """The words, or None. Raises Unreadable, KeyMissing, looking.Unlogged."""
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if value is not None and self.field.is_looked_up:
            looking.saw(*getattr(instance, "about_persons", ()))
        if isinstance(value, Sealed):
            words = words_of(value, self.field, instance.pk, instance.organisation_id)
            value = self.field.out_of(words)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        """New words, or what came out of the database."""
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Words nobody can read in the database file, its backups or its log. None stays NULL.

    It can be looked up by `__isnull` alone, and is written by saving its row: `update()` and
    `bulk_update()` are refused, as they know no row to bind the text to. No statement sorts by it
    or makes anything of it (`refuse_sealed`).
    """

    is_looked_up = True
    descriptor_class = SealedAttribute

    def from_db_value(self, value: str | None, *_: Any) -> Sealed | None:
        """Still sealed."""
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """Seal the words for their row; what was never opened goes back as it came."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        return sealed(self.in_words(value), model_instance, self)

    def in_words(self, value: Any) -> str:
        """What is sealed of a value."""
        return str(value)

    def out_of(self, words: str) -> Any:
        """The value that was sealed as these words."""
        return words

    def get_prep_value(self, value: Any) -> Any:
        """Refuse words that nobody sealed."""
        if value is None or isinstance(value, Sealed):
            return value
        raise FieldError(f"{self} is encrypted: save its row instead.")

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is a text at all."""
        if lookup_name != "isnull":
            raise FieldError(f"{self} is encrypted and cannot be searched in the database.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        """Nothing can be made of sealed words where they lie."""
        raise FieldError(f"{self} is encrypted: {lookup_name} knows no words in the database.")


class UnloggedTextField(EncryptedTextField):
    """Sealed as hard, and no look-up is written where it is opened.

    For words of somebody who answers, comes or speaks for an association: whoever reads them reads
    about that and not in the register of persons. Who may see them stands in the room's queries.
    """

    is_looked_up = False


class UnloggedJSONField(UnloggedTextField):
    """The same for a value that JSON can write, such as the cells of a line of somebody's file."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def in_words(self, value: Any) -> str:
        """As JSON."""
        return json.dumps(value, ensure_ascii=False)

    def out_of(self, words: str) -> Any:
        """From JSON."""
        return json.loads(words)


def _bound(field: EncryptedTextField, row: Any, organisation: UUID, key_id: str) -> bytes:
    """Where a text belongs; it opens nowhere else."""
    place = (field.model._meta.db_table, field.column, row, organisation)
    return "|".join((VERSION, key_id, *map(str, place))).encode()


def sealed(words: str, record: Any, field: EncryptedTextField) -> Sealed:
    """The words sealed for one row with the present key. Raises KeyMissing."""
    now = ring()
    nonce = os.urandom(NONCE)
    place = _bound(field, record.pk, record.organisation_id, now.present)
    lock = cipher(now.key(now.present), record.organisation_id)
    text = base64.b64encode(nonce + lock.encrypt(nonce, words.encode(), place))
    return Sealed(f"{VERSION}.{now.present}.{text.decode('ascii')}")


def words_of(text: str, field: EncryptedTextField, row: Any, organisation: UUID) -> str:
    """The words of one row's field; nobody is told that they were opened.

    Raises Unreadable where the text was changed or moved, also where only the id of its key was;
    KeyUnknown where its key is not in the file, and KeyMissing where the file is not here.
    """
    version, key_id, letters = (*text.split(".", 2), "", "")[:3]
    now, refusal = ring(), f"A text of {field} cannot be read: it was changed, or moved."
    try:
        if version != VERSION:
            raise ValueError(version)
        raw = base64.b64decode(letters, validate=True)
        if key_id in now.keys:
            return _decrypted(raw, now, key_id, (field, row, organisation))
        looks_like_a_key = bool(KEY_ID.fullmatch(key_id))
    except (InvalidTag, ValueError) as error:
        raise Unreadable(refusal) from error
    if not looks_like_a_key or _opens_with_another(raw, now, (field, row, organisation)):
        raise Unreadable(refusal)
    raise KeyUnknown(key_id)


Place = tuple[EncryptedTextField, Any, UUID]


def _decrypted(raw: bytes, now: Ring, key_id: str, place: Place) -> str:
    field, row, organisation = place
    lock = cipher(now.keys[key_id], organisation)
    return lock.decrypt(raw[:NONCE], raw[NONCE:], _bound(field, row, organisation, key_id)).decode()


def _opens_with_another(raw: bytes, now: Ring, place: Place) -> bool:
    """Whether a key of the ring opens the text although it names another: its id was changed."""
    for key_id in now.keys:
        try:
            _decrypted(raw, now, key_id, place)
        except (InvalidTag, ValueError):
            continue
        return True
    return False


def refuse_sealed(expression: Any) -> None:
    """Raise FieldError where a statement sorts by sealed words, or makes something of them.

    Each backend asks this of every expression as it writes its SQL, so that no way of saying it is
    left out: an order of a queryset or of a model, a function, the largest of them. To count them
    needs no words.
    """
    if isinstance(expression, Count):
        return
    for part in expression.get_source_expressions():
        column: Any = getattr(part, "source", None) if isinstance(part, Ref) else part
        if isinstance(column, Col) and isinstance(column.target, EncryptedTextField):
            raise FieldError(
                f"{column.target} is encrypted and has no order or form in the database:"
                " read the rows, and sort or change the words afterwards."
            )


def encrypted_fields(model: type[models.Model]) -> list[EncryptedTextField]:
    """The encrypted fields of a model."""
    return [f for f in model._meta.local_fields if isinstance(f, EncryptedTextField)]
