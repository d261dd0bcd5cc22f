"""What it costs to write down a look-up before the answer leaves, against one bare committed row.

    python benchmarks/lookups.py                     # SQLite, synchronous FULL
    python benchmarks/lookups.py --database postgresql

Three looks in turn: one person, a list of fifty, a search whose words are encrypted. The yardstick
commits one row of a bare table in the same database, so that a slow disk slows both.

Bar: every look at most 10 ms at the median; exit 1 above. `cpu_ms` is this process's own work,
which other programs on the machine do not change.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent))

BAR_MS = 10.0
FIFTY = 50


def measured(rounds: int, url: str) -> dict[str, Any]:
    """Medians over the rounds; each round does every look once, and the yardstick."""
    from favn.config.trials import ground  # noqa: PLC0415

    with ground.throw_away(url):
        from favn.kit.tenancy import acting_for  # noqa: PLC0415

        request = asking(ground.furnished(0).account)
        organisation = request.membership.organisation_id
        with acting_for(organisation, request.account.pk):
            doings = looks(request)
            waits: dict[str, list[float]] = {name: [] for name in doings}
            worked = dict.fromkeys(doings, 0.0)
            for number in range(rounds + 20):
                for name, do in doings.items():
                    began, cpu = time.perf_counter(), time.process_time()
                    do()
                    if number >= 20:  # the first rounds write the SQL of each statement once
                        waits[name].append(1000 * (time.perf_counter() - began))
                        worked[name] += 1000 * (time.process_time() - cpu)
        vendor = ground.vendor()
    cpu_ms = {name: round(ms / rounds, 2) for name, ms in worked.items()}
    return {"database": vendor, "rounds": rounds, "cpu_ms": cpu_ms} | summed(waits)


def asking(account_id: Any) -> Any:
    """A request as the door hands it on."""
    from favn.kit import clock, encryption  # noqa: PLC0415
    from favn.people.accounts.queries import memberships_by_key  # noqa: PLC0415

    encryption.add_key(clock.today())
    membership = memberships_by_key(account_id)[0]
    match = SimpleNamespace(view_name="register:person", route="personer/<uuid:pk>/")
    return SimpleNamespace(membership=membership, account=membership.account, resolver_match=match)


def looks(request: Any) -> dict[str, Callable[[], object]]:
    """What is timed, by name."""
    from django.db import connection  # noqa: PLC0415

    from favn.people.accounts import lookups  # noqa: PLC0415
    from favn.people.accounts.choices import Look  # noqa: PLC0415

    key = "text" if connection.vendor == "sqlite" else "uuid"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare (id {key} PRIMARY KEY)")

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bare VALUES (%s)", [str(uuid4())])

    def look(persons: int, **more: Any) -> Callable[[], object]:
        def write() -> object:
            sheet = lookups.Sheet(status=200, **more)
            sheet.add(tuple(uuid4() for _ in range(persons)))
            return lookups.write(request, sheet)

        return write

    return {
        "bare": bare,
        "one_person": look(1),
        "list_of_fifty": look(FIFTY, kind=Look.LIST),
        "search": look(5, kind=Look.SEARCH, criterion="Mohammed fra Systuen"),
    }


def summed(waits: dict[str, list[float]]) -> dict[str, Any]:
    """Median and 95th percentile of each, in milliseconds, and the ratio to the bare row."""
    bare = statistics.median(waits["bare"])
    told: dict[str, Any] = {}
    for name, times in waits.items():
        ordered = sorted(times)
        median = statistics.median(ordered)
        told[name] = {
            "p50_ms": round(median, 2),
            "p95_ms": round(ordered[len(ordered) * 95 // 100], 2),
            "times_bare": round(median / bare, 1),
        }
    told["holds"] = all(told[name]["p50_ms"] <= BAR_MS for name in waits)
    return told


def main() -> int:
    """Measure, print one JSON line; 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=300)
    options = parser.parse_args()
    place: Any = nullcontext("")
    if options.database == "postgresql":
        from counting import durable_postgresql  # noqa: PLC0415 - the benchmark beside this one

        place = durable_postgresql()
    with place as url:
        result = measured(options.rounds, url)
    print(json.dumps({"benchmark": "lookups", **result}))
    return 0 if result["holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
