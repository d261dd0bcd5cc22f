"""What both sides are asked stands on a page, and the words of a version never change."""

import hashlib

import pytest
from django.utils import translation

from favn.pathways.actions import pairs
from favn.pathways.choices import outcomes as choices
from favn.pathways.choices.mentoring import Side
from favn.pathways.choices.outcomes import QUESTIONS, SHEETS
from favn.pathways.choices.pairs import Ending, State
from favn.pathways.models import Outcome
from favn.pathways.queries import outcomes
from favn.pathways.queries.links import live_outcome_link, outcome_address
from tests.cast import NOW, TODAY
from tests.pathways.test_evaluation import morning

PAGE = "/makkerskab/spoergsmaal/"
FROZEN = {1: "9aadd47c98bc9e4c"}
"""Version → the fingerprint of its Danish words. Other words are a version of their own."""


def printed(sheet):
    with translation.override("da"):
        lines = [f"{side}/{key}/{words}" for side in Side for key, words in sheet[side].items()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def test_the_words_of_a_version_are_never_changed():
    assert {number: printed(sheet) for number, sheet in SHEETS.items()} == FROZEN


@pytest.mark.parametrize("number", list(SHEETS))
def test_both_sides_are_asked_the_same_in_each_version(number):
    asked = [set(SHEETS[number][side]) for side in Side]
    assert asked[0] == asked[1] <= set(QUESTIONS)


def test_the_page_shows_each_question_to_each_side_word_for_word(network, ida):
    html = ida.get(PAGE).content.decode()
    assert "Udgave 1" in html
    for side in Side:
        for words in SHEETS[1][side].values():
            assert str(words) in html
    assert PAGE in ida.get(f"/makkerskab/udbytte/{TODAY.year}/").content.decode()


@pytest.fixture
def second(monkeypatch):
    """Words that were changed into a version of their own."""
    sheet = {side: SHEETS[1][side] | {"job": f"Andre ord til {side}"} for side in Side}
    monkeypatch.setitem(choices.SHEETS, 2, sheet)


def ended(network):
    pair = network.started(days_ago=30)
    network.do(
        pairs.finish, pair=pair, to=State.ENDED, ending=Ending.AGREED, on=TODAY,
        version=pair.version,
    )  # fmt: skip
    return pair


def test_an_answer_keeps_the_words_it_was_asked_in(network, guest, letterbox, second):
    pair = ended(network)
    with network.open():
        row = Outcome.objects.owned().get(pair=pair, side="mentee", moment="end")
        Outcome.objects.owned().filter(pk=row.pk).update(version=2)
    morning()
    with network.open():
        page = outcome_address(live_outcome_link(row, NOW), network.house.slug)
    html = guest.get(page).content.decode()
    assert "Andre ord til mentee" in html
    assert str(SHEETS[1][Side.MENTEE]["danish"]) in html


def test_answers_to_two_versions_are_neither_mixed_nor_compared(network, ida, second):
    for _n in range(2):
        ended_one = ended(network)
    with network.open():
        at_end = Outcome.objects.owned().filter(pair=ended_one, moment="end")
        at_end.update(version=2, job="yes", answered_at=NOW)
        Outcome.objects.owned().filter(pair=ended_one, moment="start").update(job="no")
        version, rows = outcomes.in_version(list(Outcome.objects.owned().filter(moment="end")))
        assert (version, len(rows)) == (2, 2)
        starts = outcomes.starts_of(rows)
        assert {one.new for one in outcomes.shares(rows, starts)} == {0}
    html = ida.get(f"/makkerskab/udbytte/{TODAY.year}/").content.decode()
    assert "2 svarark med ældre ord er ikke med." in html


def test_whoever_is_asked_reads_when_in_words_to_them(network, guest, letterbox):
    pair = ended(network)
    morning()
    with network.open():
        row = Outcome.objects.owned().get(pair=pair, side="mentor", moment="end")
        page = outcome_address(live_outcome_link(row, NOW), network.house.slug)
    assert f"Om dig og {pair.mentee.called}, da I sluttede." in guest.get(page).content.decode()
