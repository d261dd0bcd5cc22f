"""What both sides' wishes would have: no two who would rather have each other, and its price."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from favn.statistics.matching import Giver, Question, Seeker, best, may_be
from favn.statistics.matching_stable import blocking, stable
from tests.statistics.test_matching import every_plan, questions, worth


def wishing(seekers, givers, places=None):
    """A question of wish lists alone, as published examples give them."""
    room = places or dict.fromkeys(givers, 1)
    return Question(
        tuple(Seeker(name, {}, wishes=tuple(list_.split())) for name, list_ in seekers.items()),
        tuple(
            Giver(name, {}, room[name], wishes=tuple(list_.split()))
            for name, list_ in givers.items()
        ),
    )


def pairs_of(plan):
    return {pair.seeker: pair.giver for pair in plan.pairs}


def turned(question):
    """The same with the other side asking; each has one place."""
    return Question(
        tuple(Seeker(g.id, {}, wishes=g.wishes) for g in question.givers),
        tuple(Giver(s.id, {}, wishes=s.wishes) for s in question.seekers),
    )


FIRST = wishing(
    {"α": "A B C", "β": "B C A", "γ": "C A B"}, {"A": "β γ α", "B": "γ α β", "C": "α β γ"}
)
"""Gale and Shapley, College admissions and the stability of marriage (1962), example 1."""

MATCH_DAY = wishing(
    {
        "Anderson": "City", "Chen": "City Mercy", "Ford": "City General Mercy",
        "Davis": "Mercy City General", "Eastman": "City Mercy General",
    },
    {
        "Mercy": "Chen Ford", "City": "Eastman Anderson Chen Davis Ford",
        "General": "Eastman Anderson Ford Davis",
    },
    {"Mercy": 2, "City": 2, "General": 2},
)  # fmt: skip
"""National Resident Matching Program, Run a Match (2014): five applicants, three programmes."""


def test_gale_and_shapleys_first_example_gives_each_seeker_its_first():
    assert pairs_of(stable(FIRST)) == {"α": "A", "β": "B", "γ": "C"}
    assert pairs_of(stable(turned(FIRST))) == {"A": "β", "B": "γ", "C": "α"}


def test_gale_and_shapleys_first_example_has_three_stable_plans():
    """As the paper says: of six, three."""
    full = [plan for plan in every_plan(FIRST) if None not in plan.values()]
    assert len(full) == 6
    assert sum(not blocking(FIRST, plan) for plan in full) == 3


def test_the_resident_matching_programmes_example_comes_out_as_printed():
    plan = stable(MATCH_DAY, only_wished=True)
    assert pairs_of(plan) == {
        "Anderson": "City", "Chen": "Mercy", "Ford": "General", "Davis": "General",
        "Eastman": "City",
    }  # fmt: skip
    assert plan.free == {"Mercy": 1, "City": 0, "General": 0}
    assert (plan.wishers, plan.firsts, plan.wished) == (5, 2, 5)


@given(questions(locks=True), st.booleans())
@settings(max_examples=300)
def test_nobody_would_rather_have_each_other(question, only_wished):
    plan = stable(question, only_wished=only_wished)
    assert blocking(question, pairs_of(plan), only_wished=only_wished) == []
    assert all((p.seeker, p.giver) in question.locked for p in plan.pairs if p.locked)
    assert len(question.locked) == sum(p.locked for p in plan.pairs)
    assert not {(p.seeker, p.giver) for p in plan.pairs} & question.forbidden


def rank(question, seeker, giver):
    """How dear a giver is to a seeker, said anew: wished first, then points, then turn."""
    asked = list(seeker.wishes)
    place = asked.index(giver) if giver in asked else len(asked)
    points = next(g for g in question.givers if g.id == giver)
    order = [g.id for g in sorted(question.givers, key=lambda g: (str(g.since or "9"), g.id))]
    return place, -worth({seeker.id: giver}, alone(question, seeker, points))[0], order.index(giver)


def alone(question, seeker, giver):
    return replace(
        question, seekers=(seeker,), givers=(giver,), locked=frozenset(), forbidden=frozenset()
    )


@given(questions(most=3))
@settings(max_examples=150)
def test_no_stable_plan_gives_any_seeker_somebody_dearer(question):
    """Tried over every stable plan; and whoever is left is left in all of them."""
    ours = pairs_of(stable(question))
    for plan in every_plan(question):
        got = {s: g for s, g in plan.items() if g}
        if blocking(question, got):
            continue
        assert got.keys() == ours.keys()
        for seeker in question.seekers:
            if seeker.id in got:
                mine = rank(question, seeker, ours[seeker.id])
                assert mine <= rank(question, seeker, got[seeker.id])


def fond(question, giver, seeker):
    """How dear a seeker is to a giver, said anew."""
    asked = list(giver.wishes)
    place = asked.index(seeker.id) if seeker.id in asked else len(asked)
    order = [s.id for s in sorted(question.seekers, key=lambda s: (str(s.since or "9"), s.id))]
    points = worth({seeker.id: giver.id}, alone(question, seeker, giver))[0]
    return place, -points, order.index(seeker.id)


@given(questions(most=5))
@settings(max_examples=150)
def test_no_two_would_rather_said_anew_from_the_lists_and_the_places(question):
    """Each pair that may be, looked at without the engine: with places, as for colleges."""
    got = pairs_of(stable(question))
    for seeker in question.seekers:
        for giver in question.givers:
            if not may_be(seeker, giver, question) or got.get(seeker.id) == giver.id:
                continue
            mine = got.get(seeker.id)
            if mine and rank(question, seeker, mine) < rank(question, seeker, giver.id):
                continue
            held = [s for s in question.seekers if got.get(s.id) == giver.id]
            assert len(held) == giver.capacity
            assert all(fond(question, giver, s) < fond(question, giver, seeker) for s in held)


@given(questions(most=6, locks=True), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_of_the_rows_changes_nothing(question, chance):
    seekers, givers = list(question.seekers), list(question.givers)
    chance.shuffle(seekers)
    chance.shuffle(givers)
    moved = replace(question, seekers=tuple(seekers), givers=tuple(givers))
    assert pairs_of(stable(moved)) == pairs_of(stable(question))


@given(questions(most=6, locks=True))
@settings(max_examples=100)
def test_the_best_plan_has_at_least_the_points_of_the_stable_one(question):
    assert stable(question).total <= best(question).total


def test_stability_may_cost_points_and_says_so():
    """Both want the same mentor; the best plan parts them, the wishes do not."""
    seekers = (Seeker("a", {}, wishes=("g",)), Seeker("b", {}, wishes=("g",)))
    givers = (Giver("g", {}, wishes=("b",)), Giver("h", {}))
    question = Question(seekers, givers, forbidden=frozenset({("a", "h")}))
    assert best(question).total == 2
    plan = stable(question)
    assert (pairs_of(plan), plan.total, plan.left) == ({"b": "g"}, 1, ("a",))
    assert blocking(question, best(question).chosen) == [("b", "g")]


@pytest.mark.parametrize("many", [(0, 0), (0, 2), (2, 0)])
def test_without_one_side_there_is_nobody_to_wish_for(many):
    seekers, givers = (range(n) for n in many)
    question = Question(
        tuple(Seeker(f"s{n}", {}) for n in seekers), tuple(Giver(f"g{n}", {}) for n in givers)
    )
    assert stable(question).pairs == ()
    assert list(product(question.seekers, question.givers)) == []
    assert [may_be(s, g, question) for s in question.seekers for g in question.givers] == []
