"""SQLite as Favn runs it: a library without the WAL-reset fault, and one writer at a time.

SQLite 3.7.0–3.51.2 can corrupt a WAL database when two connections write and checkpoint at once
(fixed in 3.51.3, back-ported to 3.50.7 and 3.44.6). Debian 12 ships 3.40.1, so the wheel
`pysqlite3` stands in for the standard module before Django imports it.
"""

import importlib
import sys

SAFE_BRANCHES: dict[tuple[int, ...], int] = {(3, 44): 6, (3, 50): 7}
FIRST_SAFE = (3, 51, 3)


def is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite version is free of the WAL-reset fault."""
    patch = SAFE_BRANCHES.get(version[:2])
    return version >= FIRST_SAFE or (patch is not None and version[2] >= patch)


def use_newest_library() -> None:
    """Let `import sqlite3` mean the newer library, where it is installed."""
    try:
        module = importlib.import_module("pysqlite3")
    except ImportError:
        return
    sys.modules["sqlite3"] = module
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")


def refusal(version: tuple[int, ...]) -> str | None:
    """The sentence for a host whose SQLite may corrupt the database, or None."""
    if is_safe(version):
        return None
    number = ".".join(map(str, version))
    return (
        f"SQLite {number} can corrupt a database that several connections write to (the WAL-reset"
        " fault). Install the wheel pysqlite3>=0.6.1, or set FAVN_DATABASE_URL to a PostgreSQL"
        " database."
    )
