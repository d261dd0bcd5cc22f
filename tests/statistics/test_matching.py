"""Who goes with whom: the optimum by brute force, its proof, its reasons, and what would help."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from favn.statistics.matching import (
    Criterion,
    Giver,
    MatchingError,
    Question,
    Rule,
    Seeker,
    best,
    in_order,
    points_of,
    possible,
)
from favn.statistics.matching_left import changed, why_left

TIMES = ("man", "tir", "ons")
RULES = (Rule("time", "time"), Rule("self", "party", "apart"))
CRITERIA = (Criterion("language", "language", 2, 2), Criterion("shared_time", "time", 1, 2))
said = st.dictionaries(
    st.sampled_from(("time", "language", "party")),
    st.frozensets(st.sampled_from(TIMES), max_size=3), max_size=3,
)  # fmt: skip


@st.composite
def questions(draw, most=4):
    seekers = tuple(Seeker(f"s{n}", draw(said)) for n in range(draw(st.integers(0, most))))
    givers = tuple(
        Giver(f"g{n}", draw(said), draw(st.integers(0, 2))) for n in range(draw(st.integers(0, 3)))
    )
    every = [(s.id, g.id) for s in seekers for g in givers]
    forbidden = frozenset(draw(st.lists(st.sampled_from(every), max_size=2)) if every else ())
    return Question(seekers, givers, RULES, CRITERIA, 3, forbidden=forbidden)


def by_hand(question):
    """The most points of all plans, by trying each."""
    ways = [[None, *((g.id, points) for g, points in found)] for _, found in possible(question)]
    room = {g.id: g.capacity for g in question.givers}
    return max(
        sum(way[1] for way in plan if way)
        for plan in product(*ways)
        if all(sum(1 for way in plan if way and way[0] == g) <= n for g, n in room.items())
    )


def free(id, **facts):
    return {"id": id, "facts": {name: frozenset(said.split()) for name, said in facts.items()}}


@given(questions())
@settings(max_examples=400, deadline=None)
def test_no_plan_has_more_points(question):
    assert best(question).total == by_hand(question)


@given(questions(most=12))
@settings(max_examples=200, deadline=None)
def test_the_plan_proves_itself_and_keeps_every_rule(question):
    plan, seekers = best(question), {s.id: s for s in question.seekers}
    givers = {g.id: g for g in question.givers}
    assert plan.total == plan.bound >= in_order(question)
    assert all(rule.holds(seekers[p.seeker], givers[p.giver]) for p in plan.pairs for rule in RULES)
    assert not {(p.seeker, p.giver) for p in plan.pairs} & question.forbidden
    assert all(left >= 0 for left in plan.free.values())
    assert sorted([p.seeker for p in plan.pairs] + list(plan.left)) == sorted(seekers)


@given(questions())
@settings(max_examples=100, deadline=None)
def test_the_reasons_of_a_pair_add_up_to_its_points(question):
    for pair in best(question).pairs:
        assert pair.points == question.each_pair + sum(r.points for r in pair.reasons)


@given(questions(), st.sampled_from(TIMES))
@settings(max_examples=200, deadline=None)
def test_saying_one_more_time_never_costs_a_point(question, time):
    """Nobody gains by being available at few times: wider is never worse, for no pair."""
    for seeker in question.seekers:
        if not seeker.facts.get("time"):
            continue  # who says nothing already fits every time
        wider = Seeker(seeker.id, {**seeker.facts, "time": seeker.facts["time"] | {time}})
        now = [wider if s is seeker else s for s in question.seekers]
        moved = Question(tuple(now), question.givers, RULES, CRITERIA, 3)
        for giver in question.givers:
            assert points_of(wider, giver, question) >= points_of(seeker, giver, question)
        before = Question(question.seekers, question.givers, RULES, CRITERIA, 3)
        assert best(moved).total >= best(before).total


@given(questions())
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_same_question_gives_the_same_plan(question):
    assert best(question) == best(question)


@given(questions())
@settings(max_examples=200, deadline=None)
def test_a_change_that_is_named_helps(question):
    plan, seekers = best(question), {s.id: s for s in question.seekers}
    for seeker in plan.left:
        for change in why_left(question, plan, seeker).changes:
            assert best(changed(question, seekers[seeker], change)).giver_of(seeker)


def test_a_large_question_agrees_with_scipy():
    """linear_sum_assignment of SciPy on the dense table, with 0 where a pair may not be."""
    numpy = pytest.importorskip("numpy")
    optimize = pytest.importorskip("scipy.optimize")
    draw = numpy.random.default_rng(20261129)
    seekers = tuple(
        Seeker(f"s{n}", {"time": frozenset(draw.choice(list("abcdefgh"), 2)),
                         "language": frozenset(draw.choice(list("xyzwv"), 2))})
        for n in range(120)
    )  # fmt: skip
    givers = tuple(
        Giver(f"g{n}", {"time": frozenset(draw.choice(list("abcdefgh"), 1)),
                        "language": frozenset(draw.choice(list("xyzwv"), 1))})
        for n in range(80)
    )  # fmt: skip
    question = Question(seekers, givers, RULES, CRITERIA, 3)
    table = numpy.zeros((120, 80), dtype=int)
    for row, (_, found) in enumerate(possible(question)):
        for giver, points in found:
            table[row, int(giver.id[1:])] = points
    rows, columns = optimize.linear_sum_assignment(table, maximize=True)
    plan = best(question)
    assert plan.total == table[rows, columns].sum() == plan.bound


def test_a_lock_stands_and_says_which_rule_it_breaks():
    question = Question(
        (Seeker(**free("a", time="man")), Seeker(**free("b", time="tir"))),
        (Giver(**free("g", time="tir")),),
        RULES, CRITERIA, locked=frozenset({("a", "g")}),
    )  # fmt: skip
    plan = best(question)
    assert [(p.seeker, p.giver, p.locked, p.broken) for p in plan.pairs] == [
        ("a", "g", True, ("time",))
    ]
    assert plan.left == ("b",)
    assert plan.total == plan.bound


def test_who_is_left_hears_why_and_what_would_help():
    question = Question(
        (Seeker(**free("a", time="man")), Seeker(**free("b", time="man")),
         Seeker(**free("c", time="ons"))),
        (Giver(**free("g", time="man")),),
        RULES, CRITERIA,
    )  # fmt: skip
    plan = best(question)
    assert plan.left == ("b", "c")
    taken = why_left(question, plan, "b")
    assert (taken.possible, [(c.kind, c.giver) for c in taken.changes]) == (
        ("g",),
        [("place", "g")],
    )
    shut = why_left(question, plan, "c")
    assert (shut.possible, shut.blocked) == ((), {"time": 1})


def test_the_only_rule_in_the_way_is_named_where_there_is_room():
    question = Question(
        (Seeker(**free("c", time="ons")),), (Giver(**free("g", time="man")),), RULES, CRITERIA
    )
    (change,) = why_left(question, best(question), "c").changes
    assert (change.kind, change.giver, change.rule) == ("rule", "g", "time")


@pytest.mark.parametrize(
    "wrong",
    [
        {"seekers": (Seeker("a", {}), Seeker("a", {}))},
        {"each_pair": 0},
        {"givers": (Giver("g", {}, -1),)},
        {"locked": frozenset({("a", "nobody")})},
        {"locked": frozenset({("a", "g")}), "forbidden": frozenset({("a", "g")})},
        {"locked": frozenset({("a", "g"), ("b", "g")})},
        {"criteria": (Criterion("x", "x", 0),)},
    ],
)
def test_a_question_that_contradicts_itself_is_refused(wrong):
    right = {"seekers": (Seeker("a", {}), Seeker("b", {})), "givers": (Giver("g", {}),)}
    with pytest.raises(MatchingError):
        Question(**right | wrong)


def test_only_those_left_are_asked_about():
    question = Question((Seeker("a", {}),), (Giver("g", {}),))
    with pytest.raises(MatchingError, match="not among those left"):
        why_left(question, best(question), "a")
