"""Finding one of 10,000 persons whose names are encrypted, measured beside an open table's LIKE.

    python benchmarks/search.py                    invented names of many spellings
    python benchmarks/search.py --names FOLDER     names drawn from CSV files with name and counts

Warm-up: opening every name once for the process, and the memory it takes. Search: a tenth of the
persons sought by one part, by the beginning, and in another spelling, through the same call as the
page. The yardstick: the same words with LIKE in a table that holds the names in the clear, on the
same database. Candidates: who a new person may be. Bars: median search under 100 ms, every planted
spelling among the first twenty in at least 9 of 10. Exit 1 below.
"""

import argparse
import csv
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BAR_MS, BAR_FOUND = 100.0, 0.9
PERSONS = 10_000
SPELLINGS = (
    ("Mohammed Al-Hassan", "محمد الحسن"), ("Cabdiraxmaan Xasan", "Abdi Rahman Hasan"),
    ("Fatima Haddad", "فاطمة حداد"), ("Olena Kovalenko", "Олена Коваленко"),
    ("Selam Tesfay", "ሰላም ተስፋይ"), ("Zahra Rezai", "زهرا رضایی"), ("Åse Nørgaard", "Aase Nørgård"),
    ("Leyla Şahin", "Sahin Leila"), ("Rachid Benali", "Rashid Ben Ali"),
    ("Yusuf Omar", "Youssef Cumar"),
)  # fmt: skip
FIRST = (
    "Anne Peter Lars Maria Ole Hanne Mohammed Ahmed Ali Fatima Amina Hassan Omar Yusuf Sara Jamal",
    "Khalid Zainab Layla Nadia Ivan Olga Piotr Agnieszka Ioana Arben Emir Tesfay Hawa Nguyen Priya",
    "Imran Saba Grace Awa Carmen Dmitri Amal Samir Huda Lucas Jonas Emma Freja Noah Maryam Aisha",
)
SYLLABLES = ("ha", "sen", "mar", "al", "ri", "dou", "kov", "ska", "ber", "na", "yil", "maz", "tor")


def main() -> int:
    """Fill a database of its own, measure, print one JSON line; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=Path, help="a folder with *first_names.csv and *last*.csv")
    parser.add_argument("--persons", type=int, default=PERSONS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="favn-search-") as home:
        result = measured(home, drawn(options.names, options.persons))
    print(json.dumps(result, indent=2, ensure_ascii=False))
    good = result["search_median_ms"] < BAR_MS and result["spellings_found"] >= BAR_FOUND
    return 0 if good else 1


def drawn(folder: Path | None, number: int) -> list[str]:
    """Whole names; the same ones each time."""
    throw = random.Random("search")  # noqa: S311 - a benchmark
    first, last = invented(throw) if folder is None else from_files(folder)
    weights = [1 / (n + 3) for n in range(len(first))], [1 / (n + 3) for n in range(len(last))]
    firsts = throw.choices(first, weights[0], k=number)
    lasts = throw.choices(last, weights[1], k=number)
    return [f"{one} {two}" for one, two in zip(firsts, lasts, strict=True)]


def invented(throw: random.Random) -> tuple[list[str], list[str]]:
    """Some first names, and surnames put together from syllables."""
    last = {"".join(throw.sample(SYLLABLES, throw.randint(2, 3))).capitalize() for _ in range(2500)}
    return " ".join(FIRST).split(), sorted(last)


def from_files(folder: Path) -> tuple[list[str], list[str]]:
    """First names and surnames, those most common among people from abroad first."""
    found: tuple[list[str], list[str]] = ([], [])
    for place, pattern in enumerate(("*first_names.csv", "*last_names*.csv")):
        rows: list[dict[str, str]] = []
        for file in sorted(folder.rglob(pattern)):
            with file.open(encoding="utf-8") as handle:
                rows += list(csv.DictReader(handle))
        rows.sort(key=lambda row: int(row["count_udland"]), reverse=True)
        found[place].extend(row["name"] for row in rows[:4000])
    return found


def measured(home: str, names: list[str]) -> dict[str, Any]:
    """Every measurement, in one process as the server has it."""
    os.environ |= {"FAVN_HOME": home, "DJANGO_SETTINGS_MODULE": "favn.config.settings"}
    sys.path.insert(0, str(ROOT / "src"))
    import django  # noqa: PLC0415 - after the environment

    django.setup()
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.persons import finding  # noqa: PLC0415

    house = filled(names)
    with acting_for(house):
        before, start = memory(), time.perf_counter()
        finding.search("x")
        warm = time.perf_counter() - start
        asked = [*sought(names), *(other for _written, other in SPELLINGS)]
        ours = [timed(lambda q=q: finding.search(q)) for q in asked]
        theirs = [timed(lambda q=q: in_the_clear(q)) for q in asked]
        likely = [timed(lambda n=n: candidates(n)) for n in names[:: len(names) // 100]]
        found = sum(is_found(written, other) for written, other in SPELLINGS)
        shown = [shown_for(written, other) for written, other in SPELLINGS]
    return {
        "persons": len(names) + len(SPELLINGS),
        "warm_up_s": round(warm, 2),
        "memory_mb": round(memory() - before, 1),
        "search_median_ms": round(statistics.median(ours), 1),
        "search_p95_ms": round(sorted(ours)[int(len(ours) * 0.95)], 1),
        "like_in_the_clear_median_ms": round(statistics.median(theirs), 1),
        "ratio_to_like": round(statistics.median(ours) / statistics.median(theirs), 1),
        "candidates_median_ms": round(statistics.median(likely), 1),
        "spellings_found": found / len(SPELLINGS),
        "new_person_recall_at_5": sum(hit for hit, _n in shown) / len(shown),
        "new_person_precision": round(
            sum(hit for hit, _n in shown) / max(sum(n for _hit, n in shown), 1), 2
        ),
    }


def filled(names: list[str]) -> Any:
    """A house with all these persons, encrypted, and the same names in a plain table."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from favn.kit import encryption  # noqa: PLC0415
    from favn.kit.tenancy import acting_for  # noqa: PLC0415
    from favn.people.organisations.models import Organisation  # noqa: PLC0415
    from favn.people.persons.models import Person  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    now = timezone.now() - timedelta(hours=1)
    encryption.add_key(now.date())
    house = Organisation.objects.create(slug="hus", name="Hus", kind="association", is_tenant=True)
    every = [*names, *(written for written, _other in SPELLINGS)]
    with acting_for(house.pk):
        Person.objects.bulk_create(
            Person(organisation=house, name=name, created_at=now, touched_at=now,
                   last_contact_on=now.date(), born=str(1940 + n % 65))
            for n, name in enumerate(every)
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE clear_names (name text NOT NULL)")
        cursor.executemany("INSERT INTO clear_names VALUES (%s)", [(name,) for name in every])
    return house.pk


def sought(names: list[str]) -> list[str]:
    """A tenth of the names: whole, one part, and the first four letters."""
    tenth = names[:: len(names) // 100]
    return [
        text for name in tenth for text in (name, name.split(" ", maxsplit=1)[0], name[:4].strip())
    ]


def in_the_clear(text: str) -> int:
    """How many LIKE finds in the plain table."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM clear_names WHERE name LIKE %s LIMIT 20", [f"%{text}%"])
        return len(cursor.fetchall())


def candidates(name: str) -> int:
    """How many a new person of that name may be."""
    from favn.people.persons import finding  # noqa: PLC0415
    from favn.statistics.agreement import Described  # noqa: PLC0415

    return len(finding.candidates(Described((name,), born="1980")))


def is_found(written: str, other: str) -> bool:
    """Whether the other spelling finds the person among the first twenty."""
    from favn.people.persons import finding, queries  # noqa: PLC0415

    return any(
        queries.person_with(one.key).name == written  # type: ignore[union-attr]
        for one in finding.search(other)
    )


def shown_for(written: str, other: str) -> tuple[bool, int]:
    """Whether somebody written down in another spelling, with the same year, meets themselves
    among those shown, and how many are shown.
    """
    from favn.people.persons import finding, queries  # noqa: PLC0415
    from favn.statistics.agreement import Described  # noqa: PLC0415

    known = next(
        one.key
        for one in finding.search(written)
        if queries.person_with(one.key).name == written  # type: ignore[union-attr]
    )
    born = queries.person_with(known).born  # type: ignore[union-attr]
    shown = finding.candidates(Described((other,), born=born))
    return known in {one.key for one in shown}, len(shown)


def timed(work: Any) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def memory() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
