"""`favn match`: two tables and rules in, a plan with its proof out, and no database."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from favn.config import cli

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "matching"
PEOPLE = "id;by;sprog\na;Aarhus;dansk\nb;Aarhus;dansk, arabisk\nc;Odense;dansk\n"
OTHERS = "id;by;sprog;pladser\ng;aarhus ;dansk|arabisk;1\nh;Odense;tysk;1\n"
RULES = """
points_for_a_pair = 10
[[rule]]
fact = "by"
[[rule]]
fact = "sprog"
[[criterion]]
fact = "sprog"
points = 1.5
enough = 2
"""


@pytest.fixture
def match(tmp_path, capsys):
    """The command on these words: its code, what it said, and what it complained of."""

    def run(*words, people=PEOPLE, others=OTHERS, rules=RULES):
        files = []
        for name, text in (("people.csv", people), ("others.csv", others), ("rules.toml", rules)):
            files.append(tmp_path / name)
            files[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
        code = cli.run(["match", *map(str, files[:2]), "--rules", str(files[2]), *words])
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


@pytest.fixture
def facts(match):
    def run(*words, **files):
        code, out, err = match(*words, "--json", **files)
        assert err == ""
        return code, json.loads(out)

    return run


def pairs_of(found):
    return {pair["person"]: pair["other"] for pair in found["pairs"]}


def test_the_plan_has_its_points_its_proof_and_its_reasons(facts):
    code, found = facts("--prove")
    assert code == cli.DONE
    assert pairs_of(found) == {"b": "g"}
    assert (found["points"], found["bound"]) == (13, 13)
    assert (found["best_possible"], found["proven_again"]) == (True, True)
    assert found["pairs"][0]["reasons"] == [
        {"criterion": "sprog", "points": 3, "shared": ["arabisk", "dansk"]}
    ]
    assert found["in_order_of_arrival"] == {
        "points": 11.5, "persons": 1, "more_points_percent": 13.04, "more_persons": 0
    }  # fmt: skip


def test_whoever_is_left_hears_why_and_what_would_help(facts):
    left = {one["person"]: one for one in facts()[1]["left"]}
    assert left["a"]["fitting"] == 1
    assert left["a"]["would_help"] == [{"kind": "place", "other": "g", "rule": None}]
    assert left["c"]["ruled_out"] == {"by": 1, "sprog": 1}
    assert left["c"]["would_help"] == [{"kind": "rule", "other": "h", "rule": "sprog"}]


def test_a_person_reads_danish(match):
    code, out, _ = match("--prove")
    assert code == cli.DONE
    assert "1 par, 13 point. Ingen plan har flere end 13 point." in out
    assert "Loftet er regnet efter uden løseren: det holder." in out
    assert "b – g: 13 point" in out
    assert "sprog: arabisk, dansk (+3)" in out
    assert "1 passer, men har ingen ledig plads" in out
    assert "hvis g havde en plads mere" in out


@pytest.mark.parametrize(
    "written",
    [
        PEOPLE.encode("utf-8-sig"), PEOPLE.encode("cp1252"), PEOPLE.encode("utf-16"),
        PEOPLE.replace(", ", "|").replace(";", ",").encode(),
        PEOPLE.replace(";", "\t").replace("\n", "\r\n").encode(),
        b"sep=;\r\n" + PEOPLE.encode("cp1252"),
    ],
    ids=["mark", "windows", "unicode text", "commas", "tabs", "sep="],
)  # fmt: skip
def test_a_table_is_read_as_spreadsheets_write_it(facts, written):
    assert pairs_of(facts(people=written)[1]) == {"b": "g"}


def test_danish_letters_meet_whatever_their_encoding(facts):
    people = "nr;by\nå;Ærø\n".encode("cp1252")
    others = "nr;by\nø;ÆRØ\n".encode("utf-8-sig")
    found = facts(people=people, others=others, rules='[[rule]]\nfact = "by"\n')[1]
    assert pairs_of(found) == {"å": "ø"}


def test_the_stable_plan_says_what_it_costs(match, facts):
    people = "id;x;wishes\na;1;g\nb;1;g\n"
    others = "id;x;wishes;forbidden\ng;1;b;\nh;1;;a\n"
    files = {"people": people, "others": others, "rules": '[[criterion]]\nfact="x"\npoints=1\n'}
    found = facts("--stable", **files)[1]
    assert (found["points"], found["stable"]["points"]) == (4, 2)
    assert (found["stable"]["blocking_pairs"], found["stable"]["blocking_pairs_of_best"]) == (0, 1)
    assert (found["stable"]["fewer_points_percent"], found["stable"]["fewer_persons"]) == (50, 1)
    assert (found["stable"]["wishers"], found["stable"]["got_first_wish"]) == (2, 1)
    assert pairs_of(found["stable"]) == {"b": "g"}
    out = match("--stable", **files)[1]
    assert "ingen to vil hellere have hinanden" in out
    assert "2 point (50 %) og 1 person færre end den bedste plan" in out
    assert "Set efter i alle 3 mulige par: 0, hvor begge hellere ville have hinanden." in out
    assert "I den bedste plan er der 1." in out


def test_the_stable_plan_names_its_own_pairs_and_its_own_left(match):
    people = "id;x;wishes\na;1;g\nb;1;g\n"
    others = "id;x;wishes;forbidden\ng;1;b;\nh;1;;a\n"
    files = {"people": people, "others": others, "rules": '[[criterion]]\nfact="x"\npoints=1\n'}
    out = match("--stable", **files)[1]
    assert "Par i den stabile plan\n  b – g: 2 point" in out
    assert "Uden partner i den stabile plan\n  a\n" in out
    assert "Uden partner i den bedste plan" not in out
    assert "Par\n" in match(**files)[1]


def test_a_stable_plan_that_costs_nothing_says_so(match):
    out = match("--stable")[1]
    assert "1 par, 13 point: det samme som den bedste plan." in out
    assert "færre" not in out


def test_a_locked_pair_stands_and_a_forbidden_one_does_not(facts):
    people = "id;by;fast;ikke\na;Aarhus;h;\nb;Odense;;g\n"
    others = "id;by;pladser\ng;Odense;1\nh;Odense;1\n"
    found = facts(people=people, others=others, rules='[[rule]]\nfact="by"\n')[1]
    assert pairs_of(found) == {"a": "h"}
    assert (found["pairs"][0]["locked"], found["pairs"][0]["broken"]) == (True, ["by"])
    assert found["left"][0]["would_help"] == [
        {"kind": "allow", "other": "g", "rule": None},
        {"kind": "place", "other": "h", "rule": None},
    ]


def test_an_impossible_rule_says_whose_list_it_empties(match):
    code, out, _ = match(people="id;by;sprog\na;Ribe;dansk\nb;Ribe;tysk\n")
    assert code == cli.NO
    assert "Ingen kan få en partner under reglerne." in out
    assert "  by: personer a, b; andre g, h" in out


def test_the_order_of_the_rows_changes_nothing(facts):
    lines = PEOPLE.strip().split("\n")
    turned = "\n".join([lines[0], *reversed(lines[1:])])
    ours, theirs = facts()[1], facts(people=turned)[1]
    assert pairs_of(ours) == pairs_of(theirs)
    assert ours["version"] == theirs["version"]


@pytest.mark.parametrize("name", ["plan.csv", "plan.xlsx"])
def test_the_plan_is_written_as_a_table_and_runs_no_formula(match, tmp_path, name):
    people = PEOPLE.replace("\nb;", "\n=b;")
    code, _, _ = match("--out", str(tmp_path / name), people=people)
    assert code == cli.DONE
    if name.endswith("csv"):
        raw = (tmp_path / name).read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(raw), delimiter=";"))
    else:
        sheet = load_workbook(tmp_path / name).active
        rows = [[str(cell) if cell is not None else "" for cell in row] for row in sheet.values]
    assert rows[1][:4] == ["'=b", "g", "13", "sprog: arabisk, dansk (+3)"]
    assert [row[0] for row in rows[2:]] == ["a", "c"]
    assert rows[2][3] == "uden partner: 1 passer, men har ingen ledig plads"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"rules": "x = "}, "The rules are no TOML"),
        ({"rules": "bonus = 3"}, "“bonus” is not known at the top of the rules"),
        ({"rules": '[[rule]]\nfact="by"\nkind="same"'}, "kind is “meet”"),
        ({"rules": "[[rule]]\n"}, "The rule 1 names no fact"),
        ({"rules": '[[criterion]]\nfact="by"'}, "criterion 1 (by): points are a number above 0"),
        ({"rules": '[[criterion]]\nfact="by"\npoints=-3'}, "not “-3”"),
        ({"rules": '[[criterion]]\nfact="by"\npoints="to"'}, "not “to”"),
        ({"rules": '[[criterion]]\nfact="by"\npoints=nan'}, "not “NaN”"),
        ({"rules": '[[criterion]]\nfact="by"\npoints=1\nenough=0'}, "1 or more, not “0”"),
        ({"rules": "points_for_a_pair = 0"}, "above 0"),
        ({"rules": '[[criterion]]\nfact="by"\npoints=99999999'}, "smaller weights"),
        ({"rules": '[[rule]]\nfact="by"\n[[rule]]\nfact="by"'}, "give one of them a key"),
        ({"rules": '[rule]\nfact="by"'}, "two brackets"),
        ({"rules": b"\xff\xfe\x00"}, "no text in UTF-8"),
        ({"rules": '[[rule]]\nfact="fag"'}, "people.csv has no column “fag”"),
        ({"rules": '[[rule]]\nfact="by"\n[facts]\nland={people="x"}'}, "“land” is not known"),
        ({"rules": '[[rule]]\nfact="id"'}, "would be read as two things"),
        ({"people": "navn;by;sprog\na;b;c\n"}, "people.csv has no column “id” or “nr”"),
        ({"people": "id;by;sprog\n"}, "people.csv: No line to read"),
        ({"people": "id;by;sprog\na;b;c\na;b;c\n"}, "line 3: “a” stands there already, in line 2"),
        ({"people": "id;by;sprog\n;b;c\n"}, "line 2: the id is empty"),
        ({"people": "id;by;sprog;siden\na;b;c;i maj\n"}, "line 2: “i maj” is not a date"),
        ({"people": "id;by;sprog;fast\na;b;c;x\n"}, "“a” is locked to “x”, who is not in"),
        ({"people": "id;by;sprog;fast\na;b;c;g\nb;b;c;g\n"},
         "lines 2 and 3: “a” and “b” are locked to “g”, who has 1 place."),
        ({"people": "id;by;sprog;fast;ikke\na;b;c;g;g\n"},
         "line 2: “a” is locked to “g”, and the two are forbidden"),
        ({"others": "id;by;sprog;pladser\ng;b;c;to\n"}, "line 2: places are a whole number"),
        ({"others": b"PK\x03\x04"}, "save it as CSV"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_sentence(match, files, sentence):
    code, out, err = match(**files)
    assert (code, out) == (cli.WRONG_CALL, "")
    assert sentence in err
    assert err.startswith("favn: ")
    assert err.count("\n") == 1


def test_a_wish_for_nobody_is_passed_over_and_said(facts):
    people = "id;by;sprog;ønsker;alder\na;Aarhus;dansk;x, g;40\n"
    assert facts(people=people)[1]["notes"] == [
        "people.csv: columns not used: alder.",
        "people.csv, line 2: “x” is not in others.csv and was passed over.",
    ]


def test_a_file_that_is_not_there_or_an_ending_nobody_writes(match, capsys, tmp_path):
    assert match("--out", str(tmp_path / "plan.doc"))[0] == cli.WRONG_CALL
    words = ["match", str(tmp_path / "none.csv"), "x.csv", "--rules", str(tmp_path / "none.toml")]
    assert cli.run(words) == cli.WRONG_CALL
    assert "cannot be opened" in capsys.readouterr().err


def test_the_examples_of_the_documentation_give_the_plan_it_shows(capsys, tmp_path):
    for file in EXAMPLES.iterdir():
        shutil.copy(file, tmp_path)
    names = [str(tmp_path / name) for name in ("mentees.csv", "mentorer.csv")]
    words = ["match", *names, "--rules", str(tmp_path / "regler.toml"), "--stable", "--json"]
    assert cli.run(words) == cli.DONE
    found = json.loads(capsys.readouterr().out)
    page = (EXAMPLES.parents[1] / "matching.md").read_text(encoding="utf-8")
    assert f"{len(found['pairs'])} par, {found['points']} point" in page
    assert f"{len(found['stable']['pairs'])} par, {found['stable']['points']} point" in page
    assert found["version"] in page
