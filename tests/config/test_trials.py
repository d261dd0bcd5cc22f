"""The trials keep what they promise, small: on the database these tests run on, over real HTTP.

Slow by nature: `crash` and `lock` start the real server, which takes a few seconds.
"""

import pytest

from favn.config.trials import browser
from favn.config.trials.lock import percentile
from favn.kit.sqlite import refusal
from tests.config.conftest import figure_of

OWN_LIBRARY_ONLY = "import sys; sys.modules['pysqlite3'] = None; "


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(favn):
    result = favn("trial", "crash", "--kills", "2", "--clients", "3")
    figure = figure_of(result)
    assert result.returncode == 0, result.stderr
    assert (figure["kills"], figure["lost"], figure["half_written"]) == (2, 0, 0)
    assert figure["integrity"] == "ok"
    assert figure["rows"] >= figure["acknowledged"] > 2


def test_nobody_is_told_that_the_database_is_locked(favn):
    result = favn("trial", "lock", "--writers", "6", "--taps", "5")
    figure = figure_of(result)
    assert result.returncode == 0, result.stderr
    assert (figure["created"], figure["5xx"], figure["broken"]) == (30, 0, 0)


def test_one_code_before_many_servers_lets_one_in(favn):
    result = favn("trial", "totp-replay", "--workers", "3")
    figure = figure_of(result)
    assert result.returncode == 0, result.stderr
    assert (figure["tried"], figure["accepted"]) == (3, 1)


def test_the_border_trial_names_what_is_open(favn):
    result = favn("trial", "border")
    figure = figure_of(result)
    assert result.returncode == 0, result.stderr
    assert len(figure["open"]) <= figure["bound"] < figure["ways"]


def test_the_running_sqlite_is_sound(favn):
    result = favn("trial", "sqlite-version")
    figure = figure_of(result)
    assert result.returncode == 0
    assert figure["wrong"] == []
    assert "3.40.1" in figure["refused"]
    assert "3.53.4" in figure["passed"]


@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["demo", "--no-serve"], ["migrate"]])
def test_a_sqlite_that_may_corrupt_does_not_start(favn, tmp_path, command):
    """With only the interpreter's own library; where that one is sound it may start."""
    asked = favn("trial", "sqlite-version", before=OWN_LIBRARY_ONLY, FAVN_DATABASE_URL="")
    own = tuple(int(part) for part in figure_of(asked)["running"].split("."))
    assert asked.returncode == (1 if refusal(own) else 0)
    if refusal(own) is None:
        return
    result = favn(*command, before=OWN_LIBRARY_ONLY, FAVN_DATABASE_URL="")
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
