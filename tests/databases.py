"""The tests' own database: migrated by the first worker that comes, copied by the others.

Migrating an empty house takes a processor ten to fifteen seconds, copying it a tenth of one.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.db import connection
from django.test.utils import setup_databases, teardown_databases


@contextmanager
def one_at_a_time(folder: Path, name: str) -> Iterator[None]:
    """Of all workers of this run."""
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def of_the_run(tmp_path_factory) -> Path:
    """The folder that all workers of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def standing(shared: Path) -> Iterator[None]:
    """A migrated test database of this worker's own, until the end."""
    pattern = shared / "pattern"
    with one_at_a_time(shared, "database"):
        is_there = pattern.exists()
        if is_there:
            _copy(pattern)
        made = setup_databases(
            verbosity=0, interactive=False, keepdb=is_there, serialized_aliases=set()
        )
        if not is_there:
            _keep(pattern)
    yield
    teardown_databases(made, verbosity=0)


def pattern_of(shared: Path) -> str:
    """What a trial copies: the file of an empty SQLite house, or the name of a database.

    It stands until the server is thrown away (`scripts/with_postgres.py`): a worker that is done
    does not know whether another still copies it.
    """
    pattern = shared / "pattern"
    return str(pattern) if connection.vendor == "sqlite" else pattern.read_text()


def _keep(pattern: Path) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(pattern)])
        return
    name, made = f"favn_pattern_{uuid4().hex[:12]}", connection.settings_dict["NAME"]
    connection.close()  # PostgreSQL copies no database that somebody is in
    _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{made}"')
    pattern.write_text(name)


def _copy(pattern: Path) -> None:
    mine = connection.creation._get_test_db_name()
    if connection.vendor == "sqlite":
        for left in Path(mine).parent.glob(f"{Path(mine).name}*"):
            left.unlink()
        shutil.copyfile(pattern, mine)
        return
    _on_server(f'DROP DATABASE IF EXISTS "{mine}"')
    _on_server(f'CREATE DATABASE "{mine}" TEMPLATE "{pattern.read_text()}"')


def _on_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
