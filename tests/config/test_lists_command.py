"""`favn directory` writes the public directory as HSDS; `favn import associations` takes it in."""

import io
import json

import openpyxl
import pytest

from favn.associations.models import Entry, ReadList
from favn.config import cli
from tests.associations.steps import Directory, elsewhere

SITE = ["--site", "https://favn.example"]


@pytest.fixture
def directory(cast):
    made = Directory(cast)
    made.add("Somalisk Kvindeforening", purpose="Fællesskab", email="skf@mail.example",
             is_public=True)  # fmt: skip
    made.add("Vil ikke vises", purpose="Hemmelig")
    return made


def test_one_house_writes_a_file_that_another_reads_and_looks_at(directory, cast, tmp_path, capsys):
    other, file = elsewhere(cast), tmp_path / "foreninger.json"
    call = ["directory", "--organisation", "sundhavn", *SITE, "--out", str(file)]
    assert cli.run(call) == 0
    told = json.loads(file.read_text())
    assert [one["name"] for one in told["contents"]] == ["Somalisk Kvindeforening"]
    assert told["contents"][0]["uri"].startswith("https://favn.example/foreningerne/sundhavn/")
    assert cli.run(["import", "associations", str(file), "--organisation", "nordby"]) == 0
    said = capsys.readouterr().out
    assert "1 new associations, 0 doubts to decide, 0 lines at fault" in said
    page = said.split("look at ")[1].strip()
    gro = cast.visit(other.by)
    assert gro.post(page, {"verb": "take"}).status_code == 302
    with other.open():
        assert [row.name for row in Entry.objects.present()] == ["Somalisk Kvindeforening"]
    assert gro.post(page, {"verb": "back"}).status_code == 302
    with other.open():
        assert Entry.objects.present().count() == 0


def test_a_dry_run_tells_of_doubts_and_faults_and_keeps_nothing(directory, tmp_path, capsys):
    book, file = openpyxl.Workbook(), tmp_path / "liste.xlsx"
    for row in (["Forening", "Mail"], ["Somalisk kvindeforening", "skf@mail.example"],
                ["Boldklubben", "ingen mail"], ["Sejlerne", ""]):  # fmt: skip
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    file.write_bytes(out.getvalue())
    call = ["import", "associations", str(file), "--organisation", "sundhavn", "--dry-run"]
    assert cli.run(call) == 0
    said = capsys.readouterr()
    assert "1 new associations, 1 doubts to decide, 1 lines at fault" in said.out
    assert "? line 2: Somalisk kvindeforening – Somalisk Kvindeforening" in said.err
    assert "! line 3:" in said.err
    with directory.open():
        assert ReadList.objects.owned().count() == 0


def test_what_is_no_list_and_what_is_no_address_is_said(directory, tmp_path):
    file = tmp_path / "x.pdf"
    file.write_bytes(b"%PDF-1.7")
    assert cli.run(["import", "associations", str(file), "--organisation", "sundhavn"]) == cli.NO
    assert cli.run(["directory", "--site", "favn.example"]) == cli.WRONG_CALL
