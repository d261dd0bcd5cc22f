"""A table of claims is read from any honest file, and a dishonest one ends in a sentence."""

from datetime import date

import pytest

from favn.statistics import claims
from favn.statistics.claims import periods

DANISH = "måling;værdi;enhed;gruppe;år\nBørn i kor;1.234,5;pct.;børn;2023\n"


def test_danish_headings_and_decimal_commas_are_read():
    claim = claims.read(DANISH.encode()).claims[0]
    assert (claim.name, claim.value, claim.decimals, claim.unit) == (
        "Børn i kor",
        1234.5,
        1,
        "percent",
    )


def test_english_headings_and_decimal_points_are_read():
    claim = claims.read(b'name,value,unit\n"Children, in all","1,234.5",%\n').claims[0]
    assert (claim.name, claim.value) == ("Children, in all", 1234.5)


@pytest.mark.parametrize(
    ("separator", "other", "value"),
    [(",", "12.5", 1502), (";", "12,5", 1.502), (",", "7", 1502), (";", "7", 1.502)],
)
def test_a_comma_is_read_as_the_rest_of_the_file_reads_it(separator, other, value):
    row = separator.join(('"a"', '"1,502"'))
    text = f"navn{separator}værdi\n{row}\nb{separator}{other}\n"
    assert claims.read(text.encode()).claims[0].value == value


def test_latin_1_is_read_and_said():
    table = claims.read(DANISH.encode("latin-1"))
    assert (table.encoding, table.claims[0].name) == ("windows-1252", "Børn i kor")


@pytest.mark.parametrize("nothing", ["", "-", "–", "..", "n/a"])
def test_a_dash_is_no_number_and_no_fault(nothing):
    table = claims.read(f"navn;værdi\nBesøg;{nothing}\nHold;3\n".encode())
    assert (table.claims[0].value, table.problems) == (None, ())


def test_a_cell_that_is_no_number_is_said_by_line():
    table = claims.read("navn;værdi\nBesøg;mange\nHold;3\n".encode())
    assert table.problems == ("line 2: “mange” is no number (value)",)
    assert [c.value for c in table.claims] == [None, 3]


def test_a_number_of_four_hundred_digits_is_no_figure():
    table = claims.read(("navn;værdi\nBesøg;" + "9" * 400 + "\n").encode())
    assert table.claims[0].value is None
    assert len(table.problems[0]) < 100


def test_a_thousand_bad_cells_are_not_a_thousand_lines():
    rows = "\n".join("Besøg;mange" for _ in range(1000))
    problems = claims.read(f"navn;værdi\n{rows}\n".encode()).problems
    assert (len(problems), problems[-1]) == (21, "… and 980 more cells")


def test_unknown_columns_are_said():
    assert claims.read("navn;værdi;farve\nBesøg;3;blå\n".encode()).unknown == ("farve",)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"navn;farve\na;b\n", "No column says value"),
        (b"a,b\n1,2\n", "name and value"),
        (b"navn;v\xe6rdi\n", "no figures"),
        (b"PK\x03\x04\0\0", "not text"),
        (b'navn;value\n"' + b"x" * 200_000 + b'";1\n', "Line"),
    ],
)
def test_a_file_that_holds_no_figures_says_why(content, says):
    with pytest.raises(claims.ClaimsError, match=says):
        claims.read(content)


def test_one_row_is_a_table():
    report = claims.check(claims.read("navn;værdi\nBesøg;9859\n".encode()).claims)
    assert (report.findings, report.held) == ((), ())


def test_no_rows_give_no_findings():
    assert claims.check([]).findings == ()


def test_words_of_another_file_are_joined_by_id():
    table = claims.read("id;navn;værdi;enhed\na;Gab;7;point\nb;Andet;1;antal\n".encode())
    joined = claims.with_words(table, b"id;ord\na;fortsat 7 procentpoint\n")
    assert [c.words for c in joined.claims] == ["fortsat 7 procentpoint", ""]
    with pytest.raises(claims.ClaimsError, match="words"):
        claims.with_words(table, b"id;farve\na;b\n")
    with pytest.raises(claims.ClaimsError, match="id and words"):
        claims.with_words(table, b"")


def test_notes_say_a_status_a_repetition_and_several_answers():
    rows = 'id,name,value,note\na,Schools,49,"Printed status: progress"\nb,Visits,9,"Same as a-1"\n'
    rows += 'c,Topics,55,"approx. 826; multi-topic"\n'
    status, same, several = claims.read(rows.encode()).claims
    assert (status.status, same.same_as, several.several) == ("progress", ("a-1",), True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 1, 1)),
        ("2023-end", date(2023, 1, 1), date(2023, 1, 1)),
        ("2011-02", date(2011, 2, 1), date(2011, 2, 1)),
        ("31.12.2024", date(2024, 12, 31), date(2024, 12, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 10, 1)),
        ("4. kvartal 2026", date(2026, 10, 1), date(2026, 10, 1)),
        ("2010-2012", date(2010, 1, 1), date(2012, 1, 1)),
        ("2024/25", date(2024, 1, 1), date(2025, 1, 1)),
        ("2011-02/2012", date(2011, 2, 1), date(2012, 1, 1)),
    ],
)
def test_a_period_is_read(text, first, last):
    when = periods.parse(text)
    assert (when.start, when.end) == (first, last)


@pytest.mark.parametrize("text", ["", "yearly", "2023-13", "31.02.2024", "2012-2010", "2026-Q7"])
def test_what_is_no_period_is_none(text):
    assert periods.parse(text) is None
