"""Who goes with whom: the optimum by brute force, its proof, its reasons, and what would help."""

from dataclasses import replace
from datetime import date
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
    Weights,
    arrival,
    best,
    in_order,
    may_be,
    points_of,
    possible,
    proven_bound,
)
from favn.statistics.matching_left import Change, Trials, changed, emptied, why_left

TIMES = ("man", "tir", "ons", "")
"""What may be said; nothing forbids the empty word, and it is not silence."""
RULES = (Rule("time", "time"), Rule("self", "party", "apart"))
CRITERIA = (Criterion("language", "language", 2, 2), Criterion("shared_time", "time", 1, 2))
said = st.dictionaries(
    st.sampled_from(("time", "language", "party")),
    st.frozensets(st.sampled_from(TIMES), max_size=3), max_size=3,
)  # fmt: skip


DAYS = (None, date(2026, 3, 1), date(2026, 5, 1))


def named(draw, ids):
    return tuple(draw(st.lists(st.sampled_from(ids), unique=True, max_size=3))) if ids else ()


@st.composite
def questions(draw, most=4, locks=False, rules=RULES, criteria=CRITERIA):
    """Small pools; whom one wishes, whom one may not have and who is agreed comes and goes."""
    names = [f"s{n}" for n in range(draw(st.integers(0, most)))]
    others = [f"g{n}" for n in range(draw(st.integers(0, 3)))]
    day = st.sampled_from(DAYS)
    seekers = tuple(Seeker(name, draw(said), draw(day), named(draw, others)) for name in names)
    givers = tuple(
        Giver(name, draw(said), draw(st.integers(0, 2)), draw(day), named(draw, names))
        for name in others
    )
    every = [(s, g) for s in names for g in others]
    some = st.lists(st.sampled_from(every), max_size=2) if every else st.just([])
    forbidden = frozenset(draw(some))
    room, locked = {g.id: g.capacity for g in givers}, set()
    for seeker, giver in draw(some) if locks else ():
        if room[giver] and (seeker, giver) not in forbidden and seeker not in dict(locked):
            room[giver] -= 1
            locked.add((seeker, giver))
    return Question(
        seekers, givers, rules, criteria, draw(st.integers(1, 3)),
        locked=frozenset(locked), forbidden=forbidden, wished=draw(st.integers(0, 2)),
    )  # fmt: skip


def turn(person):
    return (person.since or date.max, person.id)


def every_plan(question):
    """Every plan there is: a giver or None for each seeker in the order of waiting."""
    seekers = sorted(question.seekers, key=turn)
    fixed, room = dict(question.locked), {g.id: g.capacity for g in question.givers}
    ways = [
        [fixed[s.id]] if s.id in fixed
        else [None, *(g.id for g in question.givers if may_be(s, g, question))]
        for s in seekers
    ]  # fmt: skip
    for plan in product(*ways):
        if all(plan.count(giver) <= many for giver, many in room.items()):
            yield dict(zip((s.id for s in seekers), plan, strict=True))


def worth(plan, question):
    """What plans are chosen by: points, then people, then those who have waited longest."""
    givers = {g.id: g for g in question.givers}
    seekers = {s.id: s for s in question.seekers}
    points = sum(points_of(seekers[s], givers[g], question) for s, g in plan.items() if g)
    people = [plan[s.id] is not None for s in sorted(question.seekers, key=turn)]
    return points, sum(people), people


def by_hand(question):
    """The most a plan is worth, by trying each."""
    return max(worth(plan, question) for plan in every_plan(question))


def pairs_of(plan):
    assert plan.chosen == {pair.seeker: pair.giver for pair in plan.pairs}
    return plan.chosen


def free(id, **facts):
    return {"id": id, "facts": {name: frozenset(said.split()) for name, said in facts.items()}}


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "numpy"])
@given(question=questions(locks=True))
@settings(max_examples=200)
def test_no_plan_is_worth_more(plain, question):
    """Most points; of those most people; of those whoever has waited longest."""
    plan = dict.fromkeys((s.id for s in question.seekers), None)
    plan |= best(question, plain=plain).chosen
    assert worth(plan, question) == by_hand(question)


@given(questions(most=9, locks=True), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_order_of_the_rows_changes_nothing(question, chance):
    seekers, givers = list(question.seekers), list(question.givers)
    chance.shuffle(seekers)
    chance.shuffle(givers)
    turned = replace(question, seekers=tuple(seekers), givers=tuple(givers))
    assert pairs_of(best(turned, plain=False)) == pairs_of(best(question, plain=False))


@given(questions(most=9, locks=True))
@settings(max_examples=150)
def test_the_plan_is_the_same_without_numpy(question):
    assert best(question, plain=True) == best(question, plain=False)


RULED = st.lists(
    st.builds(
        Rule, st.just("rule"), st.sampled_from(("time", "language", "party")),
        st.sampled_from(("meet", "apart")),
    ), max_size=3,
).map(tuple)  # fmt: skip
COUNTED = st.lists(
    st.builds(
        Criterion, st.sampled_from(("x", "y")), st.sampled_from(("time", "language", "party")),
        st.sampled_from((1, 2, 700, 10**6)), st.sampled_from((1, 2)),
    ), max_size=3,
).map(tuple)  # fmt: skip


@given(st.data(), RULED, COUNTED)
@settings(max_examples=150)
def test_any_rules_and_any_criteria_give_the_same_best_plan_either_way(data, rules, criteria):
    """Two rules on one fact, none at all, nothing that counts, and points beyond small numbers."""
    question = data.draw(questions(locks=True, rules=rules, criteria=criteria))
    plan = best(question, plain=False)
    assert plan == best(question, plain=True)
    assert proven_bound(question, plan.prices) == plan.bound == plan.total
    everybody = dict.fromkeys((s.id for s in question.seekers), None)
    assert worth(everybody | plan.chosen, question) == by_hand(question)


@pytest.mark.parametrize("enough", [255, 256, 3_000])
def test_more_may_be_enough_than_anybody_has_said(enough):
    """What is shared is held in small numbers; what is enough need not fit in them."""
    words = frozenset(f"w{n}" for n in range(70))
    seekers, givers = (Seeker("s", {"x": words}),), (Giver("g", {"x": words}),)
    question = Question(seekers, givers, (), (Criterion("x", "x", 1, enough),))
    plans = [best(question, plain=plain) for plain in (True, False)]
    assert plans[0] == plans[1]
    assert plans[0].total == 71


@given(questions(most=9, locks=True))
@settings(max_examples=150)
def test_the_prices_alone_prove_the_bound(question):
    for plain in (True, False):
        plan = best(question, plain=plain)
        assert proven_bound(question, plan.prices) == plan.bound == plan.total


@given(questions(), st.integers(0, 5))
@settings(max_examples=50)
def test_no_prices_prove_less_than_the_best_plan(question, price):
    """Whatever is claimed as proof: a bound below what a plan has is never believed."""
    prices = {giver.id: price for giver in question.givers}
    assert proven_bound(question, prices) >= best(question).total


@given(questions(most=12))
@settings(max_examples=200)
def test_the_plan_proves_itself_and_keeps_every_rule(question):
    plan, seekers = best(question), {s.id: s for s in question.seekers}
    givers = {g.id: g for g in question.givers}
    assert plan.total == plan.bound >= in_order(question)
    assert all(rule.holds(seekers[p.seeker], givers[p.giver]) for p in plan.pairs for rule in RULES)
    assert not {(p.seeker, p.giver) for p in plan.pairs} & question.forbidden
    assert all(left >= 0 for left in plan.free.values())
    assert sorted([p.seeker for p in plan.pairs] + list(plan.left)) == sorted(seekers)


@given(questions())
@settings(max_examples=100)
def test_the_reasons_of_a_pair_add_up_to_its_points(question):
    for pair in best(question).pairs:
        assert pair.points == question.each_pair + sum(r.points for r in pair.reasons)


@given(questions(), st.sampled_from(TIMES))
@settings(max_examples=200)
def test_saying_one_more_time_never_costs_a_point(question, time):
    """Nobody gains by being available at few times: wider is never worse, for no pair."""
    for seeker in question.seekers:
        if not seeker.facts.get("time"):
            continue  # who says nothing already fits every time
        wider = replace(seeker, facts={**seeker.facts, "time": seeker.facts["time"] | {time}})
        now = [wider if s is seeker else s for s in question.seekers]
        moved = replace(question, seekers=tuple(now))
        for giver in question.givers:
            assert points_of(wider, giver, question) >= points_of(seeker, giver, question)
        assert best(moved).total >= best(question).total


def every_change(question, seeker):
    """Every change that may be tried for somebody left."""
    for giver in question.givers:
        broken = [rule.key for rule in question.rules if not rule.holds(seeker, giver)]
        if (seeker.id, giver.id) in question.forbidden:
            yield from () if broken else (Change("allow", giver.id),)
        elif broken == ["time"]:
            yield Change("rule", giver.id, "time")
        elif not broken:
            yield Change("place", giver.id)


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "numpy"])
@given(question=questions(most=6, locks=True))
@settings(max_examples=200)
def test_a_change_helps_where_the_plan_made_anew_has_room(plain, question):
    """Each is one path in the plan that stands; the oracle solves the changed question again."""
    plan, seekers = best(question), {s.id: s for s in question.seekers}
    trials = Trials(question, plain=plain)
    for seeker in plan.left:
        for change in every_change(question, seekers[seeker]):
            helps = best(changed(question, seekers[seeker], change)).giver_of(seeker)
            assert trials.helps(seekers[seeker], change) == bool(helps), change


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
        {"criteria": (Criterion("x", "x", 10**7),)},
        {"wished": -1},
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


def waiting(id, since, **facts):
    return Seeker(**free(id, **facts), since=since)


def test_whoever_has_waited_longest_goes_first_among_equals():
    late, early = waiting("a", date(2026, 5, 1)), waiting("z", date(2026, 3, 1))
    unsaid = waiting("b", None)
    question = Question((unsaid, late, early), (Giver("g", {}),))
    assert pairs_of(best(question)) == {"z": "g"}
    two = replace(question, givers=(Giver("g", {}, 2),))
    assert best(two).left == ("b",)


def test_more_people_go_before_the_same_points_for_fewer():
    """Ten points as one pair, or as two of five."""
    seekers = (Seeker(**free("a", time="man", language="x y z")), Seeker(**free("b", time="tir")))
    givers = (Giver(**free("g", time="man tir", language="x y z")), Giver(**free("h", time="man")))
    question = Question(seekers, givers, (RULES[0],), (Criterion("l", "language", 1, 3),), 3)
    assert pairs_of(best(question)) == {"a": "h", "b": "g"}
    assert best(question).total == 6


@pytest.mark.parametrize(
    ("seekers", "givers"),
    [((), ()), ((Seeker("a", {}),), ()), ((), (Giver("g", {}),)),
     ((Seeker("a", {}),), (Giver("g", {}, 0),))],
    ids=["nobody", "no giver", "no seeker", "no place"],
)  # fmt: skip
@pytest.mark.parametrize("plain", [True, False])
def test_without_one_side_nobody_is_matched_and_nothing_breaks(seekers, givers, plain):
    plan = best(Question(seekers, givers, RULES, CRITERIA), plain=plain)
    assert (plan.pairs, plan.total, plan.bound) == ((), 0, 0)
    assert plan.left == tuple(s.id for s in seekers)
    assert arrival(Question(seekers, givers)).persons == 0


def test_one_person_and_one_place_are_a_pair():
    plan = best(Question((Seeker("a", {}),), (Giver("g", {}),)))
    assert (pairs_of(plan), plan.free, plan.total) == ({"a": "g"}, {"g": 0}, 1)


def test_where_all_is_impossible_each_rule_names_whose_list_it_empties():
    question = Question(
        (Seeker(**free("a", time="man", party="x")), Seeker(**free("b", time="tir"))),
        (Giver(**free("g", time="ons", party="x")), Giver(**free("h", time="man", party="x"))),
        RULES, CRITERIA,
    )  # fmt: skip
    assert best(question).pairs == ()
    assert [(one.rule, one.seekers, one.givers) for one in emptied(question)] == [
        ("time", ("b",), ("g",)), ("self", ("a",), ()), ("", (), ("h",)),
    ]  # fmt: skip


@given(questions(most=6))
@settings(max_examples=200)
def test_a_list_is_empty_exactly_where_it_is_said_so(question):
    empty = {name for one in emptied(question) for name in (*one.seekers, *one.givers)}
    met = [(s, g) for s in question.seekers for g in question.givers if may_be(s, g, question)]
    alone = {s.id for s in question.seekers} | {g.id for g in question.givers}
    assert empty == alone - {person.id for pair in met for person in pair}


def test_weights_have_a_version_that_follows_them_alone():
    weights = Weights(RULES, CRITERIA, 3)
    people = Question.under(weights, (Seeker("a", {}),), (Giver("g", {}),))
    assert best(people).version == weights.version == Weights(RULES, CRITERIA, 3).version
    assert len({weights, Weights(RULES, CRITERIA, 3)}) == 1
    other = {Weights(RULES, CRITERIA, 4).version, Weights(RULES[:1], CRITERIA, 3).version}
    assert len(other | {weights.version}) == 3


def test_a_pair_that_cannot_be_told_apart_goes_to_who_stands_first():
    seekers = (waiting("b", None), waiting("a", None))
    givers = (Giver("h", {}), Giver("g", {}))
    assert pairs_of(best(Question(seekers, givers))) == {"a": "g", "b": "h"}


def test_wishes_count_for_each_side_that_names_the_other():
    question = Question(
        (Seeker("a", {}, wishes=("h",)), Seeker("b", {})),
        (Giver("g", {}), Giver("h", {}, wishes=("a",))), wished=2,
    )  # fmt: skip
    pair = best(question).pairs[0]
    assert (pair.seeker, pair.giver, pair.points) == ("a", "h", 5)
    assert [(r.key, r.points, r.shared) for r in pair.reasons] == [
        ("wished", 4, ("giver", "seeker"))
    ]


def test_a_price_below_nothing_proves_nothing():
    with pytest.raises(MatchingError, match="0 or more"):
        proven_bound(Question((), (Giver("g", {}),)), {"g": -1})
