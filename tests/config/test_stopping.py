"""Ctrl-C ends a command quietly: it is what the server's own first line tells people to press."""

import getpass
import os
import shutil
import signal
import subprocess

import pytest

from favn.config import cli
from favn.config.trials.server import FAVN, Server, answers, free_port


@pytest.fixture
def served(tmp_path, start):
    """A server of an empty house, with all it says."""
    env = {**os.environ, "FAVN_HOME": str(tmp_path)}
    env.pop("FAVN_DATABASE_URL", None)
    shutil.copyfile(start, tmp_path / "favn.sqlite3")
    port = free_port()
    process = subprocess.Popen(
        [*FAVN, "serve", "--port", str(port)], env=env, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    server = Server(port, process)
    assert answers(server)
    yield server
    if process.poll() is None:
        server.kill()


def test_ctrl_c_stops_the_server_without_a_word(served):
    os.killpg(served.process.pid, signal.SIGINT)
    said, _ = served.process.communicate(timeout=30)
    assert served.process.returncode in (cli.DONE, cli.STOPPED)
    assert said.strip().endswith("(stop with Ctrl-C)")


def test_ctrl_c_anywhere_else_leaves_with_130_and_no_traceback(houses, monkeypatch, capsys):
    def pressed(_prompt):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "start_django", lambda: None)
    monkeypatch.setattr(getpass, "getpass", pressed)
    words = ["account", "ny@hus.example", "--name", "Ny", "--organisation", "medborgerhuset"]
    with pytest.raises(SystemExit) as left:
        cli.main([*words, "--role", "desk"])
    assert left.value.code == cli.STOPPED == 130
    assert capsys.readouterr() == ("", "")
