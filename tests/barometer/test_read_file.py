"""Reading a file of numbers as it is: workbook, CSV, JSON-stat; what is wrong is said by line.

The genuine workbooks of Statistics Denmark lie beside the project (`outside_data`).
"""

import io
import json
import subprocess
import sys
import zipfile

import pytest
from openpyxl import Workbook

from favn.barometer.imports import Unreadable, read
from favn.kit.files import sheet
from favn.kit.files.kinds import MOST_UNPACKED
from favn.kit.files.workbook import rows_of
from tests.barometer.steps import outside_data


def workbook(rows, *, far=None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if far:
        book.active[far] = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


STATBANK = (
    ["Employment rate by ancestry, region and time"],
    ["Units: Per cent"],
    [None, None, "2019", "2020"],
    ["Employment rate", "All Denmark", 75.1, 74.5],
    [None, "Region Hovedstaden", 75.9, 75],
    [None, "Copenhagen", 73.9, 72.8],
    ["Activity rate", "All Denmark", 78.3, ".."],
    [None, "Copenhagen", 77, "-"],
    [None],
    ["There is a data break between 2019 and 2020."],
)


def values(table):
    return {cell.labels: cell.value for cell in table.cells}


def test_title_rows_blank_merged_cells_and_footnotes():
    kind, table = read("RAS200.xlsx", workbook(STATBANK))
    assert (kind, table.source, table.unit_words) == ("xlsx", "RAS200", "Per cent")
    assert table.title == "Employment rate by ancestry, region and time"
    assert table.notes == ["There is a data break between 2019 and 2020."]
    assert table.dimensions[0].labels == ("Employment rate", "Activity rate")
    found = values(table)
    assert found["Activity rate", "Copenhagen", "2019"] == "77"
    assert found["Employment rate", "Region Hovedstaden", "2020"] == "75"
    assert table.cells[0].where == "linje 4, 2019"
    assert table.faults == []


def test_the_genuine_employment_workbook():
    data = outside_data("statbank", "RAS200_2022course.xlsx").read_bytes()
    _kind, table = read("RAS200_2022course.xlsx", data)
    assert table.unit_words == "Per cent"
    assert [len(d.labels) for d in table.dimensions[:4]] == [1, 1, 1, 1]
    assert table.dimensions[-1].labels == tuple(str(year) for year in range(2008, 2021))
    found = {cell.labels[-2:]: cell.value for cell in table.cells}
    assert found["Copenhagen", "2020"] == "72.8"
    assert found["All Denmark", "2008"] == "76"
    assert table.faults == []
    assert len(table.cells) == len(table.dimensions[-2].labels) * 13


def test_the_genuine_income_workbook_tells_its_own_break():
    path = outside_data("statbank", "INDKP107_income_municipality_2004-2017.xlsx")
    _kind, table = read(path.name, path.read_bytes())
    assert any("databreak between 2015 and 2016" in note for note in table.notes)
    found = {cell.labels[-2:]: cell.value for cell in table.cells}
    assert found["Copenhagen", "2017"] == "333579"


def test_a_csv_in_latin_1_with_decimal_commas():
    text = "Område;2019;2020\nKøbenhavn;73,9;72,8\nÆrø;70,0;..\n"
    _kind, table = read("ras.csv", text.encode("latin-1"))
    found = values(table)
    assert found["København", "2019"] == "73,9"
    assert found["Ærø", "2020"] == ".."
    assert table.is_exact


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_in_any_encoding_is_the_same(encoding):
    text = "OMRÅDE;TID;INDHOLD;BASIS\nKøbenhavn;2019K1;73,9;1000\nKøbenhavn;2019K2;74,0;1010\n"
    _kind, table = read("tal.csv", text.encode(encoding))
    assert [d.name for d in table.dimensions] == ["OMRÅDE", "TID"]
    assert table.time == "TID"
    assert [(c.value, c.base, c.where) for c in table.cells] == [
        ("73,9", "1000", "linje 2"), ("74,0", "1010", "linje 3"),
    ]  # fmt: skip


def test_a_heading_that_is_no_time_is_told():
    _kind, table = read("tal.csv", "Område;2019;sidste år\nKøbenhavn;73,9;74\n".encode())
    assert "“sidste år” er ikke en tid" in table.faults[0].sentence
    assert len(table.cells) == 1


def test_dates_as_text_are_read_as_dates():
    _kind, table = read("tal.csv", b"Gruppe;feb. 2011;1. nov. 2012\nAlle;94;95\n")
    assert table.dimensions[-1].labels == ("feb. 2011", "1. nov. 2012")


def test_a_column_of_dashes_is_told():
    _kind, table = read("tal.csv", "Område;2019;2020\nKøbenhavn;73;-\nÆrø;70;-\n".encode())
    assert table.notes == ["2020 har kun streger og tages ikke med."]


JSON_STAT = {
    "version": "2.0", "class": "dataset", "label": "Andel", "id": ["OMRÅDE", "Tid"],
    "size": [2, 2], "role": {"time": ["Tid"]},
    "dimension": {
        "OMRÅDE": {"label": "område", "category": {
            "index": ["101", "751"], "label": {"101": "København", "751": "Aarhus"}}},
        "Tid": {"category": {"index": {"2019": 0, "2020": 1}}},
    },
    "value": [73.9, 72.8, None, 70.5],
}  # fmt: skip


def test_json_stat():
    _kind, table = read("x.json", json.dumps(JSON_STAT).encode())
    assert values(table) == {
        ("København", "2019"): "73.9", ("København", "2020"): "72.8", ("Aarhus", "2020"): "70.5",
    }  # fmt: skip
    sparse = JSON_STAT | {"value": {"1": 72.8}}
    _kind, table = read("x.json", json.dumps(sparse).encode())
    assert values(table) == {("København", "2020"): "72.8"}


@pytest.mark.parametrize(
    "broken",
    [
        {"value": [1]}, {"size": [3, 2]}, {"id": ["mangler"]}, {"role": {}, "id": []},
        {"dimension": []}, {"value": None}, {"size": [10**6, 10**6]},
    ],
)  # fmt: skip
def test_json_that_is_no_dataset_ends_in_a_sentence(broken):
    with pytest.raises(Unreadable):
        read("x.json", json.dumps(JSON_STAT | broken).encode())


def far_cell() -> bytes:
    return workbook([["Område", "2019"], ["København", 1]], far="XFD1048576")


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (MOST_UNPACKED + 1))
    return out.getvalue()


def entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Filen er tom"),
        (b"   \n", "Filen er tom"),
        (b"%PDF-1.7", "PDF"),
        (b"<html>", "hjemmeside"),
        (b"\xd0\xcf\x11\xe0", "gammel .xls"),
        (b"PK\x03\x04 i stykker", "i stykker"),
        (b"a\x00b", "hverken XLSX"),
        (b"Bare en tekst\nuden tal", "ingen række med år"),
        (b"Gruppe;2019\n", "ingen tal"),
        (b"{", "JSON"),
        (bomb(), "mere pakket ud"),
        (entities(), "opbygning"),
        (workbook([]), "ingen tal"),
    ],
    ids=[
        "empty", "blank", "pdf", "web-page", "old-excel", "broken-package", "zero-byte", "no-years",
        "no-numbers", "broken-json", "bomb", "entities", "empty-workbook",
    ],
)  # fmt: skip
def test_what_cannot_be_read_ends_in_a_sentence(data, words):
    with pytest.raises(Unreadable, match=words):
        read("fil.xlsx", data)


def test_a_cell_far_away_is_not_walked_to_and_that_is_said():
    _kind, table = read("fil.xlsx", far_cell())
    assert [cell.value for cell in table.cells] == ["1"]
    assert table.notes == ["Arket går længere. Kun de første 4.000 rækker og 400 kolonner er læst."]


def test_a_damaged_workbook_never_crashes():
    """Every 97th byte turned: each ends in rows or in what the reading process takes for broken."""
    good = workbook(STATBANK)
    outcomes = set()
    for place in range(0, len(good), 97):
        bad = bytearray(good)
        bad[place] ^= 0xFF
        try:
            sheet.first_sheet(bytes(bad))
            outcomes.add("read")
        except sheet.BROKEN:
            outcomes.add("refused")
    assert "refused" in outcomes


def heavy(part: str, before: bytes, piece: bytes) -> bytes:
    """A workbook of some kilobytes, one part of which unpacks to millions of the same piece."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(STATBANK))) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in good.namelist():
            text = good.read(name)
            if name == part:
                text = text.replace(before, piece * (20_000_000 // len(piece)) + before)
            package.writestr(name, text)
    return out.getvalue()


def test_a_workbook_made_to_be_heavy_is_stopped_and_told_so():
    """40 kB that unpack within the limit, and that would take a gigabyte to understand."""
    data = heavy("xl/styles.xml", b"</fonts>", b"<font/>")
    assert len(data) < 100_000
    with pytest.raises(Unreadable, match="for tungt at læse"):
        read("tung.xlsx", data)


def test_a_cell_no_spreadsheet_program_writes_is_refused():
    short = workbook([["x" * sheet.LONGEST_CELL]])
    long = written_over(short, sheet.LONGEST_CELL, b"y")
    assert rows_of(short)[0][0][1][0] == "x" * sheet.LONGEST_CELL
    with pytest.raises(Unreadable, match="kan ikke læses"):
        rows_of(long)


def written_over(data: bytes, length: int, more: bytes) -> bytes:
    """The same workbook, where the long cell is longer than the library would write it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in good.namelist():
            text = good.read(name)
            package.writestr(name, text.replace(b"x" * length, b"x" * length + more))
    return out.getvalue()


def test_one_text_in_thousands_of_cells_is_stopped_before_it_is_told():
    """A text is kept once in the file, and would be told a hundred megabytes of times."""
    data = workbook([["x" * 30_000] * 50] * 70)
    assert len(data) < 200_000
    with pytest.raises(Unreadable, match="for tungt at læse"):
        rows_of(data)


ASKED = """
import resource, runpy, sys
runpy.run_path(sys.argv[1])["main"]()
ends = [resource.getrlimit(one)[0] for one in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
print(*ends, "django" in sys.modules)
"""


def test_the_reading_process_holds_its_own_limits_and_nothing_of_the_house():
    call = [sys.executable, "-I", "-c", ASKED, sheet.__file__]
    done = subprocess.run(call, input=b"", capture_output=True, check=True)
    told = done.stdout.decode().split()
    assert told == [str(sheet.MOST_BYTES), str(sheet.MOST_SECONDS), "False"]


def test_a_list_of_too_many_lines_is_refused_before_it_is_read():
    text = "tid;tal\n" + "2001;1\n" * 61_001
    with pytest.raises(Unreadable, match=r"over 60\.000 tal"):
        read("lang.csv", text.encode())


def test_a_list_of_as_many_days_as_numbers_is_read_once_over():
    """Every line another time: looking for columns of dashes must not look at all for each."""
    text = "tid;tal\n" + "".join(f"{n};-\n" for n in range(60_000))
    _kind, table = read("dage.csv", text.encode())
    assert len(table.notes) == 60_000
