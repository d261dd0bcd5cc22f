"""Promise: however many write at once, nobody is told that the database is locked."""

import threading
import time
from dataclasses import dataclass, field
from typing import Any

from favn.config.trials import ground, server
from favn.config.trials.browser import Broken, Browser, tap

CREATED = 201
SERVER_ERROR = 500


@dataclass
class Writer:
    """One browser that taps as fast as it is answered."""

    browser: Browser
    taps: int
    seconds: list[float] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    broken: int = 0

    def write(self, together: threading.Barrier) -> None:
        """All writers begin at once; an answer that never came counts as broken."""
        together.wait()
        for _number in range(self.taps):
            _pk, body = tap()
            began = time.perf_counter()
            try:
                self.answers.append(self.browser.post(body))
            except Broken:
                self.broken += 1
            self.seconds.append(time.perf_counter() - began)
        self.browser.leave()


def run(*, writers: int, taps: int = 50, database_url: str = "") -> dict[str, Any]:
    """`writers` at once with `taps` each; the figures and whether they hold."""
    with ground.throw_away(database_url):
        house = ground.furnished(writers)
        vendor = ground.vendor()
        ground.close()
        with server.running() as serving:
            crowd = [Writer(Browser(serving.port, house.path, k), taps) for k in house.browsers]
            write_together(crowd)
    return {"trial": "lock", "database": vendor, "writers": writers, **figures(crowd)}


def write_together(crowd: list[Writer]) -> None:
    """One thread per writer."""
    together = threading.Barrier(len(crowd))
    threads = [threading.Thread(target=writer.write, args=[together]) for writer in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def figures(crowd: list[Writer]) -> dict[str, Any]:
    """Answers and waiting times of all writers together, in milliseconds."""
    answers = [answer for writer in crowd for answer in writer.answers]
    seconds = sorted(second for writer in crowd for second in writer.seconds)
    broken = sum(writer.broken for writer in crowd)
    errors = sum(answer >= SERVER_ERROR for answer in answers)
    created = answers.count(CREATED)
    times = {f"p{p}_ms": round(percentile(seconds, p) * 1000, 1) for p in (50, 95, 99)}
    counted = {"requests": len(seconds), "created": created, "5xx": errors, "broken": broken}
    return {**counted, **times, "holds": created == len(seconds)}


def percentile(ordered: list[float], percent: int) -> float:
    """The value below which `percent` of the ordered values lie."""
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
