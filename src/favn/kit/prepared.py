"""Statements whose text never changes: Django writes each once, later uses fill in the values.

Writing the SQL of a query costs Django several times what the database needs to answer it. That
matters where every request pays it: who asks, and the rows of one tap.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import uuid4

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query import get_related_populators
from django.db.models.sql import InsertQuery

M = TypeVar("M", bound=models.Model)

_kept_inserts: dict[tuple[Any, ...], str] = {}


@dataclass(frozen=True, slots=True)
class _Written:
    """One query as written for one connection; `slots` are the names in the order of the text."""

    sql: str
    constants: tuple[Any, ...]
    slots: tuple[str | None, ...]
    compiler: Any

    def filled(self, values: dict[str, Any]) -> list[Any]:
        """The parameters: this use's values between the constants."""
        pairs = zip(self.slots, self.constants, strict=True)
        return [values[name] if name else constant for name, constant in pairs]

    def records(self, rows: list[Any]) -> Iterator[Any]:
        """Model instances with what `select_related` named, as Django's own queryset makes them."""
        kind, select = self.compiler.klass_info, self.compiler.select
        first, last = kind["select_fields"][0], kind["select_fields"][-1] + 1
        names = [column[0].target.attname for column in select[first:last]]
        related = get_related_populators(kind, select, "default")  # type: ignore[no-untyped-call]
        for row in self.compiler.results_iter([rows]):
            record = kind["model"].from_db("default", names, row[first:last])
            for populator in related:
                populator.populate(row, record)
            yield record


class Prepared(Generic[M]):
    """A query of plain records, asked again and again with other values.

    `build` gets each named value once, as a mark that is found again in the text; the marks must
    reach the query unchanged. The fields say how a value is handed to the database.
    """

    def __init__(
        self, build: Callable[..., models.QuerySet[M]], **fields: "models.Field[Any, Any]"
    ) -> None:
        self.build = build
        self.fields = fields

    def __call__(self, **values: Any) -> list[M]:
        """The records for these values."""
        every: dict[Any, _Written] = connection.__dict__.setdefault("favn_prepared", {})
        written = every.get(self)
        if written is None:
            written = every[self] = self._write(connection)  # type: ignore[arg-type]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, written.filled(self._handed(values)))
            rows = cursor.fetchall()
        return list(written.records(rows))

    def _handed(self, values: dict[str, Any]) -> dict[str, Any]:
        return {
            name: field.get_db_prep_value(values[name], connection)  # type: ignore[arg-type]
            for name, field in self.fields.items()
        }

    def _write(self, to: BaseDatabaseWrapper) -> _Written:
        marks = {name: _mark(field) for name, field in self.fields.items()}
        compiler: Any = self.build(**marks).query.get_compiler(connection=to)
        sql, parameters = compiler.as_sql()
        names = {value: name for name, value in self._handed(marks).items()}
        slots = tuple(names.get(value) for value in parameters)
        if set(slots) - {None} != set(self.fields):
            raise ValueError("A value of a prepared query did not reach its text unchanged.")
        return _Written(sql, tuple(parameters), slots, compiler)


def _mark(field: "models.Field[Any, Any]") -> Any:
    """A value that stands nowhere else in a query."""
    if isinstance(field, models.DateTimeField):
        return datetime(1, 2, 3, 4, 5, 6, 7, tzinfo=UTC)
    return uuid4() if isinstance(field, models.UUIDField) else uuid4().hex


def insert(record: models.Model, fields: Iterable["models.Field[Any, Any]"]) -> bool:
    """Insert one row with the text of the last such row; False where it needs Django's own way."""
    fields = tuple(fields)
    values = [
        field.get_db_prep_save(field.pre_save(record, add=True), connection)  # type: ignore[arg-type]
        for field in fields
    ]
    if any(hasattr(value, "as_sql") for value in values):
        return False
    key = (connection.vendor, type(record), fields)
    if key not in _kept_inserts:
        _kept_inserts[key] = _insert_text(record, fields)
    with connection.cursor() as cursor:
        cursor.execute(_kept_inserts[key], values)
    return True


def _insert_text(record: models.Model, fields: tuple["models.Field[Any, Any]", ...]) -> str:
    query = InsertQuery(type(record))  # type: ignore[no-untyped-call]
    query.insert_values(fields, [record])  # type: ignore[no-untyped-call]
    ((text, _values),) = query.get_compiler(connection=connection).as_sql()
    return str(text)
