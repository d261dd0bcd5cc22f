"""A file from sending to taking back: nothing is written before somebody has seen what it does."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from favn.barometer.actions import Cell, correct
from favn.barometer.choices import Unit
from favn.barometer.models import Group, Mapping, Observation, Upload
from tests.barometer.steps import neighbour, outside_data

PAGE = "/barometer/filer/"
CITIES = (
    "Enhed: pct.\nOmråde;2019;2020\nHele landet;75,1;74,5\nKøbenhavn;73,9;72,8\nÅrhus;71,1;70,5\n"
)


@pytest.fixture
def row(bench):
    scheme = bench.scheme(("København", "focus"), ("Hele landet", "whole"), title="Steder")
    found = bench.indicator("Beskæftigelse", slug="beskaeftigelse", scheme=scheme)
    bench.define(found)
    return found


def send(client, text, name="RAS200.csv"):
    data = text if isinstance(text, bytes) else text.encode("cp1252")
    answer = client.post(PAGE, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def seen(client, address, **chosen):
    query = "&".join(f"{k}={v}" for k, v in {"indicator": "beskaeftigelse", **chosen}.items())
    return client.get(f"{address}?{query}")


def take(client, address, form=None, **chosen):
    query = "&".join(f"{k}={v}" for k, v in {"indicator": "beskaeftigelse", **chosen}.items())
    return client.post(f"{address}?{query}", {"verb": "take", **(form or {})})


def names(bench):
    with bench.cast.acting(bench.by):
        return sorted(
            (str(o.group), o.on.year, float(o.value), o.decimals) for o in
            Observation.objects.filter(superseded_at=None).select_related("group")
        )  # fmt: skip


def test_looking_writes_nothing_and_says_what_would_happen(bench, row, sofia):
    address = send(sofia, CITIES)
    page = seen(sofia, address).content.decode()
    assert "4 nye tal. 0 er der i forvejen. 0 er anderledes" in page
    assert "1 navn er valgt fra." in page
    assert names(bench) == []
    with bench.cast.acting(bench.by):
        assert not Mapping.objects.exists()


def test_a_file_is_taken_once_and_taken_back(bench, row, sofia):
    address = send(sofia, CITIES)
    assert [take(sofia, address, adds=1).status_code for _ in range(2)] == [302, 302]
    assert names(bench) == [
        ("Aarhus", 2019, 71.1, 1), ("Aarhus", 2020, 70.5, 1), ("Hele landet", 2019, 75.1, 1),
        ("Hele landet", 2020, 74.5, 1), ("København", 2019, 73.9, 1), ("København", 2020, 72.8, 1),
    ]  # fmt: skip
    assert "Taget med" in sofia.get(address).content.decode()
    assert [sofia.post(address, {"verb": "back"}).status_code for _ in range(2)] == [302, 302]
    assert names(bench) == []
    assert sofia.post(address, {"verb": "discard"}).status_code == 302
    with bench.cast.acting(bench.by):
        assert not Upload.objects.exists()


def test_what_was_chosen_is_remembered_for_the_next_file(bench, row, sofia):
    take(sofia, send(sofia, CITIES), adds=1)
    later = CITIES.replace("2019", "2021").replace("2020", "2022")
    page = sofia.get(f"{send(sofia, later)}?indicator=beskaeftigelse").content.decode()
    assert "6 nye tal." in page


def test_the_same_file_again_is_the_one_that_was_read(bench, row, sofia):
    assert send(sofia, CITIES) == send(sofia, CITIES)


def test_values_that_differ_are_corrections_with_a_reason(bench, row, sofia):
    take(sofia, send(sofia, CITIES))
    revised = send(sofia, CITIES.replace("72,8", "72,9"))
    assert "1 er anderledes end det, der står." in seen(sofia, revised).content.decode()
    assert take(sofia, revised).status_code == 422
    assert take(sofia, revised, {"reason": "Revideret af kilden."}).status_code == 302
    assert ("København", 2020, 72.9, 1) in names(bench)
    with bench.cast.acting(bench.by):
        new = Observation.objects.exclude(corrects=None).get()
        assert new.reason == "Revideret af kilden."
    sofia.post(revised, {"verb": "back"})
    assert ("København", 2020, 72.8, 1) in names(bench)


def test_a_file_whose_number_was_corrected_is_not_taken_back(bench, row, sofia):
    address = send(sofia, CITIES)
    take(sofia, address)
    with bench.cast.acting(bench.by):
        old = Observation.objects.first()
    bench.do(correct, id=uuid.uuid4(), observation=old, cell=Cell(old.value + 1, 1), reason="Fejl")
    answer = sofia.post(address, {"verb": "back"})
    assert (answer.status_code, "er rettet siden" in answer.content.decode()) == (422, True)
    assert len(names(bench)) == 4


def test_faults_are_told_by_line_and_stop_the_file_until_agreed(bench, row, sofia):
    bad = CITIES.replace("73,9", "739").replace("75,1", "ca. 75").replace("72,8", "-")
    address = send(sofia, bad)
    page = seen(sofia, address).content.decode()
    assert "linje 3, 2019" in page
    assert "“ca. 75” er ikke et tal" in page
    assert "739 er over 100" in page
    assert "1 felt har en streg" in page
    assert take(sofia, address).status_code == 422
    assert names(bench) == []
    assert take(sofia, address, {"without_faults": "on"}).status_code == 302
    assert names(bench) == [("Hele landet", 2020, 74.5, 1)]


@pytest.mark.parametrize(
    "text",
    [
        CITIES + "København;80,0;80,1\n",
        CITIES + "Copenhagen;80,0;80,1\n",
        CITIES.replace("2019;2020", "2019;2019M01"),
    ],
    ids=["the same name", "two spellings", "two ways to write a time"],
)
def test_of_two_values_for_one_cell_none_is_taken(bench, row, sofia, text):
    address = send(sofia, text)
    page = seen(sofia, address).content.decode()
    assert "2 tal for det samme felt, København 2019: 73,9 · " in page
    assert take(sofia, address).status_code == 422
    take(sofia, address, {"without_faults": "on"})
    assert "København" not in {name for name, *_rest in names(bench)}


def test_a_new_place_by_two_spellings_is_made_only_where_one_is_chosen(bench, row, sofia):
    address = send(sofia, CITIES + "Aarhus;1,0;2,0\n")
    assert take(sofia, address, {"without_faults": "on"}, adds=1).status_code == 302
    assert {name for name, *_rest in names(bench)} == {"Hele landet", "København"}


def test_a_base_that_was_missing_is_news(bench, sofia):
    """The same share with a base is what the evidence waits for, and is never passed over."""
    bench.define(bench.indicator("Alle", slug="beskaeftigelse"))
    take(sofia, send(sofia, "Tid;Procent\n2019;13,1\n2020;13,2\n"))
    address = send(sofia, "Tid;Basis;Procent\n2019;1000;13,1\n2020;1000;13,2\n")
    assert "2 er anderledes end det, der står." in seen(sofia, address).content.decode()
    assert take(sofia, address, {"reason": "Basis er oplyst."}).status_code == 302
    with bench.cast.acting(bench.by):
        kept = Observation.objects.filter(superseded_at=None)
        assert set(kept.values_list("base", flat=True)) == {1000}


def test_an_unknown_spelling_is_listed_with_suggestions_and_chosen(bench, row, sofia):
    address = send(sofia, CITIES.replace("København", "Kjøbenhavn"))
    answer = seen(sofia, address)
    page = answer.content.decode()
    assert "Stavemåder, ingen kender" in page
    assert "“Kjøbenhavn” (ligner København" in page
    (field,) = [name for name in answer.context["choose"].fields if name.startswith("n")]
    with bench.cast.acting(bench.by):
        group = Group.objects.get(title="København")
    take(sofia, address, **{field: group.pk})
    assert ("København", 2020, 72.8, 1) in names(bench)
    with bench.cast.acting(bench.by):
        assert Mapping.objects.get().names == {"Kjøbenhavn": str(group.pk)}


def test_levels_are_never_mixed_unseen(bench, row, sofia):
    address = send(sofia, CITIES + "Region Hovedstaden;75,9;75,0\n")
    take(sofia, address, adds=1, level="municipality")
    assert {name for name, *_rest in names(bench)} == {"Aarhus", "København"}


def test_percent_is_not_taken_into_a_difference(bench, sofia):
    row = bench.indicator("Merledighed", slug="beskaeftigelse")
    bench.define(row, Unit.POINTS)
    address = send(sofia, "Enhed: Pct.\nTid;Indhold\n2019;13,1\n")
    page = seen(sofia, address).content.decode()
    assert "Filen er i procent, men indikatoren er en forskel i procentpoint." in page
    assert take(sofia, address).status_code == 422
    assert names(bench) == []


def test_a_list_without_groups_is_taken_for_everybody(bench, sofia):
    bench.define(bench.indicator("Alle", slug="beskaeftigelse"))
    address = send(sofia, "Tid;Basis;Antal;Procent\n2019;1000;131;13,1\n2020;1000;900;13,1\n")
    page = seen(sofia, address).content.decode()
    assert "900 af 1.000 er 90" in page
    take(sofia, address, {"without_faults": "on"})
    with bench.cast.acting(bench.by):
        (cell,) = Observation.objects.all()
    assert (cell.group, cell.base, cell.count) == (None, 1000, 131)


def test_what_cannot_be_read_is_refused_at_the_field(bench, row, sofia):
    answer = sofia.post(PAGE, {"file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04")})
    assert answer.status_code == 422
    assert "i stykker" in answer.content.decode()


def test_another_municipality_never_sees_a_file(bench, row, sofia):
    address = send(sofia, CITIES)
    signe = neighbour(bench.cast)
    assert signe.get(address).status_code == 404
    assert signe.post(address, {"verb": "discard"}).status_code == 404
    assert "RAS200" not in signe.get(PAGE).content.decode()


def test_the_genuine_workbook_goes_all_the_way(bench, row, sofia):
    data = outside_data("statbank", "RAS200_2022course.xlsx").read_bytes()
    address = send(sofia, data, "RAS200_2022course.xlsx")
    page = seen(sofia, address, adds=1).content.decode()
    assert "1.300 nye tal." in page
    assert take(sofia, address, adds=1).status_code == 302
    found = names(bench)
    assert ("København", 2020, 72.8, 1) in found
    assert ("Hele landet", 2008, 76.0, 1) in found
    assert len({name for name, *_rest in found}) == 100
