"""The public page of one indicator, its drawing and table, and its files.

JSON-stat is held against jsonstat-validator, a second reader of the format.
"""

import csv
import io
import json
import re
import uuid
from datetime import date

import pytest
from jsonstat_validator import validate_jsonstat

from favn.barometer import actions
from favn.barometer.actions import Cell
from favn.barometer.choices import Data, Stance, Unit
from favn.people.organisations.models import Unit as Part
from tests.barometer.steps import GRADES, KINDERGARTEN, MAJORITY, MINORITY, YOUNG, cost

PAGE = "/barometeret/sundhavn/boernehave/"


@pytest.fixture
def everybody(cast, bench):
    return cast.visit()


def test_the_page_says_one_sentence_and_three_layers(bench, everybody):
    bench.gap(YOUNG)
    page = everybody.get(PAGE).content.decode()
    places = [
        page.index(part)
        for part in ("Se hvorfor", "Forskellen steg fra 1,5 til 6,1",
                     "<svg viewBox", "83,3\xa0% af 3.679",
                     "Observeret", "Evidens", "Intervallet går ikke gennem nul",
                     "Reglen regner derfor tallene",
                     "Samme tempo", "Et regnestykke, ikke en prognose", "Sådan er det talt")
    ]  # fmt: skip
    assert places == sorted(places)
    assert page.count("<svg viewBox") == 2


def test_uncertainty_is_drawn_where_the_base_is_known_and_said_where_not(bench, everybody):
    bench.gap(YOUNG)
    page = everybody.get(PAGE).content.decode()
    assert "95 %-intervaller (Wilson)" in page
    assert "stregerne regner hvert tal som én trækning af en proces" in page
    assert "Hvor stregen mangler" not in page
    bench.gap(KINDERGARTEN, slug="uden")
    page = everybody.get("/barometeret/sundhavn/uden/").content.decode()
    assert "Basis mangler, så usikkerheden kan ikke tegnes." in page


def test_a_bar_that_is_missing_says_that_its_base_is(bench, everybody):
    bench.value((("2024", "40"), ("2025", "45", 900)), slug="boernehave")
    page = everybody.get(PAGE).content.decode()
    assert "Hvor stregen mangler, er basis ikke oplyst." in page
    assert "én trækning" not in page


def test_a_break_is_drawn_as_one_and_no_line_crosses_it(bench, everybody):
    row = bench.indicator()
    bench.observe(bench.define(row, data=Data.SURVEY), "2023", "5")
    later = bench.define(row, first=date(2025, 1, 1), changed="Spørgsmålet blev udvidet")
    bench.observe(later, "2025", "8")
    bench.do(actions.publish, indicator=row)
    page = everybody.get(PAGE).content.decode()
    assert "≠" in page
    assert "Brud." in page
    lines = [part.split('"')[0] for part in page.split('polyline points="')[1:]]
    assert [len(points.split()) for points in lines] == [1, 1, 1, 1]
    ends = re.findall(r'font-weight="600">([^<]+)<', page)
    assert ends == ["5", "8", "5", "8"]


def test_no_dot_covers_a_number_of_the_scale(bench, everybody):
    bench.gap(YOUNG)
    for svg in re.findall("<svg viewBox.*?</svg>", everybody.get(PAGE).content.decode()):
        scale = [float(x) for x in re.findall(r'<text x="([^"]+)"[^>]*text-anchor="end"', svg)]
        dots = [float(x) for x in re.findall(r'<circle cx="([^"]+)"', svg)]
        assert min(dots) - 7 > max(scale)


def test_a_table_that_would_fill_a_phone_is_folded(bench, everybody):
    bench.gap(YOUNG)
    assert "Alle tal som tabel" not in everybody.get(PAGE).content.decode()
    many = tuple((str(year), "40") for year in range(2000, 2025))
    bench.value(many, slug="mange")
    page = everybody.get("/barometeret/sundhavn/mange/").content.decode()
    assert "Alle tal som tabel (25 linjer)" in page


def test_what_was_corrected_can_be_seen_by_all(bench, everybody):
    row = bench.value((("2024", "40"), ("2025", "45")), slug="boernehave")
    old = bench.cells(row)[0]
    bench.do(
        actions.correct, id=uuid.uuid4(), observation=old, cell=Cell(old.value - 2, 0),
        reason="Talt to gange.",
    )  # fmt: skip
    page = everybody.get(PAGE).content.decode()
    assert "rettet fra 40\xa0% til 38\xa0%." in page
    assert "Talt to gange." in page
    assert "Tallet steg fra 38 til 45" in page


def test_a_committees_word_stands_beside_the_numbers(bench, everybody):
    row = bench.gap(KINDERGARTEN)
    with bench.cast.acting(bench.by):
        unit = Part.objects.create(
            organisation=bench.cast.sundhavn, name="Kulturudvalget", kind="committee"
        )
    bench.do(
        actions.say, id=uuid.uuid4(), indicator=row, unit=unit, stance=Stance.NOT_US,
        text="Vi driver biblioteker.", on=date(2026, 3, 1),
    )  # fmt: skip
    page = everybody.get(PAGE).content.decode()
    assert "Kulturudvalget: måler ikke vores arbejde." in page
    assert "Vi driver biblioteker." in page


def test_the_csv_has_every_cell_with_its_definition(bench, everybody):
    bench.gap(YOUNG)
    answer = everybody.get("/barometeret/sundhavn/boernehave.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == 6
    first = rows[0]
    assert (first["group"], first["time"], first["value"], first["base"]) == (
        MINORITY, "2010-10", "83.3", "3679",
    )  # fmt: skip
    assert (first["unit"], first["definition"], first["part"]) == ("percent", "1", "focus")


def test_a_title_cannot_become_a_formula(bench, everybody):
    bench.gap(KINDERGARTEN, title="=1+1")
    text = everybody.get("/barometeret/sundhavn/boernehave.csv").content.decode()
    assert "'=1+1" in text


def test_the_json_stat_is_valid_and_holds_the_same(bench, everybody):
    bench.gap(YOUNG)
    told = json.loads(everybody.get("/barometeret/sundhavn/boernehave.json").content)
    assert validate_jsonstat(told)
    assert told["size"] == [2, 3]
    labels = list(told["dimension"]["group"]["category"]["label"].values())
    assert labels == [MINORITY, MAJORITY]
    assert told["value"] == [83.3, 79.6, 77.2, 84.8, 83.7, 83.3]
    assert told["extension"]["base"][0] == 3679


def test_an_index_of_one_line_is_valid_too(bench, everybody):
    bench.value(GRADES, Unit.RATIO, slug="boernehave")
    told = json.loads(everybody.get("/barometeret/sundhavn/boernehave.json").content)
    assert validate_jsonstat(told)


def test_more_cells_ask_no_more_of_the_database(bench, everybody):
    row = bench.value((("2024", "40"),), slug="boernehave")
    one = cost(everybody, PAGE)
    bench.series(bench.definition(row), [(str(year), "41") for year in range(2001, 2020)])
    assert cost(everybody, PAGE) == one
    assert one < 22  # a query for each entry of the public menu among them


def test_text_from_people_is_shown_and_never_run(bench, everybody):
    bench.gap(KINDERGARTEN, title="<script>alert(1)</script>")
    page = everybody.get(PAGE).content.decode()
    assert "<script>alert" not in page
