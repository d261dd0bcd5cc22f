"""The public barometer: every goal speaks, a goal never gets a word, and nothing else is shown."""

import pytest

from favn.barometer import actions
from tests.barometer.steps import KINDERGARTEN, YOUNG, cost

PAGE = "/barometeret/sundhavn/"


@pytest.fixture
def everybody(cast, bench):
    return cast.visit()


def test_every_goal_says_what_was_observed_and_how_many_got_which_word(bench, everybody):
    bench.gap(KINDERGARTEN)
    bench.gap(YOUNG, slug="unge")
    page = everybody.get(PAGE).content.decode()
    assert "Mål 1: Flere unge i gang" in page
    assert "Forskellen faldt fra 15 til 11,1 procentpoint" in page
    assert "1 tilbagegang · 1 kan ikke afgøres" in page
    assert "Mål 7: Færre i fattigdom" in page
    assert "Ingen indikator måler målet" in page


def test_cannot_be_decided_stands_beside_its_reason_and_a_way_to_what_it_needs(bench, everybody):
    bench.gap(KINDERGARTEN)
    bench.value((("2024", "40"),), slug="en")
    page = everybody.get(PAGE).content.decode()
    assert f'<a href="{PAGE}boernehave/#evidens">Basis mangler<' in page
    assert f'<a href="{PAGE}en/#evidens">Kun én måling<' in page
    assert "Derfor kan nogle ikke afgøres: basis mangler (1), kun én måling (1)." in page
    there = everybody.get(f"{PAGE}boernehave/").content.decode()
    assert 'id="evidens"' in there
    assert "Det kræver, at kilden oplyser basis" in there


def test_it_is_never_empty(everybody):
    page = everybody.get(PAGE).content.decode()
    assert "Intet er offentliggjort endnu" in page


def test_what_is_not_published_is_not_there(bench, everybody):
    bench.gap(KINDERGARTEN, public=False, title="HEMMELIG")
    assert "HEMMELIG" not in everybody.get(PAGE).content.decode()
    assert everybody.get(f"{PAGE}boernehave/").status_code == 404
    assert everybody.get(f"{PAGE}boernehave.csv").status_code == 404


def test_goals_of_a_plan_that_is_not_public_stay_inside(bench, goals, everybody):
    row = bench.gap(KINDERGARTEN)
    with bench.cast.acting(bench.cast.birgitte):
        type(goals[0].plan).objects.filter(pk=goals[0].plan_id).update(public_since=None)
    page = everybody.get(PAGE).content.decode()
    assert row.title in page
    assert "Flere unge i gang" not in page
    assert "fattigdom" not in page
    assert "Flere unge i gang" not in everybody.get(f"{PAGE}boernehave/").content.decode()


def test_the_rule_is_one_tap_away(everybody, bench):
    bench.gap(KINDERGARTEN)
    assert f"{PAGE}reglen/" in everybody.get(PAGE).content.decode()
    page = everybody.get(f"{PAGE}reglen/").content.decode()
    assert "Fuldt register" in page or "fuldt register" in page
    assert "Newcombes interval" in page


@pytest.mark.parametrize("house", ["medborgerhuset", "naboerne", "findes-ikke"])
def test_only_a_municipality_has_one(everybody, house):
    assert everybody.get(f"/barometeret/{house}/").status_code == 404


def test_another_municipality_shows_its_own(bench, everybody):
    from tests.barometer.steps import neighbour  # noqa: PLC0415

    bench.gap(KINDERGARTEN)
    neighbour(bench.cast)
    page = everybody.get("/barometeret/fjordby/").content.decode()
    assert "Forskellen" not in page
    assert everybody.get("/barometeret/fjordby/boernehave/").status_code == 404


def test_more_indicators_ask_no_more_of_the_database(bench, everybody):
    bench.gap(KINDERGARTEN)
    one = cost(everybody, PAGE)
    for n in range(3):
        bench.gap(KINDERGARTEN, slug=f"flere-{n}", title=f"Flere {n}")
    assert cost(everybody, PAGE) == one


def test_a_page_is_kept_until_a_number_is_written(bench, everybody):
    row = bench.gap(KINDERGARTEN)
    answer = everybody.get(PAGE)
    assert answer.kept_for == (bench.cast.sundhavn.pk,)
    bench.do(actions.withdraw, indicator=row)
    assert "Forskellen" not in everybody.get(PAGE).content.decode()
