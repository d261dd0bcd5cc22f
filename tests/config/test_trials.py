"""The trials keep what they promise, small: on the database these tests run on, over real HTTP.

Slow by nature: `crash` and `lock` start the real server, which takes a few seconds.
"""

import json
import os
import subprocess
import sys

import pytest

from favn.config.trials import browser
from favn.config.trials.lock import percentile
from favn.kit.sqlite import refusal

FAVN = "from favn.config.cli import main; main({words!r})"
OWN_LIBRARY_ONLY = "import sys; sys.modules['pysqlite3'] = None; "


def favn(home, *words, before="", **environment):
    """Run the command as a process of its own, as people do."""
    return subprocess.run(
        [sys.executable, "-c", before + FAVN.format(words=list(words))],
        env={**os.environ, "FAVN_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def told(result):
    assert result.stdout, result.stderr
    return json.loads(result.stdout)


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path):
    result = favn(tmp_path, "trial", "crash", "--kills", "2", "--clients", "3")
    figure = told(result)
    assert result.returncode == 0, result.stderr
    assert (figure["kills"], figure["lost"], figure["half_written"]) == (2, 0, 0)
    assert figure["integrity"] == "ok"
    assert figure["rows"] >= figure["acknowledged"] > 2


def test_nobody_is_told_that_the_database_is_locked(tmp_path):
    result = favn(tmp_path, "trial", "lock", "--writers", "6", "--taps", "5")
    figure = told(result)
    assert result.returncode == 0, result.stderr
    assert (figure["created"], figure["5xx"], figure["broken"]) == (30, 0, 0)


def test_one_code_before_many_servers_lets_one_in(tmp_path):
    result = favn(tmp_path, "trial", "totp-replay", "--workers", "3")
    figure = told(result)
    assert result.returncode == 0, result.stderr
    assert (figure["tried"], figure["accepted"]) == (3, 1)


def test_the_border_trial_names_what_is_open(tmp_path):
    result = favn(tmp_path, "trial", "border")
    figure = told(result)
    assert result.returncode == 0, result.stderr
    assert len(figure["open"]) <= figure["bound"] < figure["ways"]


def test_the_running_sqlite_is_sound(tmp_path):
    result = favn(tmp_path, "trial", "sqlite-version")
    figure = told(result)
    assert result.returncode == 0
    assert figure["wrong"] == []
    assert "3.40.1" in figure["refused"]
    assert "3.53.4" in figure["passed"]


@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["demo", "--no-serve"], ["migrate"]])
def test_a_sqlite_that_may_corrupt_does_not_start(tmp_path, command):
    """With only the interpreter's own library; where that one is sound it may start."""
    asked = favn(tmp_path, "trial", "sqlite-version", before=OWN_LIBRARY_ONLY, FAVN_DATABASE_URL="")
    own = tuple(int(part) for part in told(asked)["running"].split("."))
    assert asked.returncode == (1 if refusal(own) else 0)
    if refusal(own) is None:
        return
    result = favn(tmp_path, *command, before=OWN_LIBRARY_ONLY, FAVN_DATABASE_URL="")
    assert result.returncode == 3, result.stderr
    assert refusal(own) in result.stderr
    assert not (tmp_path / "favn.sqlite3").exists()


@pytest.mark.parametrize(
    ("received", "whole"),
    [
        (b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}", True),
        (b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{", False),
        (b"HTTP/1.1 201 Created\r\nContent-Le", False),
    ],
)
def test_only_a_whole_answer_counts_as_acknowledged(received, whole):
    assert browser.whole(received) is whole


def test_a_percentile_is_a_value_that_was_measured():
    assert percentile([1.0, 2.0, 3.0, 4.0], 50) == 3.0
    assert percentile([1.0, 2.0], 99) == 2.0
