"""The verbs for many rows at once: a file read into the logbooks, and taken back again.

One line of history per file instead of one per row, and one mark per month that changed. Rows are
written as plain values, because a hundred thousand objects of a model cost half a minute.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import (
    DEFAULT_DB_ALIAS,
    IntegrityError,
    connection,
    connections,
    models,
    transaction,
)
from django.db.models import F
from django.utils.translation import gettext as _

from favn.centre import rules
from favn.centre.choices import Source, Void
from favn.centre.models import LOGBOOKS, Entry, ImportBatch, Session
from favn.kit import history, store
from favn.kit.history import Actor
from favn.kit.refusals import Refused, must
from favn.kit.tenancy import current

T = TypeVar("T")
CHUNK = 500
"""Ids in one query; SQLite takes no more than 999 values."""
TARGETS = {"participation": "session_id", "guidance": "topic_id"}


class Tap(NamedTuple):
    """One row to be. `target` is a participation's session or a guidance's topic."""

    kind: str
    id: UUID
    on: date
    hour: int
    target: UUID | None = None
    card: UUID | None = None


class _Stored(dict[Any, Any]):
    """Python value → what the database takes for a field; most values come again and again."""

    def __init__(self, field: Any) -> None:
        super().__init__()
        self.field = field
        self.database = connections[DEFAULT_DB_ALIAS]

    def __missing__(self, value: Any) -> Any:
        stored = self[value] = self.field.get_db_prep_save(value, self.database)
        return stored


@transaction.atomic(savepoint=False)
def record_many(
    *,
    taps: Collection[Tap],
    source: Source,
    sessions: Iterable[Session] = (),
    batch: ImportBatch | None = None,
) -> None:
    """Write new rows of the present tenant, and the sessions they belong to, and mark the months.

    Whoever calls writes the line of history. Raises IntegrityError where an id is in use. No
    savepoint, because under one SQLite takes longer for each row than for the one before.
    """
    Session.objects.bulk_create(sessions)
    shared = {
        "organisation_id": current(),
        "source": source,
        "batch_id": batch.pk if batch else None,
        "voided_at": None,
        "void": "",
        "version": 1,
    }
    for kind, some in groupby(sorted(taps, key=lambda tap: tap.kind), key=lambda tap: tap.kind):
        mine = list(some)
        _insert(LOGBOOKS[kind], shared, mine)
        _mark(LOGBOOKS[kind], {(tap.on.year, tap.on.month) for tap in mine})


def _insert(model: type[Entry], shared: dict[str, Any], taps: list[Tap]) -> None:
    """One statement, prepared once, for all rows of a logbook."""
    fields = model._meta.local_concrete_fields
    stored = [(field.attname, _Stored(field)) for field in fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    rows = (
        [known[values[name]] for name, known in stored]
        for values in (shared | _values(tap) for tap in taps)
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)  # type: ignore[arg-type]


def _values(tap: Tap) -> dict[str, Any]:
    """A row's own values by attribute; a model takes those it has."""
    return {
        "id": tap.id,
        "on": tap.on,
        "hour": tap.hour,
        "year": tap.on.year,
        "month": tap.on.month,
        "weekday": tap.on.isoweekday(),
        "card_id": tap.card,
        TARGETS.get(tap.kind, ""): tap.target,
    }


def load_batch(
    *,
    batch: ImportBatch,
    taps: Collection[Tap],
    again: Collection[tuple[str, UUID]] = (),
    sessions: Iterable[Session] = (),
    by: Actor,
    at: datetime,
) -> ImportBatch:
    """Write a file's new rows; `again` are rows of a file taken back that count once more.

    Raises Refused where an id is in use already.
    """
    batch.at, batch.by_label, batch.rows = at, by.actor_label, len(taps) + len(again)
    changes = {"file_name": ["", batch.file_name], "rows": ["", batch.rows]}
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
            record_many(taps=taps, source=Source.IMPORT, sessions=sessions, batch=batch)
            for kind, model in LOGBOOKS.items():
                _count_again(batch, model, [pk for logbook, pk in again if logbook == kind])
            history.note("import", batch, by=by, at=at, changes=changes)
    except IntegrityError as error:
        sentence = _("Noget i filen er indlæst imens, eller et id er i brug. Læs filen igen.")
        raise Refused(sentence) from error
    return batch


def _count_again(batch: ImportBatch, model: type[Entry], ids: list[UUID]) -> None:
    """Rows of an earlier reading move to this batch and into the count."""
    months: set[tuple[int, int]] = set()
    for rows in by_key(model, ids):
        back = rows.filter(void=Void.BATCH)
        months |= set(back.values_list("year", "month"))
        back.update(batch=batch, voided_at=None, void="", version=F("version") + 1)
    _mark(model, months)


@transaction.atomic
def take_back(*, batch: ImportBatch, by: Actor, at: datetime) -> int:
    """Take every row of a file out of the count; how many that were. Raises Refused.

    Rows that were voided by hand keep their own reason; nothing is deleted.
    """
    must(rules.why_not_take_back(batch))
    taken = 0
    for model in LOGBOOKS.values():
        rows = model.objects.counted().filter(batch=batch).order_by()
        _mark(model, set(rows.values_list("year", "month").distinct()))
        taken += rows.update(voided_at=at, void=Void.BATCH, version=F("version") + 1)
    batch.undone_at = at
    batch.save(update_fields=["undone_at"])
    history.note("take-back", batch, by=by, at=at, changes={"rows": [batch.rows, 0]})
    return taken


def _mark(model: type[Entry], months: set[tuple[int, int]]) -> None:
    store.mark_months(model._meta.label_lower, current(), sorted(months))


def by_key(model: type[Entry], ids: Iterable[UUID]) -> Iterator[models.QuerySet[Any]]:
    """The rows with these ids, a query's worth at a time, of whatever tenant.

    Asked by key alone: with the tenant in the question SQLite reads all of its rows each time.
    Whoever reads compares the tenant; a write across it is refused by the database.
    """
    rest = iter(ids)
    while some := list(islice(rest, CHUNK)):
        yield models.QuerySet(model).filter(pk__in=some)
