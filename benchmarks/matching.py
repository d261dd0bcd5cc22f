"""How fast is the best plan of who goes with whom, against a dense table of SciPy?

Seekers and givers of eight towns with two or three of twelve languages and three of six times; a
giver has room for one to three. Favn makes the possible pairs, finds the plan and its proof. The
yardstick is the assignment alone: `scipy.optimize.linear_sum_assignment` on a table that is made
beforehand, a column for each place. The points must be equal.

    python benchmarks/matching.py --sizes 200,500 --json
"""

import argparse
import json
import platform
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from favn.statistics.matching import (
    Criterion,
    Giver,
    Question,
    Rule,
    Seeker,
    best,
    in_order,
    possible,
)

TOWNS, LANGUAGES, TIMES = 8, 12, 6
GIVERS = 0.7
RULES = (Rule("town", "town"), Rule("language", "language"))
CRITERIA = (Criterion("language", "language", 3, 2), Criterion("time", "time", 1, 3))


def drawn(many: int, seed: int) -> Question:
    """A question with `many` seekers."""
    chance = Random(seed)  # noqa: S311 - a benchmark, not a secret

    def facts(languages: int) -> dict[str, frozenset[str]]:
        return {
            "town": frozenset((f"t{chance.randrange(TOWNS)}",)),
            "language": frozenset(f"l{n}" for n in chance.sample(range(LANGUAGES), languages)),
            "time": frozenset(f"h{n}" for n in chance.sample(range(TIMES), 3)),
        }

    seekers = tuple(Seeker(f"s{n}", facts(2)) for n in range(many))
    givers = tuple(
        Giver(f"g{n}", facts(3), chance.randint(1, 3)) for n in range(int(GIVERS * many))
    )
    return Question(seekers, givers, RULES, CRITERIA, each_pair=20)


def table_of(question: Question) -> np.ndarray[Any, Any]:
    """Points by seeker and place; 0 where a pair may not be."""
    first: dict[str, int] = {}
    places = 0
    for giver in question.givers:
        first[giver.id] = places
        places += giver.capacity
    table = np.zeros((len(question.seekers), places))
    room = {giver.id: giver.capacity for giver in question.givers}
    for row, (_seeker, found) in enumerate(possible(question)):
        for giver, points in found:
            table[row, first[giver.id] : first[giver.id] + room[giver.id]] = points
    return table


def measured(many: int, seed: int) -> dict[str, Any]:
    """Both in one run, and whether they agree."""
    question = drawn(many, seed)
    start = time.perf_counter()
    plan = best(question)
    ours = time.perf_counter() - start
    table = table_of(question)
    start = time.perf_counter()
    rows, columns = linear_sum_assignment(table, maximize=True)
    dense = time.perf_counter() - start
    total = int(table[rows, columns].sum())
    assert plan.total == plan.bound == total, (plan.total, plan.bound, total)
    return {
        "seekers": many,
        "possible_pairs": int((table > 0).sum()),
        "favn_s": round(ours, 3),
        "scipy_dense_s": round(dense, 3),
        "ratio": round(ours / dense, 1),
        "points": plan.total,
        "in_order": in_order(question),
        "left": len(plan.left),
    }


def main() -> int:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="200,500")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    lines = [measured(int(size), asked.seed) for size in asked.sizes.split(",")]
    said = {"machine": platform.machine(), "python": platform.python_version(), "lines": lines}
    print(json.dumps(said, indent=2) if asked.json else "\n".join(map(str, lines)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
