"""The best plan against assignment problems whose optimum others have printed."""

import subprocess
import sys

import pytest

from favn.statistics.matching import (
    Criterion,
    Giver,
    MatchingError,
    Question,
    Rule,
    Seeker,
    best,
    proven_bound,
)

KUHN = ((8, 7, 9, 9), (5, 2, 7, 8), (6, 1, 4, 9), (2, 3, 2, 6))
"""Kuhn, The Hungarian method for the assignment problem (1955): ratings, and 27 at most."""
CHRISTOFIDES = (
    (13, 21, 20, 12, 8, 26, 22, 11), (12, 36, 25, 41, 40, 11, 4, 8),
    (35, 32, 13, 36, 26, 21, 13, 37), (34, 54, 7, 8, 12, 22, 11, 40),
    (21, 6, 45, 18, 24, 34, 12, 48), (42, 19, 39, 15, 14, 16, 28, 46),
    (16, 34, 38, 3, 34, 40, 22, 24), (26, 20, 5, 17, 45, 31, 37, 43),
)  # fmt: skip
"""Christofides, Graph Theory (1975), as GLPK's example `assign` restates it: 76 at least."""
CANNERIES = ([14, 24], [13, 12, 11], ((25, 17, 18), (25, 18, 14)), 683)
"""Dantzig, Linear Programming and Extensions (1963), 3.3, as GAMS's first model TRNSPORT has it:
350 and 600 cases, wanted 325, 300 and 275, thousands of miles, 153.675 at 90 dollars each. Here in
lots of 25 cases and hundreds of miles: 1,707.5 is 683."""
POWERCO = (
    [35, 50, 40], [45, 20, 30, 30], ((8, 6, 10, 9), (9, 12, 13, 7), (14, 9, 16, 5)), 1020
)  # fmt: skip
"""Winston, Operations Research, chapter 7: three plants, four cities, 1,020 at least."""


def asked(table, room=None):
    """A table of points as a question: for each bit of a number, two share a word of its worth."""
    rows, columns = range(len(table)), range(len(table[0]))
    sizes = [2**k for k in range(max(1, max(max(row) for row in table).bit_length()))]

    def said(size, cells):
        return frozenset(f"{r}-{c}" for r, c in cells if table[r][c] & size)

    seekers = tuple(
        Seeker(f"s{r:03}", {str(size): said(size, [(r, c) for c in columns]) for size in sizes})
        for r in rows
    )
    givers = tuple(
        Giver(
            f"g{c:03}",
            {str(size): said(size, [(r, c) for r in rows]) for size in sizes},
            room[c] if room else 1,
        )
        for c in columns
    )
    criteria = tuple(Criterion(str(size), str(size), size) for size in sizes)
    return Question(seekers, givers, (), criteria)


def most_of(table, plain, room=None):
    """The most that the table holds, one of each row and column; each pair is worth one more."""
    question = asked(table, room)
    plan = best(question, plain=plain)
    assert plan.total == plan.bound == proven_bound(question, plan.prices)
    assert len(plan.pairs) == len(table)
    return plan.total - len(table)


def least_of(table, plain, room=None):
    top = max(max(row) for row in table)
    turned = [[top - cost for cost in row] for row in table]
    return top * len(table) - most_of(turned, plain, room)


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "numpy"])
def test_kuhns_example_has_27(plain):
    assert most_of(KUHN, plain) == 27


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "numpy"])
def test_christofides_example_has_76(plain):
    assert least_of(CHRISTOFIDES, plain) == 76


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "numpy"])
@pytest.mark.parametrize("example", [CANNERIES, POWERCO], ids=["canneries", "Powerco"])
def test_places_are_filled_as_in_the_transports_of_the_textbooks(plain, example):
    room, wanted, costs, known = example
    table = [[row[place] for row in costs] for place, many in enumerate(wanted)
             for _ in range(many)]  # fmt: skip
    assert least_of(table, plain, room) == known


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "numpy"])
@pytest.mark.parametrize("many", [1, 2, 5, 10, 24])
def test_machol_and_wiens_hard_problems_have_their_known_optimum(plain, many):
    """Machol and Wien, A hard assignment problem (1976): cost i × j, and by the rearrangement
    inequality n(n + 1)(n + 2) / 6 at least and n(n + 1)(2n + 1) / 6 at most."""
    table = [[i * j for j in range(1, many + 1)] for i in range(1, many + 1)]
    assert least_of(table, plain) == many * (many + 1) * (many + 2) // 6
    assert most_of(table, plain) == many * (many + 1) * (2 * many + 1) // 6


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("online", [0, 5], ids=["in towns", "some fit every town"])
def test_large_pools_agree_with_scipy_on_the_dense_table(seed, online):
    """linear_sum_assignment on a column for each place; some givers are silent about the town."""
    numpy = pytest.importorskip("numpy")
    optimize = pytest.importorskip("scipy.optimize")
    draw = numpy.random.default_rng(seed)

    def facts(*, silent=False):
        languages = frozenset(draw.choice(list("vwxyz"), int(draw.integers(1, 3))).tolist())
        town = frozenset() if silent else frozenset({f"t{draw.integers(4)}"})
        return {"town": town, "language": languages}

    seekers = tuple(Seeker(f"s{n:03}", facts()) for n in range(150))
    givers = tuple(
        Giver(f"g{n:03}", facts(silent=n < online), int(draw.integers(0, 4))) for n in range(90)
    )
    rules = (Rule("town", "town"), Rule("language", "language"))
    question = Question(seekers, givers, rules, (Criterion("language", "language", 3, 2),), 5)
    table = [
        [(5 + 3 * min(2, len(s.facts["language"] & g.facts["language"])))
         * all(rule.holds(s, g) for rule in rules) for g in givers for _place in range(g.capacity)]
        for s in seekers
    ]  # fmt: skip
    rows, columns = optimize.linear_sum_assignment(numpy.array(table), maximize=True)
    known = int(sum(table[r][c] for r, c in zip(rows, columns, strict=True)))
    plan = best(question, plain=False)
    assert plan.total == plan.bound == known == sum(pair.points for pair in plan.pairs)
    assert plan == best(question, plain=True)


@pytest.mark.parametrize(("many", "largest"), [(40, 3), (40, 60), (40, 900), (90, 4_000_000)])
def test_tables_of_few_and_of_many_sizes_of_points_agree_with_scipy(many, largest):
    """Prices rise step by step where sizes are few; else SciPy has the plan, paths the prices."""
    numpy = pytest.importorskip("numpy")
    optimize = pytest.importorskip("scipy.optimize")
    table = numpy.random.default_rng(largest).integers(0, largest, (many, many)).tolist()
    rows, columns = optimize.linear_sum_assignment(numpy.array(table), maximize=True)
    known = sum(table[r][c] for r, c in zip(rows, columns, strict=True))
    assert most_of(table, plain=False) == known
    assert best(asked(table), plain=False) == best(asked(table), plain=True)


def test_points_that_would_not_stay_exact_are_refused_and_the_largest_are_exact():
    with pytest.raises(MatchingError, match="smaller weights"):
        Question((), (), (), (Criterion("x", "x", 10**7),))
    large = Criterion("x", "x", 999_999, 10)
    words = frozenset(str(n) for n in range(10))
    seekers = tuple(Seeker(f"s{n}", {"x": words}) for n in range(3))
    givers = (Giver("g", {"x": words}, 2), Giver("h", {"x": frozenset({"1"})}))
    for plain in (True, False):
        plan = best(Question(seekers, givers, (), (large,)), plain=plain)
        assert plan.total == plan.bound == 2 * 9_999_990 + 999_999 + 3


def test_the_largest_points_of_small_numbers_stay_exact_beside_two_broken_rules():
    """Three ask for one place at 3,998 points; what two rules forbid is never anybody's way out."""
    rules, told = (Rule("x", "x"), Rule("y", "y")), frozenset({"here"})
    both, neither = {"x": told, "y": told}, {"x": frozenset({"far"}), "y": frozenset({"far"})}
    seekers = tuple(Seeker(f"s{n}", both) for n in range(3))
    givers = (Giver("g", both), *(Giver(f"h{n}", neither, 2) for n in range(3)))
    question = Question(seekers, givers, rules, (Criterion("x", "x", 3_998),))
    plans = [best(question, plain=plain) for plain in (True, False)]
    assert plans[0] == plans[1]
    assert (plans[0].total, plans[0].bound, plans[0].prices["g"]) == (3_999, 3_999, 3_999)


WITHOUT = """
import sys
sys.modules["numpy"] = sys.modules["scipy"] = None
from favn.statistics.matching import Giver, Question, Seeker, best
many = [Seeker(f"s{n}", {}) for n in range(300)], [Giver(f"g{n}", {}, 2) for n in range(200)]
plan = best(Question(tuple(many[0]), tuple(many[1])))
print(plan.total, plan.bound, sys.modules["numpy"])
"""


def test_a_large_pool_is_matched_where_numpy_is_not_installed():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["300", "300", "None"]
