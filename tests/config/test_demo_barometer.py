"""The demo's barometer: the sources' own sparse series, read in three layers, and one long series.

Known answers from a city's inclusion status of 2013 and its action plan's status of 2025, and from
Statistics Denmark's table RAS200.
"""

import pytest
from django.test import Client

from favn.barometer import queries
from favn.barometer.layers import evidence, observed
from favn.config.demo import barometer, closed_plan, places
from favn.config.demo.people import SUNDHAVN
from favn.kit.tenancy import acting_for


@pytest.fixture
def city(db):
    """The municipality with its closed policy and barometer, without the rest of the world."""
    found = places.settle()[SUNDHAVN]
    closed_plan.write(found)
    assert barometer.write(found) == 22
    return found


def test_eight_goals_speak_and_one_is_measured_by_nothing(city):
    page = Client(SERVER_NAME="localhost").get("/barometeret/sundhavn/").content.decode()
    for sentence in (
        "Forskellen faldt fra 15 til 11,1 procentpoint fra feb. 2011 til nov. 2012.",
        "Forskellen steg fra 1,5 til 6,1 procentpoint",
        "I 2012 var forskellen 17 procentpoint",
        "Tallet faldt fra 5 til 3 fra 2012 til 2013.",
        "7 af 30 i 2012 (23",
        "Ingen indikator måler målet",
    ):
        assert sentence in page, sentence
    assert page.count("Mål 7: ") == 1
    assert "1 tilbagegang · 20 kan ikke afgøres" in page


def test_only_what_carries_evidence_gets_a_word(city):
    with acting_for(city.pk):
        series = queries.series_of(queries.indicators())
        words = {one.slug: str(evidence.evidence(one).word) for one in series}
    assert {slug for slug, word in words.items() if word != "undecided"} == {"unge-i-uddannelse"}
    assert words["unge-i-uddannelse"] == "setback"


def test_a_file_of_the_statistical_office_gives_a_long_series(city):
    with acting_for(city.pk):
        row = queries.indicator_with("beskaeftigelse-byer")
        series = queries.series_of_one(row)
    assert len(series.now.days) == 13
    assert observed.first(series).replace("\xa0", " ") == (
        "København: steg fra 72,5 til 72,8 % fra 2008 til 2020."
    )
    assert "Region Hovedstaden" not in {line.title for line in series.now.lines}


def test_every_indicator_has_a_page_and_files(city):
    client = Client(SERVER_NAME="localhost")
    with acting_for(city.pk):
        slugs = [row.slug for row in queries.indicators(is_public=True)]
    assert len(slugs) == 22
    for slug in slugs:
        for tail in ("/", ".csv", ".json"):
            assert client.get(f"/barometeret/sundhavn/{slug}{tail}").status_code == 200, slug
