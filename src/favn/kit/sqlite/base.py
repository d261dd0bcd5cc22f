"""Django's SQLite backend behind Favn's two conditions: a sound library and one writer queue.

SQLite polls when it waits for a lock, which ruins the slowest answers; writers in one process
therefore queue on a plain lock before they ask SQLite for it.
"""

import sqlite3
import threading
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base

from favn.kit.sqlite import refusal

WRITERS = threading.RLock()


class DatabaseWrapper(base.DatabaseWrapper):
    """Refuses a SQLite library with the WAL-reset fault; queues writing transactions."""

    _queued = False

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        sentence = refusal(sqlite3.sqlite_version_info)
        if sentence:
            raise ImproperlyConfigured(sentence)
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        """Every transaction is IMMEDIATE, so this is where a writer would start to poll."""
        WRITERS.acquire()
        self._queued = True
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave_queue()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            self._leave_queue()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._leave_queue()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._leave_queue()

    def _leave_queue(self) -> None:
        if self._queued:
            self._queued = False
            WRITERS.release()
