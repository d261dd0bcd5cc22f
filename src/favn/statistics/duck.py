"""Which DuckDB does a process keep? One, opened when first needed.

Opening one costs as much as writing a small file does, and a cursor of one that is open next to
nothing: a year of the store is dozens of small files.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_kept_open: dict[int, duckdb.DuckDBPyConnection] = {}
"""By process: after a fork the other's connection is not one's own."""
_opening = threading.Lock()


def cursor() -> duckdb.DuckDBPyConnection:
    """A cursor of the process's own DuckDB, for one thread; close it after use."""
    import duckdb  # noqa: PLC0415 - loaded where it is used

    with _opening:
        if os.getpid() not in _kept_open:
            _kept_open[os.getpid()] = duckdb.connect()
        return _kept_open[os.getpid()].cursor()
