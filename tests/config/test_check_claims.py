"""`favn check-claims`: what contradicts itself in a table, what holds, and what cannot be asked."""

import json

import pytest

from favn.config import cli
from favn.publishing.claims import CANNOT, SENTENCES
from favn.statistics import claims
from tests.house.test_sizes import SOURCE

GOOD = "navn;værdi;afsnit\nHøje;5;Hold\nLave;7;Hold\nI alt;12;Hold\n"


@pytest.fixture(autouse=True)
def django_is_loaded(monkeypatch):
    """The tests have loaded the house already; loading it again would start it twice."""
    monkeypatch.setattr(cli, "start_django", lambda: None)


@pytest.fixture
def told(tmp_path, capsys):
    def run(content: bytes | str, *words: str) -> tuple[int, str, str]:
        file = tmp_path / "figures.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = cli.run(["check-claims", str(file), *words])
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def test_a_table_that_holds_says_how_much_was_recomputed(told):
    code, out, err = told(GOOD)
    assert (code, err) == (cli.DONE, "")
    assert out.startswith("3 figures read, 1 recomputed and hold.")
    assert "Contradictions: 0" in out


def test_a_contradiction_is_a_sentence_and_the_answer_is_no(told):
    code, out, _ = told(GOOD.replace("12", "13"))
    assert code == cli.NO
    assert "It says 13 in all, but the 2 parts add up to 12." in out


def test_a_machine_gets_documented_keys(told):
    code, out, _ = told(GOOD.replace("12", "13"), "--json")
    facts = json.loads(out)
    assert code == cli.NO
    assert {"rows", "columns", "unknown_columns", "encoding", "problems", "findings", "held",
            "unused_rules", "cannot_judge"} == set(facts)  # fmt: skip
    assert facts["findings"][0]["numbers"] == {"printed": 13, "computed": 12, "parts": 2}


def test_what_was_not_judged_is_said(told):
    out = told(GOOD)[1]
    assert "weekdays (needs the printed words of a row" in out
    assert "whether an initiative has worked" in out


def test_what_was_not_understood_is_said(told):
    table = "navn;værdi;farve\nBørn;mange;blå\n".encode("latin-1")
    code, _, err = told(table)
    assert code == cli.DONE
    assert "Columns that are not used: farve." in err
    assert "windows-1252" in err
    assert "line 2" in err


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "empty"), (b"a,b\n1,2\n", "No column says name and value"), (b"\0\0", "not text")],
)
def test_a_file_without_figures_ends_in_a_sentence(told, content, says):
    code, out, err = told(content)
    assert (code, out) == (cli.WRONG_CALL, "")
    assert says in err
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_ends_in_a_sentence(tmp_path, capsys):
    assert cli.run(["check-claims", str(tmp_path / "no.csv")]) == cli.WRONG_CALL
    assert "cannot be opened" in capsys.readouterr().err


def test_the_printed_words_come_from_a_file_of_their_own(told, tmp_path):
    words = tmp_path / "words.csv"
    words.write_text("id;ord\na;overledigheden på 13,1 %\n")
    code, out, _ = told("id;navn;værdi;enhed\na;Overledighed;13,1;pp\n", "--words", str(words))
    assert code == cli.NO
    assert "13.1 is printed as percent, but is percentage points." in out


def test_every_code_has_its_sentence():
    text = "".join(p.read_text() for p in (SOURCE / "statistics" / "claims").glob("*.py"))
    assert [code for code in SENTENCES if f'"{code}"' not in text] == []
    assert set(CANNOT) == set(claims.CANNOT)


def test_a_hundred_thousand_figures_are_judged(told):
    rows = [f"Måling {n // 50};{n % 97};pct.;{2000 + n % 5};gruppe {n % 2}" for n in range(100_000)]
    code, out, _ = told("\n".join(["navn;værdi;enhed;år;gruppe", *rows]))
    assert code in (cli.DONE, cli.NO)
    assert out.startswith("100000 figures read")
