"""Statements whose text never changes: Django writes each once, later uses fill in the values.

Writing the SQL of a query costs Django several times what the database needs to answer it. That
matters where every request pays it: who asks, and the rows of one tap.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import uuid4

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models.query import get_related_populators
from django.db.models.sql import InsertQuery

M = TypeVar("M", bound=models.Model)
Values = dict[str, Any]
Names = tuple[str, ...]
Fields = tuple["models.Field[Any, Any]", ...]
POPULATORS: Callable[..., list[Any]] = get_related_populators

_kept_inserts: dict[tuple[Any, ...], str] = {}


@dataclass(frozen=True, slots=True)
class _Written:
    """One query as written for one connection, and how its rows become records."""

    sql: str
    constants: tuple[Any, ...]
    slots: tuple[str | None, ...]
    compiler: Any
    converters: dict[int, Any]

    def filled(self, values: dict[str, Any]) -> list[Any]:
        """The parameters: this use's values between the constants."""
        pairs = zip(self.slots, self.constants, strict=True)
        return [values[name] if name else constant for name, constant in pairs]

    def rows(self, fetched: Iterable[Any]) -> Iterator[Any]:
        """Python's values for the database's."""
        rows: Iterator[Any] = self.compiler.apply_converters(fetched, self.converters)
        return rows if self.converters else iter(fetched)

    def records(self, fetched: Iterable[Any]) -> Iterator[Any]:
        """Model instances with what `select_related` named, as Django's own queryset makes them."""
        kind, select = self.compiler.klass_info, self.compiler.select
        names = [select[place][0].target.attname for place in kind["select_fields"]]
        related = POPULATORS(kind, select, DEFAULT_DB_ALIAS)
        for row in self.rows(fetched):
            record = kind["model"].from_db(DEFAULT_DB_ALIAS, names, row[: len(names)])
            for populator in related:
                populator.populate(row, record)
            yield record


class Prepared(Generic[M]):
    """A query that is asked again and again with other values.

    `build` gets each named value once, as a mark that is found again in the text; the marks must
    reach the query unchanged. The fields say how a value is handed to the database.
    """

    def __init__(
        self, build: "Callable[..., models.QuerySet[M, Any]]", **fields: "models.Field[Any, Any]"
    ) -> None:
        self.build = build
        self.fields = fields

    def __call__(self, **values: Any) -> list[M]:
        """The records for these values; for a query of whole records."""
        written, fetched = self._asked(values)
        return list(written.records(fetched))

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The tuples for these values; for a query made with `values_list`."""
        written, fetched = self._asked(values)
        return list(written.rows(fetched))

    def _asked(self, values: dict[str, Any]) -> tuple[_Written, list[Any]]:
        here = connections[DEFAULT_DB_ALIAS]
        every: dict[Any, _Written] = here.__dict__.setdefault("favn_prepared", {})
        if self not in every:
            every[self] = self._write(here)
        written = every[self]
        with here.cursor() as cursor:
            cursor.execute(written.sql, written.filled(self._handed(values, here)))
            return written, cursor.fetchall()

    def _handed(self, values: dict[str, Any], to: Any) -> dict[str, Any]:
        return {n: field.get_db_prep_value(values[n], to) for n, field in self.fields.items()}

    def _write(self, to: Any) -> _Written:
        marks = {name: _mark(field) for name, field in self.fields.items()}
        compiler: Any = self.build(**marks).query.get_compiler(connection=to)
        sql, constants = compiler.as_sql()
        names = {value: name for name, value in self._handed(marks, to).items()}
        slots = tuple(names.get(value) for value in constants)
        if set(slots) - {None} != set(self.fields):
            raise ValueError("A value of a prepared query did not reach its text unchanged.")
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return _Written(sql, tuple(constants), slots, compiler, converters)


def _mark(field: "models.Field[Any, Any]") -> Any:
    """A value that stands nowhere else in a query."""
    if isinstance(field, models.DateField):
        moment = datetime(1, 2, 3, 4, 5, 6, 7, tzinfo=UTC)
        return moment if isinstance(field, models.DateTimeField) else moment.date()
    return uuid4() if isinstance(field, models.UUIDField) else uuid4().hex


def insert(record: models.Model, fields: Iterable["models.Field[Any, Any]"]) -> bool:
    """Insert one row with the text of the last such row; False where it needs Django's own way."""
    fields = tuple(fields)
    here: Any = connections[DEFAULT_DB_ALIAS]
    values = [field.get_db_prep_save(field.pre_save(record, True), here) for field in fields]
    if any(hasattr(value, "as_sql") for value in values):
        return False
    with here.cursor() as cursor:
        cursor.execute(_kept_text(record, fields, here), values)
    return True


def _kept_text(record: models.Model, fields: Fields, here: Any) -> str:
    key = (here.vendor, type(record), fields)
    if key not in _kept_inserts:
        _kept_inserts[key] = _insert_text(record, fields, here)
    return _kept_inserts[key]


def insert_with(
    record: models.Model, model: type[models.Model], *, same: Values, each: dict[str, list[Any]]
) -> None:
    """Insert a record, and the small rows of `model` that belong to it: all of them or none.

    `same` is what the rows share, `each` a list for every attribute in which they differ. The text
    is one however many they are. PostgreSQL gets it in one statement: one journey to the server,
    where beginning, two inserts and a commit are four. No record is made of the rows, and nothing
    follows from saving; the database's own border holds.
    """
    here: Any = connections[DEFAULT_DB_ALIAS]
    fields = tuple(record._meta.local_concrete_fields)
    head = [field.get_db_prep_save(field.pre_save(record, True), here) for field in fields]
    key = (here.vendor, type(record), model, *same, *each)
    if key not in _kept_inserts:
        _kept_inserts[key] = _rows_text(model, tuple(same), tuple(each), here)
    known = {field.attname: field for field in model._meta.local_concrete_fields}
    shared = [known[name].get_db_prep_save(value, here) for name, value in same.items()]
    lists = [[known[n].get_db_prep_save(one, here) for one in ones] for n, ones in each.items()]
    first = _kept_text(record, fields, here)
    if here.vendor == "postgresql":
        with here.cursor() as cursor:
            text = f"WITH head AS ({first}) {_kept_inserts[key]}"
            cursor.execute(text, [*head, *shared, *lists])
        return
    with transaction.atomic(), here.cursor() as cursor:
        cursor.execute(first, head)
        cursor.executemany(
            _kept_inserts[key], [[*shared, *row] for row in zip(*lists, strict=True)]
        )


def _rows_text(model: Any, same: Names, each: Names, here: Any) -> str:
    """One row with a mark for each value; PostgreSQL takes the whole list of each column."""
    known = {field.attname: field for field in model._meta.local_concrete_fields}
    columns = ", ".join(f'"{known[name].column}"' for name in (*same, *each))
    into = f'INSERT INTO "{model._meta.db_table}" ({columns})'
    if here.vendor != "postgresql":
        return f"{into} VALUES ({', '.join(['%s'] * len((*same, *each)))})"
    lists = ", ".join(f"%s::{known[name].db_type(here)}[]" for name in each)
    shared = [f"%s::{known[name].db_type(here)}" for name in same]
    row = f"unnest({lists}) AS row ({', '.join(each)})"
    return f"{into} SELECT {', '.join([*shared, *each])} FROM {row}"  # noqa: S608 - own names


def _insert_text(record: models.Model, fields: Fields, here: Any) -> str:
    query = InsertQuery(type(record))
    query.insert_values(fields, [record])
    ((text, _values),) = query.get_compiler(connection=here).as_sql()
    return str(text)
