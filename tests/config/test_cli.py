"""The `favn` command: help with examples, words for people, keys for machines, codes that mean."""

import json
from datetime import timedelta

import pytest

from favn.config import cli
from favn.config.commands import serve
from tests.publishing.taps import LAST_YEAR, guidances, visits

FIGURE = ["figure", "centre.visits", "--organisation", "medborgerhuset"]


@pytest.fixture(autouse=True)
def django_is_loaded(monkeypatch):
    """The tests have loaded the house already; loading it again would start it twice."""
    monkeypatch.setattr(cli, "start_django", lambda: None)


def told(capsys, *words: str) -> tuple[int, str, str]:
    code = cli.run(list(words))
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.mark.parametrize("command", [name for name, _ in cli.COMMANDS])
def test_every_command_has_help_with_an_example(command, capsys):
    with pytest.raises(SystemExit) as left:
        cli.run([command, "--help"])
    assert left.value.code == 0
    assert f"favn {command}" in capsys.readouterr().out.split("xample", 1)[1]


def test_an_unknown_command_is_a_wrong_call(capsys):
    with pytest.raises(SystemExit) as left:
        cli.run(["dance"])
    assert left.value.code == cli.WRONG_CALL


def test_figures_are_listed_for_people_and_machines(capsys):
    code, out, _ = told(capsys, "figures", "--json")
    assert code == cli.DONE
    assert {"centre.visits", "centre.guests"} <= {row["id"] for row in json.loads(out)}
    assert "centre.visits" in told(capsys, "figures")[1]


def test_a_figure_has_its_documented_keys(houses, capsys):
    visits(houses, 3)
    code, out, _ = told(capsys, *FIGURE, "--year", "2026", "--json")
    facts = json.loads(out)
    assert code == cli.DONE
    assert facts["value"] == 3
    assert {"value", "unit", "base", "period", "method", "snapshot", "withheld"} <= set(facts)


def test_a_breakdown_comes_with_its_names(houses, capsys):
    guidances(houses, "brev", 2)
    words = ["figure", "centre.guidances", "--organisation", "medborgerhuset", "--year", "2026"]
    assert "E-boks og breve: 2" in told(capsys, *words, "--by", "topic")[1]


def test_without_an_edition_persons_are_protected(houses, capsys):
    visits(houses, 3, cards=3)
    words = ["figure", "centre.guests", "--organisation", "medborgerhuset", "--year", "2026"]
    assert json.loads(told(capsys, *words, "--json")[1])["value"] is None
    exact = told(capsys, *words, "--json", "--edition", "internal")[1]
    assert json.loads(exact)["value"] == 3


ADDRESS = "centre.guidances@medborgerhuset/2026?by=topic"


def test_a_figure_is_found_by_its_whole_address(houses, capsys):
    guidances(houses, "brev", 2)
    code, out, _ = told(capsys, "figure", ADDRESS)
    assert code == cli.DONE
    assert "E-boks og breve: 2" in out
    assert json.loads(told(capsys, "figure", ADDRESS, "--json")[1])["figure"] == ADDRESS


def test_commands_speak_english_around_what_people_have_named(houses, tmp_path, capsys):
    guidances(houses, "brev", 2)
    out = told(capsys, "figure", ADDRESS)[1]
    assert out.startswith("Guidance given, Medborgerhuset, 2026: 2 pieces of guidance")
    assert "Registered visits (visits)" in told(capsys, "figures")[1]
    file = tmp_path / "taps.csv"
    file.write_text("slags;dato\nbesag;18-11-2026\n")
    words = ["import", "visits", str(file), "--organisation", "medborgerhuset"]
    assert "line 2: “besag” is not a kind" in told(capsys, *words)[2]


@pytest.mark.parametrize(("cards", "reason"), [(3, "total_too_few"), (9, "too_few")])
def test_what_is_withheld_says_why_in_words_as_in_json(houses, capsys, cards, reason):
    visits(houses, cards, on=LAST_YEAR, cards=cards)
    visits(houses, 1, on=LAST_YEAR + timedelta(days=1), cards=1)
    address = "centre.guests@medborgerhuset/2025?by=weekday"
    facts = json.loads(told(capsys, "figure", address, "--json")[1])
    out = told(capsys, "figure", address)[1]
    assert facts["withheld"] == [reason]
    assert out.count(f"Withheld ({reason}): There are ") == 1
    held = [cell["label"] for cell in facts["cells"] if cell["value"] is None]
    assert [f"  {label}: withheld (too_few)" for label in held] == [
        line for line in out.splitlines() if line.endswith(": withheld (too_few)")
    ]


def test_a_file_that_is_not_there_is_said_in_one_sentence(houses, tmp_path, capsys):
    words = ["import", "undo", str(tmp_path / "no.csv"), "--organisation", "medborgerhuset"]
    code, _, err = told(capsys, *words)
    assert code == cli.NO
    assert "cannot be opened" in err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["figure", "centre.visits"], "--organisation"),
        (["figure", "centre.visits@medborgerhuset/2026", "--by", "month"], "leave the options"),
        (["figure", "centre.visits@medborgerhuset"], "is not understood"),
        (["figure", "centre.nothing", "--organisation", "medborgerhuset", "--year", "2026"],
         "centre.visits"),
        (["figure", "centre.visits", "--organisation", "nowhere", "--year", "2026"], "naboerne"),
        ([*FIGURE, "--period", "2025-2026"], "one year"),
        ([*FIGURE, "--year", "2026", "--by", "topic"], "month"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_names_the_way_out(houses, capsys, words, named):
    code, _, err = told(capsys, *words)
    assert code == cli.WRONG_CALL
    assert named in err


def test_a_file_with_a_wrong_line_writes_nothing(houses, tmp_path, capsys):
    file = tmp_path / "taps.csv"
    file.write_text("slags;dato;antal;emne\nbesøg;18-11-2026;3;\nvejledning;18-11-2026;1;Brov\n")
    code, _, err = told(capsys, "import", "visits", str(file), "--organisation", "medborgerhuset")
    assert code == cli.NO
    assert "line 3" in err
    assert json.loads(told(capsys, *FIGURE, "--year", "2026", "--json")[1])["value"] == 0


def test_a_dry_run_writes_nothing_and_the_run_moves_the_figure(houses, tmp_path, capsys):
    file = tmp_path / "taps.csv"
    file.write_text("slags;dato;antal\nbesøg;18-11-2026;3\n")
    words = ["import", "visits", str(file), "--organisation", "medborgerhuset"]
    assert told(capsys, *words, "--dry-run")[0] == cli.DONE
    assert json.loads(told(capsys, *FIGURE, "--year", "2026", "--json")[1])["value"] == 0
    assert told(capsys, *words)[0] == cli.DONE
    assert json.loads(told(capsys, *FIGURE, "--year", "2026", "--json")[1])["value"] == 3
    assert "Nothing new" in told(capsys, *words)[1]
    back = ["import", "undo", str(file), "--organisation", "medborgerhuset"]
    assert told(capsys, *back)[0] == cli.DONE
    assert json.loads(told(capsys, *FIGURE, "--year", "2026", "--json")[1])["value"] == 0
    assert told(capsys, *back)[0] == cli.NO


def test_whose_books_must_be_said_where_there_are_several(houses, tmp_path, capsys):
    file = tmp_path / "taps.csv"
    file.write_text("slags;dato;antal\nbesøg;18-11-2026;3\n")
    code, _, err = told(capsys, "import", "visits", str(file))
    assert code == cli.WRONG_CALL
    assert "medborgerhuset" in err


@pytest.mark.parametrize(("on_sqlite", "workers"), [(True, None), (True, 1), (False, 3)])
def test_a_database_is_served_as_it_can_be(on_sqlite, workers):
    assert serve.why_not(on_sqlite, workers) is None


def test_sqlite_is_never_served_by_several_processes():
    assert "PostgreSQL" in serve.why_not(True, 2)
