"""Django's SQLite backend behind Favn's conditions: a sound library, one queue of writers, and
no row written for another tenant than the one the house acts for.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base, operations

from favn.kit import tenancy
from favn.kit.encryption.field import refuse_sealed
from favn.kit.sqlite import refusal
from favn.kit.sqlite.queue import queue_of

WRITING = {"INSERT", "UPDATE", "DELETE", "REPLAC"}
OWNED_TABLES = (
    "SELECT m.name FROM main.sqlite_master m JOIN pragma_table_info(m.name) c"
    " WHERE m.type = 'table' AND c.name = 'organisation_id'"
)
GUARD = (
    'CREATE TEMP TRIGGER IF NOT EXISTS "tenant_{table}_{event}" BEFORE {event} ON main."{table}"'
    " WHEN favn_organisation() IS NOT NULL AND {row}.organisation_id IS NOT favn_organisation()"
    " BEGIN SELECT RAISE(ABORT, 'border: {table} belongs to another organisation'); END"
)


class QueuedCursor(base.SQLiteCursorWrapper):
    """Queues a statement that writes outside a transaction; SQLite commits it by itself."""

    house: "DatabaseWrapper"

    def execute(self, query: str, params: Any = None) -> Any:
        """As Django's."""
        with self.house.turn_for(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """As Django's."""
        with self.house.turn_for(query):
            return super().executemany(query, param_list)


class DatabaseOperations(operations.DatabaseOperations):
    """Refuses a statement that would sort or change sealed words where they lie."""

    def check_expression_support(self, expression: Any) -> None:
        """As Django's. Raises FieldError."""
        refuse_sealed(expression)
        super().check_expression_support(expression)


class DatabaseWrapper(base.DatabaseWrapper):
    """Refuses a SQLite library with the WAL-reset fault; queues whoever writes."""

    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.queue = queue_of(str(self.settings_dict["NAME"]))
        self.patience = float(self.settings_dict["OPTIONS"].get("timeout", 5))

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A guarded connection. Raises ImproperlyConfigured where the library is not sound."""
        sentence = refusal(sqlite3.sqlite_version_info)
        if sentence:
            raise ImproperlyConfigured(sentence)
        connection = super().get_new_connection(conn_params)
        connection.create_function("favn_organisation", 0, _organisation)
        guard(connection)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """As Django's, with its way back to the queue."""
        cursor = self.connection.cursor(factory=QueuedCursor)
        cursor.house = self
        return cursor

    @contextmanager
    def turn_for(self, query: str) -> Iterator[None]:
        """The turn to write, where the statement writes and no transaction holds it yet."""
        alone = query[:6].upper() in WRITING and not self.connection.in_transaction
        if alone:
            self.queue.enter(self, self.patience)
        try:
            yield
        finally:
            if alone:
                self.queue.leave(self)

    def _start_transaction_under_autocommit(self) -> None:
        """Every transaction is IMMEDIATE, so this is where a writer would start to poll."""
        self.queue.enter(self, self.patience)
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.queue.leave(self)
            raise

    def _commit(self) -> None:
        """A commit that fails keeps the turn: the transaction stands until its rollback."""
        super()._commit()  # type: ignore[misc]
        self.queue.leave(self)

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.queue.leave(self)

    def _set_autocommit(self, autocommit: bool) -> None:
        """The end of every transaction, also of one whose commit was interrupted."""
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if autocommit and not self.connection.in_transaction:
            self.queue.leave(self)

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self.queue.leave(self)


def _organisation() -> str | None:
    """The tenant of this moment as SQLite keeps keys."""
    organisation = tenancy.acting().organisation
    return organisation.hex if organisation else None


def guard(connection: Any) -> None:
    """Triggers of this connection alone, so that other tools can still open the file.

    While the house acts for a tenant, only that tenant's rows are written, however the statement
    came about. Acting for nobody is maintenance: migrations, tests that empty tables.
    """
    owned: Sequence[tuple[str]] = connection.execute(OWNED_TABLES).fetchall()
    for (table,) in owned:
        for event, rows in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            connection.execute(GUARD.format(table=table, event=event, row=rows))
