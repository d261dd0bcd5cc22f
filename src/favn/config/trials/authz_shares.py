"""The asking dealt out to several processes, each with a copy of the world and a share of it.

What one of them writes is taken back after each request, but while it stands others would wait for
it; so each has a database of its own. They share the statistics store and the keys, which are read.
"""

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from favn.config import cli
from favn.config.trials import ground
from favn.config.trials.crash import tell

PART = (sys.executable, "-c", "from favn.config.trials.authz_shares import main; main()")
MOST = 4
"""More than these fill the memory sooner than they save time."""


@dataclass
class Plan:
    """What is to be asked: route → places, by whom, and which words they may see."""

    places: dict[str, list[Any]]
    people: list[Any]
    secrets: dict[str, Any]

    def part(self, number: int, of: int) -> "Plan":
        """Every so-manieth address; the ones beside each other cost about the same."""
        kept = [route for place, route in enumerate(self.places) if place % of == number]
        people = [replace(who, way_in=None) for who in self.people]
        return Plan({route: self.places[route] for route in kept}, people, self.secrets)


def several() -> int:
    """How many at once: one for each core."""
    return max(1, min(MOST, os.cpu_count() or 1))


def asked(plan: Plan, several: int) -> list[Any]:
    """What each found. Raises RuntimeError where one broke off."""
    ground.close()
    with _copies(several) as urls:
        running = [_started(plan.part(number, several), url) for number, url in enumerate(urls)]
        said = [process.communicate()[0] for process in running]
    if any(process.returncode for process in running):
        raise RuntimeError("A part of the trial broke off; its own words stand above.")
    return [pickle.loads(one) for one in said]  # noqa: S301 - written by our own process


def _started(plan: Plan, url: str) -> "subprocess.Popen[bytes]":
    """A process that has its plan, and is asking."""
    environment = {**os.environ, "FAVN_DATABASE_URL": url}
    process = subprocess.Popen(PART, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    assert process.stdin
    # One that broke off reads no plan; its exit code says so later.
    with suppress(BrokenPipeError), process.stdin:
        process.stdin.write(pickle.dumps(plan))
    process.stdin = None
    return process


@contextmanager
def _copies(several: int) -> Iterator[list[str]]:
    """The world once for each; a copy of the file, or of the database on its server."""
    url = os.environ["FAVN_DATABASE_URL"]
    names = [f"{urlsplit(url).path}_{uuid4().hex[:6]}" for _part in range(several)]
    if url.startswith("sqlite:"):
        for name in names:
            shutil.copyfile(urlsplit(url).path, name)
        yield [f"sqlite://{name}" for name in names]
        return
    made = [name.removeprefix("/") for name in names]
    server = urlsplit(url)._replace(path="/postgres").geturl()
    origin = urlsplit(url).path.removeprefix("/")
    try:
        for name in made:
            ground.on_server(server, f'CREATE DATABASE "{name}" TEMPLATE "{origin}"')
        yield [urlsplit(url)._replace(path=f"/{name}").geturl() for name in made]
    finally:
        for name in made:
            ground.on_server(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def main() -> None:
    """One part: the plan comes in, what was found goes out."""
    cli.start_django()
    from favn.config.trials import authz  # noqa: PLC0415 - needs Django loaded

    answer, sys.stdout = sys.stdout.buffer, sys.stderr
    plan = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - written by our own process
    found = authz.asked(plan, tell)
    answer.write(pickle.dumps(found))
    answer.flush()
