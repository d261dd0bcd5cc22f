"""The command run as people run it, each time in a home of its own."""

import json
import os
import subprocess
import sys
from uuid import uuid4

import pytest
from django.db import connection

CALL = "import sys; from favn.config.cli import main; main({words!r})"


def figure_of(result):
    """What a trial printed."""
    assert result.stdout, result.stderr
    return json.loads(result.stdout)


def called(home, *words, before="", **environment):
    """Run the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", before + CALL.format(words=list(words))],
        env={**os.environ, "FAVN_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


def _copied_or_made(home):
    """The tests' own database as it was made; where no test of this run has one, a new one."""
    if connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(home / "favn.sqlite3")])
    else:
        made = called(home, "migrate", FAVN_DATABASE_URL="")
        assert made.returncode == 0, made.stderr


@pytest.fixture(scope="session")
def start(django_db_setup, django_db_blocker, tmp_path_factory):
    """An empty database that is up to date, for trials to copy: migrating is most of their time."""
    home = tmp_path_factory.mktemp("start")
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            _copied_or_made(home)
        yield str(home / "favn.sqlite3")
        return
    from favn.config.trials import ground  # noqa: PLC0415 - only where PostgreSQL is used

    url, name = os.environ["FAVN_DATABASE_URL"], f"favn_start_{uuid4().hex[:12]}"
    ground.on_server(url, f'CREATE DATABASE "{name}"')
    made = called(home, "migrate", FAVN_DATABASE_URL=url.replace("/favn?", f"/{name}?"))
    assert made.returncode == 0, made.stderr
    yield name
    ground.on_server(url, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def favn(tmp_path, start):
    """`favn WORDS`; what is planted first stands in `before`."""

    def run(*words, before="", **environment):
        return called(tmp_path, *words, before=before, FAVN_TRIAL_FROM=start, **environment)

    return run
