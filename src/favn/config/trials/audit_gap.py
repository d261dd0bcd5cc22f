"""Promise: whatever of a person left the house, its look-up was written first; also under kill −9.

Counsellors open persons and search, each one answer at a time, while the server's whole process
group gets SIGKILL at random moments. Every person has a name that stands nowhere else. Afterwards
each answer that showed a name, whole or cut off, must have a row of the log: by that account,
between the question and the answer, and naming everybody it showed.
"""

import random
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from favn.config.trials import ground, server
from favn.config.trials.crash import LOADED_FOR, WITHOUT_ANSWER, tell
from favn.config.trials.visitor import Visitor

PERSONS = 24
SEARCH = "/personer/"


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer with a name in it: to whom, between when and when, and whose names."""

    account: UUID
    asked: datetime
    came: datetime
    persons: frozenset[UUID]
    is_whole: bool


@dataclass
class Reader:
    """One counsellor at a computer: opens persons, searches every third time."""

    account: UUID
    visitor: Visitor
    names: dict[str, UUID]
    over: threading.Event
    shown: list[Shown] = field(default_factory=list)
    cut: int = 0

    def read(self) -> None:
        """Until it is over."""
        throw = random.Random(self.account.int)  # noqa: S311 - which page comes next is no secret
        for number in count():
            if self.over.is_set():
                break
            self.look(*throw.choice(list(self.names.items())), is_search=number % 3 == 2)
        self.visitor.leave()

    def look(self, name: str, pk: UUID, *, is_search: bool) -> None:
        """One question and its answer."""
        from favn.kit import clock  # noqa: PLC0415 - needs Django loaded

        asked = clock.now()
        if is_search:
            answer = self.visitor.post(SEARCH, {"q": [name[:7]]})
        else:
            answer = self.visitor.get(f"{SEARCH}{pk}/")
        came = clock.now()
        found = frozenset(p for word, p in self.names.items() if word.encode() in answer.body)
        if found:
            self.shown.append(Shown(self.account, asked, came, found, answer.is_whole))
        self.cut += answer.is_sent and not answer.is_whole
        if not answer.status:
            time.sleep(0.05)


def run(*, kills: int, clients: int, database_url: str = "") -> dict[str, Any]:
    """Kill `kills` times while `clients` read; the figures and whether they hold."""
    with ground.throw_away(database_url):
        organisation, accounts, names = _furnished(clients)
        over, port, vendor = threading.Event(), server.free_port(), ground.vendor()
        readers = [
            Reader(account, Visitor(port, key), names, over) for account, key in accounts.items()
        ]
        ground.close()
        _struck(readers, port, kills)
        found = gaps(organisation, [one for reader in readers for one in reader.shown])
    result = {"trial": "audit-gap", "database": vendor, "kills": kills, "clients": clients}
    result |= {"cut": sum(reader.cut for reader in readers), **found}
    enough = found["answers"] >= kills * clients
    return {**result, "holds": found["without_row"] == 0 and enough}


def _furnished(clients: int) -> tuple[UUID, dict[UUID, str], dict[str, UUID]]:
    """An association: its counsellors with a browser each, and persons by name."""
    from favn.kit import clock, encryption  # noqa: PLC0415 - needs Django loaded
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.persons import actions  # noqa: PLC0415

    encryption.add_key(clock.today())
    staff = [ground.invited(f"raadgiver{n}", "counsellor") for n in range(clients)]
    organisation = ground.organisation_of(staff[0])
    names = {}
    with acting_for(organisation, staff[0].pk):
        for _number in range(PERSONS):
            wanted = actions.Wanted(ground.word())
            row = actions.add_person(id=uuid4(), wanted=wanted, by=staff[0], at=clock.now())
            names[row.name] = row.pk
    return organisation, {who.pk: ground.signed_in(who) for who in staff}, names


def _struck(readers: list[Reader], port: int, kills: int) -> None:
    """Start, let them read, kill; as often as asked, and once more to the end."""
    running = server.started(port)
    threads = [threading.Thread(target=reader.read) for reader in readers]
    for thread in threads:
        thread.start()
    try:
        for number in range(1, kills + 1):
            _wait_for_answers(readers)
            time.sleep(random.uniform(*LOADED_FOR))  # noqa: S311 - no secret
            running.kill()
            tell(f"kill {number} of {kills}: {_seen(readers)} answers with a name")
            running = server.started(port)
        _wait_for_answers(readers)
    finally:
        readers[0].over.set()
        for thread in threads:
            thread.join(timeout=WITHOUT_ANSWER)
        if running.process.poll() is None:
            running.kill()


def _seen(readers: list[Reader]) -> int:
    return sum(len(reader.shown) for reader in readers)


def _wait_for_answers(readers: list[Reader]) -> None:
    """Until every reader was answered by the server that has just started, or a while has gone."""
    before, end = [len(reader.shown) for reader in readers], time.monotonic() + WITHOUT_ANSWER
    while time.monotonic() < end:
        if all(len(r.shown) > n for r, n in zip(readers, before, strict=True)):
            return
        time.sleep(0.01)


def gaps(organisation: UUID, shown: list[Shown]) -> dict[str, int]:
    """Answers that have no row of their own, and rows whose answer nobody got."""
    from favn.kit.tenancy import acting_for  # noqa: PLC0415 - needs Django loaded
    from favn.people.accounts.models import Lookup  # noqa: PLC0415

    with acting_for(organisation):
        rows = [
            (row.pk, row.actor_id, row.at, {one.person_id for one in row.persons.all()})
            for row in Lookup.objects.owned().order_by("at").prefetch_related("persons")
        ]
    taken, without = set(), 0
    for one in shown:
        fits = (row[0] for row in rows if row[0] not in taken and _fits(one, *row[1:]))
        fitting = next(fits, None)
        without += fitting is None
        taken |= {fitting} - {None}
    about = sum(bool(row[3]) for row in rows)
    told = {"answers": len(shown), "cut_with_a_name": sum(not one.is_whole for one in shown)}
    told |= {"rows": about, "without_row": without}
    return {**told, "rows_without_answer": about - len(taken)}


def _fits(one: Shown, who: UUID, at: datetime, persons: set[UUID]) -> bool:
    return who == one.account and one.asked <= at <= one.came and one.persons <= persons
