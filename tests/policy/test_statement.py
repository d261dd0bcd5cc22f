"""A committee's statement: four fixed sections, written by the editor, read by all."""

import pytest

from favn.policy import queries
from tests.policy.round_steps import close, committee, hand_in, open_round

SECTIONS = {"verb": "write", "plan": "Vi er nået langt.", "barometer": "Forskellen er mindre.",
            "together": "To udvalg mødes.", "ahead": "Næste år prøver vi mere."}  # fmt: skip


@pytest.fixture
def social(houses):
    return committee(houses, "Socialudvalget")


@pytest.fixture
def page(houses, plan, row, social):
    open_round(houses, plan)
    return f"/planen/runden/2026/udvalg/{social.pk}/"


@pytest.fixture
def birgitte(houses):
    return houses.visit(houses.birgitte)


def test_the_round_says_which_sections_are_missing(birgitte, page):
    birgitte.post(page, {"version": "0"} | SECTIONS | {"ahead": ""})
    text = birgitte.get("/planen/runden/2026/").content.decode()
    assert "mangler Det videre arbejde" in text
    birgitte.post(page, {"version": "1"} | SECTIONS)
    assert "alle fire afsnit er skrevet" in birgitte.get("/planen/runden/2026/").content.decode()


def test_the_second_of_two_writers_keeps_what_was_typed(birgitte, page):
    birgitte.post(page, {"version": "0"} | SECTIONS)
    answer = birgitte.post(page, {"version": "0"} | SECTIONS | {"plan": "Noget andet."})
    assert answer.status_code == 409
    assert "Noget andet." in answer.content.decode()


def test_offices_read_and_do_not_write(houses, birgitte, page):
    birgitte.post(page, {"version": "0"} | SECTIONS)
    rasmus = houses.visit(houses.rasmus)
    assert "To udvalg mødes." in rasmus.get(page).content.decode()
    assert rasmus.post(page, {"version": "1"} | SECTIONS).status_code == 403


def test_an_office_is_no_committee(houses, birgitte, page, row):
    assert birgitte.get(f"/planen/runden/2026/udvalg/{row.owner_id}/").status_code == 404


def test_the_closed_round_keeps_it(houses, plan, row, birgitte, page, social):
    birgitte.post(page, {"version": "0"} | SECTIONS)
    round_ = open_round_again(houses, plan)
    hand_in(houses, round_, row)
    close(houses, round_)
    answer = birgitte.post(page, {"version": "1"} | SECTIONS | {"plan": "For sent."})
    assert answer.status_code == 422
    assert "For sent." not in birgitte.get(page).content.decode()


def open_round_again(houses, plan):
    with houses.acting(houses.birgitte):
        return queries.round_of(plan, 2026)
