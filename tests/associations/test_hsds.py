"""The directory in the Open Referral standard: out, valid by its schema, and in again as a list."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from jsonschema import Draft202012Validator

from favn.associations.choices import Audience
from favn.associations.imports import Unreadable, read
from favn.associations.models import Entry
from favn.associations.queries.standard import page_of_organizations
from tests.associations.steps import DIRECTORY, elsewhere

OUT = "/foreningerne/sundhavn/hsds.json"
STANDARD = Path(__file__).parents[3] / "shared" / "data" / "standards" / "hsds"


@pytest.fixture
def full(directory):
    row = directory.add(
        "Somalisk Kvindeforening", other_names="SKF\nHodans hus", purpose="Fællesskab",
        doings="Mad og dans",
        activities=("food",), targets=("women",), languages=("so", "da"), address="Havnegade 12",
        postcode="4600", town="Køge", cvr="10150817", founded=2011, website="https://skf.example",
        contact_name="Hodan", email="skf@mail.example", phone="12345678", is_public=True,
        contact_shown=Audience.PUBLIC, months_ago=2,
    )  # fmt: skip
    directory.seat(row, "Hodan Ali", "chair", shown=Audience.PUBLIC, agreed=True)
    directory.seat(row, "Sahra Abdi")
    directory.add("Kun et navn", is_public=True)
    directory.add("Vil ikke vises", purpose="Hemmelig")
    return row


def test_what_goes_out_is_what_everybody_may_see(directory, full, cast):
    told = cast.visit().get(OUT).json()
    assert [one["name"] for one in told["contents"]] == ["Kun et navn", "Somalisk Kvindeforening"]
    text = json.dumps(told, ensure_ascii=False)
    assert "Hodan Ali" in text
    assert "Sahra Abdi" not in text
    assert "Hemmelig" not in text
    assert told["contents"][1]["services"][0]["assured_date"] == "2026-09-19"


def test_many_are_told_a_page_at_a_time_with_few_questions(
    directory, full, django_assert_max_num_queries
):
    for n in range(4):
        row = directory.add(f"Forening {n}", is_public=True)
        directory.seat(row, "Ali Demir", shown=Audience.PUBLIC, agreed=True)
    with directory.open(), django_assert_max_num_queries(4):
        first = page_of_organizations("Sundhavn", "https://x.example/", size=4)
    with directory.open():
        last = page_of_organizations("Sundhavn", "https://x.example/", "2", size=4)
    assert (first["total_items"], first["total_pages"], first["last_page"]) == (6, 2, False)
    assert [len(page["contents"]) for page in (first, last)] == [4, 2]
    assert (last["page_number"], last["first_page"], last["last_page"]) == (2, False, True)


def test_the_second_page_is_asked_for_by_its_number(full, cast):
    told = cast.visit().get(OUT, {"page": "9"}).json()
    assert (told["page_number"], told["total_pages"]) == (1, 1)


def test_what_goes_out_is_valid_by_the_standards_own_schema(full, cast):
    file = STANDARD / "schema" / "compiled" / "organization.json"
    if not file.exists():
        pytest.skip("the standard's schemas lie in ../shared/data, which is not here")
    validator = Draft202012Validator(json.loads(file.read_text()))
    for one in cast.visit().get(OUT).json()["contents"]:
        assert [error.message for error in validator.iter_errors(one)] == []


def example(name):
    file = STANDARD / "examples" / name
    if not file.exists():
        pytest.skip("the standard's examples lie in ../shared/data, which is not here")
    return file.read_bytes()


@pytest.mark.parametrize("name", ["organization_full.json", "service_full.json"])
def test_the_standards_own_example_is_read_as_one_line_also_inside_a_service(name):
    told = json.loads(example("organization_full.json"))
    (line,) = read(example(name)).lines
    assert line.said["name"] == told["name"]
    assert line.said["email"] == told["email"]


def test_many_services_of_one_organization_are_one_line_and_a_page_of_several_says_so():
    page = json.loads(example("service_list.json"))
    page["contents"] += [page["contents"][0] | {"id": "x", "name": "Another service"}]
    sheet = read(json.dumps(page).encode())
    assert [line.said["name"] for line in sheet.lines] == ["Example Organization Inc."]
    assert sheet.lines[0].said["doings"] == page["contents"][0]["description"].strip()
    assert "side 1 af 10" in sheet.notes[0]


def test_an_id_is_no_place_in_the_file():
    told = [{"id": "1", "name": "Lawan"}, {"name": "Somalisk Kvindeforening"}]
    lines = read(json.dumps(told).encode()).lines
    assert [line.said["name"] for line in lines] == ["Lawan", "Somalisk Kvindeforening"]


@pytest.mark.parametrize("name", ["location.json", "taxonomy.json", "taxonomy_term_list.json"])
def test_a_place_and_a_taxonomy_have_names_and_are_no_associations(name):
    with pytest.raises(Unreadable, match="ikke foreninger"):
        read(example(name))


def test_the_standards_own_list_comes_in_and_goes_out_again_the_same(directory, freja, cast):
    (told,) = json.loads(example("organization_list.json"))["contents"]
    file = SimpleUploadedFile("hsds.json", example("organization_list.json"))
    page = freja.post(f"{DIRECTORY}lister/", {"file": file})["Location"]
    assert freja.post(page, {"verb": "take"}).status_code == 302
    with directory.open():
        Entry.objects.owned().update(is_public=True, contact_shown=Audience.PUBLIC)
    (out,) = cast.visit().get(OUT).json()["contents"]
    schema = json.loads((STANDARD / "schema" / "compiled" / "organization.json").read_text())
    assert [error.message for error in Draft202012Validator(schema).iter_errors(out)] == []
    for name in ("name", "alternate_name", "description", "email", "website", "year_incorporated"):
        assert out[name] == told[name]


def test_what_goes_out_of_one_house_comes_into_another_with_its_doubts(full, cast):
    data = cast.visit().get(OUT).content
    other = elsewhere(cast)
    gro = cast.visit(other.by)
    page = gro.post(f"{DIRECTORY}lister/", {"file": SimpleUploadedFile("hsds.json", data)})
    assert gro.post(page["Location"], {"verb": "take"}).status_code == 302
    with other.open():
        row = Entry.objects.owned().get(slug="somalisk-kvindeforening")
    for name in ("purpose", "doings", "address", "postcode", "town", "cvr", "email", "founded"):
        assert getattr(row, name) == getattr(full, name)
    assert row.names == full.names
    assert row.confirmed_at is None


@pytest.mark.parametrize("data", [b'{"x": 1}', b"[1]", b'{"contents": [{"id": 1}]}', b"{"])
def test_another_kind_of_json_is_refused(data):
    with pytest.raises(Unreadable, match="JSON"):
        read(data)
