"""Tables as offices save them; what can be read two ways is refused with its line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from favn.statistics.reasons import Reason, Refused
from favn.statistics.table_reading import day, number, read_table

COLUMNS = {"date": ("date", "dato"), "value": ("value", "værdi")}
TABLE = "dato;værdi;note\n2011-02;83,3;første\n2011-11;–;\n"


def cells(table):
    return [(row.day("date"), row.number("value")) for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_way_of_saving_gives_the_same_table(encoding, separator, end):
    text = TABLE.replace("–", "-").replace(";", separator).replace("\n", end)
    table = read_table(text.encode(encoding), COLUMNS)
    (first, value), (second, missing) = cells(table)
    assert (first, second) == (date(2011, 2, 1), date(2011, 11, 1))
    assert (value.value, value.decimals, missing) == (83.3, 1, None)
    assert table.ignored == ("note",)
    assert [row.line for row in table.rows] == [2, 3]


def test_a_line_that_names_the_separator_is_no_heading():
    table = read_table(b"sep=;\r\ndato;value\r\n2011;1,5\r\n", COLUMNS)
    assert [(row.line, row.number("value").value) for row in table.rows] == [(3, 1.5)]


def test_between_commas_a_point_is_decimal():
    table = read_table(b'date,value\n2011,92.745\n2012,"1,234.5"\n', COLUMNS)
    assert [value.value for _, value in cells(table)] == [92.745, 1234.5]


def test_letters_of_two_signs_are_one():
    table = read_table("dato;værdi\n2011;1\n".encode(), {**COLUMNS, "value": ("va\u0308rdi",)})
    assert table.ignored == ("værdi",)
    assert read_table("a\u030ar\n2011\n".encode(), {"date": ("år",)}).columns == {"date"}


def test_of_two_names_for_a_column_the_better_is_used_and_the_other_listed():
    table = read_table(b"dato;date;value\n2010;2011;1\n", COLUMNS)
    assert [day.year for day, _ in cells(table)] == [2011]
    assert table.ignored == ("dato",)


def test_only_the_lines_of_one_indicator():
    raw = b"indikator;dato;value\nA;2010;1\nB;2010;2\n B ;2011;3\n\n"
    table = read_table(raw, COLUMNS, ("indikator", "B"))
    assert [row.line for row in table.rows] == [3, 4]
    for only, told in ((("indikator", "C"), "No line"), (("navn", "B"), "indikator, dato")):
        with pytest.raises(Refused, match=told):
            read_table(raw, COLUMNS, only)


def test_a_quoted_cell_over_two_lines_keeps_the_lines_right():
    table = read_table(b'dato;note;value\n2011;"to\nlinjer";1\n\n2012;;2\n', COLUMNS)
    assert [row.line for row in table.rows] == [2, 5]


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("83,3", 83.3, 1),
        ("83.3 %", 83.3, 1),
        ("3\u00a0679", 3679, 0),
        ("1.234.567", 1_234_567, 0),
        ("1.234,50", 1234.5, 2),
        ("1,234.5", 1234.5, 1),
        ("−2,4", -2.4, 1),
        ("+3", 3, 0),
        ("0.329", 0.329, 3),
        ("12345", 12345, 0),
    ],
)
def test_numbers_as_they_are_printed(text, value, decimals):
    found = number(text)
    assert (found.value, found.decimals) == (value, decimals)


@pytest.mark.parametrize("text", ["", "-", "–", "—", "..", ".", "…", "n/a", " - "])
def test_what_is_missing(text):
    assert number(text) is None


@pytest.mark.parametrize("text", ["3.679", "3,679", "-3.679", "tolv", "1e5", "nan", "12,5,3"])
def test_what_is_no_number_or_two_is_refused(text):
    with pytest.raises(Refused) as refused:
        number(text)
    assert refused.value.reason is Reason.NOT_A_NUMBER


@given(st.integers(-(10**9), 10**9), st.integers(0, 2))
def test_a_number_written_the_danish_way_is_read_back(whole, decimals):
    value = whole / 10**decimals
    danish = f"{value:_.{decimals}f}".replace(".", ",").replace("_", " ")
    assert number(danish).value == pytest.approx(value)
    assert number(danish).decimals == decimals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2011", date(2011, 1, 1)),
        ("2011-2", date(2011, 2, 1)),
        ("2011-02-28", date(2011, 2, 28)),
        ("28-02-2011", date(2011, 2, 28)),
        ("28.2.2011", date(2011, 2, 28)),
    ],
)
def test_days(text, expected):
    assert day(text) == expected


@pytest.mark.parametrize("text", ["november 2011", "30-02-2011", "2011-13", "", "11"])
def test_dates_in_words_and_days_that_do_not_exist_are_refused(text):
    with pytest.raises(Refused) as refused:
        day(text)
    assert refused.value.reason is Reason.NOT_A_DATE


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", Reason.COLUMNS),
        (b"dato;value\n", Reason.COLUMNS),
        (b"a;b\n1;2\n", Reason.COLUMNS),
        (b"dato;Dato\n2011;2011\n", Reason.COLUMNS),
        (b"PK\x03\x04 and more", Reason.UNREADABLE),
        ("dato;value\n2011;1\n".encode("utf-16")[:-1], Reason.UNREADABLE),
        (b"\x81\x8d;\xff\n", Reason.UNREADABLE),
        (b'dato;value\n2011;"1\n', Reason.UNREADABLE),
    ],
)
def test_what_is_no_table_is_refused(raw, reason):
    with pytest.raises(Refused) as refused:
        read_table(raw, COLUMNS)
    assert refused.value.reason is reason


def test_a_refused_cell_names_its_line():
    table = read_table(b"dato;value\n2011;1\nmaj;3.679\n", COLUMNS)
    with pytest.raises(Refused, match=r"line 3: “3.679” can be read two ways"):
        table.rows[1].number("value")
    with pytest.raises(Refused, match="line 3: “maj” is not a date"):
        table.rows[1].day("date")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"date,value\n2010,1\n2011,83,3\n", r"^line 3: 3 cells.*2 columns.*by semicolons\.$"),
        (b"date;value\n2010;1;note\n", r"^line 2: 3 cells.*Put quotation marks around"),
        (b"sep=;\ndate;value\n2010;1;;x\n", r"^line 3: 4 cells"),
    ],
)
def test_a_line_with_more_cells_than_names_is_refused_with_its_number(raw, told):
    with pytest.raises(Refused, match=told) as refused:
        read_table(raw, COLUMNS)
    assert refused.value.reason is Reason.COLUMNS


def test_empty_cells_past_the_last_name_are_nothing():
    table = read_table(b"date;value\n2010;1;; \n2011\n", COLUMNS)
    assert [row.text("value") for row in table.rows] == ["1", ""]
