"""The command run as people run it, each time in a home of its own."""

import json
import os
import subprocess
import sys

import pytest

from tests import databases

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


@pytest.fixture(scope="session")
def start(django_db_setup, tmp_path_factory):
    """An empty database that is up to date, for trials to copy: migrating is most of their time."""
    return databases.pattern_of(databases.of_the_run(tmp_path_factory))


@pytest.fixture
def favn(tmp_path, start):
    """`favn WORDS`; what is planted first stands in `before`."""

    def run(*words, before="", **environment):
        return called(tmp_path, *words, before=before, FAVN_TRIAL_FROM=start, **environment)

    return run
