"""Promise: a tap that was answered survives a kill without warning, and none is half written.

Browsers tap while the server's whole process group gets SIGKILL at random moments. What was not
answered is sent again with the same id, as a browser's queue does. At the end every acknowledged
id must be a row, and every row must have its history and its mark for the statistics store.
"""

import random
import sys
import threading
import time
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from uuid import UUID

from favn.config.trials import ground, server
from favn.config.trials.browser import Broken, Browser, tap

CREATED = 201
LOADED_FOR = (0.15, 1.0)
"""Seconds under load before a kill."""
WITHOUT_ANSWER = 20.0


@dataclass
class Crowd:
    """The browsers, and what they were told."""

    house: ground.House
    port: int
    acknowledged: set[UUID] = field(default_factory=set)
    cut: int = 0  # sent on a standing connection, and the kill came before the answer
    refused: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> list[threading.Thread]:
        """One thread per signed-in browser."""
        threads = [threading.Thread(target=self.taps, args=[key]) for key in self.house.browsers]
        for thread in threads:
            thread.start()
        return threads

    def taps(self, session_key: str) -> None:
        """Tap until it is over; every other tap goes into the session."""
        browser = Browser(self.port, self.house.path, session_key)
        for target in cycle((None, self.house.session)):
            if self.over.is_set():
                break
            self.until_answered(browser, *tap(target))
        browser.leave()

    def until_answered(self, browser: Browser, pk: UUID, body: bytes) -> None:
        """Send one tap, again where the server went away, with the same id."""
        while not self.over.is_set():
            was_connected = browser.is_connected
            try:
                answered = browser.post(body)
            except Broken:
                self.cut += was_connected
                time.sleep(0.05)
                continue
            if answered == CREATED:
                self.acknowledged.add(pk)
            else:
                self.refused += 1
            return


def run(*, kills: int, clients: int, database_url: str = "") -> dict[str, Any]:
    """Kill `kills` times under the load of `clients`; the figures and whether they hold."""
    with ground.throw_away(database_url):
        crowd = Crowd(ground.furnished(clients), server.free_port())
        vendor = ground.vendor()
        ground.close()
        struck(crowd, kills)
        found = {**missing(crowd.acknowledged), "integrity": integrity()}
    result = {"trial": "crash", "database": vendor, "kills": kills, "clients": clients}
    result |= {"acknowledged": len(crowd.acknowledged), "cut": crowd.cut, **found}
    result["refused"] = crowd.refused
    sound = (found["lost"], found["half_written"], crowd.refused) == (0, 0, 0)
    result["holds"] = sound and found["integrity"] == "ok" and len(crowd.acknowledged) >= kills
    return result


def struck(crowd: Crowd, kills: int) -> None:
    """Start, let them tap, kill; as often as asked, and once more for those still waiting."""
    running = server.started(crowd.port)
    threads = crowd.start()
    try:
        for number in range(1, kills + 1):
            wait_for_load(crowd)
            time.sleep(random.uniform(*LOADED_FOR))  # noqa: S311 - no secret
            running.kill()
            tell(f"kill {number} of {kills}: {len(crowd.acknowledged)} taps acknowledged")
            running = server.started(crowd.port)
        wait_for_load(crowd)
    finally:
        crowd.over.set()
        for thread in threads:
            thread.join(timeout=WITHOUT_ANSWER)
        if running.process.poll() is None:
            running.kill()


def wait_for_load(crowd: Crowd) -> None:
    """Until the server that has just started acknowledges; returns anyway after a while."""
    before, end = len(crowd.acknowledged), time.monotonic() + WITHOUT_ANSWER
    while len(crowd.acknowledged) == before and time.monotonic() < end:
        time.sleep(0.01)


def missing(acknowledged: set[UUID]) -> dict[str, int]:
    """Acknowledged ids without a row, and rows, histories and marks that lack one another."""
    from favn.centre.models import LOGBOOKS  # noqa: PLC0415 - needs Django loaded
    from favn.kit.models import Change, History  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    there: set[UUID] = set()
    half = 0
    with acting_for(Organisation.objects.get().pk):
        for model in LOGBOOKS.values():
            table = model._meta.label_lower
            rows = set(model._default_manager.values_list("pk", flat=True))
            lines = list(
                History.objects.filter(table=table, verb="count").values_list(
                    "record_id", flat=True
                )
            )
            half += len(rows ^ set(lines)) + len(lines) - len(set(lines))
            half += abs(Change.objects.filter(table=table).count() - len(rows))
            there |= rows
    return {"rows": len(there), "lost": len(acknowledged - there), "half_written": half}


def integrity() -> str:
    """SQLite's own verdict on its file, and its foreign keys; PostgreSQL has no such question."""
    from django.db import connection  # noqa: PLC0415 - needs Django loaded

    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        verdict = "; ".join(str(row[0]) for row in cursor.fetchall())
        cursor.execute("PRAGMA foreign_key_check")
        loose = len(cursor.fetchall())
    return f"{verdict}; {loose} loose keys" if loose else verdict


def tell(line: str) -> None:
    """Progress, where it does not disturb the figure."""
    print(line, file=sys.stderr, flush=True)
