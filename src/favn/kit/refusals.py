"""The ways an action says no, and how a new row is written once however often it is sent.

Refused and Conflict carry a sentence for the one who asked; views show it and keep what was typed.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy

R = TypeVar("R", bound=models.Model)
ONLY_ONCE = gettext_lazy(
    "Det, du skriver, står her allerede, og det kan kun stå én gang. Se, hvad der står nu."
)

SOMEBODY_WAS_FIRST = gettext_lazy(
    "En anden har ændret det, siden du åbnede siden. Se, hvad der står nu, og prøv igen."
)


class Refused(ValueError):
    """A rule says no; the sentence is meant for the one who asked."""


class Conflict(ValueError):
    """Somebody else changed the record since it was shown."""


class Taken(LookupError):
    """The id that was sent belongs to a record one cannot see."""


def must(sentence: str | None) -> None:
    """Go on only where a rule answered nothing. Raises Refused."""
    if sentence:
        raise Refused(sentence)


def standing(record: R) -> R | None:
    """The row that already has this id, or None."""
    rows: Any = type(record)._default_manager
    found: R | None = rows.owned().filter(pk=record.pk).first()
    return found


def taken(record: R, version: int) -> R:
    """The row as it is now, ours until the end of the transaction, with its version counted up.

    Whoever takes it saves it. Raises Conflict where somebody changed it since it was shown, or
    took it away.
    """
    rows: Any = type(record)._default_manager
    found: Any = rows.owned().select_for_update().filter(pk=record.pk).first()
    if found is None or found.version != version:
        raise Conflict(SOMEBODY_WAS_FIRST)
    found.version += 1
    row: R = found
    return row


def insert(record: R, then: Callable[[R], None] = lambda _record: None) -> R | None:
    """Write one new row, and in the same transaction what follows from it.

    Where the same id came before, nothing is written and the row that stands is the answer; None
    where the row is new. Raises Taken where the id is somebody else's, Conflict where something
    else stands here already that may stand only once, and IntegrityError for any other reason.
    """
    try:
        with transaction.atomic():
            record.save(force_insert=True)
            then(record)
    except IntegrityError as error:
        stands = standing(record)
        if stands is None and _is_of_key(error, record):
            raise Taken(str(record.pk)) from error
        if stands is None and "UNIQUE" in str(error).upper():
            raise Conflict(ONLY_ONCE) from error
        if stands is None:
            raise
        return stands
    return None


def _is_of_key(error: IntegrityError, record: models.Model) -> bool:
    """Whether the id itself is in use: PostgreSQL names the constraint, SQLite the columns."""
    table = record._meta.db_table
    if told := getattr(error.__cause__, "diag", None):
        return bool(told.constraint_name == f"{table}_pkey")
    return str(error) == f"UNIQUE constraint failed: {table}.{record._meta.pk.column}"
