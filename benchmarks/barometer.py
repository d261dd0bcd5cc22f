"""How fast is a whole barometer read, against a loop of library calls?

98 municipalities × 40 indicators × 10 years × 5 groups of synthetic values with one decimal. Favn
reads all of it at once: levels, gaps, both trends with their tests of 19,600 levels and 19,600
gaps, years to parity, status codes and words. The yardstick is what an analyst writes: one call of
`scipy.stats.linregress` and one of `pymannkendall.original_test` for each series that is not the
reference's own gap (35,280), and nothing else. The p-values must be equal to 1e-9. By default the
whole loop is run in every round; `--sample 0.1` runs a tenth of the places and multiplies.

    python benchmarks/barometer.py --rounds 3 --json
"""

import argparse
import json
import os
import platform
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import pymannkendall
import scipy
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from favn.statistics.panel import Reading, read

BAR = 200.0
EQUAL = 1e-9
PLACES, INDICATORS, GROUPS, YEARS = 98, 40, 5, 10
REFERENCE = 0
AT_ONCE = 7
"""Readings at once in a round: one alone is over too soon to be told from the machine's noise."""
Table = NDArray[np.float64]


def drawn(seed: int) -> Table:
    """Levels that differ, slopes that differ, unrest and one decimal: ties occur."""
    chance = np.random.default_rng(seed)
    shape = (PLACES, INDICATORS, GROUPS)
    start, slope = chance.uniform(20, 80, shape), chance.normal(0, 0.6, shape)
    unrest = chance.normal(0, 1.2, (*shape, YEARS))
    return (start[..., None] + slope[..., None] * np.arange(YEARS) + unrest).round(1)


def years() -> Table:
    """Ten years."""
    return np.arange(2014.0, 2014.0 + YEARS)


def with_favn(table: Table) -> Reading:
    """All of it, words included."""
    found = read(table, years(), reference=REFERENCE, minimum_change=1.0)
    assert found.level_words.words.shape == found.gap_words.words.shape == table.shape[:-1]
    return found


def with_loop(table: Table) -> tuple[Table, Table, Table, Table]:
    """The p-values of both tests of every level, then of every gap but the reference's own."""
    gaps = np.delete(table - table[:, :, REFERENCE : REFERENCE + 1], REFERENCE, axis=2)
    levels = [_tests(row) for row in table.reshape(-1, YEARS)]
    apart = [_tests(row) for row in gaps.reshape(-1, YEARS)]
    lines, ranks = (np.array(each) for each in zip(*levels, strict=True))
    gap_lines, gap_ranks = (np.array(each) for each in zip(*apart, strict=True))
    return lines, ranks, gap_lines, gap_ranks


def _tests(row: Table) -> tuple[float, float]:
    at = years()
    return scipy.stats.linregress(at, row).pvalue, pymannkendall.original_test(row).p


def differences(found: Reading, loop: tuple[Table, Table, Table, Table], places: int) -> float:
    """How far any two p-values lie apart."""
    gap = (found.gap.p, found.gap.mann_kendall_p)
    of_gaps = [np.delete(each, REFERENCE, axis=2) for each in gap]
    ours = [found.level.p, found.level.mann_kendall_p, *of_gaps]
    return max(
        float(np.abs(mine[:places].ravel() - theirs).max())
        for mine, theirs in zip(ours, loop, strict=True)
    )


def measure(rounds: int, sample: float) -> dict[str, object]:
    """Both ways in turns. Raises SystemExit where they differ."""
    places = max(1, round(PLACES * sample))
    ours, loops, apart = [], [], 0.0
    for number in range(rounds):
        table = drawn(number)
        with_favn(table)  # the first of a table warms the caches
        start = time.perf_counter()
        for _ in range(AT_ONCE):
            found = with_favn(table)
        ours.append((time.perf_counter() - start) / AT_ONCE)
        start = time.perf_counter()
        loop = with_loop(table[:places])
        loops.append((time.perf_counter() - start) * PLACES / places)
        apart = max(apart, differences(found, loop, places))
    if apart > EQUAL:
        raise SystemExit(f"The p-values differ by {apart:.1e}.")
    return summary(ours, loops, apart, places)


def summary(ours: list[float], loops: list[float], apart: float, places: int) -> dict[str, object]:
    """Medians, ratios with their spread, and whether the bar was met."""
    ratios = [loop / mine for mine, loop in zip(ours, loops, strict=True)]
    cells = PLACES * INDICATORS * GROUPS * YEARS
    return {
        "series": 2 * PLACES * INDICATORS * GROUPS,
        "loop_measured": "whole" if places == PLACES else f"{places} of {PLACES} places, scaled",
        "median_seconds": {
            "favn": round(statistics.median(ours), 4),
            "loop": round(statistics.median(loops), 2),
        },
        "cells_a_second": round(cells / statistics.median(ours)),
        "ratio": {
            "median": round(statistics.median(ratios)),
            "lowest": round(min(ratios)),
            "highest": round(max(ratios)),
        },
        "largest_difference_of_p": float(f"{apart:.1e}"),
        "bar": BAR,
        "met": statistics.median(ratios) >= BAR,
    }


def main() -> int:
    """Run from the command line; the exit code says whether the bar was met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3, help="rounds that count (default 3)")
    parser.add_argument("--sample", type=float, default=1.0, help="part of the loop that is run")
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    chosen = parser.parse_args()
    found = measure(chosen.rounds, chosen.sample)
    if chosen.json:
        about = {"cpus": os.cpu_count(), "python": platform.python_version()}
        about |= {"numpy": np.__version__, "scipy": scipy.__version__}
        sys.stdout.write(json.dumps({**about, **found}) + "\n")
    else:
        sys.stdout.write("\n".join(f"{key}: {value}" for key, value in found.items()) + "\n")
    return int(not found["met"])


if __name__ == "__main__":
    sys.exit(main())
