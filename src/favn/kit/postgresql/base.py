"""Django's PostgreSQL backend, where every statement runs for the tenant of its moment.

Row-level security reads the tenant and the account from the connection. They are told before a
statement where they differ from what the connection was told last, so no statement can run for
somebody else, and a connection that goes on for the same tenant tells nothing twice.
"""

from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base, operations
from psycopg import pq

from favn.kit.encryption.field import refuse_sealed
from favn.kit.tenancy import WHOEVER, Acting, acting

TELL = "SET favn.{} = '{}'"
"""Filled with keys (UUIDs) or nothing, never with text from outside."""


class DatabaseOperations(operations.DatabaseOperations):
    """Refuses a statement that would sort or change sealed words where they lie."""

    def check_expression_support(self, expression: Any) -> None:
        """As Django's. Raises FieldError."""
        refuse_sealed(expression)
        super().check_expression_support(expression)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that remembers whom it acts for."""

    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: Acting | None = None
        self.execute_wrappers.append(self._tell_first)

    def get_new_connection(self, conn_params: Any) -> Any:
        """As Django's; a new connection has been told nothing."""
        self.told = None
        return super().get_new_connection(conn_params)

    def _tell_first(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if str(sql).startswith("ROLLBACK"):
            self.told = None
        elif (who := acting()) is not WHOEVER and who != self.told:
            self._tell(who)
        return execute(sql, params, many, context)

    def _tell(self, who: Acting) -> None:
        """By libpq's shortest way, as every request pays for it."""
        words = ";".join(
            TELL.format(name, getattr(who, name) or "")
            for name in ("organisation", "account")
            if self.told is None or getattr(who, name) != getattr(self.told, name)
        )
        result = self.connection.pgconn.exec_(words.encode())
        if result.status != pq.ExecStatus.COMMAND_OK:
            raise OperationalError("PostgreSQL was not told whom the house acts for.")
        self.told = who

    def _commit(self) -> None:
        """A commit of a transaction that failed is a rollback at the server."""
        if self.connection is not None:
            status = self.connection.info.transaction_status
            self.told = None if status == pq.TransactionStatus.INERROR else self.told
        super()._commit()  # type: ignore[misc]

    def _rollback(self) -> None:
        """PostgreSQL takes back what it was told in a transaction that is rolled back."""
        self.told = None
        super()._rollback()  # type: ignore[misc]
