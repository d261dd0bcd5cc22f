"""The verbs for many rows at once: a file read into the logbooks, and taken back again.

One line of history per file instead of one per row, and one mark per month that changed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
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
MADE_AT_ONCE = 4_000
"""Rows that are in memory as objects."""
TARGETS = {"participation": "session_id", "guidance": "topic_id"}


class Tap(NamedTuple):
    """One row to be. `target` is a participation's session or a guidance's topic."""

    kind: str
    id: UUID
    on: date
    hour: int
    target: UUID | None = None
    card: UUID | None = None


class Back(NamedTuple):
    """A row of a file taken back that counts once more; `on` is the day it stands on."""

    kind: str
    id: UUID
    on: date


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
    Session.objects.bulk_create(sessions, batch_size=MADE_AT_ONCE)
    shared = {"organisation_id": current(), "source": source, "batch_id": batch and batch.pk}
    for kind, some in groupby(sorted(taps, key=lambda tap: tap.kind), key=lambda tap: tap.kind):
        model, months = LOGBOOKS[kind], set[tuple[int, int]]()
        for part in _parts(some, MADE_AT_ONCE):
            model.objects.bulk_create(model(**shared, **_values(tap)) for tap in part)
            months |= {(tap.on.year, tap.on.month) for tap in part}
        _mark(model, months)


def _values(tap: Tap) -> dict[str, Any]:
    """A row's own values by attribute, without the target and card it does not have."""
    values: dict[str, Any] = {
        "id": tap.id,
        "on": tap.on,
        "hour": tap.hour,
        "year": tap.on.year,
        "month": tap.on.month,
        "weekday": tap.on.isoweekday(),
    }
    if tap.card:
        values["card_id"] = tap.card
    if tap.kind in TARGETS:
        values[TARGETS[tap.kind]] = tap.target
    return values


def load_batch(
    *,
    batch: ImportBatch,
    taps: Collection[Tap],
    again: Collection[Back] = (),
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
                _count_again(batch, model, [row for row in again if row.kind == kind])
            history.note("import", batch, by=by, at=at, changes=changes)
    except IntegrityError as error:
        sentence = _("Noget i filen er indlæst imens, eller et id er i brug. Læs filen igen.")
        raise Refused(sentence) from error
    return batch


def _count_again(batch: ImportBatch, model: type[Entry], rows: Collection[Back]) -> None:
    """Rows of an earlier reading move to this batch and into the count.

    Asked day by day: by ids alone SQLite would read all of the tenant's rows each time.
    """
    days: dict[date, list[UUID]] = defaultdict(list)
    for row in rows:
        days[row.on].append(row.id)
    for day, ids in days.items():
        for some in _parts(ids, CHUNK):
            back = model.objects.owned().filter(on=day, pk__in=some, void=Void.BATCH)
            back.update(batch=batch, voided_at=None, void="", version=F("version") + 1)
    if days:
        _mark(model, _months(model.objects.counted().filter(batch=batch)))


@transaction.atomic
def take_back(*, batch: ImportBatch, by: Actor, at: datetime) -> int:
    """Take every row of a file out of the count; how many that were. Raises Refused.

    Rows that were voided by hand keep their own reason; nothing is deleted. Months are read after
    the change, because a row may have been moved to another month until then.
    """
    must(rules.why_not_take_back(batch))
    taken = 0
    for model in LOGBOOKS.values():
        rows = model.objects.counted().filter(batch=batch)
        taken += rows.update(voided_at=at, void=Void.BATCH, version=F("version") + 1)
        _mark(model, _months(model.objects.owned().filter(batch=batch, void=Void.BATCH)))
    batch.undone_at = at
    batch.save(update_fields=["undone_at"])
    history.note("take-back", batch, by=by, at=at, changes={"rows": [batch.rows, 0]})
    return taken


def _parts(every: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most that many."""
    rest = iter(every)
    while part := list(islice(rest, size)):
        yield part


def _months(rows: QuerySet[Any]) -> set[tuple[int, int]]:
    """The months these rows stand in."""
    return set(rows.order_by().values_list("year", "month").distinct())


def _mark(model: type[Entry], months: set[tuple[int, int]]) -> None:
    store.mark_months(model._meta.label_lower, current(), sorted(months))
