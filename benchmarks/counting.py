"""Counting a guest over HTTP with all duties, measured beside the barest server that could do it.

    python benchmarks/counting.py                      SQLite
    python benchmarks/counting.py --database postgresql

Favn: the real server, a signed-in session, token, permission, validation, the row, its history and
its mark for the statistics store, committed to disk, answered as JSON. The yardstick: a WSGI app
without any framework that reads the form and writes one row to disk, on the same gunicorn settings,
the same library and database. Both run in turn, so that a busy machine slows both.

Bars: at least 0.15 of the yardstick's rate; p99 at most 8 times the median; no error. Exit 1 below.
Needs the test environment (`make setup-test`); PostgreSQL comes out of its wheel, with fsync on.
"""

import argparse
import json
import os
import selectors
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID, uuid4

ROOT = Path(__file__).resolve().parents[1]
RATIO, TAIL = 0.15, 8.0
EMPTIED = ("bare", "centre_visit", "centre_participation", "kit_history", "kit_change")
CREATED = 201


# --- the yardstick ----------------------------------------------------------------------------

STANDING = 2.0
"""Seconds until every process of both servers has loaded what it loads."""

TABLE = "CREATE TABLE bare (id {key} PRIMARY KEY, kind varchar(20) NOT NULL)"


def on_sqlite(file: str) -> Callable[[str, str], None]:
    """Writes one row to a SQLite file, as durably as Favn; threads queue on a plain lock."""
    from favn.kit.sqlite import use_newest_library  # noqa: PLC0415

    use_newest_library()
    import sqlite3  # noqa: PLC0415 - the same library as Favn's

    kept = threading.local()
    one_at_a_time = threading.Lock()

    def write(pk: str, kind: str) -> None:
        if not hasattr(kept, "connection"):
            kept.connection = sqlite3.connect(file, isolation_level=None, timeout=10)
            kept.connection.execute("PRAGMA journal_mode=WAL")
            kept.connection.execute("PRAGMA synchronous=FULL")
        with one_at_a_time:
            kept.connection.execute("INSERT INTO bare VALUES (?, ?)", (pk, kind))

    return write


def on_postgresql(url: str) -> Callable[[str, str], None]:
    """Writes one row to PostgreSQL; one connection per thread."""
    import psycopg  # noqa: PLC0415

    kept = threading.local()

    def write(pk: str, kind: str) -> None:
        if not hasattr(kept, "connection"):
            kept.connection = psycopg.connect(url, autocommit=True)
        kept.connection.execute("INSERT INTO bare VALUES (%s, %s)", (pk, kind))

    return write


def bare_application(write: Callable[[str, str], None]) -> Callable[..., list[bytes]]:
    """Read the form, write the row, answer with its id."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if not body:  # somebody asks whether the server stands
            start_response("204 No Content", [])
            return []
        form = parse_qs(body.decode())
        pk, kind = form["id"][0], form["kind"][0]
        write(pk, kind)
        answer = json.dumps({"id": pk, "kind": kind}).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))]
        start_response("201 Created", headers)
        return [answer]

    return application


def serve_bare(port: int) -> None:
    """The bare application on exactly the server Favn runs on: only the application differs."""
    from favn.config.commands import serve  # noqa: PLC0415

    url = os.environ["FAVN_DATABASE_URL"]
    is_sqlite = url.startswith("sqlite:")
    write = on_sqlite(url.removeprefix("sqlite:///")) if is_sqlite else on_postgresql(url)
    stand_in = ModuleType("favn.config.wsgi")
    stand_in.application = bare_application(write)  # type: ignore[attr-defined]
    sys.modules["favn.config.wsgi"] = stand_in
    serve.serve(f"127.0.0.1:{port}", 1 if is_sqlite else 2)


def make_bare_table() -> None:
    """The yardstick's table stands beside Favn's, in the same file or database."""
    from django.db import connection  # noqa: PLC0415

    key = "text" if connection.vendor == "sqlite" else "uuid"
    with connection.cursor() as cursor:
        cursor.execute(TABLE.format(key=key))


# --- the clients ------------------------------------------------------------------------------


@dataclass(slots=True)
class Client:
    """One kept connection that sends its next tap when the last was answered."""

    connection: socket.socket
    head: bytes
    tail: bytes
    sent_at: float = 0.0
    received: bytes = b""

    def send(self) -> None:
        """The next guest; every id is as long as the last, so the head stays the same."""
        self.received = b""
        self.sent_at = time.perf_counter()
        self.connection.sendall(self.head + str(uuid4()).encode() + self.tail)


@dataclass
class Crowd:
    """The clients of one server, and the process group it runs in."""

    server: int
    clients: list[Client]

    def cpu(self) -> float:
        """Seconds of processor the server has used; 0 where the system does not tell."""
        used = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                used += sum(map(int, fields[11:13])) if int(fields[2]) == self.server else 0
        return used / os.sysconf("SC_CLK_TCK")


@dataclass
class Round:
    """What one server did in one round."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    errors: list[int] = field(default_factory=list)
    client_share: float = 0.0
    server_cpu: float = 0.0

    @property
    def cpu_ms(self) -> float:
        """Processor time of the server for one tap, in milliseconds; without the database's."""
        return 1000 * self.server_cpu / len(self.waits)

    @property
    def rate(self) -> float:
        """Taps answered with 201 a second."""
        return (len(self.waits) - len(self.errors)) / self.seconds

    def wait(self, percent: int) -> float:
        """A percentile of the waiting time, in milliseconds."""
        ordered = sorted(self.waits)
        return 1000 * ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def connected(port: int, path: str, session_key: str, kind: str, target: str) -> Client:
    """A client with its whole request ready, but for the guest's id."""
    from favn.config.trials.browser import request  # noqa: PLC0415

    tail = f"&target={target}".encode() if kind == "participation" else b""
    body = f"kind={kind}&id=".encode()
    whole = request(path, session_key, body + b"0" * 36 + tail)
    connection = socket.create_connection(("127.0.0.1", port), 10)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Client(connection, whole[: len(whole) - 36 - len(tail)], tail)


def round_of(crowd: Crowd, seconds: float) -> Round:
    """All clients tap for `seconds`; one loop serves them, so it hardly needs the processor."""
    result, clients = Round(server_cpu=-crowd.cpu()), crowd.clients
    with selectors.DefaultSelector() as selector:
        for client in clients:
            selector.register(client.connection, selectors.EVENT_READ, client)
        cpu, began = time.process_time(), time.perf_counter()
        for client in clients:
            client.send()
        waiting = len(clients)
        while waiting:
            for key, _events in selector.select(10) or lost(waiting):
                waiting -= answered(key.data, result, began + seconds)
        result.seconds = time.perf_counter() - began
        result.client_share = (time.process_time() - cpu) / result.seconds
    result.server_cpu += crowd.cpu()
    return result


def lost(waiting: int) -> list[Any]:
    """A server that says nothing for ten seconds ends the benchmark."""
    raise SystemExit(f"{waiting} taps were not answered within ten seconds.")


def answered(client: Client, result: Round, end: float) -> int:
    """Take what came; 1 where the client stops, because the time is over."""
    from favn.config.trials.browser import status, whole  # noqa: PLC0415

    client.received += client.connection.recv(65536)
    if not whole(client.received):
        return 0
    now = time.perf_counter()
    result.waits.append(now - client.sent_at)
    if (code := status(client.received)) != CREATED:
        result.errors.append(code)
    if now >= end:
        return 1
    client.send()
    return 0


# --- the run ----------------------------------------------------------------------------------


@contextmanager
def durable_postgresql() -> Iterator[str]:
    """A PostgreSQL out of the wheel as the tests use it, but one that waits for the disk."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import psycopg  # noqa: PLC0415
    import with_postgres  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="favn-postgres-") as folder:
        Path(folder).chmod(0o755)
        running = with_postgres.started(Path(folder))
        try:
            with psycopg.connect(running.get_uri(), autocommit=True) as connection:
                for statement in with_postgres.PREPARATIONS:
                    if "fsync" not in statement and "synchronous_commit" not in statement:
                        connection.execute(statement)
            yield with_postgres.address(running.get_uri())
        finally:
            running.cleanup()


def measured(options: argparse.Namespace, url: str) -> dict[str, Any]:
    """Both servers stand; they are measured in turn."""
    from favn.config.trials import ground, server  # noqa: PLC0415

    with ground.throw_away(url):
        house = ground.furnished(options.clients)
        make_bare_table()
        durability = durable()
        ground.close()
        bare = (sys.executable, str(Path(__file__).resolve()), "--serve-bare")
        with server.running(bare) as yardstick, server.running() as favn:
            time.sleep(STANDING)
            crowds = [
                Crowd(
                    standing.process.pid,
                    [
                        connected(standing.port, house.path, key, options.kind, str(house.session))
                        for key in house.browsers
                    ],
                )
                for standing in (yardstick, favn)
            ]
            rounds = in_turn(crowds, options, house.organisation)
    return {"database": options.database, "durable": durability, "kind": options.kind} | summed(
        rounds
    )


def in_turn(
    crowds: list[Crowd], options: argparse.Namespace, organisation: UUID
) -> list[list[Round]]:
    """Warm both, then yardstick, Favn, yardstick, Favn …; one list of rounds for each."""
    rounds: list[list[Round]] = [[], []]
    for crowd in crowds:
        round_of(crowd, min(options.seconds, 2.0))
    for number in range(options.rounds):
        for which, crowd in enumerate(crowds):
            empty_the_day(organisation)
            done = round_of(crowd, options.seconds)
            rounds[which].append(done)
            name = ("bare", "favn")[which]
            line = f"round {number + 1} {name}: {done.rate:.0f}/s, p50 {done.wait(50):.1f} ms,"
            print(f"{line} p99 {done.wait(99):.1f} ms", file=sys.stderr, flush=True)
    return rounds


def empty_the_day(organisation: UUID) -> None:
    """Every round begins a new day: a centre counts hundreds of guests a day, not ten thousand."""
    from django.db import connection  # noqa: PLC0415

    from favn.kit.tenancy import acting_for  # noqa: PLC0415

    with acting_for(organisation), connection.cursor() as cursor:
        for table in EMPTIED:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    connection.close()


def durable() -> str:
    """How the database waits for the disk, in its own words."""
    from django.db import connection  # noqa: PLC0415

    names = ("journal_mode", "synchronous")
    asked = [f"PRAGMA {name}" for name in names]
    if connection.vendor == "postgresql":
        names = ("fsync", "synchronous_commit")
        asked = [f"SHOW {name}" for name in names]
    answers = []
    with connection.cursor() as cursor:
        for name, sql in zip(names, asked, strict=True):
            cursor.execute(sql)
            answers.append(f"{name}={cursor.fetchone()[0]}")
    return " ".join(answers)


def summed(rounds: list[list[Round]]) -> dict[str, Any]:
    """Medians over the rounds, with the least and the most of what the bars ask."""
    bare, favn = rounds
    ratios = [b.rate / a.rate for a, b in zip(bare, favn, strict=True)]
    tails = [r.wait(99) / r.wait(50) for r in favn]
    result: dict[str, Any] = {
        "rounds": len(favn),
        "ratio": round(statistics.median(ratios), 3),
        "ratio_spread": [round(min(ratios), 3), round(max(ratios), 3)],
        "tail": round(statistics.median(tails), 2),
        "tail_spread": [round(min(tails), 2), round(max(tails), 2)],
    }
    for name, done in (("bare", bare), ("favn", favn)):
        result[name] = {
            "per_second": round(statistics.median(r.rate for r in done)),
            "p50_ms": round(statistics.median(r.wait(50) for r in done), 2),
            "p99_ms": round(statistics.median(r.wait(99) for r in done), 2),
            "cpu_ms": round(statistics.median(r.cpu_ms for r in done), 2),
            "errors": sum(len(r.errors) for r in done),
            "client_share": round(statistics.median(r.client_share for r in done), 2),
        }
    errors = result["bare"]["errors"] + result["favn"]["errors"]
    result["holds"] = result["ratio"] >= RATIO and result["tail"] <= TAIL and not errors
    return result


def options_of(words: list[str]) -> argparse.Namespace:
    """What to measure, and for how long."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--kind", choices=["visit", "participation"], default="visit")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0, help="of each round")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--serve-bare", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    return parser.parse_args(words)


def main() -> int:
    """Measure, print one JSON line; 1 where a bar is missed."""
    options = options_of(sys.argv[1:])
    if options.serve_bare:
        serve_bare(options.port)
        return 0
    place = durable_postgresql() if options.database == "postgresql" else nullcontext("")
    with place as url:
        result = measured(options, url)
    print(json.dumps({"benchmark": "counting", **result}))
    return 0 if result["holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
