"""Twenty desks at once: how long a tap and a day screen wait, beside the barest server.

    python benchmarks/desks.py                      SQLite
    python benchmarks/desks.py --database postgresql

Each desk counts a guest a second at its own moment, and opens the day screen at every tenth. Then
all press in the same moment, again and again. The waiting is the server's and the loopback's own.
The yardstick is that of `counting.py`: one row written by an app without a framework, by the same
desks at the same pace in the same run, so that a busy machine slows both.

Bar: with a guest a second, 99 of 100 taps are answered within 50 ms and none with an error, where
the yardstick answers within 10; exit 1 where it is missed on a machine that quiet.
"""

import argparse
import json
import random
import statistics
import sys
import threading
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import counting

BAR, QUIET = 50.0, 10.0
PAGE = "/i-dag/"
CREATED, OK = 201, 200


@dataclass
class Waits:
    """What the desks of one server waited for, in milliseconds."""

    taps: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: int = 0
    cpu_ms: float = 0.0
    """Processor time of the server for one of them, whatever else the machine does."""

    def said(self) -> dict[str, Any]:
        """Median and slowest hundredth of both."""
        found: dict[str, Any] = {"errors": self.errors, "cpu_ms": round(self.cpu_ms, 2)}
        for name, waits in (("tap", self.taps), ("page", self.pages)):
            if waits:
                found[name] = {"n": len(waits), "p50": percentile(waits, 50)}
                found[name]["p99"] = percentile(waits, 99)
        return found


def percentile(waits: list[float], percent: int) -> float:
    """In milliseconds, to a tenth."""
    ordered = sorted(waits)
    return round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 1)


class Desk:
    """One desk: its connection, its session, and what it waited for."""

    def __init__(self, port: int, path: str, session_key: str, waits: Waits) -> None:
        from favn.config.trials.browser import Browser  # noqa: PLC0415

        self.browser = Browser(port, path, session_key)
        self.page = HTTPConnection("127.0.0.1", port, timeout=15)
        self.cookie = {"Cookie": f"sessionid={session_key}"}
        self.waits = waits

    def tap(self) -> None:
        """Count one guest."""
        from favn.config.trials.browser import tap  # noqa: PLC0415

        began = time.perf_counter()
        status = self.browser.post(tap()[1])
        self.waits.taps.append(1000 * (time.perf_counter() - began))
        self.waits.errors += status != CREATED

    def look(self) -> None:
        """Open the day screen."""
        began = time.perf_counter()
        self.page.request("GET", PAGE, headers=self.cookie)
        answer = self.page.getresponse()
        answer.read()
        self.waits.pages.append(1000 * (time.perf_counter() - began))
        self.waits.errors += answer.status != OK

    def work(self, seconds: float, *, looks: bool) -> None:
        """A guest a second, from a moment of its own on."""
        end = time.perf_counter() + seconds
        time.sleep(random.random())  # noqa: S311 - no secret
        turn = random.randrange(10)  # noqa: S311
        while time.perf_counter() < end:
            due = time.perf_counter() + 1
            self.look() if looks and turn % 10 == 0 else self.tap()
            turn += 1
            time.sleep(max(0.0, due - time.perf_counter()))


def paced(desks: list[Desk], seconds: float, *, looks: bool) -> None:
    """All desks at once, each at its own moments."""
    threads = [
        threading.Thread(target=desk.work, args=(seconds,), kwargs={"looks": looks})
        for desk in desks
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def together(desks: list[Desk], times: int) -> None:
    """All desks press in the same moment, so many times."""
    gate = threading.Barrier(len(desks))

    def press(desk: Desk) -> None:
        for _time in range(times):
            gate.wait()
            desk.tap()

    threads = [threading.Thread(target=press, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def measured(options: argparse.Namespace, url: str) -> dict[str, Any]:
    """Both servers stand; they are measured in turn."""
    from favn.config.trials import ground, server  # noqa: PLC0415

    with ground.throw_away(url):
        house = ground.furnished(options.desks)
        counting.make_bare_table()
        durability = counting.durable()
        ground.close()
        bare = (sys.executable, str(Path(counting.__file__).resolve()), "--serve-bare")
        found: dict[str, list[dict[str, Any]]] = {"bare": [], "favn": []}
        with server.running(bare) as yardstick, server.running() as favn:
            time.sleep(counting.STANDING)
            for _round in range(options.rounds):
                for name, standing in (("bare", yardstick), ("favn", favn)):
                    found[name].append(round_of(standing, house, options, name))
    return summed(found) | {"database": options.database, "durable": durability}


def round_of(standing: Any, house: Any, options: argparse.Namespace, name: str) -> dict[str, Any]:
    """One server in one round: paced, then all in the same moment."""
    crowd = counting.Crowd(standing.process.pid, [])
    counting.empty_the_day(house.organisation)
    result = {}
    for kind in ("paced", "together"):
        waits = Waits()
        desks = [Desk(standing.port, house.path, key, waits) for key in house.browsers]
        for desk in desks:
            desk.tap()
            desk.waits.taps.clear()
        used = crowd.cpu()
        if kind == "paced":
            paced(desks, options.seconds, looks=name == "favn")
        else:
            together(desks, options.times)
        waits.cpu_ms = 1000 * (crowd.cpu() - used) / (len(waits.taps) + len(waits.pages))
        result[kind] = waits.said()
        print(f"{name} {kind}: {result[kind]}", file=sys.stderr, flush=True)
    return result


def summed(found: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Medians over the rounds, and whether the bar holds."""
    said: dict[str, Any] = {"rounds": len(found["favn"])}
    for name, rounds in found.items():
        for kind in ("paced", "together"):
            said[f"{name}_{kind}_p99"] = statistics.median(r[kind]["tap"]["p99"] for r in rounds)
            said[f"{name}_{kind}_p50"] = statistics.median(r[kind]["tap"]["p50"] for r in rounds)
        said[f"{name}_cpu_ms"] = statistics.median(r["together"]["cpu_ms"] for r in rounds)
    said["page_p99"] = statistics.median(r["paced"]["page"]["p99"] for r in found["favn"])
    said["ratio_p50"] = round(said["favn_paced_p50"] / said["bare_paced_p50"], 1)
    said["ratio_p99"] = round(said["favn_paced_p99"] / said["bare_paced_p99"], 1)
    said["errors"] = sum(r[k]["errors"] for rs in found.values() for r in rs for k in r)
    said["is_quiet"] = said["bare_paced_p99"] <= QUIET
    said["holds"] = said["favn_paced_p99"] < BAR and not said["errors"]
    return said


def options_of(words: list[str]) -> argparse.Namespace:
    """What to measure, and for how long."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10.0, help="of each paced round")
    parser.add_argument("--times", type=int, default=20, help="all press in the same moment")
    parser.add_argument("--desks", type=int, default=20)
    return parser.parse_args(words)


def main() -> int:
    """Measure, print one JSON line; 1 where the bar is missed on a quiet machine."""
    options = options_of(sys.argv[1:])
    place = nullcontext("") if options.database == "sqlite" else counting.durable_postgresql()
    with place as url:
        result = measured(options, url)
    print(json.dumps({"benchmark": "desks", **result}))
    return 1 if result["is_quiet"] and not result["holds"] else 0


if __name__ == "__main__":
    sys.exit(main())
