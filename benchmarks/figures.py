"""How fast are the figures of a centre's year, against plain SQL on a plain file?

One synthetic year of registrations is stored twice: in Favn's store, and as the file an analyst
would export (words, timestamps, ids, in order of registration). 24 figures are then asked of
both in turns, files opened anew each time: by Favn's engine, by DuckDB SQL with one query per
figure (the yardstick), and by the same with all single numbers in one query ("frugal"). The
answers must be equal. Workload and bars: the design's page on speed, workload (a).

    python benchmarks/figures.py --rows 1000000 10000000 --pairs 5 --json
"""

# Every query here is of our own making.
# ruff: noqa: S608
from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from favn.statistics.engine import evaluate
from favn.statistics.figures import Figure, Period, Question
from favn.statistics.store import Column, YearStore

BARS = {1_000_000: 0.35, 10_000_000: 0.25}
TABLE = "centre.visit"
YEAR = Period(2025)
DIMENSIONS = {"activity": 20, "hour": 14, "age": 6, "district": 12, "language": 10}
FLAGS = ("first", "interpreted", "referred")
TWO = ("activity-03", "activity-07")
Counts = dict[str, object]

REGISTRATIONS = """
CREATE OR REPLACE TABLE registration AS
WITH drawn AS (
  SELECT i, hash(i * 7 + 1) a, hash(i * 7 + 2) b, hash(i * 7 + 3) c, hash(i * 7 + 4) d,
    -- some persons come often, most seldom
    floor(({rows} // 12) * power((hash(i * 7) % 1000003) / 1000003.0, 1.3))::BIGINT AS who
  FROM range({rows}) r(i)
)
SELECT uuid() AS id, (hash(who) >> 1)::BIGINT AS person,
  TIMESTAMP '2025-01-01 08:00:00' + to_days((i * 365 // {rows})::INT)
    + to_hours((b % 14)::INT) + to_seconds((b // 14 % 3600)::BIGINT) AS registered,
  registered::DATE AS day, 'centre-' || (a % 5) AS centre,
  format('activity-{{:02d}}', c % 20) AS activity, format('{{:02d}}', hour(registered)) AS hour,
  'age-' || (hash(who + 1) % 6) AS age, format('district-{{:02d}}', hash(who + 2) % 12) AS district,
  'language-' || (hash(who + 3) % 10) AS language, 10 + (d % 110)::INT AS minutes,
  d // 110 % 10 < 1 AS first, d // 1100 % 10 < 3 AS interpreted, d // 11000 % 2 = 0 AS referred
FROM drawn ORDER BY registered
"""


@dataclass
class Result:
    """Seconds of each way in each round, and what it cost to get there."""

    rows: int
    first_seconds: float
    bytes_store: int
    bytes_plain: int
    seconds: dict[str, list[float]] = field(default_factory=dict)
    processor: dict[str, list[float]] = field(default_factory=dict)

    def note(self, way: str, seconds: float, processor: float) -> None:
        """Add one round of one way: by the clock, and of processor time over all threads."""
        self.seconds.setdefault(way, []).append(seconds)
        self.processor.setdefault(way, []).append(processor)

    def ratios(self, way: str) -> list[float]:
        """Favn's time as part of another way's, round by round."""
        return _ratios(self.seconds, way)

    def summary(self) -> dict[str, object]:
        """Medians, ratios with their spread, and whether the bar was met."""
        medians = {way: round(statistics.median(s), 4) for way, s in self.seconds.items()}
        ratio = statistics.median(self.ratios("plain"))
        bar = BARS.get(self.rows)
        return {
            "rows": self.rows,
            "pairs": len(self.seconds["favn"]),
            "median_seconds": medians,
            "ratio_plain": _spread(self.ratios("plain")),
            "ratio_frugal": _spread(self.ratios("frugal")),
            "ratio_plain_processor": _spread(_ratios(self.processor, "plain")),
            "first_seconds": round(self.first_seconds, 3),
            "bytes": {"store": self.bytes_store, "plain": self.bytes_plain},
            "bar": bar,
            "met": None if bar is None else ratio <= bar,
        }


def _ratios(times: dict[str, list[float]], way: str) -> list[float]:
    return [ours / theirs for ours, theirs in zip(times["favn"], times[way], strict=True)]


def _spread(ratios: Sequence[float]) -> dict[str, float]:
    middle = statistics.median(ratios)
    found = {"median": middle, "lowest": min(ratios), "highest": max(ratios)}
    return {name: round(value, 3) for name, value in found.items()}


def figure(counts: str, **parts: object) -> Figure:
    """A figure of the synthetic table."""
    texts = dict.fromkeys(("title", "definition", "unit", "base"), "")
    known = {"id": "centre.figure", "table": TABLE, "dimensions": tuple(DIMENSIONS)}
    return Figure(**{**texts, **known, "counts": counts, **parts})  # type: ignore[arg-type]


def questions() -> dict[str, Question]:
    """Twelve single numbers; six breakdowns, each in visits and in persons."""
    two = (("activity", TWO),)
    single = {
        "visits": figure("events"),
        "persons": figure("persons"),
        "minutes": figure("events", measure="minutes"),
        "visits two": figure("events", where=two),
        "persons two": figure("persons", where=two),
        "minutes interpreted": figure(
            "events", measure="minutes", where=(("interpreted", ("true",)),)
        ),
    }
    for flag in FLAGS:
        single[f"visits {flag}"] = figure("events", where=((flag, ("true",)),))
        single[f"persons {flag}"] = figure("persons", where=((flag, ("true",)),))
    asked = {name: Question(each, YEAR) for name, each in single.items()}
    for by in ("month", *DIMENSIONS):
        asked |= {f"{n} by {by}": Question(single[n], YEAR, by) for n in ("visits", "persons")}
    return asked


def with_favn(store: YearStore, connection: duckdb.DuckDBPyConnection) -> Counts:
    """All figures from the store."""
    asked = questions()
    found: Counts = {}
    for name, answer in zip(
        asked, evaluate([*asked.values()], store, connection=connection), strict=True
    ):
        cells = {cell.key: cell.value for cell in answer.cells}
        found[name] = cells if answer.question.by else answer.total
    return found


def single_numbers() -> dict[str, tuple[str, str]]:
    """Name -> (aggregate, condition) of the twelve single numbers, in SQL."""
    two = f"activity IN {TWO}"
    flags = {f"visits {flag}": ("count(*)", flag) for flag in FLAGS}
    flags |= {f"persons {flag}": ("count(DISTINCT person)", flag) for flag in FLAGS}
    return {
        "visits": ("count(*)", "true"),
        "persons": ("count(DISTINCT person)", "true"),
        "minutes": ("sum(minutes)", "true"),
        "visits two": ("count(*)", two),
        "persons two": ("count(DISTINCT person)", two),
        "minutes interpreted": ("sum(minutes)", "interpreted"),
        **flags,
    }


def with_plain(file: Path, connection: duckdb.DuckDBPyConnection) -> Counts:
    """One query per figure."""
    found: Counts = {}
    for name, (aggregate, condition) in single_numbers().items():
        query = f"SELECT {aggregate} FROM '{file}' WHERE {condition}"
        found[name] = connection.execute(query).fetchall()[0][0]
    return found | _breakdowns(file, connection)


def with_frugal(file: Path, connection: duckdb.DuckDBPyConnection) -> Counts:
    """All single numbers in one query, the breakdowns as before."""
    asked = single_numbers()
    parts = ", ".join(f"{what} FILTER (WHERE {condition})" for what, condition in asked.values())
    row = connection.execute(f"SELECT {parts} FROM '{file}'").fetchall()[0]
    return dict(zip(asked, row, strict=True)) | _breakdowns(file, connection)


def _breakdowns(file: Path, connection: duckdb.DuckDBPyConnection) -> Counts:
    found: Counts = {}
    for by in ("month", *DIMENSIONS):
        key = "month(day)" if by == "month" else by
        query = f"SELECT {key}, count(*), count(DISTINCT person) FROM '{file}' GROUP BY ALL"
        rows = connection.execute(query).fetchall()
        keys = [f"{row[0]:02d}" if by == "month" else row[0] for row in rows]
        found[f"visits by {by}"] = {key: row[1] for key, row in zip(keys, rows, strict=True)}
        found[f"persons by {by}"] = {key: row[2] for key, row in zip(keys, rows, strict=True)}
    return found


def prepare(
    rows: int, folder: Path, connection: duckdb.DuckDBPyConnection
) -> tuple[YearStore, Path]:
    """The same registrations in the store and in a plain file."""
    connection.execute(REGISTRATIONS.format(rows=rows))
    plain = folder / "plain.parquet"
    connection.execute(f"COPY registration TO '{plain}' (FORMAT parquet, COMPRESSION zstd)")
    flags = ", ".join(f"CAST({flag} AS VARCHAR) AS {flag}" for flag in FLAGS)
    named = ", ".join(DIMENSIONS)
    columns = [Column(name, "code") for name in (*DIMENSIONS, *FLAGS)]
    columns += [Column("person", "person"), Column("minutes", "number")]
    store = YearStore(folder / "store")
    query = f"SELECT month(day) AS month, {named}, {flags}, person, minutes FROM registration"
    store.load_year(TABLE, columns, query, connection)
    connection.execute("DROP TABLE registration")
    return store, plain


def measure(rows: int, pairs: int) -> Result:
    """Ask all ways in turns and compare what they say. Raises SystemExit if they differ."""
    with tempfile.TemporaryDirectory() as place, duckdb.connect() as connection:
        store, plain = prepare(rows, Path(place), connection)
        start = time.perf_counter()
        expected = with_favn(store, connection)
        first = time.perf_counter() - start
        sizes = sum(path.stat().st_size for path in store.folder.glob("*.parquet"))
        result = Result(rows, first, sizes, plain.stat().st_size)
        ways: dict[str, Callable[[], Counts]] = {
            "favn": lambda: with_favn(store, connection),
            "plain": lambda: with_plain(plain, connection),
            "frugal": lambda: with_frugal(plain, connection),
        }
        for number in range(pairs + 1):
            for way, count in ways.items():
                start, busy = time.perf_counter(), time.process_time()
                found = count()
                seconds, processor = time.perf_counter() - start, time.process_time() - busy
                if number:  # the first round warms the file cache and is not counted
                    result.note(way, seconds, processor)
                if found != expected:
                    raise SystemExit(f"{way} disagrees: {_difference(expected, found)}")
        return result


def _difference(one: Counts, other: Counts) -> str:
    return ", ".join(name for name in one if one[name] != other.get(name))


def table(results: Sequence[Result]) -> str:
    """The results for reading."""
    head = f"{'rows':>11} {'favn s':>9} {'plain s':>9} {'frugal s':>9} {'favn/plain':>22} "
    lines = [head + f"{'favn/frugal':>22} {'processor':>22} {'first s':>8} {'MB':>12}  bar"]
    for result in results:
        said = result.summary()
        medians = said["median_seconds"]
        ratios = [said[f"ratio_{way}"] for way in ("plain", "frugal", "plain_processor")]
        spreads = [f"{r['median']:.3f} ({r['lowest']:.3f}-{r['highest']:.3f})" for r in ratios]
        met = {None: "-", True: f"{said['bar']} met", False: f"{said['bar']} MISSED"}[said["met"]]
        size = f"{result.bytes_store / 1e6:.1f}/{result.bytes_plain / 1e6:.1f}"
        lines.append(
            f"{result.rows:>11,} {medians['favn']:>9.4f} {medians['plain']:>9.4f} "
            f"{medians['frugal']:>9.4f} {spreads[0]:>22} {spreads[1]:>22} {spreads[2]:>22} "
            f"{result.first_seconds:>8.2f} {size:>12}  {met}"
        )
    return "\n".join(lines)


def main() -> int:
    """Run from the command line; the exit code says whether every bar was met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--pairs", type=int, default=5, help="rounds that count (default 5)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    chosen = parser.parse_args()
    results = [measure(rows, chosen.pairs) for rows in chosen.rows]
    if chosen.json:
        machine = {"cpus": os.cpu_count(), "python": platform.python_version()}
        about = {**machine, "duckdb": duckdb.__version__}
        sys.stdout.write(json.dumps({**about, "runs": [r.summary() for r in results]}) + "\n")
    else:
        sys.stdout.write(table(results) + "\n")
    return int(any(result.summary()["met"] is False for result in results))


if __name__ == "__main__":
    sys.exit(main())
