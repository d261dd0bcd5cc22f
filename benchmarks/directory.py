"""Searching a directory of 20,000 associations, beside LIKE in the same table.

    python benchmarks/directory.py                     # SQLite
    python benchmarks/directory.py --database postgresql

Asked: whole words, bent words, insides of compounds, slips, and beginnings, each through the same
calls as the page: what was touched since is read, the words are sought, fifty rows are fetched. The
yardstick: the last of the words with LIKE over the same columns, on the same database. Warm-up: the
first search of a process, which reads every entry. Bars: median under 50 ms; of the planted slips
and bent words at least 9 in 10 find the association among the first fifty. Exit 1 below.
"""

import argparse
import json
import random
import resource
import statistics
import sys
import time
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "src"), str(Path(__file__).parent)]

MANY, BAR_MS, BAR_FOUND, PAGE = 20_000, 50.0, 0.9, 50
DOINGS = (
    "Vi mødes hver tirsdag til fællesspisning og snak", "Svømning for kvinder og børn lørdag",
    "Lektiehjælp og rådgivning om skole", "Musik, dans og nytårsfest for alle i byen",
    "Håndarbejde, systue og sprogcafé", "Fodbold og cricket for unge med egne trænere",
    "Hjælp til breve fra kommunen", "Havearbejde og fælles køkkenhave", "Debat om demokrati",
)  # fmt: skip
ASKED = (
    "kvinder", "lektiehjælpen", "forening", "fodbold unge", "svømme", "haver", "kultr", "musikk",
    "somalisk kvinder", "systuer", "rådgivninger skoler", "vestbyen", "tyrk", "idræt", "sprogcafe",
    "cricket", "debt demokrati", "kurdisk", "nytår", "breve", "aeldre", "foraeldre", "fe", "køkken",
)  # fmt: skip


def measured(rounds: int, url: str) -> dict[str, Any]:
    """Medians over the words, each asked some times in turn with the yardstick."""
    from favn.config.trials import ground  # noqa: PLC0415

    with ground.throw_away(url):
        from favn.kit.tenancy import acting_for  # noqa: PLC0415

        house, names = filled()
        with acting_for(house):
            before, began = memory(), time.perf_counter()
            page("x")
            warm = time.perf_counter() - began
            ours, theirs, worked = [], [], []
            for _ in range(rounds):
                for words in ASKED:
                    cpu = time.process_time()
                    ours.append(timed(lambda w=words: page(w)))
                    worked.append(1000 * (time.process_time() - cpu))
                    theirs.append(timed(lambda w=words: like(w)))
            hits = [found(name, asked) for name, asked in slips(names)]
        vendor = ground.vendor()
    median = statistics.median(ours)
    return {
        "database": vendor,
        "associations": MANY,
        "warm_up_s": round(warm, 1),
        "memory_mb": round(memory() - before, 1),
        "median_ms": round(median, 1),
        "cpu_median_ms": round(statistics.median(worked), 1),
        "p95_ms": round(sorted(ours)[len(ours) * 95 // 100], 1),
        "like_median_ms": round(statistics.median(theirs), 1),
        "ratio_to_like": round(median / statistics.median(theirs), 2),
        "slips_found": round(sum(hits) / len(hits), 3),
        "holds": median < BAR_MS and sum(hits) / len(hits) >= BAR_FOUND,
    }


def filled() -> tuple[UUID, list[str]]:
    """A municipality with a whole directory."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415
    from invented_associations import invented  # noqa: PLC0415

    from favn.associations.models import Entry  # noqa: PLC0415
    from favn.kit import clock, encryption  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.organisations.models import Organisation  # noqa: PLC0415

    encryption.add_key(clock.today())
    throw = random.Random("directory")  # noqa: S311 - a benchmark
    now = timezone.now() - timedelta(hours=1)
    names = [body.names[0] for body in invented(MANY, MANY // 20, "many").bodies]
    house = Organisation.objects.create(
        slug="by", name="By Kommune", kind="municipality", is_tenant=True
    )
    with acting_for(house.pk):
        rows = [
            Entry(organisation=house, slug=f"f-{n}", name=name, purpose=throw.choice(DOINGS),
                  doings=". ".join(throw.sample(DOINGS, 2)), created_at=now, touched_at=now,
                  is_public=n % 3 > 0)
            for n, name in enumerate(names)
        ]  # fmt: skip
        Entry.objects.bulk_create(rows, batch_size=500)
    if connection.vendor == "postgresql":  # What its own upkeep does some minutes later.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE associations_entry")
    return house.pk, names


def page(words: str) -> list[Any]:
    """What the page does: seek, then fetch the first rows."""
    from favn.associations.queries import finding  # noqa: PLC0415

    return finding.of_page(finding.search(words).keys[:PAGE])


def like(words: str) -> list[Any]:
    """The same with LIKE over the same columns."""
    from django.db.models import Q  # noqa: PLC0415

    from favn.associations.models import Entry  # noqa: PLC0415

    word = words.rsplit(maxsplit=1)[-1]
    sought = Q(name__icontains=word) | Q(purpose__icontains=word) | Q(doings__icontains=word)
    return list(Entry.objects.present().filter(sought).order_by("name")[:PAGE])


def slips(names: list[str]) -> list[tuple[str, str]]:
    """A name, and the same with two letters of its longest word changed about."""
    throw = random.Random("slips")  # noqa: S311 - a benchmark
    planted = []
    for name in throw.sample([n for n in names if len(n) > 12], 100):
        words = name.split()
        n = max(range(len(words)), key=lambda k: len(words[k]))
        word, place = words[n], throw.randrange(1, len(words[n]) - 2)
        words[n] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        planted.append((name, " ".join(words)))
    return planted


def found(name: str, asked: str) -> bool:
    """Whether the association, or one of the same name, is on the first page."""
    return name in {row.name for row in page(asked)}


def timed(work: Any) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def memory() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Measure, print one JSON line; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    place: Any = nullcontext("")
    if options.database == "postgresql":
        from counting import durable_postgresql  # noqa: PLC0415 - the benchmark beside this one

        place = durable_postgresql()
    with place as url:
        result = measured(options.rounds, url)
    print(json.dumps({"benchmark": "directory", **result}))
    return 0 if result["holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
