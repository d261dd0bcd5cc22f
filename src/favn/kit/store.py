"""From the rooms' tables to the statistics store, one changed month at a time.

A model joins by naming its fields in `class Privacy`:

    statistical = {"activity": "session__activity__slug", "person": "card_id"}   column → lookup
    labels = {"activity": ("centre.Activity", "slug", "name")}   where a key gets its name
    counted = {"voided_at": None}                                 which rows count
    measured = ("minutes",)                                       columns that are summed
    let_go = "guest"               the hash of a person whom the row itself names no longer

and by having `year` and `month`. Writers append a mark in their own transaction; whoever reads a
figure first reads the marked months again. Persons leave as a keyed hash, one key per
organisation and year, kept apart from the store.
"""

import fcntl
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models

from favn.kit.models import Change
from favn.kit.tenancy import acting_for
from favn.statistics.store import Change as YearChange
from favn.statistics.store import Column, YearStore

PERSON = "person"
MARKS_AT_ONCE = 500


def statistical_models() -> dict[str, type[models.Model]]:
    """Store table → model, for every model whose Privacy names statistical fields."""
    found = (m for m in apps.get_models() if privacy(m, "statistical"))
    return {model._meta.label_lower: model for model in found}


def privacy(model: type[models.Model], name: str) -> Any:
    """What the model's `class Privacy` says under `name`, or None."""
    return getattr(getattr(model, "Privacy", None), name, None)


def columns(model: type[models.Model]) -> list[Column]:
    """The store's columns of a model: persons hashed, what is summed as numbers, all else coded."""
    summed = privacy(model, "measured") or ()
    return [
        Column(name, "person" if name == PERSON else "number" if name in summed else "code")
        for name in privacy(model, "statistical")
    ]


def changed(record: models.Model) -> None:
    """Mark the record's month as changed; call it inside the transaction that writes."""
    Change(
        organisation_id=record.organisation_id,  # type: ignore[attr-defined]
        table=record._meta.label_lower,
        year=record.year,  # type: ignore[attr-defined]
        month=record.month,  # type: ignore[attr-defined]
    ).save(force_insert=True)


def mark_months(table: str, organisation_id: UUID, months: list[tuple[int, int]]) -> None:
    """Mark several (year, month) of one table as changed."""
    Change.objects.bulk_create(
        Change(organisation_id=organisation_id, table=table, year=year, month=month)
        for year, month in months
    )


def folder(organisation_id: UUID, year: int) -> Path:
    """Where one organisation's year lies."""
    return Path(settings.FAVN_STORE) / str(organisation_id) / str(year)


def refreshed(organisation_id: UUID, year: int) -> YearStore:
    """The store of one organisation and year, with every change committed before this call.

    Whoever finds marks reads the marked months alone, after those who came before, so an older
    reading never overwrites a newer one; all tables change in one step. Whoever finds none waits
    for nobody, as marks go only when their months stand in the store. Not for a transaction that
    has written registrations itself: if it is rolled back, the store has them until the next mark.
    """
    place = folder(organisation_id, year)
    store = YearStore(place)
    with acting_for(organisation_id):
        marks = Change.objects.get_queryset().filter(year=year)
        if marks.exists():
            with _alone(place):
                _read_again(store, organisation_id, year, list(marks))
    return store


def _read_again(store: YearStore, organisation_id: UUID, year: int, marks: list[Change]) -> None:
    months: dict[str, set[int]] = {}
    for mark in marks:
        months.setdefault(mark.table, set()).add(mark.month)
    with store.change() as change:
        _start_over_with_another_key(change, months, organisation_id, year)
        for table in sorted(months):
            model = statistical_models()[table]
            rows = {m: _rows(model, organisation_id, year, m) for m in sorted(months[table])}
            change.replace_months(table, columns(model), rows)
    _clear(marks)


def _start_over_with_another_key(
    change: YearChange, months: dict[str, set[int]], organisation_id: UUID, year: int
) -> None:
    """Where persons stand under another key than the present one, read all their months again.

    A key that was lost is made anew; months under the old and the new one would count the same
    persons twice.
    """
    models_of_persons = {
        t: m for t, m in statistical_models().items() if PERSON in privacy(m, "statistical")
    }
    if not months.keys() & models_of_persons.keys():
        return
    present = hashlib.sha256(person_key(organisation_id, year)).hexdigest()
    if change.persons == present:
        return
    change.persons = present
    for table, model in models_of_persons.items():
        if table in change.tables:
            change.drop(table)
            rows = model._default_manager.filter(organisation_id=organisation_id, year=year)
            found = rows.order_by().values_list("month", flat=True).distinct()
            months.setdefault(table, set()).update(found)


def _clear(marks: list[Change]) -> None:
    """Take away the marks that were read, and no newer ones; SQLite takes few values at a time."""
    for first in range(0, len(marks), MARKS_AT_ONCE):
        seen = [mark.pk for mark in marks[first : first + MARKS_AT_ONCE]]
        Change.objects.get_queryset().filter(pk__in=seen).delete()


def _rows(
    model: type[models.Model], organisation_id: UUID, year: int, month: int
) -> Iterator[tuple[Any, ...]]:
    """One month's counted rows, as the store wants them."""
    chosen = privacy(model, "statistical")
    counted = privacy(model, "counted") or {}
    rows = model._default_manager.filter(
        organisation_id=organisation_id, year=year, month=month, **counted
    ).order_by()
    key = person_key(organisation_id, year) if PERSON in chosen else b""
    places = [name == PERSON for name in chosen]
    kept = privacy(model, "let_go")
    summed = privacy(model, "measured") or ()
    told = [int if name in summed else _code for name in chosen]
    lookups = [*chosen.values(), *([kept] if kept else [])]
    for row in rows.values_list(*lookups).iterator(chunk_size=5000):
        number = row[-1] if kept else None
        yield tuple(
            (hashed(key, value) if number is None else number) if is_person else as_told(value)
            for value, is_person, as_told in zip(row, places, told, strict=False)
        )


def of_person(model: type[models.Model]) -> models.Q:
    """The rows that count a person: one they name, or one whose hash alone they kept."""
    named = models.Q(**{f"{privacy(model, 'statistical')[PERSON]}__isnull": False})
    kept = privacy(model, "let_go")
    return named | models.Q(**{f"{kept}__isnull": False}) if kept else named


def _code(value: Any) -> str | None:
    """Codes are text; numbers get a leading zero so that they sort as they count."""
    if value is None:
        return None
    return f"{value:02}" if isinstance(value, int) else str(value)


def hashed(key: bytes, person: UUID | None) -> int | None:
    """A person as a 64-bit number that means nothing outside this organisation and year."""
    if person is None:
        return None
    digest = hmac.digest(key, person.bytes, hashlib.sha256)
    return int.from_bytes(digest[:8], "big", signed=True)


def person_key(organisation_id: UUID, year: int) -> bytes:
    """The key of one organisation and year; made once, apart from the store, for its owner only."""
    file = Path(settings.FAVN_KEYS) / f"{organisation_id}-{year}.key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(file.parent):
            if not file.exists():
                _write_secret(file)
    return file.read_bytes()


def years_with_key(organisation_id: UUID) -> list[int]:
    """The years whose key stands."""
    files = Path(settings.FAVN_KEYS).glob(f"{organisation_id}-[0-9]*.key")
    return sorted(int(file.stem.rsplit("-", 1)[1]) for file in files)


def forget_key(organisation_id: UUID, year: int) -> None:
    """Destroy a year's key: from now on nobody can tell which hash a person had.

    What the store holds stays readable. A later change of the year makes a new key, and the rows
    that still name a person are read again with it; see `let_go` for those that name none.
    """
    place = Path(settings.FAVN_KEYS)
    if place.exists():
        with _alone(place):
            (place / f"{organisation_id}-{year}.key").unlink(missing_ok=True)


def _write_secret(file: Path) -> None:
    draft = file.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(secrets.token_bytes(32))
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(file)


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """One process and thread at a time in a folder."""
    place.mkdir(parents=True, exist_ok=True)
    with (place / "refresh.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def rebuild(organisation_id: UUID) -> None:
    """Mark every month that has rows, and every month that the store still believes to have some.

    At the next reading a lost store comes back equal, and what the database lost is gone.
    """
    stored = _stored_months(organisation_id)
    with acting_for(organisation_id):
        for table, model in statistical_models().items():
            rows = model._default_manager.filter(organisation_id=organisation_id).order_by()
            months = set(rows.values_list("year", "month").distinct()) | stored.get(table, set())
            mark_months(table, organisation_id, sorted(months))


def _stored_months(organisation_id: UUID) -> dict[str, set[tuple[int, int]]]:
    """Table → (year, month) of all that the stores of one organisation say."""
    found: dict[str, set[tuple[int, int]]] = {}
    for place in (Path(settings.FAVN_STORE) / str(organisation_id)).glob("[0-9]*"):
        for table, months in YearStore(place).months().items():
            found.setdefault(table, set()).update((int(place.name), month) for month in months)
    return found
