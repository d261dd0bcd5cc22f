"""How fast is the best plan of who goes with whom, against SciPy on the dense table of scores?

Seekers and 0.7 givers for each, with room for one to three; the same town and a shared language
are hard rules, shared languages and times give points. The yardstick is what one would write
instead: every score with numpy, a column for each place, `scipy.optimize.linear_sum_assignment`.
Both start from the same people and must reach the same points. Pools: `even` has eight towns of
one size; `skewed` has twelve, the largest a third; `online` is `even` with 20 givers who fit every
town; `scarce` is `even` with hardly a place for each. Favn's time holds the plan, its prices and
its bound; reasons are told apart. Seconds are told twice: as they passed, and as this process spent
them, which other work on the machine moves less.

    python benchmarks/matching.py --sizes 500,5000 --pools even,skewed,online,scarce --json
"""

import argparse
import json
import platform
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from favn.statistics.matching import (
    Criterion,
    Giver,
    Plan,
    Question,
    Rule,
    Seeker,
    arrival,
    best,
    possible,
    proven_bound,
)
from favn.statistics.matching_stable import stable

LANGUAGES, TIMES, GIVERS, ONLINE = 12, 6, 0.7, 20
TOWNS = {
    "even": [1.0] * 8,
    "skewed": [1 / n for n in range(1, 13)],
    "online": [1.0] * 8,
    "scarce": [1.0] * 8,
}
ROOM = {"scarce": (70, 20, 10)}
"""How often a giver has room for one, two and three."""
RULES = (Rule("town", "town"), Rule("language", "language"))
CRITERIA = (Criterion("language", "language", 3, 2), Criterion("time", "time", 1, 3))
EACH_PAIR = 20


def drawn(many: int, pool: str, seed: int) -> Question:
    """A question with `many` seekers."""
    chance = Random(seed)  # noqa: S311 - a benchmark, not a secret
    towns = TOWNS[pool]

    def facts(languages: int, is_online: bool = False) -> dict[str, frozenset[str]]:
        (town,) = chance.choices(range(len(towns)), towns)
        return {
            "town": frozenset() if is_online else frozenset((f"t{town}",)),
            "language": frozenset(f"l{n}" for n in chance.sample(range(LANGUAGES), languages)),
            "time": frozenset(f"h{n}" for n in chance.sample(range(TIMES), 3)),
        }

    seekers = tuple(Seeker(f"s{n}", facts(2)) for n in range(many))
    room = ROOM.get(pool, (1, 1, 1))
    everywhere = ONLINE if pool == "online" else 0
    givers = tuple(
        Giver(f"g{n}", facts(3, n < everywhere), chance.choices((1, 2, 3), room)[0])
        for n in range(int(GIVERS * many))
    )
    return Question(seekers, givers, RULES, CRITERIA, EACH_PAIR)


def dense(question: Question) -> tuple[int, float]:
    """The points of SciPy's assignment on the dense table, and the seconds of its own step."""
    seekers, givers = question.seekers, question.givers
    people = (*seekers, *givers)
    shared, silent = {}, np.array([not giver.facts["town"] for giver in givers])
    for fact in ("town", "language", "time"):
        words = {w: n for n, w in enumerate(sorted({w for p in people for w in p.facts[fact]}))}
        shared[fact] = _hot(seekers, fact, words) @ _hot(givers, fact, words).T
    scores = EACH_PAIR + 3 * np.minimum(shared["language"], 2) + np.minimum(shared["time"], 3)
    scores[((shared["town"] == 0) & ~silent) | (shared["language"] == 0)] = 0
    table = np.repeat(scores, [giver.capacity for giver in givers], axis=1)
    start = time.perf_counter()
    rows, columns = linear_sum_assignment(table, maximize=True)
    return int(table[rows, columns].sum()), time.perf_counter() - start


def _hot(people: Any, fact: str, words: dict[str, int]) -> np.ndarray[Any, Any]:
    table = np.zeros((len(people), len(words)))
    for row, person in enumerate(people):
        for word in person.facts[fact]:
            table[row, words[word]] = 1
    return table


def timed(what: Callable[[], Any]) -> tuple[Any, float]:
    """What it answers, and the seconds that passed."""
    start = time.perf_counter()
    answer = what()
    return answer, time.perf_counter() - start


def spent(what: Callable[[], Any]) -> tuple[Any, float, float]:
    """What it answers, the seconds that passed, and those this process spent."""
    start = time.process_time()
    answer, seconds = timed(what)
    return answer, seconds, time.process_time() - start


def measured(many: int, pool: str, seed: int, runs: int) -> dict[str, Any]:
    """Both in turn in one run, whether they agree, and what the plan is worth."""
    question = drawn(many, pool, seed)
    ours, theirs, step, our_own, their_own = [], [], [], [], []
    for _run in range(runs):
        plan, seconds, own = spent(lambda: best(question, plain=False))
        ours.append(seconds)
        our_own.append(own)
        (total, inside), seconds, own = spent(lambda: dense(question))
        theirs.append(seconds)
        their_own.append(own)
        step.append(inside)
    favn, scipy, own = (statistics.median(one) for one in (ours, theirs, step))
    favn_spent, scipy_spent = (statistics.median(one) for one in (our_own, their_own))
    _pairs, reasons = timed(lambda: plan.pairs)
    bound, proof = timed(lambda: proven_bound(question, plan.prices))
    assert plan.total == plan.bound == total == bound, (plan.total, plan.bound, total, bound)
    assert plan.total == sum(pair.points for pair in plan.pairs)
    return {
        "pool": pool,
        "seekers": many,
        "favn_s": round(favn, 4),
        "scipy_dense_s": round(scipy, 4),
        "times_as_fast": round(scipy / favn, 1),
        "times_as_fast_by_seconds_spent": round(scipy_spent / favn_spent, 1),
        "of_which_scipys_own_step_s": round(own, 4),
        "reasons_s": round(reasons, 4),
        "proof_in_plain_python_s": round(proof, 4),
        **_worth(question, plan),
        **_memory(question),
    }


def _worth(question: Question, plan: Plan) -> dict[str, Any]:
    """The plan beside the order of arrival and the stable plan."""
    came, (wished, seconds) = arrival(question), timed(lambda: stable(question))
    return {
        "possible_pairs": sum(len(ways) for _seeker, ways in possible(question)),
        "points": plan.total,
        "persons": len(plan.chosen),
        "more_points_than_arrival_percent": round(100 * (plan.total / came.points - 1), 2),
        "more_persons_than_arrival": len(plan.chosen) - came.persons,
        "stable_fewer_points_percent": round(100 * (1 - wished.total / plan.total), 2),
        "stable_s": round(seconds, 3),
    }


def _memory(question: Question) -> dict[str, float]:
    """The most memory at once, in MB, in runs that are not timed."""
    found = {}
    for name, what in (("favn_mb", best), ("scipy_dense_mb", dense)):
        tracemalloc.start()
        what(question)
        found[name] = round(tracemalloc.get_traced_memory()[1] / 1e6, 1)
        tracemalloc.stop()
    return found


def main() -> int:
    """Print a line for each pool and size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="500,5000")
    parser.add_argument("--pools", default="even")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    best(drawn(60, "even", 0), plain=False)  # loads what is loaded once
    lines = [
        measured(int(size), pool, asked.seed, asked.runs)
        for pool in asked.pools.split(",")
        for size in asked.sizes.split(",")
    ]
    said = {"machine": platform.machine(), "python": platform.python_version(), "lines": lines}
    print(json.dumps(said, indent=2) if asked.json else "\n".join(map(str, lines)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
