"""`favn analyse`: a file in, facts out; what cannot be computed is refused with a reason."""

import json

import pytest

from favn.config import cli

YOUTH = """dato;gruppe;andel;grundlag
2010-10;danske;84,8;11610
2011-10;danske;83,7;11978
2012-10;danske;83,3;12329
2010-10;ikke-vestlige;83,3;3679
2011-10;ikke-vestlige;79,6;3820
2012-10;ikke-vestlige;77,2;3962
"""
GRADES = "date,value,reference\n2010,92.7,100\n2011,92.8,100\n2012,93.1,100\n"
KINDERGARTEN = """dato;gruppe;værdi
2011-02;flertal;97
2011-11;flertal;96
2012-11;flertal;97,2
2011-02;mindretal;82
2011-11;mindretal;84
2012-11;mindretal;86,1
"""


@pytest.fixture
def analyse(tmp_path, capsys):
    """The command on a file of these words: its code and what it said."""

    def run(analysis, text, *words):
        file = tmp_path / "table.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = cli.run(["analyse", analysis, str(file), *words])
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def facts(analyse):
    def run(analysis, text, *words):
        code, out = analyse(analysis, text, *words, "--json")
        return code, json.loads(out)

    return run


def test_the_table_of_fifteen_to_nineteen_year_olds(facts):
    """The design's consistency findings, A7."""
    code, found = facts("proportions", YOUTH)
    assert code == cli.DONE
    z = [round(change["z"], 2) for change in found["changes"]]
    assert z == [-2.32, -0.84, -3.17, -4.12, -2.57, -6.68]
    assert [round(gap["z"], 2) for gap in found["gaps"]] == [-2.19, -5.83, -8.66]
    last = found["gap_changes"][1]
    assert (last["from"], last["to"]) == ("2011-10-01", "2012-10-01")
    assert (round(last["points"], 1), round(last["p"], 3)) == (-2.0, 0.056)


def test_a_change_in_share_stands_beside_the_change_in_count(facts):
    change = facts("proportions", YOUTH)[1]["changes"][4]
    assert (round(change["points"], 1), round(change["count_change"])) == (-2.4, 18)
    assert change["share_and_count_differ"]


def test_the_grades_beside_the_printed_seventeen_years(facts):
    found = facts("parity", GRADES, "--claim", "17")[1]["series"][0]
    ends = found["windows"][0]
    assert (round(ends["years"], 1), ends["pace"]) == (34.5, "end_points")
    assert (round(ends["low"]), round(ends["high"])) == (27, 46)
    assert found["evidence"]["refused"] == "interval_holds_zero"
    assert not found["claim"]["holds_over_all_points"]
    misread = found["claim"]["change_read_as_one_years_in"]
    assert ("2010-01-01", "2012-01-01") in [(w["from"], w["to"]) for w in misread]


def test_the_window_decides_the_kindergartens_years(facts):
    found = facts("parity", KINDERGARTEN.encode("latin-1"), "--reference", "flertal")[1]
    (series,) = found["series"]
    ends = [w for w in series["windows"] if w["pace"] == "end_points"]
    assert [round(w["years"], 1) for w in ends] == [5.0, 12.3]
    assert (ends[1]["high"], ends[1]["unbounded"]) == (None, True)
    assert found["note"].endswith("not a forecast.")


def test_a_printed_gap_that_widens_is_refused_by_window(facts):
    code, found = facts("parity", "dato;forskel\n2010;4,0\n2012;5,0\n")
    assert code == cli.DONE
    assert found["series"][0]["windows"][0]["refused"] == "gap_widens"
    assert found["series"][0]["range"]["shortest"] is None


def test_a_trend_has_both_slopes_and_a_word_where_the_unit_is_said(facts):
    text = "date,value\n" + "".join(
        f"{2010 + n},{13 - n * 0.9 + n % 2 / 10:.1f}\n" for n in range(6)
    )
    found = facts("trend", text)[1]["series"][0]
    assert found["evidence"] is None
    assert found["linear"]["slope_per_year"] == pytest.approx(-0.88, abs=0.03)
    assert found["theil_sen"]["p_exact"] == pytest.approx(2 / 720)
    words = ("--unit", "percentage_points", "--better", "less", "--register")
    found = facts("trend", text, *words)[1]["series"][0]["evidence"]
    assert (found["word"], found["one_draw_of_a_process"]) == ("progress", True)


def test_percentages_without_a_base_have_no_word(facts):
    words = ("--unit", "percent", "--better", "more")
    found = facts("trend", "date,value\n2010,50\n2011,49\n2012,48\n", *words)[1]["series"][0]
    assert (found["evidence"]["word"], found["evidence"]["reason"]) == ("undecided", "no_base")
    with_base = "date,value,base\n2010,50,9000\n2011,49,9000\n2012,40,9000\n"
    found = facts("trend", with_base, *words)[1]["series"][0]
    assert (found["evidence"]["word"], found["evidence"]["method"]) == ("setback", "newcombe")


def test_a_trend_does_not_cross_a_break(facts):
    text = "date,value,version\n2019,5,a\n2021,5,a\n2023,8,b\n2025,9,b\n2027,9,b\n"
    found = facts("trend", text)[1]["series"][0]
    assert (found["points"], found["left_out_before_break"], found["first"]) == (3, 2, 8)
    code, found = facts("trend", "date,value,version\n2023,5,a\n2025,8,b\n")
    assert (code, found["refused"][0]["reason"]) == (cli.WRONG_CALL, "break")


def test_shares_are_not_compared_across_a_break(facts):
    """The design's consistency findings, A5."""
    text = "dato;andel;grundlag;definition\n2023;5;5650;gammel\n2025;8;5650;ny\n"
    code, found = facts("proportions", text)
    assert (code, found["changes"][0]["refused"]) == (cli.DONE, "break")
    two = YOUTH.splitlines()
    versions = [f"{line};{'a' if line.startswith('2010') else 'b'}" for line in two[1:]]
    found = facts("proportions", "\n".join([f"{two[0]};version", *versions]))[1]
    assert [change["refused"] for change in found["gap_changes"]] == ["break", None, "break"]


def test_counts_without_dates_are_compared_between_groups(facts):
    text = "gruppe,antal,grundlag\nA,0,12\nB,9,12\n"
    code, found = facts("proportions", text, "--reference", "B")
    assert (code, found["gaps"][0]["method"], found["gaps"][0]["z"]) == (cli.DONE, "mid_p", None)
    assert found["changes"] == found["gap_changes"] == []


def test_a_share_without_a_base_is_a_value_and_no_test(facts):
    text = "gruppe;andel;grundlag\nA;50;80\nB;49;–\nC;40;90\nD;–;90\n"
    found = facts("proportions", text)[1]
    assert found["without_base"] == [{"line": 3, "group": "B", "percent": 49.0}]
    assert [share["group"] for share in found["shares"]] == ["A", "C"]


def test_one_series_of_several_may_be_refused(facts):
    code, found = facts("trend", "date,group,value,extra\n2010,A,1,\n2011,A,2,\n2011,B,2,\n")
    assert code == cli.NO
    assert [series["series"] for series in found["series"]] == ["A"]
    assert (found["refused"][0]["series"], found["refused"][0]["reason"]) == ("B", "one_point")
    assert found["ignored_columns"] == ["extra"]


REFUSED = [
    ("trend", "dato;værdi\n2010;4\n", "one_point"),
    ("parity", "dato;forskel\n2010;4\n", "one_point"),
    ("proportions", "hits,base\n4,9\n", "one_point"),
    ("trend", "dato;værdi\n2010;4\n2010;5\n", "two_values"),
    ("parity", "dato;forskel\n2010;4\n2010;5\n", "two_values"),
    ("proportions", "dato;antal;grundlag\n2010;4;9\n2010;5;9\n", "two_values"),
    ("proportions", "dato;andel;grundlag\n2010;101;9\n2011;5;9\n", "over_whole"),
    ("proportions", "dato;andel;grundlag\n2010;-1;9\n2011;5;9\n", "negative"),
    ("proportions", "dato;antal;grundlag\n2010;10;9\n2011;5;9\n", "over_whole"),
    ("proportions", "dato;antal;grundlag\n2010;0;0\n2011;5;9\n", "no_base"),
    ("proportions", "hits,base\n4,99999999999\n5,9\n", "not_a_number"),
    ("trend", "dato;værdi\nnovember 2010;4\n2011;5\n", "not_a_date"),
    ("trend", "dato;værdi\n2010;–\n2011;–\n", "no_values"),
    ("parity", "dato;forskel\n2010;-\n2011;-\n", "no_values"),
    ("proportions", "dato;andel;grundlag\n2010;5;..\n2011;5;..\n", "no_values"),
    ("proportions", "andel;grundlag\n5;..\n..;9\n", "no_values"),
    ("trend", "dato;værdi\n2010;fire\n2011;5\n", "not_a_number"),
    ("trend", "dato;andet\n2010;4\n2011;5\n", "columns"),
    ("parity", "dato;gruppe;værdi\n2010;A;4\n2011;A;5\n", "columns"),
    ("parity", "dato;værdi\n2010;4\n2011;5\n", "columns"),
    ("trend", b"PK\x03\x04", "unreadable"),
]


@pytest.mark.parametrize(("analysis", "text", "reason"), REFUSED)
def test_bad_input_is_refused_with_a_reason_and_two(facts, analyse, analysis, text, reason):
    code, found = facts(analysis, text)
    assert (code, found["refused"][0]["reason"]) == (cli.WRONG_CALL, reason)
    code, out = analyse(analysis, text)
    assert (code, f"Refused ({reason}): " in out) == (cli.WRONG_CALL, True)


def test_over_a_hundred_percent_in_a_trend_of_percentages(facts):
    text = "dato;værdi\n2010;99\n2011;104\n"
    assert facts("trend", text)[0] == cli.DONE
    code, found = facts("trend", text, "--unit", "percent")
    assert (code, found["refused"][0]["sentence"][:6]) == (cli.WRONG_CALL, "line 3")


def test_one_indicator_of_a_file_with_many(facts, tmp_path, capsys):
    text = "indikator;dato;værdi\nA;2010;1\nB;2010;2\nB;2011;3\n"
    assert facts("trend", text, "--only", "indikator=B")[1]["series"][0]["points"] == 2
    assert facts("trend", text)[1]["refused"][0]["reason"] == "two_values"
    words = ["analyse", "trend", str(tmp_path / "table.csv"), "--only", "indikator"]
    assert cli.run(words) == cli.WRONG_CALL
    assert "COLUMN=TEXT" in capsys.readouterr().err


def test_missing_values_are_left_out(facts, analyse):
    text = "dato;værdi;sammenligning\n2010;90;100\n2011;–;100\n2012;93;–\n2013;94;100\n"
    code, found = facts("trend", text)
    assert (code, found["series"][0]["points"]) == (cli.DONE, 3)
    windows = facts("parity", text)[1]["series"][0]["windows"]
    assert [(w["from"], w["to"]) for w in windows] == [("2010-01-01", "2013-01-01")]
    assert "evidence" not in analyse("trend", text)[1]


def test_a_file_too_large_to_read_is_refused(tmp_path, capsys):
    file = tmp_path / "large.csv"
    with file.open("wb") as opened:
        opened.truncate(21 * 1024 * 1024)
    assert cli.run(["analyse", "trend", str(file)]) == cli.WRONG_CALL
    assert "over 20 MB" in capsys.readouterr().err


def test_a_reference_that_is_not_there_is_named(facts):
    code, found = facts("proportions", YOUTH, "--reference", "norske")
    assert code == cli.WRONG_CALL
    assert "danske, ikke-vestlige" in found["refused"][0]["sentence"]


@pytest.mark.parametrize(
    "words", [["--level", "1.5"], ["--minimum", "-1"], ["--claim", "0"], ["--claim", "nan"]]
)
def test_numbers_that_cannot_be_meant_are_a_wrong_call(tmp_path, words, capsys):
    file = tmp_path / "grades.csv"
    file.write_text(GRADES)
    assert cli.run(["analyse", "parity", str(file), *words]) == cli.WRONG_CALL
    assert words[0] in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said_in_one_sentence(tmp_path, capsys):
    assert cli.run(["analyse", "trend", str(tmp_path / "no.csv")]) == cli.WRONG_CALL
    assert "no.csv cannot be opened" in capsys.readouterr().err


def test_for_reading_there_are_sentences(analyse):
    out = analyse("parity", GRADES, "--claim", "17")[1]
    assert "34.5 years (by rounding 27.4 to 46.3)" in out
    assert "takes the whole change for one year's" in out
    assert "not estimable (interval_holds_zero)" in out
    assert "a calculation, not a forecast" in out
    out = analyse("proportions", YOUTH)[1]
    assert "-2.0 percentage points (-4.05 to 0.0536), z -1.91, p 0.056" in out


def test_for_reading_nothing_is_left_out(analyse):
    text = "date,value,version,note\n2019,5,a,\n2021,8,b,\n2023,9,b,\n"
    out = analyse("trend", text, "--unit", "count", "--register")[1]
    assert "left out before the break: 1" in out
    assert "no test with two points" in out
    assert "evidence: undecided (two_points)" in out
    assert "Columns not used: note" in out
    assert "does not come out of the pace" in analyse("parity", GRADES, "--claim", "5")[1]
    widening = "dato;forskel\n2010;4\n2012;5\n"
    assert "no years (gap_widens)" in analyse("parity", widening)[1]
    assert "does not come" not in analyse("parity", GRADES, "--claim", "34.5")[1]
    closing = "dato;forskel\n" + "".join(f"{2010 + n};{10 - n},{n % 2}\n" for n in range(5))
    assert "evidence: 5." in analyse("parity", closing)[1]
    text = "gruppe;dato;andel;grundlag;version\nA;2010;50;80;1\nA;2011;50;80;2\nB;2010;49;–;1\n"
    out = analyse("proportions", text)[1]
    assert "not compared (break)" in out
    assert "B: 49 %, base missing, no test" in out
    assert (
        "judged as one draw"
        in analyse(
            "trend", "date,value\n2010,1\n2011,2\n2012,4\n", "--unit", "count", "--register"
        )[1]
    )
