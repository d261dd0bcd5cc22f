"""Promise: a SQLite that may corrupt its own file never serves Favn."""

import sqlite3
from typing import Any

from favn.config import cli
from favn.kit.sqlite import is_safe, refusal

KNOWN = {
    (3, 40, 1): False,
    (3, 44, 5): False,
    (3, 44, 6): True,
    (3, 50, 6): False,
    (3, 50, 7): True,
    (3, 51, 2): False,
    (3, 51, 3): True,
    (3, 53, 4): True,
}
"""Versions around each repair of the WAL-reset fault, and whether they carry it no more."""


def run() -> dict[str, Any]:
    """Ask the check about versions whose answer is known, and about the one that runs here."""
    cli.start_django()
    wrong = [written(v) for v, safe in KNOWN.items() if (refusal(v) is None) is not safe]
    here = running_version()
    return {
        "trial": "sqlite-version",
        "running": written(here),
        "safe": is_safe(here),
        "refused": [written(v) for v in KNOWN if refusal(v)],
        "passed": [written(v) for v in KNOWN if not refusal(v)],
        "wrong": wrong,
        "holds": not wrong and is_safe(here),
    }


def running_version() -> tuple[int, ...]:
    """The library behind `import sqlite3` as Django sees it, asked by its own SQL."""
    from django.db.backends.sqlite3 import base  # noqa: PLC0415 - needs Django loaded

    library: Any = vars(base)["Database"]
    connection: sqlite3.Connection = library.connect(":memory:")
    try:
        (answer,) = connection.execute("SELECT sqlite_version()").fetchone()
    finally:
        connection.close()
    return tuple(int(part) for part in answer.split("."))


def written(version: tuple[int, ...]) -> str:
    """3.53.4."""
    return ".".join(map(str, version))
